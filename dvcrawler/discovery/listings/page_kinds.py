"""Pages that show no list: those that a script builds, and those that ask for a login."""

from itertools import islice

from dvcrawler.extract.page import Page

#: Characters of a page's text, and its links, up to which a script builds the page.
_SHELL_TEXT, _SHELL_LINKS = 400, 3
#: Caps the fields and texts of a page that are examined.
_MOST_FIELDS, _MOST_TEXTS = 200, 500
_UNSEEN = ("script", "style", "noscript", "template")


def is_shell(page: Page) -> bool:
    """Whether the page is empty except for its scripts."""
    if next(page.root.iter("script"), None) is None:
        return False
    if len(list(islice(page.links, _SHELL_LINKS))) == _SHELL_LINKS:
        return False
    elements = islice(page.body.iter("*"), _MOST_TEXTS)
    shown = ((each.text or "").strip() for each in elements if each.tag not in _UNSEEN)
    return sum(map(len, shown)) <= _SHELL_TEXT


def asks_for_login(page: Page) -> bool:
    fields = islice(page.root.iter("input"), _MOST_FIELDS)
    return any((each.get("type") or "").lower() == "password" for each in fields)
