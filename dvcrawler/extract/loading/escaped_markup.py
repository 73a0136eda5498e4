"""Texts whose markup the template has escaped: JSP's `<c:out>`, Razor's `@Model.Body`, React without
`dangerouslySetInnerHTML`. Readers see the tags; the paragraphs are in there all the same.
"""

import re

_MAY_BE_THERE = re.compile(rb"&lt;(?:/|br)", re.IGNORECASE)
#: A shorter one may be about HTML. A run ends at the next tag, so none is read twice.
_RUN = re.compile(rb"(?<=>)[^<>]{200,}")
_BEGINS_WITH_TAG = re.compile(
    rb"\s*&lt;(?:p|div|span|br|h[1-6]|ul|ol|table|figure|section|article|strong|em|b|i|img|center|font)"
    rb"(?:&gt;|[\s/])",
    re.IGNORECASE,
)
_ENDS_IN_TAG = re.compile(rb"&gt;\s*\Z")
_PARTS_LINES = re.compile(rb"&lt;(?:/(?:p|div|li|h[1-6])&gt;|br\s?/?&gt;)", re.IGNORECASE)
_BREAK = re.compile(rb"&lt;br\s?/?&gt;", re.IGNORECASE)
_FEWEST_BREAKS = 2
_ENTITY = re.compile(rb"&(?:lt|gt|quot|amp|#0?39|#34|#x27);")
_LETTERS = {b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&amp;": b"&", b"&#34;": b'"'}
_ABOUT_MARKUP = frozenset(
    b"code pre samp kbd xmp textarea script style noscript template iframe option title button".split()
)
_NAME = re.compile(rb"<\s*/?([a-zA-Z][\w-]*)")


def unescape_markup(data: bytes) -> bytes:
    """The page with such texts unescaped once."""
    if _MAY_BE_THERE.search(data) is None:
        return data
    return _RUN.sub(lambda found: _unescape(found, data), data)


def _unescape(found: re.Match[bytes], data: bytes) -> bytes:
    text = found[0]
    if b"&lt;" not in text or not (_is_markup(text) or _is_parted_by_breaks(text)):
        return text
    tag = _NAME.match(data, data.rfind(b"<", 0, found.start()))
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
