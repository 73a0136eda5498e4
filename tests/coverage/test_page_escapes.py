"""The coverage page holds texts of strangers: none of them is markup there."""

import re
from html.parser import HTMLParser

import pytest

from dvcrawler.coverage.count import Coverage, as_gap, count_articles
from dvcrawler.coverage.page import format_page

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'"


class _Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data):
        self.text.append(data)


def parse(page):
    seen = _Seen()
    seen.feed(page)
    seen.close()
    return seen


def page_of(field, text=HOSTILE):
    texts = dict.fromkeys(("site", "section", "url", "reason", "detail", "made"), "plain")
    texts[field] = text
    coverage = Coverage(texts["site"])
    count_articles(coverage, [{"date": "2024-02-01", "section": texts["section"]}])
    coverage.gaps.append(
        as_gap(f"https://thu.example/{texts['url']}", texts["reason"], texts["detail"], None)
    )
    return format_page([coverage], texts["made"])


@pytest.mark.parametrize("field", ["site", "section", "url", "reason", "detail", "made"])
def test_what_a_stranger_wrote_is_text_and_no_markup(field):
    plain, seen = parse(page_of(None)), parse(page_of(field))
    assert (seen.tags, seen.attributes) == (plain.tags, plain.attributes)
    assert HOSTILE in re.sub(r"\s+", " ", "".join(seen.text))


@pytest.mark.parametrize("field", ["site", "section", "url", "reason", "detail", "made"])
def test_characters_that_turn_text_or_control_a_terminal_are_replaced(field):
    page = page_of(field, "a\u202eb\u2066c\x1b[31m\x00\x08d\u200fe")
    assert not set(page) & set("\u202e\u2066\x1b\x00\x08\u200f")
    assert "a\ufffdb\ufffdc\ufffd[31m" in page
