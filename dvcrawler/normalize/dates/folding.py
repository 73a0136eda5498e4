"""One spelling for the many ways in which the same date is typed, so that patterns stay short."""

import html
import re
import unicodedata

LOOK = 200
"""Characters looked at. A date line has 20–60; what is longer is running text."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DROP = re.compile(f"[{_INVISIBLE}]")
_CLUSTER = re.compile(rf"\s+|[^\s][\u0300-\u036f{_INVISIBLE}]*")
_UNEVEN = re.compile(rf"\s\s|[^\S ]|[{_INVISIBLE}]")


def fold(text: str) -> str:
    """Lower case, NFKC, single blanks, nothing invisible, no HTML escapes, at most `LOOK` long."""
    if len(text) > LOOK:
        text = _cut(text.lstrip())
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _DROP.sub("", text))
    return " ".join(text.lower().split())


def fold_with_spans(text: str) -> tuple[str, list[tuple[int, int]] | None]:
    """`text` folded, and for each of its characters the span in `text` that it came from.

    None instead of the spans where every character stands at its own place, the usual case.
    HTML escapes are left alone: running text has none.
    """
    text = _cut(text)
    if not _UNEVEN.search(text) and unicodedata.is_normalized("NFKC", text):
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


def _fold_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    return unicodedata.normalize("NFKC", _DROP.sub("", cluster)).lower()


def _cut(text: str) -> str:
    """The first `LOOK` characters, ending between words: half a year is another year."""
    if len(text) <= LOOK:
        return text
    words = text[:LOOK].rsplit(None, 1)
    return words[0] if len(words) == 2 else ""
