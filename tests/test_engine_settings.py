"""A setting of Scrapy with which a crawl would do nothing, fail or lose pages is refused in one line."""

from typing import ClassVar

import pytest
from scrapy import Spider
from scrapy.settings import default_settings as scrapys

from dvcrawler.engine_settings import (
    COMPONENTS,
    INSTEAD,
    RELIED_ON,
    check_engine,
    check_spider,
    default_of,
)
from dvcrawler.errors import ConfigError
from dvcrawler.setting_checks import KINDS, check_settings
from tests.site import asked, crawl_site, last_run, served, site
from tests.test_setting_checks import settings


def refusal(name, value):
    with pytest.raises(ConfigError) as told:
        given = settings(**{name: value})
        check_engine(given)
        check_settings(given)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_the_settings_as_they_are_pass():
    check_engine(settings())


@pytest.mark.parametrize("name", RELIED_ON)
@pytest.mark.parametrize("value", ["no.such.Class", "", "scrapy.Spider"])
def test_a_part_that_a_crawl_relies_on_is_not_replaced(name, value):
    assert refusal(name, value) == (
        f"{name}={value!r} cannot be used; write {default_of(name)}, on which a crawl relies"
    )


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_that_is_on_by_default_is_not_left_out(name):
    assert refusal(name, {}).startswith(f"{name} leaves out ")
    first = next(iter(default_of(name)))
    assert refusal(name, {**default_of(name), first: None}).startswith(f"{name} leaves out {first}, ")


@pytest.mark.parametrize("name", sorted({*COMPONENTS} - {"DOWNLOAD_HANDLERS"}))
def test_further_components_may_be_added_if_they_can_be_loaded(name):
    check_engine(settings(**{name: {**default_of(name), "scrapy.Spider": 1, "no.such.Class": None}}))
    more = {**default_of(name), "no.such.Class": 1}
    assert refusal(name, more) == f"{name} names no.such.Class, which cannot be loaded: No module named 'no'"


def test_components_that_a_switch_turns_on_may_be_left_out():
    kept = {name: value for name, value in default_of("EXTENSIONS").items() if ".optional." not in name}
    assert kept != default_of("EXTENSIONS")
    check_engine(settings(EXTENSIONS=kept))


def test_an_addon_that_cannot_be_loaded_is_refused():
    assert refusal("ADDONS", {"no.such.Addon": 1}).startswith("ADDONS names no.such.Addon, ")


@pytest.mark.parametrize("name", INSTEAD)
def test_what_would_do_nothing_is_refused_with_what_does_it(name):
    value = {"out.json": {"format": "json"}} if name == "FEEDS" else "out"
    assert refusal(name, value).endswith(f" cannot be used; {INSTEAD[name]}")


OTHERS = {
    "ITEM_PIPELINES": {"scrapy.Spider": 50},
    "FEEDS": {"out.json": {"format": "json"}},
    "DOWNLOAD_DELAY": "x",
    "SCHEDULER": "no.such.Class",
    "DOWNLOADER_MIDDLEWARES": {},
    "DVCRAWLER_MIN_FREE_MB": -1,
}


@pytest.mark.parametrize("brought", OTHERS)
def test_a_setting_that_a_spider_brings_along_is_refused_like_any_other(brought):
    class Own(Spider):
        name = "own"
        custom_settings: ClassVar = {brought: OTHERS[brought]}

    with pytest.raises(ConfigError) as told:
        check_spider(Own, settings())
    assert str(told.value) == f"the settings of the spider own: {refusal(brought, OTHERS[brought])}"


def test_a_spider_may_bring_along_settings_that_add_to_ours():
    class Own(Spider):
        name = "own"

        @classmethod
        def update_settings(cls, settings):
            settings.set("ITEM_PIPELINES", {**default_of("ITEM_PIPELINES"), "scrapy.Spider": 50}, "spider")

    given = settings()
    check_spider(Own, given)
    assert given.getdict("ITEM_PIPELINES") == default_of("ITEM_PIPELINES")


def test_settings_computed_by_a_spider_are_checked():
    class Own(Spider):
        name = "own"

        @classmethod
        def update_settings(cls, settings):
            settings.set("ITEM_PIPELINES", {}, "spider")

    with pytest.raises(ConfigError, match="the settings of the spider own: ITEM_PIPELINES leaves out "):
        check_spider(Own, settings())


def test_a_start_that_scrapy_does_not_call_is_refused():
    class Old(Spider):
        name = "old"

        def start_requests(self):
            return []

    class Both(Old):
        async def start(self):
            for each in self.start_requests():
                yield each

    with pytest.raises(ConfigError, match="the spider old has start_requests"):
        check_spider(Old, settings())
    check_spider(Both, settings())


def test_what_the_command_line_sets_wins_over_the_spider():
    class Own(Spider):
        name = "own"
        custom_settings: ClassVar = {"DOWNLOAD_DELAY": "x"}

    check_spider(Own, settings(DOWNLOAD_DELAY="0"))


