"""Archives of months and years for which a form is posted."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.discovery.buttons.choice_forms import has_lists
from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, is_posted, send_changed, typed_fields
from dvcrawler.discovery.date_archives.archive_forms import MOST_PARTS, is_of_page, list_dates
from dvcrawler.extract.page import Page


class _Month(NamedTuple):
    when: tuple[int, ...]
    sent: NextPage


def posted_months(page: Page, latest: date) -> tuple[NextPage, ...]:
    """The request of each month or year that a posted form of this list offers, the newest first. `latest`:
    the form also offers the months after that of this day.
    """
    if not has_lists(page):
        return ()
    found = [each for form in find_forms(page) for each in _read_form(page, form)]
    past = [each for each in found if each.when <= (latest.year, latest.month)]
    past.sort(key=lambda each: each.when, reverse=True)
    return tuple(each.sent for each in past[:MOST_PARTS])


def _read_form(page: Page, form: Element) -> Iterator[_Month]:
    if not is_posted(form) or typed_fields(form) or not is_of_page(page, form):
        return
    choices = [each for each in form.iter("select") if each.get("name")]
    for when, chosen in list_dates(choices):
        sent = send_changed(page, form, chosen)
        if isinstance(sent, NextPage):
            yield _Month(when, sent)
