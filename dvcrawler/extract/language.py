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
#: Letters of Greek, Cyrillic, Khmer, Lao, Chinese and others, and the characters of which half are such.
_OTHER_SCRIPT, _OPENING = lazy_regex("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]"), 200
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
    """The problem of a text in another script, which is neither Vietnamese nor English."""
    opening = paragraphs[0][:_OPENING] if paragraphs else ""
    if opening.isascii() or 2 * len(_OTHER_SCRIPT.findall(opening)) < len(opening):
        return ()
    reason = "the text is in another script: it is neither Vietnamese nor English"
    return (Problem("language", ProblemCode.OTHER_LANGUAGE, reason),)


def _is_marked(text: str) -> bool:
    """Quickly recognises Vietnamese: a fifth of its letters have marks."""
    return len(text) - len(text.encode("ascii", "ignore")) > 0.1 * len(text)
