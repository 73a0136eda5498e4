"""Every real page: who owns its address, its canonical form, id and kind, its printed date and byline."""

from datetime import datetime
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings

from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import VIETNAM
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.urls import read_address
from dvcrawler.site_lists import load_sites
from tests.corpus import needs_corpus, rows

NOW = datetime(2026, 11, 24, tzinfo=VIETNAM)
SITES = {
    name: each.site for name, each in load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]})).items()
}
ROWS = rows("pages.jsonl")
#: Hosts that no site file describes: copies of other papers, and bodies with a page or two.
STRANGERS = (
    "xsdinh.com",
    "truongchinhtritruongchinhnd.gov.vn",
    "en.baoninhbinh.org.vn",
    "noichinh.vn",
    "haihau.vn",
    "hoinongdannamdinh.org.vn",
    "baodanang.vn",
    "baomoi.net.vn",
    "lite.baomoi.com",
    "vietnam.vn",
    "xuctienvathuhutdautu.namdinh.gov.vn",
)


def host_of(row):
    return urlsplit(row["url"]).hostname.removeprefix("www.")


def owners(row):
    found = {name: read_address(row["url"], s.addresses, s.hosts) for name, s in SITES.items()}
    return {name: address for name, address in found.items() if address is not None}


def article_rows(own):
    return [r for r in ROWS if r["kind"] == "article" and (host_of(r) not in STRANGERS) is own]


@needs_corpus
@pytest.mark.parametrize("row", article_rows(True), ids=lambda r: r["url"][-70:])
def test_an_article_of_ours_has_one_owner_and_an_id_that_is_in_its_address(row):
    found = owners(row)
    assert len(found) == 1
    ((name, address),) = found.items()
    assert address.url.startswith(f"https://{SITES[name].hosts[host_of(row)]}/")
    assert address.native_id.rpartition("/")[2] in row["url"].lower()
    assert address.kind in ("article", "video", "audio", "photo", "emagazine")


@needs_corpus
@pytest.mark.parametrize("row", article_rows(True), ids=lambda r: r["url"][-70:])
def test_the_canonical_address_leads_to_the_same_article(row):
    ((name, address),) = owners(row).items()
    assert read_address(address.url, SITES[name].addresses, SITES[name].hosts) == address


@needs_corpus
@pytest.mark.parametrize("row", article_rows(False), ids=lambda r: r["url"][-70:])
def test_a_strangers_article_belongs_to_no_site_and_can_be_read_as_any_portals(row):
    assert owners(row) == {}
    address = any_address(row["url"])
    assert address.native_id
    assert unknown_site(row["url"]).name == f"portal/{host_of(row)}"


@needs_corpus
@pytest.mark.parametrize("row", [r for r in ROWS if r["kind"] != "article"], ids=lambda r: r["url"][-70:])
def test_what_is_not_an_article_is_not_taken_for_one(row):
    assert owners(row) == {}


@needs_corpus
@pytest.mark.parametrize("row", [r for r in ROWS if r["date_text"]], ids=lambda r: r["date_text"])
def test_every_printed_date_is_read(row):
    reading = read_date(
        row["date_text"].removeprefix("(inside text: ").rstrip(")")
        if row["date_text"][:2] == "(i"
        else row["date_text"],
        reference=NOW,
    )
    assert reading.day is not None
    assert reading.problem is None


@needs_corpus
@pytest.mark.parametrize("row", [r for r in ROWS if r["byline_text"]], ids=lambda r: r["byline_text"])
def test_every_printed_byline_names_an_author_or_a_source(row):
    byline = read_byline(row["byline_text"])
    assert byline is not None
    assert byline.authors or byline.source
