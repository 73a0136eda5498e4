"""Pages as the public themes of each system print them: `pages/<system>/<theme>/`, one test a field."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.cms import cms_site
from dvcrawler.families.files.saved_pages import read_saved
from dvcrawler.families.recognise import SYSTEMS, recognise
from dvcrawler.items import RECORD_FIELDS
from dvcrawler.normalize.urls import read_address

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*/page.html"))
FIELDS = [name for name in RECORD_FIELDS if name != "extractor"]
BY_NAME = {cms.name: cms for cms in SYSTEMS}
ids = {"argvalues": PAGES, "ids": lambda page: "/".join(page.parts[-3:-1])}


def about(page):
    return json.loads(page.with_name("page.json").read_text("utf-8"))


@cache
def site_of(page):
    host = urlsplit(about(page)["url"]).hostname
    return cms_site(BY_NAME[page.parts[-3]], "trang", "Trang thông tin điện tử", host)


@cache
def read(page):
    captured = datetime.fromisoformat(about(page)["captured_at"])
    return read_saved(page.read_bytes(), about(page)["url"], captured, {"trang": site_of(page)}, None)


@cache
def expected(page):
    return json.loads(page.with_name("expected.json").read_text("utf-8"))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("page", **ids)
class TestPage:
    @pytest.mark.parametrize("field", FIELDS)
    def test_a_field_is_as_expected(self, page, field):
        assert read(page)[field] == expected(page)[field]

    def test_its_system_is_recognised_for_certain(self, page):
        found = recognise([(Page(page.read_bytes(), about(page)["url"]), {})])
        assert found.is_certain
        assert found.cms.name == page.parts[-3]
        assert len(found.why) > 1

    def test_it_is_still_recognised_without_the_generator(self, page):
        data = page.read_bytes().replace(b"generator", b"nobody").replace(b"GENERATOR", b"nobody")
        data = data.replace(b"Generator", b"nobody")
        found = recognise([(Page(data, about(page)["url"]), {})])
        assert found.cms.name == page.parts[-3]
        assert found.is_certain

    def test_what_it_links_to_beside_the_text_is_not_another_article(self, page):
        """Categories, tags, authors and pages of the menu."""
        links = [url for url, _ in Page(page.read_bytes(), about(page)["url"]).links]
        site = site_of(page)
        wrong = ("/category/", "/tag", "/author/", "/itemlist/", "/taxonomy/", "/rss", "op=search", "/print/")
        for url in links:
            if any(part in url for part in wrong) or url.rstrip("/").count("/") < 3:
                assert read_address(url, site.addresses, site.hosts) is None, url


def test_every_system_of_the_public_themes_has_two_pages():
    names = [page.parts[-3] for page in PAGES]
    systems = ("nukeviet", "wordpress", "joomla", "drupal", "liferay", "dotnetnuke", "sharepoint")
    assert {name: names.count(name) >= 2 for name in systems} == dict.fromkeys(systems, True)


@pytest.mark.parametrize(
    "pasted",
    [
        "<p>>> Xem thêm: <a href='/tin/9.html'>Khởi công nhà văn hóa thôn Đoài hôm nay</a></p>",
        "<p><b><a href='/tin/9.html'>Khởi công nhà văn hóa thôn Đoài hôm nay</a></b></p>",
        "<div><a href='#'>Chia sẻ lên mạng</a> <a href='javascript:print()'>In trang tin</a></div>",
    ],
)
def test_what_is_pasted_into_an_item_of_a_list_is_left_out_as_on_any_page(pasted):
    page = next(each for each in PAGES if each.parts[-2] == "item-form")
    data = page.read_bytes().replace(b"\n<p>", b"\n" + pasted.encode() + b"<p>", 1)
    captured = datetime.fromisoformat(about(page)["captured_at"])
    found = read_saved(data, about(page)["url"], captured, {"trang": site_of(page)}, None)
    assert found["body"] == expected(page)["body"]
    assert pasted.encode() in data
