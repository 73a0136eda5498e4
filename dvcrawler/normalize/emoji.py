"""Pictures that are written as several characters, or that are newer than Python's own tables."""

import re

from dvcrawler.patterns import lazy_regex

#: Joined by U+200D they are one picture: a family, a woman farmer.
EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
#: What `str.isprintable` does not know: joined pictures, flags such as that of England, and pictures that are
#: newer than Python.
PICTURE = lazy_regex(
    f"((?<={EMOJI})\u200d(?={EMOJI})|(?<=\U0001f3f4)[\U000e0061-\U000e007a]{{4,5}}\U000e007f"
    "|[\U0001f000-\U0001faff])"
)
_BEFORE_LINE = lazy_regex(rf"^{EMOJI}[{EMOJI[1:-1]} ]*", re.MULTILINE)


def without_opening_pictures(text: str) -> str:
    """The text without the pictures that editors of social networks set before a line: "✍️ Lan Anh"."""
    return text if text.isascii() else _BEFORE_LINE.sub("", text)
