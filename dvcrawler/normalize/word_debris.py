"""Remains of Word's markup in a text."""

import re
from collections.abc import Callable

from dvcrawler.patterns import lazy_regex

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
_WORD_WITH_DEBRIS = lazy_regex(
    r"(?<!\S)(?:(?!<|mso-|o:p|/\*|\.mso)\S)*+(?:<|mso-|o:p|/\*|\.mso)\S*", re.IGNORECASE
)
#: Titles of two lines were typed with <br>, and sister papers show the escaped tag as text.
_BREAK = lazy_regex(r"<br\s?/?>", re.IGNORECASE)


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
