"""Titles that a page states elsewhere, in `<title>` or for machines, and how well a heading agrees."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dvcrawler.extract.generic.dates.headline_dates import without_bracketed_date
from dvcrawler.normalize.text import fold

#: "Thời sự | Về quê - Báo Ví Dụ"
_SEGMENTS = re.compile(r"\s[-–—»:•·]{1,2}\s|[|»]")
#: Words of a line that may be a headline though nothing marks it as one.
LEAST_WORDS = 4
#: How the names of papers and portals begin, folded; few headlines do.
_PUBLISHER = re.compile(
    r"(?:bao|tap chi|dai|cong thong tin|cong ttdt|trang (?:thong tin|tin)|trang ttdt|website)\b.{0,60}$"
)


class OtherTitle(NamedTuple):
    """A title that the page states elsewhere, folded: all of it, its segments, its words.

    `is_cut`: it ends in dots.
    """

    text: str
    segments: frozenset[str]
    words: frozenset[str]
    is_cut: bool


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


def _continues(own: str, title: OtherTitle) -> bool:
    """Whether the title is the beginning of the heading."""
    cut = title.text.rstrip(" .…")
    is_enough = len(cut) > 30 or (title.is_cut and len(cut.split()) >= LEAST_WORDS)
    return is_enough and own.startswith(cut)


def choose_wording(text: str, titles: Sequence[str]) -> str:
    """Returns the heading, or the title that says the same without the heading's label or date."""
    bare = without_bracketed_date(text)
    if bare != text and any(fold(bare) in (own.text, *own.segments) for own in map(fold_title, titles)):
        return bare
    for title in titles:
        if fold(text) != fold(title) and fold(text).endswith(fold(title)) and len(title) > 25:
            return title
    return text
