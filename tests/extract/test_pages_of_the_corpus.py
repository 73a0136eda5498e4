"""Ninety pages of Báo Nam Định and the party sites: addresses, printed dates, bylines."""

from datetime import datetime

import pytest

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.urls import read_address
from dvcrawler.spiders.baonamdinh import BaoNamDinh
from dvcrawler.spiders.danguykhoi import DangUyKhoi
from dvcrawler.spiders.phunu import PhuNu
from tests.corpus import needs_corpus, rows

SITES = (BaoNamDinh.site, DangUyKhoi.site, PhuNu.site)
OWN = [r for r in rows("pages.jsonl") if any(r["site"].removeprefix("www.") in s.hosts for s in SITES)]
NOW = datetime(2026, 11, 24, tzinfo=VIETNAM)


def site_of(row):
    return next(s for s in SITES if row["site"].removeprefix("www.") in s.hosts)


@needs_corpus
@pytest.mark.parametrize("row", [r for r in OWN if r["kind"] == "article"], ids=lambda r: r["url"][-60:])
def test_an_article_has_one_id_under_every_variant_of_its_address(row):
    site = site_of(row)
    address = read_address(row["url"], site.addresses, site.hosts)
    assert address is not None
    assert row["url"].rstrip("/").removesuffix(".html").endswith(f"-{address.native_id}")
    host, path = row["url"].split("//", 1)[1].split("/", 1)
    for variant in (f"http://{host}/{path}", f"https://www.{host.removeprefix('www.')}/{path}"):
        assert read_address(variant, site.addresses, site.hosts) == address
    if not path.endswith(".html"):
        assert read_address(f"https://{host}/{path.rstrip('/')}", site.addresses, site.hosts) == address


@needs_corpus
@pytest.mark.parametrize("row", [r for r in OWN if r["kind"] == "list"], ids=lambda r: r["url"])
def test_a_list_is_not_an_article(row):
    site = site_of(row)
    assert read_address(row["url"], site.addresses, site.hosts) is None


@needs_corpus
@pytest.mark.parametrize("row", [r for r in OWN if r["date_text"]], ids=lambda r: r["date_text"])
def test_a_printed_date_is_read_and_lies_in_the_addresss_month(row):
    reading = read_date(row["date_text"], reference=NOW)
    assert reading.day is not None
    assert reading.problem is None
    site = site_of(row)
    address = read_address(row["url"], site.addresses, site.hosts)
    if address is not None and address.month is not None:
        assert (reading.day.year, reading.day.month) == address.month


@needs_corpus
@pytest.mark.parametrize("row", [r for r in OWN if r["byline_text"]], ids=lambda r: r["byline_text"])
def test_a_printed_byline_is_one_and_names_its_author(row):
    byline = read_byline(row["byline_text"])
    assert is_byline(row["byline_text"])
    assert row["byline_text"].startswith(byline.authors[0].name)
