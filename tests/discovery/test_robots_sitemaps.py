"""Sitemaps of portals without a site file: those that robots.txt names, or else those at the usual addresses."""

from datetime import timedelta

import pytest

from dvcrawler.discovery.clock import today
from dvcrawler.storage.ledgers.ledger import Ledger
from tests.portal import records, runs
from tests.site import PARAGRAPH, crawl_portal
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười".split()
LISTED, ALL = range(6), range(10)
INDEX = f"<sitemapindex><sitemap><loc>https://{HOST}/tin.xml</loc></sitemap></sitemapindex>"
PAGE = Answer(b"<!DOCTYPE html><html><body><h1>Trang ch\xe1\xbb\xa7</h1></body></html>")


def address(number):
    return f"/tin-tuc/xa-khoi-cong-duong-so-{number + 40}.html"


def entries(numbers):
    urls = "".join(f"<url><loc>https://{HOST}{address(number)}</loc></url>" for number in numbers)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"


def portal(**more):
    """The front page lists six of ten articles; `more` are pages by path."""
    pages = {(HOST, "/robots.txt"): "User-agent: *\n"}
    cards = ""
    for n in ALL:
        title = f"Xã khởi công đường liên thôn số {NUMBERS[n]} trong năm"
        body = f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>"
        pages[HOST, address(n)] = f"<html><body>{body}</body></html>"
        card = f"<div class=tin><h3><a href='{address(n)}'>{title}</a></h3><i>15/03/2024</i></div>"
        cards += card if n in LISTED else ""
    pages[HOST, "/"] = f"<html><body><div class=ds>{cards}</div></body></html>"
    return pages | {(HOST, path): page for path, page in more.items()}


def crawl(pages, data, *arguments):
    ended, asked = crawl_portal(pages, data, HOST, *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return asked


def stored(data):
    return {record["url"].removeprefix(f"https://{HOST}") for record in records(data)}


def of(numbers):
    return {address(number) for number in numbers}


@pytest.mark.sampled(10)
@pytest.mark.parametrize(
    "files",
    [
        {"/sitemap.xml": entries(ALL)},
        {"/sitemap.xml": INDEX, "/tin.xml": entries(ALL)},
        {"/sitemap_index.xml": INDEX, "/tin.xml": entries(ALL)},
        {"/sitemap.xml": PAGE, "/sitemap_index.xml": INDEX, "/tin.xml": entries(ALL)},
        {"/sitemap.xml": Answer(b"", 302, {"Location": "/tin.xml"}), "/tin.xml": entries(ALL)},
        {"/robots.txt": Answer(b"", 404), "/sitemap.xml": entries(ALL)},
        {"/robots.txt": "Sitemap: https://khac.example/sitemap.xml\n", "/sitemap.xml": entries(ALL)},
        {"/robots.txt": "Sitemap: http://localhost/sitemap.xml\n", "/sitemap_index.xml": entries(ALL)},
        {"/robots.txt": f"Sitemap: https://{HOST}/cu.xml\n", "/sitemap.xml": entries(ALL)},
        {"/robots.txt": f"Sitemap: https://{HOST}/sitemap.xml\n", "/sitemap_index.xml": entries(ALL)},
        {"/robots.txt": f"Sitemap: https://{HOST}/cu.xml\n", "/cu.xml": PAGE, "/sitemap.xml": entries(ALL)},
    ],
    ids=[
        "plain",
        "an index",
        "the index of a plugin",
        "a page instead",
        "redirected",
        "no robots.txt",
        "of another host",
        "of the template's host",
        "named and gone",
        "named at the usual address and gone",
        "named and a page",
    ],
)
def test_a_sitemap_at_a_usual_address_is_read_where_robots_txt_leads_to_none(tmp_path, files):
    crawl(portal(**files), tmp_path)
    assert stored(tmp_path) == of(ALL)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("article", [None, "/tin-tuc/.*[.]html"])
def test_a_sitemap_is_read_with_a_rule_of_the_user_too(tmp_path, article):
    arguments = ("-a", f"article={article}") if article else ()
    crawl(portal(**{"/sitemap.xml": entries(ALL)}), tmp_path, *arguments)
    assert stored(tmp_path) == of(ALL)


def test_the_usual_addresses_are_left_alone_where_robots_txt_names_a_sitemap(tmp_path):
    robots = f"Sitemap: https://{HOST}/tin.xml\n"
    pages = portal(**{"/robots.txt": robots, "/tin.xml": entries(range(8)), "/sitemap.xml": entries(ALL)})
    assert "/sitemap.xml" not in crawl(pages, tmp_path)
    assert stored(tmp_path) == of(range(8))


@pytest.mark.slow
def test_a_site_without_a_sitemap_is_asked_for_one_again_after_a_month(tmp_path):
    pages = portal()
    guesses = ["/sitemap.xml", "/sitemap_index.xml"]

    def asked():
        return [path for path in crawl(pages, tmp_path) if path in guesses]

    assert asked() == guesses
    assert runs(tmp_path, f"portal/{HOST}")[-1]["problems"] == []
    assert asked() == []
    for days, expected in ((29, []), (30, guesses)):
        with Ledger(tmp_path, f"portal/{HOST}") as ledger:
            ledger.set_checkpoint(f"usual_sitemap:{HOST}", f"{today() - timedelta(days=days)}")
        assert asked() == expected


@pytest.mark.slow
def test_later_runs_ask_for_the_sitemap_that_was_found_alone(tmp_path):
    pages = portal(**{"/sitemap_index.xml": INDEX, "/tin.xml": entries(range(8))})
    assert [path for path in crawl(pages, tmp_path) if "sitemap" in path] == [
        "/sitemap.xml",
        "/sitemap_index.xml",
    ]
    with Ledger(tmp_path, f"portal/{HOST}") as ledger:
        for url in (f"https://{HOST}/tin.xml", f"https://{HOST}/sitemap_index.xml"):
            ledger.set_checkpoint(f"sitemap:{url}", "2024-01-01T00:00:00Z")
    pages[HOST, "/tin.xml"] = entries(ALL)
    assert [path for path in crawl(pages, tmp_path) if "sitemap" in path] == ["/sitemap_index.xml"]
    assert stored(tmp_path) == of(ALL)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_sitemap_that_was_not_answered_is_asked_for_again_by_the_next_run(tmp_path, status):
    robots = f"Sitemap: https://{HOST}/tin.xml\n"
    pages = portal(**{"/robots.txt": robots, "/tin.xml": Answer(b"", status)})
    crawl(pages, tmp_path)
    pages[HOST, "/tin.xml"] = entries(ALL)
    crawl(pages, tmp_path)
    assert stored(tmp_path) == of(ALL)
