"""Text that cannot be restored: in an encoding without a table, or with question marks for letters."""

import re

from dvcrawler.patterns import lazy_regex

#: A symbol or control character within a word, as in text of an encoding without a table here.
_SYMBOLS = "\x80-\x9f¡-©«-¯±´-¶¸¹»¿÷‚ƒ†‡ˆ‰‹Œœ˜™›"
_NO_SYMBOL = bytes(each for each in range(0x100) if not re.match(f"[{_SYMBOLS}]", chr(each)))
_SYMBOLS_BEYOND_LATIN_1 = re.sub(r"[\x00-\xff]", "", _SYMBOLS)
_SYMBOL_IN_WORD = lazy_regex(rf"[^\W\d_][{_SYMBOLS}]|[{_SYMBOLS}][^\W\d_]")
#: Number of such places, and their share of the words, from which a text is unreadable.
_MIN_BROKEN_WORDS, _MIN_BROKEN_SHARE = 4, 0.2
#: A question mark within a word or before it. Addresses have an equals sign after theirs, and where a space
#: is missing a capital follows a small letter.
_LOST_IN_WORD = lazy_regex(
    r"(?<![^\s(“\"‘])[^\W\d_]{0,7}\?{1,4}(?![A-ZĐÀ-ÖØ-Þ](?<=[a-zà-öø-ÿđ]\?.))[^\W\d_]{1,7}(?![\w=/&:])"
)
_MIN_LOST, _MIN_LOST_SHARE = 2, 0.15


def is_unreadable(text: str) -> bool:
    """Whether a line of the text is in an encoding without a table: many of its words contain symbols."""
    return _count_symbols(text) >= _MIN_BROKEN_WORDS and any(map(_is_broken, text.split("\n")))


def _is_broken(line: str) -> bool:
    broken = len(_SYMBOL_IN_WORD.findall(line))
    return broken >= _MIN_BROKEN_WORDS and broken >= (line.count(" ") + 1) * _MIN_BROKEN_SHARE


def _count_symbols(text: str) -> int:
    """A pattern of all of them takes twice as long."""
    beyond = sum(text.count(each) for each in _SYMBOLS_BEYOND_LATIN_1 if each in text)
    return len(text.encode("latin-1", "ignore").translate(None, _NO_SYMBOL)) + beyond


def has_lost_letters(text: str) -> bool:
    """Whether letters became question marks, as in a database without Unicode: "Tuy?n ???ng"."""
    if text.count("?") < _MIN_LOST:
        return False
    lost = len(_LOST_IN_WORD.findall(text))
    return lost >= _MIN_LOST and lost >= (text.count(" ") + 1) * _MIN_LOST_SHARE
