"""Rows of facts that a CMS prints at a page: "15/03/2024 - Tác giả: Lan Anh - Lượt xem: 5"."""

import re

from dvcrawler.normalize.bylines.accounts import is_nobody
from dvcrawler.normalize.bylines.labels import ACCOUNT, AUTHOR, LINE_EDGES, SOURCE, split_at_labels
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.dates.grammar import WEEKDAY
from dvcrawler.patterns import lazy_regex

#: The end of a label's value in a row of facts: a separator, a number, or the next fact.
_NEXT_FACT = lazy_regex(
    r"(?<!\s)\s{0,20}(?:[|•·;\n(]|/\s?(?:number of|comments?|views?)\b|\d"
    r"|\b(?:lượt|ngày|vào|lúc|đăng|(?<!đang )(?<!chưa )cập nhật|chuyên mục|trong"
    rf"|{WEEKDAY}|on|in|at|đã xem|views?|bình luận|in bài)\b)",
    re.IGNORECASE,
)
_DASH = lazy_regex(r"\s[-–—]\s")
#: "15/03/2024 bởi Lan Anh", "Posted on 15/03/2024 by Lan Anh" (WordPress).
_BARE_BY = lazy_regex(r"(?:^|[\d|•·)\]–—-])\s*(?:bởi|by)\s+(?=[^\W\d_])", re.IGNORECASE)
#: Characters before a label in a row of facts; words before it make it part of a sentence.
_OPEN = lazy_regex(r"(?:^[(\[]?|[\d|•·–—,;:/)\]-])\s*\Z")


def split_facts(text: str) -> list[tuple[str, str]]:
    """Returns (label, value) of the author, the account and the source in a row of facts about the page.

    "15/03/2024 - Tác giả: Lan Anh - Lượt xem: 5" gives ("author", "Lan Anh").
    """
    parts = list(split_at_labels(text))
    if len(parts) > 1 and not _OPEN.search(parts[0][1]):
        return []
    facts = [
        (label, _read_value(label, value)) for label, value in parts if label in (AUTHOR, ACCOUNT, SOURCE)
    ]
    return [fact for fact in facts or _read_bare_account(text) if _is_stated(*fact)]


def _read_value(label: str, value: str) -> str:
    value = _cut(value)
    value = value if "(" in value else value.rstrip(")]")
    return _drop_person(value) if label == SOURCE else value


def _is_stated(label: str, value: str) -> bool:
    return bool(label and value) and not (label == SOURCE and is_nobody(value))


def _read_bare_account(text: str) -> list[tuple[str, str]]:
    found = _BARE_BY.search(text)
    return [(ACCOUNT, _cut(text[found.end() :]))] if found is not None else []


def _drop_person(source: str) -> str:
    """The outlet without the person behind it."""
    for mark in (", ", " - "):
        outlet, found, name = source.rpartition(mark)
        if found and is_sure_name(name):
            return outlet.strip(LINE_EDGES)
    return source


def _cut(text: str) -> str:
    """Returns the value up to the next fact; a dash also separates two authors."""
    first, *rest = _DASH.split(text)
    found = _NEXT_FACT.search(first)
    value = first[: found.start()] if found else first
    for piece in rest if found is None else ():
        found = _NEXT_FACT.search(piece)
        name = (piece[: found.start()] if found else piece).strip(LINE_EDGES)
        if not is_sure_name(name):
            break
        value += f" - {name}"
        if found:
            break
    return value.strip(LINE_EDGES)
