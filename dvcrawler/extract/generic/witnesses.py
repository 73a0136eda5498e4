"""Titles that a page states elsewhere, in `<title>` or for machines, and how well a heading agrees."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dvcrawler.normalize.dates import find_date
from dvcrawler.normalize.text import fold

#: "Thời sự | Về quê - Báo Ví Dụ"
_SEGMENTS = re.compile(r"\s[-–—»:•·]{1,2}\s|[|»]")
#: Words of a line that may be a headline though nothing marks it as one.
LEAST_WORDS = 4
#: How the names of papers and portals begin, folded; few headlines do.
_PUBLISHER = re.compile(
    r"(?:bao|tap chi|dai|cong thong tin|cong ttdt|trang (?:thong tin|tin)|trang ttdt|website)\b.{0,60}$"
)


class Witness(NamedTuple):
    """A title that the page states elsewhere, folded: all of it, its segments, its words.

    `is_cut`: it ends in dots.
    """

    text: str
    segments: frozenset[str]
    words: frozenset[str]
    is_cut: bool


def fold_witness(text: str) -> Witness:
    """Prepares a stated title for comparison; headings are compared with it many times."""
    folded = fold(text)
    segments, words = frozenset(map(fold, _SEGMENTS.split(text))), frozenset(folded.split())
    return Witness(folded, segments, words, text.rstrip().endswith(("...", "…")))


def measure_agreement(own: str, witness: Witness) -> float:
    """From 0 to 1, for a folded heading; a witness may be cut or end in the paper's name."""
    other = witness.text
    if not own or not other:
        return 0.0
    if own == other:
        return 1.0
    # Of "Headline – Paper" both may be headings of the page: the longer part is the headline.
    partly = 0.8 + 0.17 * len(own) / len(other) - (0.1 if _PUBLISHER.match(own) else 0.0)
    if other.startswith(own) and len(own.split()) > 2:
        return partly
    if own in witness.segments:
        return partly if len(own.split()) > 2 else 0.85
    cut = other.rstrip(" .…")
    if own.startswith(cut) and (len(cut) > 30 or (witness.is_cut and len(cut.split()) >= LEAST_WORDS)):
        return 0.95
    words = set(own.split())
    return 2 * len(words & witness.words) / (len(words) + len(witness.words))


def choose_wording(text: str, witnesses: Sequence[str]) -> str:
    """Returns the heading, or the witness that says the same without the heading's label or date."""
    date = find_date(text)
    if date is not None and date[0] and date[1] == len(text) and text[date[0]] in "([":
        bare = text[: date[0]].strip()
        if any(fold(bare) in (own.text, *own.segments) for own in map(fold_witness, witnesses)):
            return bare
    for witness in witnesses:
        if fold(text) != fold(witness) and fold(text).endswith(fold(witness)) and len(witness) > 25:
            return witness
    return text
