"""A page that is written otherwise and says the same gives the same record."""

import json
from datetime import datetime
from functools import cache

import pytest

from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.files.saved_pages import read_saved
from tests.extract.rewritten import WAYS
from tests.extract.test_frozen import PAGES

#: What tells of the bytes of the page, and of the rules that apply to its markup.
ABOUT_MARKUP = ("extractor", "capture", "layout")
#: Not the same page: lines of preformatted text, and words of a font of before Unicode that are parted.
OTHER_PAGES = {
    ("generic-trafilatura--items", "a line break at every second blank"),
    ("gov-portal--tcvn3", "zero-width spaces behind blanks"),
    ("gov-portal--tcvn3", "word breaks"),
    ("gov-portal--tcvn3", "marks as entities"),
}
#: Each page is tried in a part of the ways by default, and not the same as the page before it.
PARTS = 5


def read(page, text):
    about = json.loads(page.with_name("page.json").read_text("utf-8"))
    captured = datetime.fromisoformat(about["captured_at"])
    generic = page.parts[-3] == "portal"
    record = read_saved(text.encode(), about["url"], captured, known_sites(), None, generic=generic)
    return {name: value for name, value in record.items() if name not in ABOUT_MARKUP}


@cache
def text_of(page):
    return page.read_bytes().decode("utf-8", "replace")


@cache
def as_it_is(page):
    return read(page, text_of(page))


def ways_of(page, part):
    names = [way for way in WAYS if (page.parent.name, way) not in OTHER_PAGES]
    return names[(part + PAGES.index(page)) % PARTS :: PARTS]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.slow) for part in range(1, PARTS))]
)
def test_the_record_stays_the_same(page, part):
    for way in ways_of(page, part):
        assert read(page, WAYS[way](text_of(page))) == as_it_is(page), way
