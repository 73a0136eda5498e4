"""Lists whose links are redirected to the articles, on portals without a site file."""

import pytest

from dvcrawler.normalize.urls import read_address
from tests.discovery.surveys.test_surveys_over_http import COUNT, HOST, OTHERS, portal, slug
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH, crawl_apart
from tests.webserver import Answer

SHORT = {
    "a number in a folder": lambda n: f"/node/{41 + n}",
    "a number in the query": lambda n: f"/?p={1041 + n}",
    "the old folder": lambda n: f"/cu/{slug(n)}.html",
}
STATIC = f"<html><body><h1>Giới thiệu chung về xã Hải Minh</h1><div>{PARAGRAPH * 3}</div></body></html>"


AWAY = "/tin/51299/xa-hai-minh-khanh-thanh-duong-so-sau"


def long(n):
    return f"/thoi-su/{slug(n)}"


def redirected(short, **other):
    """The portal, whose article `n` is at `long(n)`; `other`: where the redirect of article 5 leads instead."""
    pages = portal(short)
    for n in range(COUNT):
        pages[HOST, long(n)] = pages[HOST, short(n)]
        pages[HOST, short(n)] = Answer(b"", 301, {"Location": long(n)})
    for target in other.values():
        pages[HOST, short(5)] = Answer(b"", 301, {"Location": target})
    return pages


LOST = {"a section": "/thoi-su", "a page without a day": "/xa"}


AHEAD = {
    "a refresh": "<meta http-equiv='refresh' content='0; url={}'><p>Đang chuyển trang</p>",
    "a script": "<script>window.location.href = '{}';</script>",
    "a frame": "<iframe src='{}' width='100%'></iframe>",
}
#: Bodies beside the header `Refresh`.
BESIDE_HEADER = {
    "a header alone": "",
    "a header above a line": "<html><body><p>Đang chuyển trang</p></body></html>",
}


def leading_on(markup):
    """The portal, whose article 5 only leads to another address, which no list has."""
    return leading_by(f"<html><body>{markup.format(AWAY)}</body></html>")


def leading_by(answer):
    pages, own = portal(OTHERS["a number of its own"]), (HOST, OTHERS["a number of its own"](5))
    pages[HOST, AWAY], pages[own] = pages[own], answer
    return pages


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    portals = {name: redirected(short) for name, short in SHORT.items()}
    node = SHORT["a number in a folder"]
    for name, target in (LOST | {"another article": long(2)}).items():
        portals[name] = redirected(node, to=target) | {(HOST, "/xa"): STATIC}
    portals |= {name: leading_on(markup) for name, markup in AHEAD.items()}
    for name, body in BESIDE_HEADER.items():
        portals[name] = leading_by(Answer(body.encode(), 200, {"Refresh": f"0; url={AWAY}"}))
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("name", SHORT)
def test_articles_are_stored_under_the_address_that_the_link_is_redirected_to(crawled, name):
    paths, run = crawled[name]
    assert (paths, run["exit_code"]) == ({long(n) for n in range(COUNT)}, 0)


@pytest.mark.parametrize("name", AHEAD)
def test_an_article_is_stored_to_which_the_page_of_its_link_leads_on(crawled, name):
    paths, run = crawled[name]
    assert AWAY in paths
    assert all("leads on to" in each["reason"] for each in run["problems"])


@pytest.mark.parametrize("name", BESIDE_HEADER)
def test_an_article_is_stored_to_which_a_header_leads_on(crawled, name):
    assert AWAY in crawled[name][0]


@pytest.mark.parametrize("name", LOST)
def test_a_redirect_to_what_is_no_article_is_reported(crawled, name):
    paths, run = crawled[name]
    assert paths == {long(n) for n in range(COUNT - 1)}
    assert [each["code"] for each in run["problems"]] == ["redirected"]


def test_a_redirect_to_another_article_makes_no_second_one_of_it(crawled):
    paths, run = crawled["another article"]
    assert (paths, run["exit_code"]) == ({long(n) for n in range(COUNT - 1)}, 0)


def test_the_site_file_of_a_probe_has_the_addresses_that_links_are_redirected_to():
    survey = look_at(redirected(SHORT["a number in a folder"]), f"https://{HOST}/")
    read = {
        read_address(f"https://{HOST}{long(n)}", survey.site.addresses, survey.site.hosts) for n in range(2)
    }
    assert None not in read
    assert sum(each.fault is None for each in survey.findings.articles) >= 5
