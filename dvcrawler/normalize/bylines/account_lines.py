"""Lines that name the account that published a page, or who edited it."""

import re

from dvcrawler.normalize.bylines.accounts import is_account, is_nobody, is_unnamed
from dvcrawler.normalize.bylines.labels import (
    ACCOUNT,
    AUTHOR,
    CITED,
    EDITOR,
    LINE_EDGES,
    SOURCE,
    begins_with_label,
    split_at_labels,
)
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.patterns import lazy_regex

#: Characters of a line about an account; a paragraph has more.
_MAX_LENGTH = 240
_LOGIN = lazy_regex(r"[a-z0-9][\w.@-]{1,40}")
#: What separates the names of several persons.
BETWEEN_NAMES = lazy_regex(r"\s?[,;/|+&]\s?|\s[-–—]\s|\svà\s")
_ANSWERS = lazy_regex(r"\W*(?:(?:người )?(?:chịu trách nhiệm|phụ trách)|(?:được )?cập nhật|updated)\b", re.I)


def is_account_line(text: str) -> bool:
    """Whether the whole line is an account's, with or without a label, or a placeholder; never a person's."""
    if len(text) > _MAX_LENGTH:
        return False
    if is_unnamed(text):
        return True
    label, value = _split_only_label(text)
    if label in (SOURCE, CITED):
        return is_nobody(value)
    if label not in (ACCOUNT, AUTHOR, EDITOR):
        return False
    if is_account(value) or _LOGIN.fullmatch(value):
        return True
    return label == ACCOUNT and (is_outlet(value) or is_body(value))


def is_editor_line(text: str) -> bool:
    """Whether the whole line names who edited the article: "Biên tập: Lan Anh - Minh Đức"."""
    label, value = _split_only_label(text)
    return label == EDITOR and (_are_names(value) or is_account(value))


def names_editor(text: str) -> bool:
    """As `is_editor_line`, of a person; not of one who answers for the site or last changed the page."""
    return _ANSWERS.match(text) is None and is_editor_line(text) and not is_account_line(text)


def _are_names(text: str) -> bool:
    return all(map(is_possible_name, BETWEEN_NAMES.split(text)))


def _split_only_label(text: str) -> tuple[str | None, str]:
    """(label, value) of a line that begins with its only label; the label is None for any other line."""
    if not begins_with_label(text, LINE_EDGES):
        return None, ""
    _, *labelled = split_at_labels(text)
    if len(labelled) != 1:
        return None, ""
    label, value = labelled[0]
    return label, value.strip(LINE_EDGES)
