"""Patterns that find the words of a search in a text with its diacritics.

Each letter becomes a class of the letters that fold to it: this takes a fifth of the time of folding the
text.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.query import Term
from dvcrawler.derived.searching.terms import CHARACTERS

#: Between two words of a phrase.
_GAP = r"[\W_]+"
#: After a word's first letter, and after its last: no letter of a longer word is next to it.
_BEGINS, _ENDS = r"(?<![^\W_].)", r"(?![^\W_])"
#: Between two words of a phrase in a line of JSON. An escaped character is not part of a word.
_QUICK_GAP = rb"(?:\\.|[^0-9a-z\\])+"
#: Where the letters are that fold to an ASCII letter or digit: Latin with its extensions, raised and lowered
#: digits, symbols for units, and those of an East Asian keyboard.
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00), *range(0x2070, 0x2150), *range(0xFF01, 0xFF5F))


def compile_terms(terms: Sequence[Term]) -> re.Pattern[str]:
    """Matches each of the terms: a word, or the words of a phrase in their order."""
    return re.compile("|".join(_build_sequence(term.words) for term in terms), re.DOTALL)


def compile_sequence(terms: Sequence[Term]) -> re.Pattern[str]:
    """Matches all words of the terms, one after another."""
    return re.compile(_build_sequence([word for term in terms for word in term.words]), re.DOTALL)


def _build_sequence(words: Sequence[str]) -> str:
    first, *rest = words
    pattern = _build_letter(first[0]) + _BEGINS + "".join(map(_build_letter, first[1:]))
    return pattern + "".join(_GAP + "".join(map(_build_letter, word)) for word in rest) + _ENDS


def compile_quick(words: Sequence[str]) -> re.Pattern[bytes] | None:
    """Matches each line of JSON, in lower case, with a text that has the words one after another, and perhaps
    others: most lines without them are rejected in a third of the time. Not for texts with rare characters.
    None for words that are not ASCII, and if several letters fold to the first one: these are slow to find.
    """
    if not all(word.isascii() and word.isalnum() for word in words) or len(_build_bytes(words[0][0])) > 1:
        return None
    parts = (b"".join(map(_build_bytes, word)) for word in words)
    return re.compile(_QUICK_GAP.join(parts) + rb"(?![0-9a-z])")


@cache
def _build_bytes(folded: str) -> bytes:
    letters = (letter for letter in CHARACTERS if fold_marks(letter) == folded)
    lower = {letter.encode() for letter in letters if not "A" <= letter <= "Z"}
    return b"(?:%s)" % b"|".join(sorted(lower)) if len(lower) > 1 else lower.pop()


@cache
def _build_letter(folded: str) -> str:
    upper = folded.upper()
    letters = (_list_latin() if folded.isascii() else _list_others()).get(folded, folded)
    return "[" + re.escape("".join(sorted({*letters, folded, *(upper if len(upper) == 1 else "")}))) + "]"


@cache
def _list_latin() -> dict[str, str]:
    return _build_classes(_LATIN)


@cache
def _list_others() -> dict[str, str]:
    return _build_classes(range(0x10000))


def _build_classes(codes: Sequence[int]) -> dict[str, str]:
    found: defaultdict[str, str] = defaultdict(str)
    for code in codes:
        found[fold_marks(chr(code))] += chr(code)
    return dict(found)
