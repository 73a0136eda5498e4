"""Continues a listing by the months and years for which its form is posted."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dvcrawler.discovery.buttons.choice_forms import find_choices, has_lists
from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, is_posted, send_changed, typed_fields
from dvcrawler.discovery.clock import today
from dvcrawler.discovery.date_archives.archive_forms import MOST_PARTS, is_of_page, list_dates
from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.listing_failures import report_pager
from dvcrawler.discovery.listings.listing_state import MOST_BLANK, Listing
from dvcrawler.discovery.listings.walk_steps import FollowingPage
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome

#: The newest months may show what the first page does: that is the list of one of them.
_MOST_ALIKE = 2
_IGNORED = "a form that is posted shows its other months, and the server shows the same one for each"
#: Further pages of a month are not requested: they would be those of another month.
PAGED = "a form that is posted shows its months, and the links of their pagers do not keep the month"


def find_posted_month(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | PageOutcome | None:
    """The next month of the list; as an outcome, why there is none although the form offers more."""
    months, ids = _list_months(page, listing), native_ids(found)
    first = listing.seen if listing.is_month else ids
    blank = listing.blank + 1 if listing.is_month and ids <= first else 0
    if not months or blank >= MOST_BLANK:
        return None
    if ids and ids == first and blank > _MOST_ALIKE and blank == listing.number - 1:
        return report_pager(sources, page.url, _IGNORED)
    after = Listing(
        listing.key,
        listing.number + 1,
        seen=first,
        level=listing.level,
        before=listing.number,
        blank=blank,
        months=months[1:],
        is_month=True,
    )
    return FollowingPage(months[0].url, after, months[0].form, is_again=True)


def _list_months(page: Page, listing: Listing) -> tuple[NextPage, ...]:
    """The months that are still to be read. A list with a pager has them all on its pages."""
    if listing.is_month:
        return listing.months
    is_first = listing.number == 1 and not listing.is_home and not listing.before
    return posted_months(page, today()) if is_first else ()


class _Month(NamedTuple):
    when: tuple[int, ...]
    sent: NextPage


def posted_months(page: Page, latest: date) -> tuple[NextPage, ...]:
    """The request of each month or year that a posted form of this list offers, the newest first. Forms offer
    future months too: those after the month of `latest` are left out.
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
    choices = find_choices(form)
    for when, chosen in list_dates(choices):
        sent = send_changed(page, form, chosen)
        if isinstance(sent, NextPage):
            yield _Month(when, sent)
