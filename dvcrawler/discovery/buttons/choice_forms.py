"""Forms by which a visitor chooses what a list shows: a section, a month. They hold nothing to type in."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, is_posted, send_changed, typed_fields
from dvcrawler.extract.elements import Element, text_before, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_MOST_OPTIONS = 200
#: Values of options that choose nothing, or everything.
_NONE = lazy_regex(r"|0|-1|all|tat-?ca|null|none", re.I)
_NO_LABEL = lazy_regex(r"(?:chon|tat ca|toan bo|all|select|moi)\b.{0,60}|[- ]{0,9}")
#: Where the name of a field is written: its own attributes, and elements before it.
_HINTS = ("name", "id", "class", "placeholder", "title", "aria-label")
_LABELS = ("label", "span", "b", "strong")
#: Between the words of a name: `chuyenMuc`, `chuyen-muc`.
_JOINTS = lazy_regex(r"(?<=[a-z])(?=[A-Z])|[_-]")
_NEAR = 60


class Option(NamedTuple):
    label: str
    value: str


def has_lists(page: Page) -> bool:
    """Whether some form of the page may offer a choice; says no to most pages at once."""
    return b"<select" in page.data or b"<SELECT" in page.data


def find_choice_forms(page: Page) -> Iterator[tuple[Element, list[Element]]]:
    """The forms of the page that are sent by GET and hold nothing to type in, with their lists."""
    for form in find_forms(page):
        choices = find_choices(form)
        if choices and not is_posted(form) and not typed_fields(form):
            yield form, choices


def find_choices(form: Element) -> list[Element]:
    """The lists of the form that are sent with it."""
    return [each for each in form.iter("select") if each.get("name")]


def read_options(choice: Element) -> list[Option]:
    """The options that choose something."""
    read = [_read_option(each) for each in islice(choice.iter("option"), _MOST_OPTIONS)]
    return [
        each for each in read if not _NONE.fullmatch(each.value) and not _NO_LABEL.fullmatch(fold(each.label))
    ]


def _read_option(option: Element) -> Option:
    label, value = clean_text(text_of(option)), option.get("value")
    return Option(label, label if value is None else value.strip())


def send_choices(page: Page, form: Element, chosen: Mapping[str, str]) -> str | None:
    """The address to which the form leads with these values."""
    sent = send_changed(page, form, chosen)
    return sent.url if isinstance(sent, NextPage) and sent.form is None else None


def names_of_field(field: Element) -> str:
    """What the field is called, folded: its name, its hints, and the text before it."""
    before = field.getprevious()
    near = text_of(before)[-_NEAR:] if before is not None and before.tag in _LABELS else ""
    written = (*(field.get(key) or "" for key in _HINTS), near, text_before(field)[-_NEAR:])
    return fold(_JOINTS.sub(" ", " ".join(written)))
