"""Headlines, and sections in the menu, that only a script or a posted form opens: they have no address, and
are not read.
"""

from collections.abc import Sequence

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import routed_labels, unread_labels
from dvcrawler.families.non_sections import names_no_section
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.patterns import lazy_regex

#: Words of a headline, and least number of them that make a list.
LEAST_WORDS, _LEAST_TITLES = 5, 3
_MOST_SHOWN = 100
#: Official documents have a number, and questions open an answer below them.
_NO_HEADLINE = lazy_regex(r"[0-9]/[A-ZĐ0-9]|\?$")


def report_unopened(page: Page, found: Sequence[object], *, is_home: bool) -> PageOutcome | None:
    """Reports a page with more such headlines than articles that were found on it, or the menu of a front
    page.
    """
    labels = (label for label in unread_labels(page) if len(label.split()) >= LEAST_WORDS)
    titles = [label for label in labels if not _NO_HEADLINE.search(label)]
    if len(titles) < _LEAST_TITLES or len(titles) <= len(found):
        return _report_menu(page) if is_home else None
    reason = (
        f"it lists {len(titles)} articles that only a script opens, such as “{titles[0][:_MOST_SHOWN]}”: "
        "they have no address"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def _report_menu(page: Page) -> PageOutcome | None:
    """Reports the routes of an application that a menu leads to by the names of sections."""
    labels = (label for label in routed_labels(page) if 0 < len(label.split()) < LEAST_WORDS)
    names = [label for label in labels if not names_no_section(label)]
    if len(names) < _LEAST_TITLES:
        return None
    reason = (
        f"it leads to {len(names)} sections that only a script opens, such as “{names[0][:_MOST_SHOWN]}”: "
        "they have no address; give those of their articles with -a source=urls:FILE"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)