TYPED = [
    name for name, value in vars(scrapys).items() if isinstance(value, bool | int | float) and name.isupper()
]


@pytest.mark.parametrize("name", TYPED)
def test_every_number_and_switch_of_scrapy_has_its_type(name):
    assert f"{name}='x' cannot be used; write " in refusal(name, "x")


@pytest.mark.parametrize(
    "name", ["RETRY_HTTP_CODES", "HTTPERROR_ALLOWED_CODES", "HTTPCACHE_IGNORE_HTTP_CODES"]
)
def test_statuses_are_whole_numbers(name):
    check_engine(settings(**{name: "500,503"}))
    assert refusal(name, "abc") == f"{name}='abc' cannot be used; write whole numbers, as in 500,503"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("URLLENGTH_LIMIT", "10", "write 0 or a whole number from 2083"),
        ("DEPTH_LIMIT", "1", "write 0; DVCRAWLER_MAX_PAGES limits the pages of a section"),
        ("HTTPCACHE_ENABLED", "1", "write 0; what a cache answers is neither new nor archived"),
        ("LOG_STDOUT", "1", "write 0; results are printed to standard output"),
        ("TWISTED_REACTOR_ENABLED", "0", "write 1; a crawl cannot fetch without it"),
        ("REACTOR_THREADPOOL_MAXSIZE", "0", "write a whole number from 1"),
        ("CLOSESPIDER_PAGECOUNT", "-1", "write a whole number from 0"),
        ("LOG_FORMAT", "%(x)s", "write it as in %(asctime)s %(message)s"),
        ("LOG_FORMAT", "%(message)", "write it as in %(asctime)s %(message)s"),
        ("LOG_ENCODING", "nope", "write utf-8"),
        ("USER_AGENT", "", "write one line of UTF-8 text"),
        ("USER_AGENT", "  ", "write one line of UTF-8 text"),
        ("DOWNLOADER_CLIENT_TLS_METHOD", "SSLv3", "write one of TLS, TLSv1.0, TLSv1.1, TLSv1.2"),
    ],
)
def test_the_line_says_what_to_write(name, value, words):
    assert refusal(name, value) == f"{name}={value!r} cannot be used; {words}"


@pytest.mark.parametrize("slot", [{"concurrency": 0}, {"delay": -1}, {"delay": "x"}, 1, None])
def test_a_slot_in_which_nothing_is_sent_is_refused(slot):
    assert refusal("DOWNLOAD_SLOTS", {"a.vn": slot}).startswith(
        "DOWNLOAD_SLOTS: the slot a.vn cannot be used; "
    )


@pytest.mark.parametrize("slots", [{}, {"a.vn": {"concurrency": 1, "delay": 2.5, "jitter": 0}}])
def test_usable_slots_pass(slots):
    check_engine(settings(DOWNLOAD_SLOTS=slots))


@pytest.mark.parametrize(
    "word",
    [
        "ITEM_PIPELINES={}",
        "STATS_CLASS=no.such",
        "SPIDER_LOADER_CLASS=no.such",
        "URLLENGTH_LIMIT=10",
        'ADDONS={"no.such":1}',
        "RETRY_HTTP_CODES=x",
    ],
)
def test_a_crawl_with_such_a_setting_is_3_and_one_line_and_asks_for_nothing(tmp_path, word):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path / "data", "-s", word)
        assert web.asked == []
    assert (ended.code, ended.out, ended.err.count("\n")) == (3, "", 1)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("word", ["CLOSESPIDER_PAGECOUNT=2", "CLOSESPIDER_ITEMCOUNT=1"])
def test_a_run_that_scrapy_closes_at_a_limit_is_17_and_names_it(tmp_path, word):
    name = word.partition("=")[0]
    with served(site(1, 2, 3)) as web:
        ended = crawl_site(
            web, tmp_path, "-s", word, "-s", "CONCURRENT_REQUESTS=1", "-s", "LOG_LEVEL=WARNING"
        )
        assert ended.code == last_run(tmp_path)["exit_code"] == 17
        assert f"the limit of {name} is reached; the next run continues" in ended.err
        assert crawl_site(web, tmp_path).code == 0
        assert all(asked(web, f"/kinh-te/202402/bai-viet-so-{n}-aaa{n:04x}/") for n in (1, 2, 3))


def test_a_memory_limit_below_what_a_crawl_starts_with_is_said_so(tmp_path):
    with served(site(1)) as web:
        ended = crawl_site(web, tmp_path, "-s", "MEMUSAGE_LIMIT_MB=20")
    assert ended.code == 17
    assert "MEMUSAGE_LIMIT_MB=20 is less than the " in ended.err
    assert " MB that a crawl takes before its first page; raise it, " in ended.err


def test_no_setting_is_checked_in_two_ways():
    assert not {*RELIED_ON, *COMPONENTS, *INSTEAD} & set(KINDS)
