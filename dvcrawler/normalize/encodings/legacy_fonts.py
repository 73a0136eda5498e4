"""Text typed for fonts and code pages that predate Unicode, displayed as Windows-1252.

Pages of communes (truccuong.namdinh.gov.vn, 2021) were pasted from such documents. A paragraph is
converted only if that turns words that are not Vietnamese syllables into ones that are.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dvcrawler.normalize.encodings.legacy_conversion import EDGES, TABLES, convert
from dvcrawler.normalize.encodings.syllables import is_syllable
from dvcrawler.patterns import lazy_regex

#: Any sentence of such text contains at least one of these; most proper sentences have none.
_TELLTALES = "®µ¸×§ñöÑ¶ÖäøïðßÞ¾½Ç"
_USUAL = bytes(set(range(0x100)).difference(_TELLTALES.encode("latin-1")))
#: These two letters are evidence after one of the others.
_TELLING_BEHIND, _LETTERS_BEFORE = "ìò", frozenset("aâãäeêioôõuyý")
_JOINT = lazy_regex(r"[\s/.,-]+")
_ABBREVIATION = lazy_regex("[B-DF-HJ-NP-TV-XZĐÐ]+")
#: Units, powers and numbers, which proper text has too; other tables have letters in these places.
_UNIT = lazy_regex("(?:[kcdmn]?m|[A-Za-z])[²³]|µ[A-Za-z]{1,3}|°[CFK]|[Nn][°º]")
#: Characters that `str.isalpha` counts as letters.
_NO_LETTERS = frozenset("µªº")
#: Share of syllables among the words that are not ASCII, before and after the conversion.
_MAX_SHARE_BEFORE, _MIN_SHARE_AFTER = 0.5, 0.8
_MAX_MIXED_BEFORE, _MIN_MIXED_AFTER, _MIN_MIXED_WORDS = 0.8, 0.95, 6
#: Different words that are not syllables: a foreign name may turn into one, such as "Thaï" or "Göt".
_MIN_ODD_WORDS = 2
#: Letters that no encoding before Unicode is displayed as. (Repairs put in "Đ" and "ư".)
_OF_UNICODE = lazy_regex("[\u1ea0-\u1ef9ĂăĨĩŨũƠơ]")
#: Of a text that has some, as when a label of the page precedes it.
_MIN_ODD_WORDS_MIXED = 4
_LIKE_LATIN = ("VISCII", "VPS")
_CAPITAL_INSIDE = lazy_regex(r"[a-z][À-ÖØ-Ý]")


def convert_legacy(text: str) -> tuple[str, str] | None:
    """Returns (the text in Unicode, the table's name, such as "TCVN3"); None for proper text."""
    table = find_table(text)
    return None if table is None else (convert(text, table), table)


def find_table(text: str) -> str | None:
    """The name of the table that turns the text into Vietnamese; None for proper text."""
    if not may_be_legacy(text):
        return None
    words = _find_words(text)
    is_mixed = _OF_UNICODE.search(text) is not None
    if _count_odd(words) < (_MIN_ODD_WORDS_MIXED if is_mixed else _MIN_ODD_WORDS):
        return None
    best = max(TABLES, key=lambda name: _share_after(words, name))
    after = _share_after(words, best)
    if is_mixed and after < _MIN_MIXED_AFTER:
        return None
    return best if _is_better(_share(words), after, len(words)) else None


def choose_tables(texts: Sequence[str], usual: str | None = None) -> list[str | None]:
    """The name of the table of each text, None for proper text.

    `usual`: the table of most text around these; without it, the table of most of these. A text that this
    table fits counts as its own, because a short text may fit several.
    """
    found = [find_table(text) for text in texts]
    lengths: Counter[str] = Counter()
    for table, text in zip(found, texts, strict=True):
        if table is not None:
            lengths[table] += len(text)
    if usual is None and not lengths:
        return found
    usual = usual or lengths.most_common(1)[0][0]
    return [usual if is_of(text, usual) else own for own, text in zip(found, texts, strict=True)]


def is_of(text: str, table: str) -> bool:
    """Whether the text is of this table like those around it, although it may be too short to show that."""
    words = [] if text.isascii() else _find_words(text)
    after = _share_after(words, table) if words else 0.0
    if after < _MIN_SHARE_AFTER:
        return False
    odd = sum(map(_is_odd, words))
    if odd * 2 >= len(words) or _improves(words, after, has_odd=odd > 0):
        return True
    # Their other letters are those of Latin-1: "Lê Hùng" beside "Tr¥n Mai" shows nothing.
    return table in _LIKE_LATIN and after == 1.0 and (odd > 0 or _share(words) < after)


def _is_odd(word: str) -> bool:
    """A word with a capital inside may still pass as a syllable: "chÝ"."""
    return _CAPITAL_INSIDE.search(word) is not None or may_be_legacy(word)


def _improves(words: list[str], after: float, *, has_odd: bool) -> bool:
    """Whether more of the words are syllables once they are converted."""
    before = _share(words)
    return before < after and (has_odd or (after == 1.0 and before <= _MAX_SHARE_BEFORE))


def _find_words(text: str) -> list[str]:
    """The words beyond ASCII; "đồng/kg" has one, and abbreviations such as "NĐ-CP" do not count."""
    words = (part.strip(EDGES) for part in _JOINT.split(text))
    return [word for word in words if not word.isascii() and not _is_of_formula(word)]


def _is_of_formula(word: str) -> bool:
    """Whether it is an abbreviation or part of a formula, which shows nothing of the text's encoding:
    "NĐ", "×", "±2", "20×30cm", "m²", "Ø".
    """
    if _ABBREVIATION.fullmatch(word) or _UNIT.fullmatch(word):
        return True
    letters = [each for each in word if each.isalpha() and each not in _NO_LETTERS]
    if any(not each.isascii() for each in letters):
        return len(word) == 1 and not is_syllable(word)
    return not letters or any(map(str.isdecimal, word))


@lru_cache(maxsize=8)  # the same text is checked before it is cleaned and after
def may_be_legacy(text: str) -> bool:
    """Quickly checks for characters that the legacy tables produce."""
    if text.isascii():
        return False
    if text.encode("latin-1", "ignore").translate(None, _USUAL):
        return True
    return any(
        before[-1:] in _LETTERS_BEFORE
        for letter in _TELLING_BEHIND
        if letter in text
        for before in text.split(letter)[:-1]
    )


def _is_better(before: float, after: float, words: int) -> bool:
    """VISCII and windows-1258 leave many words unchanged; then nearly all others must become syllables."""
    if before <= _MAX_SHARE_BEFORE:
        return after >= _MIN_SHARE_AFTER
    return before <= _MAX_MIXED_BEFORE and after >= _MIN_MIXED_AFTER and words >= _MIN_MIXED_WORDS


def _count_odd(words: list[str]) -> int:
    """How many different words are not syllables."""
    return sum(not is_syllable(word) for word in set(words))


def _share_after(words: list[str], table: str) -> float:
    return _share([TABLES[table](word) for word in words])


def _share(words: list[str]) -> float:
    """Returns the share of words that are Vietnamese syllables."""
    return sum(is_syllable(word) for word in words) / len(words)
