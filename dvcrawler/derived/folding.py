"""Folds Vietnamese text to letters without diacritics, so that "đường liên xã" and "duong lien xa" match.

SQLite's `unicode61` tokenizer drops diacritics but leaves đ alone, since Unicode has no decomposition
for it. So text is folded here, character by character: positions in the folded text are positions in the text
itself, so that snippets keep their diacritics.
"""

import re
import unicodedata
from typing import Literal

_WORD = re.compile(r"\w+")
#: As digits and letters, so that "500 m2" also finds "500 m²" and the "５００ ｍ" of an East Asian keyboard.
_OTHER_FORMS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉").union(map(chr, range(0xFF01, 0xFF5F)))


class _Folds(dict[int, str]):
    """Each character's letter without marks, computed once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        form: Literal["NFKD", "NFD"] = "NFKD" if letter in _OTHER_FORMS else "NFD"
        base = "d" if letter in "đĐ" else unicodedata.normalize(form, letter)[0].lower()
        self[code] = folded = base if len(base) == 1 else letter
        return folded


_folds = _Folds()


def fold_marks(text: str) -> str:
    """Lower case without diacritics, đ and raised digits, of the same length as NFC `text`."""
    return text.translate(_folds)


def has_marks(text: str) -> bool:
    """Whether folding loses more than case."""
    return fold_marks(text) != text.lower()


def words_of(text: str) -> list[str]:
    """The words as split by the index of shingles."""
    return _WORD.findall(text)


def indexed_words(text: str) -> list[str]:
    """The words as split by the search index: "a_b" is two."""
    return _WORD.findall(text.replace("_", " "))
