"""Addresses and lines made to take long: refused, or read in time linear in their length."""

import random
from functools import partial

import pytest
from scrapy.settings import Settings

from dvcrawler.extract.generic.headlines.title_suffix import without_suffix
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.loading.interstitials import find_stop_page
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.families.layouts.paper_titles import without_site_name
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.credits import split_credit
from dvcrawler.normalize.dates import find_date, is_date_line, read_date
from dvcrawler.normalize.encodings.legacy_fonts import convert_legacy
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_block, clean_text
from dvcrawler.normalize.url_form import MAX_ADDRESS_LENGTH, MAX_SEGMENT_LENGTH
from dvcrawler.normalize.urls import canonical_url, is_own_host, read_address
from dvcrawler.site_lists import load_sites
from tests.growth import deadline, grows_too_fast

SITES = [each.site for each in load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]})).values()]
SITES.append(unknown_site("https://x.vn/"))
HOSTS = sorted({host for site in SITES for host in site.hosts})
PORTAL = SITES[-1]
PIECES = (
    "/",
    "//",
    "/.",
    "/../",
    "-",
    "--",
    ".",
    "_",
    "a",
    "anh",
    "le-khai-mac",
    "0",
    "202405",
    "/202405/",
    "1234567",
    "-344588",
    ".html",
    ".htm",
    ".aspx",
    ".jpg",
    "?",
    "?id=",
    "&id=123456",
    "&p=1",
    "&",
    "#",
    "%",
    "%20",
    "%zz",
    "%E1%BA%A3",
    "%00",
    "@",
    "@PAGE_URL@",
    ":",
    "://",
    ";",
    " ",
    "\t",
    "\n",
    "\\",
    "[",
    "]",
    "'",
    '"',
    "<",
    "đ",
    "ễ",
    "\u0301",
    "\ufffd",
    "\ud800",
    "\x00",
    "😀",
    "tin-tuc-",
    "channel/5083",
    "portal/Pages/2020-11-3/",
    "d2013",
)


def hostile_address(chance):
    """Mostly an own host, then anything: pieces of real addresses, in runs of up to 400."""
    scheme = chance.choice(["https://", "http://", "HTTPS://", "", "//", "javascript:", "data:"])
    host = chance.choice([*HOSTS, "", "[::1", "a..b", "x" * 70 + ".vn", "đ.vn", "x.vn:99999", "u:p@x.vn"])
    runs = (chance.choice(PIECES) * chance.choice([1, 1, 1, 2, 30, 400]) for _ in range(chance.randint(0, 8)))
    return scheme + host + chance.choice(["/", "", "?"]) + "".join(runs)


@pytest.mark.parametrize(
    ("seed", "count"), [(0, 4_000), *(pytest.param(n, 5_000, marks=pytest.mark.slow) for n in range(1, 5))]
)
def test_no_hostile_address_crashes_or_holds_any_site(seed, count):
    chance = random.Random(seed)
    with deadline(60):
        for _ in range(count):
            url = hostile_address(chance)
            any_address(url)
            absolute_url("https://x.vn/a/b.html", url)
            for site in SITES:
                found = read_address(url, site.addresses, site.hosts)
                assert found is None or len(found.native_id) <= MAX_ADDRESS_LENGTH


SLOW_PATHS = {
    "picture under a month": "/202405/" + "anh-" * 500 + "a.jpg",
    "picture behind a number": "/upload/123456-" + "-".join(["anh"] * 500) + ".png",
    "words under a number, no known ending": "/bg/xa-hoi/412345/" + "mot-hai-" * 250 + "ba.jsp",
    "one long word": "/x/" + "a" * 1000,
    "hyphens alone": "/x/" + "-" * 1000,
    "digits and hyphens": "/x/" + "1234-" * 200,
    "digits behind every word": "/x/" + "a-12345" * 140 + ".jpg",
    "escaped words": "/x/" + "%E1%BA%A3-" * 100 + "!",
    "folders without end": "/12345" * 340,
    "folders that look like articles": "/12345-a-b" * 200,
    "a query of ids": "/Default.aspx?" + "&id=123456" * 200,
    "a query of pairs": "/?" + "a=1&" * 500 + "id=12",
    "a query of question marks": "/a-b-123456" + "?" * 2000,
    "points": "/a-b" + ".html" * 400,
}


@pytest.mark.parametrize("path", SLOW_PATHS.values(), ids=SLOW_PATHS)
def test_an_address_made_to_backtrack_is_read_at_once(path):
    with deadline(2):
        for site in SITES:
            for host in list(site.hosts)[:3]:
                read_address(f"https://{host}{path}", site.addresses, site.hosts)
        any_address(f"https://x.vn{path}")


