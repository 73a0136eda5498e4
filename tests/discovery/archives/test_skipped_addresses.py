"""Addresses of an older system, which an archive's index lists and the site's rule does not know."""

import json

import pytest

from dvcrawler.discovery.archives.captured_addresses import SkippedAddresses
from dvcrawler.discovery.archives.cdx import index_url
from tests.spiders.test_unknown_listings import HOST, crawl, site


def describe(form, numbers=range(120, 130)):
    skipped = SkippedAddresses()
    for number in numbers:
        skipped.add(f"http://{HOST}:80{form.format(number)}")
        skipped.add(f"https://{HOST}{form.format(number)}")
    return skipped.describe()


@pytest.mark.parametrize(("form", "shown"), [
    ("/default.aspx?tabid=5&id={}", "/default.aspx?"), ("/Default.aspx?portalid=1&ItemID={}", "/default.aspx?"),
    ("/index.php?nv=News&op=viewst&sid={}", "/index.php?"), ("/xem/{}.asp", ".asp"), ("/ct/{}/tin-cu-cua-bao.htm", "/ct/"),
    ("/modules.php?name=News&file=article&sid={}", "/modules.php?"), ("/tin/bai-viet-cu-cua-bao-{}.html", ".html"),
])  # fmt: skip
def test_a_frequent_shape_is_named_once_for_each_address(form, shown):
    pages, said = describe(form)
    assert pages == "10 archived pages"
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
    assert "8 archived pages left out" in ended.stderr
    assert "such as /default.aspx?" in ended.stderr
    assert "-a article=REGEX" in ended.stderr
