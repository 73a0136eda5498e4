"""Headlines that only a script or a posted form opens: such articles have no address, and are not read."""

from collections.abc import Sequence

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import unread_labels
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.patterns import lazy_regex

#: Words of a headline, and least number of them that make a list.
LEAST_WORDS, _LEAST_TITLES = 5, 3
_MOST_SHOWN = 100
#: Official documents have a number, and questions open an answer below them.
_NO_HEADLINE = lazy_regex(r"[0-9]/[A-ZĐ0-9]|\?$")


def report_unopened(page: Page, found: Sequence[object]) -> PageOutcome | None:
    """Reports a page with more such headlines than articles that were found on it."""
    labels = (label for label in unread_labels(page) if len(label.split()) >= LEAST_WORDS)
    titles = [label for label in labels if not _NO_HEADLINE.search(label)]
    if len(titles) < _LEAST_TITLES or len(titles) <= len(found):
        return None
    reason = (
        f"it lists {len(titles)} articles that only a script opens, such as “{titles[0][:_MOST_SHOWN]}”: "
        "they have no address"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)
