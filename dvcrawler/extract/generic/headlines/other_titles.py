"""Titles that a page states elsewhere, in `<title>` or for machines, and how well a heading agrees."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_of, unwrap
from dvcrawler.extract.generic.dates.headline_dates import without_bracketed_date
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: "Thời sự | Về quê - Báo Ví Dụ"
_SEGMENTS = lazy_regex(r"\s[-–—»:•·]{1,2}\s|[|»]")
#: Words of a line that may be a headline though nothing marks it as one.
LEAST_WORDS = 4
#: Lines of a heading that are tried apart.
_MOST_LINES = 3
#: How the names of papers and portals begin, folded; few headlines do.
_PUBLISHER = lazy_regex(
    r"(?:bao|tap chi|dai|cong thong tin|cong ttdt|trang (?:thong tin|tin)|trang ttdt|website)\b.{0,60}$"
)
#: A count of views, or the kind of the article.
_KINDS = (
    "video|clip|podcast|audio|photo|info-?graphics?|e-?magazine|mega ?story|long-?form|(?:chùm )?ảnh|đồ họa"
)
_BEHIND = lazy_regex(
    r"\s[(\[]?[\d.,]{1,12} (?:lượt (?:xem|đọc)|views?)[)\]]?$"
    rf"|\s(?:[-–|] ?|[(\[])(?:{_KINDS})[)\]]?$",
    re.I,
)
_BEFORE = lazy_regex(rf"(?:[(\[](?:{_KINDS})[)\]]|(?:{_KINDS})\s?[:|–-])\s?(?=\S)", re.I)


class OtherTitle(NamedTuple):
    """A title that the page states elsewhere, folded: all of it, its segments, its words.

    `is_cut`: it ends in dots.
    """

    text: str
    segments: frozenset[str]
    words: frozenset[str]
    is_cut: bool


def names_publisher(text: str) -> bool:
    """Whether the text begins as the names of papers and portals do."""
    return _PUBLISHER.match(fold(text)) is not None


def fold_title(text: str) -> OtherTitle:
    """Prepares a stated title for comparison; headings are compared with it many times."""
    folded = fold(text)
    segments, words = frozenset(map(fold, _SEGMENTS.split(text))), frozenset(folded.split())
    return OtherTitle(folded, segments, words, text.rstrip().endswith(("...", "…")))


def measure_agreement(own: str, title: OtherTitle) -> float:
    """From 0 to 1, for a folded heading; a title may be cut or end in the paper's name."""
    other = title.text
    if not own or not other:
        return 0.0
    if own == other:
        return 1.0
    # Of "Headline – Paper" both may be headings of the page: the longer part is the headline.
    partly = 0.8 + 0.17 * len(own) / len(other) - (0.1 if _PUBLISHER.match(own) else 0.0)
    is_long = len(own.split()) > 2
    if is_long and (other.startswith(own) or own in title.segments):
        return partly
    if own in title.segments:
        return 0.85
    if _continues(own, title):
        return 0.95
    words = set(own.split())
    return 2 * len(words & title.words) / (len(words) + len(title.words))


def is_said(own: str, titles: Sequence[OtherTitle]) -> bool:
    """Whether a title says the folded line, or begins as it does and is cut."""
    return any(own in title.segments or (title.is_cut and _continues(own, title)) for title in titles)


def _continues(own: str, title: OtherTitle) -> bool:
    """Whether the title is the beginning of the heading."""
    cut = title.text.rstrip(" .…")
    is_enough = len(cut) > 30 or (title.is_cut and len(cut.split()) >= LEAST_WORDS)
    return is_enough and own.startswith(cut)


def _is_stated(text: str, titles: Sequence[str]) -> bool:
    own = fold(text)
    return bool(own) and any(own in (title.text, *title.segments) for title in map(fold_title, titles))


def _list_shorter(text: str, element: Element | None) -> Iterator[str]:
    """The heading without a date, a count of views, the kind of article, or its first or last element."""
    bare = without_bracketed_date(text)
    if bare != text:
        yield bare
    if found := _BEHIND.search(text):
        yield text[: found.start()].rstrip()
    if found := _BEFORE.match(text):
        yield text[found.end() :]
    yield from _list_without_label(text, element)


def _list_without_label(text: str, element: Element | None) -> Iterator[str]:
    inner = None if element is None else unwrap(element)
    parts = (inner[0], inner[-1]) if inner is not None and len(inner) else ()
    for label in (clean_text(text_of(each)) for each in parts):
        if label and text.endswith(label):
            yield text.removesuffix(label).rstrip()
        if label and text.startswith(label):
            yield text.removeprefix(label).lstrip()


def _list_lines(heading: Element) -> Iterator[str]:
    """The first lines of a heading that also has its section or its byline."""
    lines = map(clean_text, map(str, heading.itertext()))
    return islice((line for line in lines if len(line.split()) >= LEAST_WORDS), _MOST_LINES)


def choose_wording(text: str, titles: Sequence[str], element: Element | None) -> str:
    """Returns the heading, or the title that says the same without the heading's label, date or count of
    views: "[Video] …" and "… (Video)" lose theirs where the page states the headline without it.
    """
    lines = () if element is None or _is_stated(text, titles) else _list_lines(element)
    for bare in chain(_list_shorter(text, element), lines):
        if _is_stated(bare, titles):
            return bare
    for title in titles:
        if fold(text) != fold(title) and fold(text).endswith(fold(title)) and len(title) > 25:
            return title
    return text
