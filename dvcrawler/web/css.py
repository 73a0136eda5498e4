"""Styles of a captured page, without what loads files."""

import re

#: Constructs by which a style sheet loads files; inline pictures stay.
_LOADS = re.compile(
    r"""url\(\s*(?!["']?\s*data:image/(?!svg))|(?:-webkit-)?(?:image-set|image|src)\(|@import|@charset""",
    re.I,
)

_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\([g-zG-Z@(])")


def clean_css(text: str) -> str:
    """The style without anything that loads files; such declarations become invalid."""
    return _LOADS.sub("none(", _CSS_ESCAPE.sub(_unescape, text))


def _unescape(found: re.Match[str]) -> str:
    """Letters that are hidden by an escape are shown; other escapes are glyphs of an icon font."""
    letter = found[2] or chr(min(int(found[1], 16), 0x10FFFF))
    return letter if letter.isascii() and (letter.isalpha() or letter in "@(:/-") else found[0]
