"""Texts whose markup the template has escaped: JSP's `<c:out>`, Razor's `@Model.Body`, React without
`dangerouslySetInnerHTML`. Readers see the tags; the paragraphs are in there all the same.
"""

import re
from collections.abc import Iterator

from dvcrawler.patterns import lazy_regex

#: Without a flag, for which no text could be skipped at once.
_MAY_BE_THERE = lazy_regex(rb"&lt;(?:/|[bB][rR])")
#: A shorter run may be about HTML.
_SHORTEST = 200
_NEXT_TAG = lazy_regex(rb"[<>]")
_BEGINS_WITH_TAG = lazy_regex(
    rb"\s*&lt;(?:p|div|span|br|h[1-6]|ul|ol|table|figure|section|article|strong|em|b|i|img|center|font)"
    rb"(?:&gt;|[\s/])",
    re.IGNORECASE,
)
_ENDS_IN_TAG = lazy_regex(rb"&gt;\s*\Z")
_PARTS_LINES = lazy_regex(rb"&lt;(?:/(?:p|div|li|h[1-6])&gt;|br\s?/?&gt;)", re.IGNORECASE)
_BREAK = lazy_regex(rb"&lt;br\s?/?&gt;", re.IGNORECASE)
_FEWEST_BREAKS = 2
_ENTITY = lazy_regex(rb"&(?:lt|gt|quot|amp|#0?39|#34|#x27);")
_LETTERS = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&amp;": b"&", b"&#34;": b'"'}
_ABOUT_MARKUP = frozenset(
    b"code pre samp kbd xmp textarea script style noscript template iframe option title button".split()
)
_NAME = lazy_regex(rb"<\s*/?([a-zA-Z][\w-]*)")


def unescape_markup(data: bytes) -> bytes:
    """The page with such texts unescaped once."""
    if _MAY_BE_THERE.search(data) is None:
        return data
    parts, done = [], 0
    for start, end in _find_runs(data):
        parts += [data[done:start], _unescape(data, start, end)]
        done = end
    return b"".join([*parts, data[done:]])


def _find_runs(data: bytes) -> Iterator[tuple[int, int]]:
    """Where texts between two tags begin and end that hold an escaped character."""
    end, place = 0, data.find(b"&lt;")
    while place >= 0:
        start = data.rfind(b">", end, place) + 1
        opened = data.rfind(b"<", end, place)
        tag = _NEXT_TAG.search(data, place)
        end = tag.start() if tag is not None else len(data)
        if end - start >= _SHORTEST and start > max(opened, 0):
            yield start, end
        place = data.find(b"&lt;", end)


def _unescape(data: bytes, start: int, end: int) -> bytes:
    text = data[start:end]
    if not (_is_markup(text) or _is_parted_by_breaks(text)):
        return text
    tag = _NAME.match(data, data.rfind(b"<", 0, start))
    if tag is None or tag[1].lower() in _ABOUT_MARKUP:
        return text
    return _ENTITY.sub(lambda entity: _LETTERS.get(entity[0], b"'"), text)


def _is_markup(text: bytes) -> bool:
    is_enclosed = _BEGINS_WITH_TAG.match(text) is not None and _ENDS_IN_TAG.search(text[-20:]) is not None
    return is_enclosed and _PARTS_LINES.search(text) is not None


def _is_parted_by_breaks(text: bytes) -> bool:
    """Whether the only tags in it are those that end a line."""
    lines, count = _BREAK.subn(b"", text)
    return count >= _FEWEST_BREAKS and b"&lt;" not in lines
