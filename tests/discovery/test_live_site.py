"""In which order the entry points of a site are requested."""

from dataclasses import replace

from scrapy.utils.test import get_crawler

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.article_requests import ArticleCallbacks
from dvcrawler.discovery.live_site import from_site
from dvcrawler.discovery.sources import Sources
from dvcrawler.families.any_site import unknown_site
from dvcrawler.spiders.base.news import NewsSpider

HOMES = ["https://a.example/", "https://b.example/"]
SECTION = "https://a.example/tin-tuc"


def enter(layouts=()):
    """Sources of a site with two home pages and a section, and what its run requests first."""
    spider = type("Thu", (NewsSpider,), {"name": "thu"})
    crawler = get_crawler(spider, {"DVCRAWLER_MAX_PAGES": 9})
    site = replace(unknown_site(HOMES[0]), start=tuple(HOMES), sections={"tin-tuc": SECTION}, layouts=layouts)
    sources = Sources(crawler, site, Arguments(), ArticleCallbacks(print, print), print)
    asked = [each.url for each in from_site(sources)]
    return sources, [url for url in asked if not url.endswith("robots.txt")]


def test_sections_of_a_site_read_by_landmarks_wait_for_all_home_pages():
    sources, asked = enter()
    assert asked == HOMES
    assert not sources.late.note_home()
    assert [each.url for each in sources.late.note_home()] == [SECTION]
    assert not sources.take_late()


def test_sections_are_requested_where_no_home_page_could_be_read():
    sources, _ = enter()
    assert [each.url for each in sources.take_late()] == [SECTION]
    assert not sources.take_late()


def test_sections_of_a_site_with_layouts_are_requested_at_once():
    _, asked = enter(layouts=(object(),))
    assert asked == [*HOMES, SECTION]
