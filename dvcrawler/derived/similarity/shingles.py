"""Hashes every five consecutive syllables of a text, and selects the few hashes that identify the text."""

from array import array
from collections.abc import Iterable
from itertools import accumulate
from zlib import crc32

from dvcrawler.derived.folding import fold_marks, words_of
from dvcrawler.derived.searching.terms import split_plain
from dvcrawler.items import Record

#: Syllables per shingle. Shorter shingles are shared by chance, longer ones do not survive an edit.
LENGTH = 5
#: One shingle in sixteen is kept: the same ones in every text, as the hash alone decides.
_SAMPLED = 15
#: More are kept of a short text, so that a notice of two sentences is found too.
_FEWEST = 8


def hash_text(record: Record) -> "array[int]":
    """The hash of each shingle of lead and body, in their order, from -2³¹ to 2³¹ - 1.

    Diacritics, case and punctuation are ignored. Empty below five syllables.
    """
    text = _join_words(f"{record['summary'] or ''}\n{record['body']}")
    lengths = map(len, text.split(b" "))
    starts = [0, *accumulate(map((1).__add__, lengths))]
    view = memoryview(text)
    spans = zip(starts, starts[LENGTH:], strict=False)
    hashes = array("I", [crc32(view[start : end - 1]) for start, end in spans])
    return array("i", hashes.tobytes())  # SQLite stores signed ones in four bytes, others in six


def _join_words(text: str) -> bytes:
    """The folded words, each after a space but the first."""
    words = split_plain(text)
    return b" ".join(words) if words is not None else " ".join(words_of(fold_marks(text))).encode()


def keep_some(hashes: Iterable[int]) -> list[int]:
    """One in sixteen of the hashes, chosen by value, sorted; at least eight if there are that many."""
    found = set(hashes)
    kept = sorted(each for each in found if not each & _SAMPLED)
    if len(kept) < _FEWEST:
        kept = sorted(sorted(found, key=lambda each: (each & _SAMPLED, each))[:_FEWEST])
    return kept
