"""Addresses of an older system, which an archive's index lists and the site's rule does not know."""

import json

import pytest

from dvcrawler.discovery.archives.captured_addresses import SkippedAddresses
from dvcrawler.discovery.archives.cdx import index_url
from dvcrawler.families.any_site import unknown_site
from dvcrawler.items import PageCode
from tests.spiders.test_unknown_listings import HOST, crawl, site


def describe(form, numbers=range(120, 130)):
    skipped = SkippedAddresses()
    for number in numbers:
        skipped.add(f"http://{HOST}:80{form.format(number)}")
        skipped.add(f"https://{HOST}{form.format(number)}")
    return skipped.describe()


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("/default.aspx?tabid=5&id={}", "/default.aspx?"),
        ("/Default.aspx?portalid=1&ItemID={}", "/default.aspx?"),
        ("/index.php?nv=News&op=viewst&sid={}", "/index.php?"),
        ("/xem/{}.asp", ".asp"),
        ("/ct/{}/tin-cu-cua-bao.htm", "/ct/"),
        ("/modules.php?name=News&file=article&sid={}", "/modules.php?"),
        ("/tin/bai-viet-cu-cua-bao-{}.html", ".html"),
    ],
)
def test_a_frequent_shape_is_named_once_for_each_address(form, shown):
    pages, said = describe(form)
    assert pages == 10
    assert shown in said.lower()


@pytest.mark.parametrize(
    "form", ["/anh/{}.jpg", "/tin?page={}", "/tag/{}", "/rss/{}", "/lien-he?x={}", "/tin/page/{}", "/muc-{}x"]
)
def test_files_pagers_tags_and_forms_are_not_named(form):
    assert describe(form) is None
    assert describe("/default.aspx?id={}", range(4)) is None


def test_lines_without_a_usable_address_are_passed_over():
    skipped = SkippedAddresses()
    for url in ("http://[::1/tin?id=1", "mailto:a@example.vn", "", "http://"):
        skipped.add(url)
    assert skipped.describe() is None


def test_a_backfill_names_the_captures_that_it_leaves_out(tmp_path):
    listed = [["20100305000000", f"http://{HOST}/default.aspx?tabid=5&id={n}"] for n in range(8)]
    pages, service = site(0), f"https://{HOST}"
    for host in (HOST, f"www.{HOST}"):
        path = index_url(service, host).removeprefix(service)
        pages[HOST, path] = json.dumps([["timestamp", "original"], *listed])
    ended, _ = crawl(pages, tmp_path, "-a", "source=wayback", "-a", f"archive={service}")
    assert ended.returncode == 13
    assert "8 archived pages left out" in ended.stdout
    assert "such as /default.aspx?" in ended.stdout
    assert "-a article=REGEX" in ended.stdout


@pytest.mark.parametrize(("recognised", "is_chosen", "named"), [(9, False, 1), (10, False, 0), (0, True, 0)])
def test_more_pages_left_out_than_articles_are_an_outcome_unless_the_user_chose_them(
    recognised, is_chosen, named, caplog
):
    skipped = SkippedAddresses()
    for number in range(10):
        skipped.add(f"https://{HOST}/xem/{number + 20}.asp")
    skipped.recognised = recognised
    found = [*skipped.report(unknown_site(f"https://{HOST}/"), is_chosen=is_chosen)]
    assert [each.code for each in found] == [PageCode.NO_ARTICLE_LINKS] * named
    assert ("10 archived pages left out" in caplog.text) is not bool(named)
