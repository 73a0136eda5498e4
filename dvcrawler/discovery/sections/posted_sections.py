"""Sections that a list of a page leads to by posting a form: ASP.NET's AutoPostBack, or a form that is sent
as soon as one is chosen.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from dvcrawler.discovery.buttons.choice_forms import Option, has_lists, read_options
from dvcrawler.discovery.buttons.page_choices import send_choice
from dvcrawler.discovery.buttons.page_forms import (
    NextPage,
    find_forms,
    find_postback,
    is_posted,
    typed_fields,
)
from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.sections.form_sections import are_sections, is_of_sections
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page


class PostedSection(NamedTuple):
    """`sent`: the request, or why it is not sent."""

    key: str
    sent: NextPage | str


def posted_sections(page: Page) -> list[PostedSection]:
    """The sections behind posted forms of the page, with the keys that forms sent by GET would give them."""
    if not has_lists(page):
        return []
    return [
        PostedSection(_name(sent.url if isinstance(sent, NextPage) else page.url, choice, option), sent)
        for form in find_forms(page)
        for choice, script in _find_choices(form)
        for option in _read_sections(form, choice)
        if (sent := send_choice(page, choice, option.value, script)) is not None
    ]


def _find_choices(form: Element) -> Iterator[tuple[Element, str]]:
    """The lists whose choice is posted, with the script that does so."""
    for choice in form.iter("select"):
        script = choice.get("onchange") or ""
        if choice.get("name") and _is_posted(form, script):
            yield choice, script


def _is_posted(form: Element, script: str) -> bool:
    """Whether a choice posts the form. Without a script, a form with nothing else to fill in has a button."""
    if find_postback(script) is not None:
        return True
    return is_posted(form) and ("submit" in script or (not script and not typed_fields(form)))


def _read_sections(form: Element, choice: Element) -> Sequence[Option]:
    options = read_options(choice) if is_of_sections(form, choice) else []
    return options if are_sections(options) else []


def _name(url: str, choice: Element, option: Option) -> str:
    """`url`: to which the form is posted, from whichever page."""
    return section_key(f"{url.partition('?')[0]}?{urlencode({choice.get('name') or '': option.value})}")
