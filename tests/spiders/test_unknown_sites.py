"""Portals that no file describes, of many address shapes and pagers, crawled over real HTTP."""

import subprocess
from itertools import product

import pytest

from sample_portal.unknown_site import PAGERS, SHAPES, build_site
from tests.portal import command, environment, records, runs
from tests.webserver import serve_pages

#: One of each kind of address by default, with all pagers among them.
FEW = [("slug-alone", "links"), ("number-as-name", "query"), ("nukeviet-raw", "path"),
       ("sharepoint", "postback"), ("wordpress-raw", "button")]  # fmt: skip
MANY = [
    pytest.param(*pair, marks=[] if pair in FEW else pytest.mark.slow, id="-".join(pair))
    for pair in product(SHAPES, PAGERS)
]


def serve_site(site):
    def answer(page):
        return (lambda handler: page(getattr(handler, "form", b""))) if callable(page) else page

    return serve_pages({(site.host, path): answer(page) for path, page in site.pages.items()})


def crawl(web, data, site, *arguments):
    return subprocess.run(
        command(data, "portal", "-a", f"start=https://{site.host}/", *arguments),
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def stored(data):
    return {record["url"].rstrip("/") for record in records(data)}


@pytest.mark.parametrize(("shape", "pager"), MANY)
def test_a_portal_is_crawled_to_its_articles_and_no_section_is_stored(tmp_path, shape, pager):
    site = build_site(shape, pager)
    with serve_site(site) as web:
        ended = crawl(web, tmp_path, site)
    found = stored(tmp_path)
    assert found - site.articles == set(), ended.stdout
    assert len(found) >= 0.97 * len(site.articles), ended.stdout + str(sorted(site.articles - found)[:5])
    assert len({record["id"] for record in records(tmp_path)}) == len(found)
