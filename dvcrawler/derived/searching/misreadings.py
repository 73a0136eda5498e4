"""What in a search may be meant otherwise than it is read: seeming filters, operators and names."""

import re

from dvcrawler.derived.searching.query import TOKEN, name_filter
from dvcrawler.items import RECORD_FIELDS

#: Filters whose values often have several words.
_NAMES = ("section", "author", "source")
#: Operators of other search engines.
_OPERATORS = ("OR", "AND", "NOT", "|", "||", "&", "&&")


def find_filter_names(text: str) -> list[str]:
    """The words that look like a filter, followed by a colon and a value, but are not the name of one."""
    found = ((token["field"], token["phrase"] or token["word"] or "") for token in TOKEN.finditer(text))
    names = (name for name, value in found if value and not value.startswith("//"))  # https://…
    return [name for name in dict.fromkeys(names) if name and not name_filter(name)]


def find_open_names(text: str) -> list[tuple[str, list[str]]]:
    """The filters by name whose value is not in quotes, with that value and the words after it: a name of
    several words may be meant, of which the filter takes only the first.
    """
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for token in TOKEN.finditer(text):
        if is_open and _is_plain_word(token):
            found[-1][1].append(token["word"])
            continue
        name = name_filter(token["field"]) or ""
        is_open = name in _NAMES and token["word"] is not None
        if is_open:
            found.append((name, [token["word"]]))
    return [(name, words) for name, words in found if len(words) > 1]


def _is_plain_word(token: re.Match[str]) -> bool:
    return not (token["minus"] or token["field"] or token["word"] is None)


def is_field(name: str) -> bool:
    """Whether it is the name of a field of a record, not a misspelt filter."""
    return name in RECORD_FIELDS


def find_operators(text: str) -> list[str]:
    """The words that are operators in other searches: OR, AND, NOT, and words with a `*`."""
    words = (token["word"] or "" for token in TOKEN.finditer(text) if not token["field"])
    return [word for word in dict.fromkeys(words) if word in _OPERATORS or "*" in word]
