"""A setting that cannot be used is told in one line, before anything is done."""

import pytest
from scrapy.settings import Settings
from scrapy.settings import default_settings as scrapys

from dvcrawler import settings as ours
from dvcrawler.errors import ConfigError
from dvcrawler.setting_checks import KINDS, check_settings
from dvcrawler.setting_kinds import is_contact
from tests.commands.test_health import ILL, health, keep, until_now
from tests.portal import crawl

#: Numbers and switches that need no check, each with its reason.
LEFT_OUT = {"LARGEST_PAGE": "no setting: imported as the value of DOWNLOAD_MAXSIZE"}


def own():
    return {name: value for name, value in vars(ours).items() if name.isupper()}


def settings(**more):
    given = Settings()
    given.setmodule(ours)
    given.setdict(more, priority="cmdline")
    return given


def test_every_number_and_switch_of_ours_is_checked():
    simple = {name for name, value in own().items() if isinstance(value, bool | int | float)}
    simple |= {name for name, value in own().items() if isinstance(value, tuple)}
    assert len(simple) > 30
    assert simple - set(KINDS) == set(LEFT_OUT), "name its kind in dvcrawler/setting_checks.py"


def test_only_settings_that_there_are_are_checked():
    known = {*own(), *vars(scrapys), "DVCRAWLER_PROGRESS"}
    assert set(KINDS) <= known


def test_the_settings_as_they_are_can_be_used():
    check_settings(settings())


def taken(names, value):
    """Those that the value passes for."""
    found = []
    for name in names:
        try:
            check_settings(settings(**{name: value}), [name])
            found.append(name)
        except ConfigError as error:
            assert str(error).startswith(f"{name}={value!r} cannot be used; write ")
    return found


@pytest.mark.parametrize("value", ["abc", "", "nan", "inf", "1e400", "1,2,3", ["x"]])
def test_what_is_neither_a_number_nor_a_switch_is_refused_by_name(value):
    assert taken(KINDS, value) == []


def test_a_number_below_the_least_is_refused():
    assert taken([name for name, kind in KINDS.items() if kind.wanted != "0 or 1"], "-1") == []


@pytest.mark.parametrize("value", [" 7", "7 ", "1_000", "٣", "７", "1_0.5"])
def test_a_number_is_written_in_plain_digits(value):
    numbers = [name for name, kind in KINDS.items() if "number" in kind.wanted]
    assert numbers and taken(numbers, value) == []


@pytest.mark.parametrize("value", ["2.5", "1e3", "0x10"])
def test_a_fraction_is_not_a_whole_number(value):
    assert taken([name for name, kind in KINDS.items() if "whole number" in kind.wanted], value) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CONCURRENT_REQUESTS", "0", "write a whole number from 1"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0", "write a whole number from 1"),
        ("DVCRAWLER_HEALTH_RUNS", "1", "write a whole number from 10"),
        ("DVCRAWLER_RETRY_HOURS", "999999999", "write a whole number from 0 to 100000"),
        ("DVCRAWLER_NOTIFY_SECONDS", "1e300", "write a number from 0 to 1000000"),
        (
            "DVCRAWLER_LOOK_AGAIN_HOURS",
            "24",
            "write two whole numbers from 0 to 100000, the smaller first, as in 24,168",
        ),
        (
            "DVCRAWLER_LOOK_AGAIN_HOURS",
            "168,24",
            "write two whole numbers from 0 to 100000, the smaller first, as in 24,168",
        ),
        ("DVCRAWLER_UNREAD_SHARE", "20", "write a number from 0 to 1"),
        ("DOWNLOAD_TIMEOUT", "0", "write a number from 0.01 to 1000000"),
        ("DVCRAWLER_WAYBACK", "localhost:8080", "write an http address"),
        ("DVCRAWLER_COMMONCRAWL", "index.commoncrawl.org", "write an http address"),
        ("DVCRAWLER_CLUSTER_TIMES", "hourly", "write five fields as in crontab, as in */30 * * * *"),
        ("DVCRAWLER_CLUSTER_TIMES", "0 * * * ; ls", "write five fields as in crontab, as in */30 * * * *"),
        ("DVCRAWLER_ARCHIVE", "yes", "write 0 or 1"),
    ],
)
def test_the_line_says_what_to_write(name, value, words):
    with pytest.raises(ConfigError) as told:
        check_settings(settings(**{name: value}))
    assert str(told.value) == f"{name}={value!r} cannot be used; {words}"


@pytest.mark.parametrize("word", ["DVCRAWLER_REFUSALS=2.5", "RETRY_TIMES=x", "CONCURRENT_REQUESTS=0"])
def test_a_crawl_with_a_bad_setting_is_3_and_one_line_and_does_nothing(tmp_path, word):
    run = crawl(None, tmp_path / "data", "phunu", "-s", word)
    assert (run.code, run.out, run.err.count("\n")) == (3, "", 1)
    assert run.err.startswith(f"dvcrawler: {word.partition('=')[0]}=")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "word", ["DVCRAWLER_NOTIFY_SECONDS=nan", "DVCRAWLER_HEALTH_RUNS=abc", "DVCRAWLER_HEALTH_RUNS=1"]
)
def test_health_with_a_bad_setting_is_3_and_one_line(tmp_path, word):
    keep(tmp_path, "phunu", until_now(10, ILL))
    found = health(tmp_path, "--notify", "true", "-s", word)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (3, "", 1)


@pytest.mark.parametrize(
    "text",
    [
        "a@b.vn",
        "archive@example.org",
        "https://example.org/bot",
        "HTTP://x.vn",
        "example.org",
        "luu@x.vn",
        "https://medium.example/@archive",
        "a.b+c@mail.x.vn",
        "https://example.org/bot?mail=a@b.vn",
        "10.0.0.1",
    ],
)
def test_a_mail_or_web_address_is_a_contact(text):
    assert is_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "x y",
        "archive",
        "@b.vn",
        "a@b",
        "a@.vn",
        "a@b.v",
        ".vn",
        "https://",
        "https://x",
        "a@b.vn\nX: y",
        "lưu@x.vn",
        "",
        "a@b.vn c@d.vn",
        "x" * 500 + ".vn",
    ],
)
def test_other_text_is_not_a_contact(text):
    assert not is_contact(text)
