"""Folds the many spellings of a date into one, so that patterns stay short."""

import html
import unicodedata

from dvcrawler.patterns import lazy_regex

MAX_LENGTH = 200
"""Characters examined. A date line has 20–60; anything longer is running text."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
#: Slashes and hyphens that NFKC leaves alone, and what is between the numbers in Chinese: "2024年2月6日".
_REPLACED = "\u2044\u2215年月日\u2010\u2011\u2012\u2212"
_SEPARATORS = str.maketrans(_REPLACED, "//// ----")
#: References may be escaped twice: "&amp;nbsp;".
_ROUNDS = 2
_DROP = lazy_regex(f"[{_INVISIBLE}]")
_CLUSTER = lazy_regex(rf"\s+|[^\s][\u0300-\u036f{_INVISIBLE}]*")


def fold(text: str) -> str:
    """Returns the text in lower case and NFKC, with single spaces, nothing invisible and no HTML escapes.

    At most `MAX_LENGTH` characters of `text` are used.
    """
    if len(text) > MAX_LENGTH:
        text = _cut(text.lstrip())
    for _ in range(_ROUNDS if "&" in text else 0):
        text = html.unescape(text)
    if not text.isascii():
        # What is invisible is not printable; looking for it takes longer than all else.
        text = unicodedata.normalize("NFKC", text if text.isprintable() else _DROP.sub("", text))
        text = text.translate(_SEPARATORS) if any(map(text.__contains__, _REPLACED)) else text
    return " ".join(text.lower().split())


def fold_with_spans(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """Returns `text` folded, and for each folded character the span in `text` that it came from.

    The spans are None if every character keeps its position, the usual case. HTML escapes are kept:
    running text has none.
    """
    text = _cut(text)
    if _is_even(text) and unicodedata.is_normalized("NFKC", text):
        lower = text.lower()
        if len(lower) == len(text):
            return lower, None
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        piece = _fold_cluster(cluster[0])
        pieces.append(piece)
        spans.extend([cluster.span()] * len(piece))
    return "".join(pieces), spans


def _is_even(text: str) -> bool:
    """Whether single spaces part the words, and no character is dropped or replaced. What is invisible is not
    printable, nor is white space other than the space.
    """
    if not text.isprintable() or "  " in text:
        return False
    return text.isascii() or not any(map(text.__contains__, _REPLACED))


def _fold_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    return unicodedata.normalize("NFKC", _DROP.sub("", cluster)).translate(_SEPARATORS).lower()


def _cut(text: str) -> str:
    """The first `MAX_LENGTH` characters, ending between words: a part of a number would be a different
    number."""
    if len(text) <= MAX_LENGTH:
        return text
    words = text[:MAX_LENGTH].rsplit(None, 1)
    return words[0] if len(words) == 2 else ""