@pytest.mark.parametrize(
    "href",
    [
        "data:image/png;base64," + "A" * 5_000_000,
        "javascript:" + "void(0);" * 600_000,
        "/a/" + "../" * 1_700_000,
        "https://x.vn/?" + "q=%E1%BA%A3&" * 400_000,
        "mailto:" + "a@b," * 1_200_000,
        " " * 5_000_000 + "x" * 5_000_000,
        "@A" * 2_500_000,
    ],
    ids=lambda href: href.strip()[:12],
)
def test_an_href_of_megabytes_is_not_an_address(href):
    with deadline(2):
        for _ in range(10):
            assert absolute_url("https://x.vn/", href) is None
            assert not is_own_host(href, {"x.vn": "x.vn"})
            assert any_address(href) is None
            assert read_address(href, PORTAL.addresses, PORTAL.hosts) is None


def test_an_address_is_read_up_to_the_longest_that_browsers_kept():
    head, tail = "https://x.vn/", "-a-b-c-d-e-123456.html"
    folders = ("a" * 99 + "/") * 20
    longest = head + folders + "b" * (MAX_ADDRESS_LENGTH - len(head + folders + tail)) + tail
    assert read_address(longest, PORTAL.addresses, PORTAL.hosts).native_id == "123456"
    assert absolute_url(head, longest) == longest
    too_long = longest.replace("/b", "/bb", 1)
    assert read_address(too_long, PORTAL.addresses, PORTAL.hosts) is None
    assert absolute_url(head, too_long) is None
    assert not is_own_host(too_long, PORTAL.hosts)


def test_a_slug_is_read_up_to_the_longest_headline():
    slug = "%E1%BB%85" * 100 + "-a-b-c-d-e-123456"
    assert read_address(f"https://x.vn/{slug}.html", PORTAL.addresses, PORTAL.hosts)
    long = "a" * MAX_SEGMENT_LENGTH + "-b-123456.html"
    assert read_address(f"https://x.vn/{long}", PORTAL.addresses, PORTAL.hosts) is None
    assert canonical_url(f"https://x.vn/{long}").endswith(long)


LINES = {
    "@": "a@",
    "@ alone": "@",
    "a word": "a",
    "blanks": " a",
    "separators": " - ",
    "bars": " | ",
    "points": "./.",
    "times": "-0:00",
    "dates": "06/01/2023 ",
    "months": "tháng 1 ",
    "weekdays": "Thứ 2 ",
    "brackets": "(a) ",
    "open brackets": "(",
    "labels": "Ảnh: ",
    "and": " và ",
    "outlets": "vn.",
    "online": " - online",
    "Báo": " - Báo",
    "tags": "<",
    "Word": "<o:p",
    "Word's styles": "p.MsoNormal{",
    "Word's halves": "mso-a ",
    "TCVN3": "µ.",
    "names": "Lan Anh, ",
    "initials": "A.",
    "capitals": "ĐAN ",
    "addresses": "https://x.vn/",
    "escapes": "&amp;",
    "marks": "a\u0301",
    "hidden": "a\u200b",
    "scripts": "<script>",
    "styles": "</style <",
}
READERS = {
    "clean_text": clean_text,
    "clean_block": clean_block,
    "convert_legacy": convert_legacy,
    "split_credit": split_credit,
    "read_byline": read_byline.__wrapped__,
    "is_byline": is_byline.__wrapped__,
    "read_date": read_date,
    "find_date": find_date,
    "is_date_line": is_date_line,
    "without_suffix": partial(without_suffix, stated=Structured()),
    "without_site_name": without_site_name,
    "find_stop_page": lambda text: find_stop_page(text.encode("utf-8", "replace")[:29_000]),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_line_made_to_backtrack_is_read_in_linear_time(reader):
    for pump in LINES.values():
        for tail in ("", "x", " :b" * 20):

            def work(size, pump=pump, tail=tail):
                return partial(reader, pump * (size // len(pump)) + tail)

            assert not grows_too_fast(work, 20_000, floor=0.05, most=2), (pump, tail)


def test_halves_of_word_debris_nested_without_end_are_removed_in_linear_time():
    def work(size):
        return partial(clean_text, "Lan " + "mso-a " * size + ":b " * size + "Anh")

    assert not grows_too_fast(work, 20_000, floor=0.05, most=5)
    cleaned = work(2_000)()
    assert cleaned.startswith("Lan ") and cleaned.endswith(" Anh") and "mso-" not in cleaned
    assert clean_text(cleaned) == cleaned
