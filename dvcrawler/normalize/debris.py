"""Remains of markup in a text: of Word's, and character references that a CMS escaped twice."""

import html
import re
from collections.abc import Callable
from html.entities import name2codepoint

from dvcrawler.patterns import lazy_regex

#: A reference whose "&" was escaped any number of times. Names are those of HTML 4 and end with a semicolon:
#: "R&D;" and "a&b" stay as they are.
_REFERENCE = lazy_regex(
    r"&((?:amp;|#0{0,3}38;|#[xX]0{0,2}26;)*+)"
    r"(?:(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)|([A-Za-z][A-Za-z0-9]{1,7});)?"
)
_NAMES = frozenset((*name2codepoint, "apos"))
#: Markup of a heading or a caption that was escaped along with it.
_TAG = lazy_regex(r"</?(?:b|strong|i|em|u|span|font|p|div|sup|sub|a)(?:\s[^<>]{0,300}+)?/?>", re.I)
#: Letters of Vietnamese as code units.
_ESCAPED_LETTER = lazy_regex(
    r"(?:\\u|%u)(00[c-fC-F][0-9a-fA-F]|01[0-9a-bA-B][0-9a-fA-F]|1[eE][a-fA-F][0-9a-fA-F]|20(?:1[3-9c-d]|26))"
    r"|u(1e[a-f][0-9a-f]|011[01]|01a[01f]|01b0|010[23]|00[ef][0-9a-f])"
)
_LEAST_LETTERS = 3
#: Caps the rounds, as a resolved character may complete another reference: more than two only occur on
#: malicious pages.
_MOST_ROUNDS = 4
_DEBRIS = lazy_regex(
    r"<\?xml[^>]{0,300}+>"
    r"|</?(?:o|w|v|m|st1):\w{1,30}+[^>]{0,300}+>"
    r"|<!--\[if[^>]{0,100}+>|<!\[endif\](?:-->|>)"
    r"|/\* Style Definitions \*/|\b(?:table|p|li|div|span)\.Mso\w{1,40}\s?\{[^}]{0,1500}+\}"
    r"|\bmso-[a-z-]{1,40}\s?:\s?(?:\"[^\"]{0,60}\"|[^\s;\"]{1,60});?"
    r"|(?<!\w)o:p(?!\w)",
    re.IGNORECASE,
)
DEBRIS_HINTS = ("<", "mso-", "Mso", "o:p", "/* Style")
_MAX_ROUNDS = 20
#: Parsers of HTML keep them, also those that are written as references: `&#11;`, Word's line break.
_NOT_SETTABLE = lazy_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WORD_WITH_DEBRIS = lazy_regex(
    r"(?<!\S)(?:(?!<|mso-|o:p|/\*|\.mso)\S)*+(?:<|mso-|o:p|/\*|\.mso)\S*", re.IGNORECASE
)
#: Titles of two lines were typed with <br>, and sister papers show the escaped tag as text.
_BREAK = lazy_regex(r"<br\s?/?>", re.IGNORECASE)


def settable(text: str) -> str:
    """The text without the characters with which lxml refuses to set a text or an attribute, as XML forbids
    them; spaces in the place of those that part words.
    """
    return _NOT_SETTABLE.sub(lambda found: " " if found[0].isspace() else "", text)


def unescape(text: str) -> str:
    """Resolves the character references, and removes the simple tags that they hid."""
    for _ in range(_MOST_ROUNDS):
        if "&" not in text or (plain := _REFERENCE.sub(_decode_character, text)) == text:
            break
        text = _TAG.sub(" ", plain) if "<" in plain and "<" not in text else plain
    return text


def unescape_letters(text: str) -> str:
    """Resolves letters that a script escaped: "Tuy\\u1ebfn", "Tuy%u1EBFn", "Tuyu1ebfn" (its backslash lost).

    One alone may be an example of it.
    """
    if len(_ESCAPED_LETTER.findall(text)) < _LEAST_LETTERS:
        return text
    return _ESCAPED_LETTER.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


def _decode_character(found: re.Match[str]) -> str:
    number, name = found[2], found[3]
    if number is not None:
        character = html.unescape(f"&{number}")
        return "" if character == "\ufffd" else character
    if name is None:
        return "&"
    return html.unescape(f"&{name};") if name in _NAMES else f"&{name};"


def remove_debris(text: str, fold_space: Callable[[str], str], line_break: str) -> str:
    """Removes remains of Word until none is found: removing one can join the halves of another.

    Anything nested deeper than `_MAX_ROUNDS` is an attack: every word that contains a hint is removed.
    """
    for _ in range(_MAX_ROUNDS):
        rest = fold_space(_DEBRIS.sub(" ", _BREAK.sub(line_break, text)))
        if rest == text:
            return text
        text = rest
    return fold_space(_WORD_WITH_DEBRIS.sub(" ", text))
