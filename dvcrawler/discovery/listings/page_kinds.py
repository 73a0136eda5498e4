"""Pages that show no list: those that a script builds, that ask for a login, or that have no menu; and
headlines and sections that only a script or a posted form opens: they have no address, and are not read.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.elements import has_at_least, holds_any, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import routed_labels, unread_labels
from dvcrawler.families.non_sections import is_front_page, names_no_section
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Words of a headline, and least number of them that make a list.
LEAST_WORDS, LEAST_TITLES = 5, 3
#: Characters of a headline or an address that a report quotes.
MOST_SHOWN = 100
#: Official documents have a number, and questions open an answer below them.
_NO_HEADLINE = lazy_regex(r"[0-9]/[A-ZĐ0-9]|\?$")
#: Characters of a page's text, and its links, up to which a script builds the page.
_SHELL_TEXT, _SHELL_LINKS = 400, 3
#: Caps the fields and texts of a page that are examined.
_MOST_FIELDS, _MOST_TEXTS = 200, 500
#: Links that make a menu, and syllables of the name of a section.
_MENU_LINKS, _MENU_WORDS = 3, 4
_UNSEEN = ("script", "style", "noscript", "template")


def is_shell(page: Page) -> bool:
    """Whether the page is empty except for its scripts."""
    if not holds_any(page.root, "script"):
        return False
    if has_at_least(page.links, _SHELL_LINKS):
        return False
    elements = islice(page.body.iter("*"), _MOST_TEXTS)
    shown = ((each.text or "").strip() for each in elements if each.tag not in _UNSEEN)
    return sum(map(len, shown)) <= _SHELL_TEXT


@lru_cache(maxsize=1)  # each script of the page asks for it
def has_menu(page: Page) -> bool:
    """Whether the page has some links with short names."""
    names = (clean_text(text_of(anchor)) for url, anchor in page.links if not is_front_page(url))
    short = (name for name in names if 0 < len(name.split()) <= _MENU_WORDS and not names_no_section(name))
    return has_at_least(short, _MENU_LINKS)


def asks_for_login(page: Page) -> bool:
    fields = islice(page.root.iter("input"), _MOST_FIELDS)
    return any((each.get("type") or "").lower() == "password" for each in fields)


def report_unopened(page: Page, found: Sequence[object], *, is_home: bool) -> PageOutcome | None:
    """Reports a page with more such headlines than articles found on it, or the menu of a front page."""
    labels = (label for label in unread_labels(page) if len(label.split()) >= LEAST_WORDS)
    titles = [label for label in labels if not _NO_HEADLINE.search(label)]
    if len(titles) < LEAST_TITLES or len(titles) <= len(found):
        return _report_menu(page) if is_home else None
    reason = (
        f"it lists {len(titles)} articles that only a script opens, such as “{titles[0][:MOST_SHOWN]}”: "
        "they have no address"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def _report_menu(page: Page) -> PageOutcome | None:
    """Reports the routes of an application that a menu leads to by the names of sections."""
    labels = (label for label in routed_labels(page) if 0 < len(label.split()) < LEAST_WORDS)
    names = [label for label in labels if not names_no_section(label)]
    if len(names) < LEAST_TITLES:
        return None
    reason = (
        f"it leads to {len(names)} sections that only a script opens, such as “{names[0][:MOST_SHOWN]}”: "
        "they have no address; give those of their articles with -a source=urls:FILE"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)
