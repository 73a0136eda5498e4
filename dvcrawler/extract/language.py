"""The language of a text: editions of Vietnamese sites in English are on the same hosts."""

from collections.abc import Sequence

from dvcrawler.items import Problem, ProblemCode
from dvcrawler.patterns import lazy_regex

_WORD = lazy_regex(r"[^\W\d_]+")
#: The commonest words of English; "to" and "in" are Vietnamese syllables, too.
_ENGLISH = frozenset(
    "the of and for with is was were by on at from that has have will which their as be".split()
)
_SAMPLE, _LEAST_WORDS = 4_000, 20
#: Letters that only Vietnamese has, of which every second word has one; the commonest words without marks.
_VIETNAMESE = lazy_regex("[\u1ea0-\u1ef9]")
_UNMARKED = frozenset("cua duoc nguoi khong trong nhung voi nay theo cung phai truoc".split())
_MOST_PARAGRAPHS, _OPENING, _LEAST_BYTES, _FEWEST_LETTERS, _LEAST_UNMARKED = 8, 1_000, 150, 0.01, 0.07
_MOST_MARKED, _LEAST_COMMON = 0.15, 0.1


def is_english(paragraphs: Sequence[str]) -> bool:
    """Whether the text is English; names of places and persons in it may have their marks."""
    if not paragraphs or _is_marked(paragraphs[0]):
        return False
    words = _WORD.findall(" ".join(paragraphs)[:_SAMPLE].lower())
    if len(words) < _LEAST_WORDS:
        return False
    marked = sum(not word.isascii() for word in words)
    common = sum(word in _ENGLISH for word in words)
    return marked <= _MOST_MARKED * len(words) and common >= _LEAST_COMMON * len(words)


def doubt_language(paragraphs: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text that is neither Vietnamese nor English: in another script, or without the letters
    that Vietnamese has.
    """
    opening = " ".join(paragraphs[:_MOST_PARAGRAPHS])[:_OPENING]
    if len(_VIETNAMESE.findall(opening)) > _FEWEST_LETTERS * len(opening):
        return ()
    if len(opening.encode()) < _LEAST_BYTES or is_english(paragraphs) or not _is_prose(opening):
        return ()
    reason = "the text is in another language: it is neither Vietnamese nor English"
    return (Problem("language", ProblemCode.OTHER_LANGUAGE, reason),)


def _is_prose(text: str) -> bool:
    """Whether it is neither a list of names or numbers, nor Vietnamese without diacritics."""
    words = _WORD.findall(text)
    is_list = 2 * sum(map(str.istitle, words)) > len(words)
    if is_list or (text.isascii() and len(words) < _LEAST_WORDS):
        return False
    return sum(word.lower() in _UNMARKED for word in words) <= _LEAST_UNMARKED * len(words)


def _is_marked(text: str) -> bool:
    """Quickly recognises Vietnamese: a fifth of its letters have marks."""
    return len(text) - len(text.encode("ascii", "ignore")) > 0.1 * len(text)
