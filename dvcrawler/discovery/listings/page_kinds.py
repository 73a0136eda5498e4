"""Pages that show no list: those that a script builds, and those that ask for a login; and pages without a
menu.
"""

from functools import lru_cache
from itertools import islice

from dvcrawler.extract.elements import text_of
from dvcrawler.extract.page import Page
from dvcrawler.families.non_sections import is_front_page, names_no_section
from dvcrawler.normalize.text import clean_text

#: Characters of a page's text, and its links, up to which a script builds the page.
_SHELL_TEXT, _SHELL_LINKS = 400, 3
#: Caps the fields and texts of a page that are examined.
_MOST_FIELDS, _MOST_TEXTS = 200, 500
#: Links that make a menu, and syllables of the name of a section.
_MENU_LINKS, _MENU_WORDS = 3, 4
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


@lru_cache(maxsize=1)  # each script of the page asks for it
def has_menu(page: Page) -> bool:
    """Whether the page has some links with short names."""
    names = (clean_text(text_of(anchor)) for url, anchor in page.links if not is_front_page(url))
    short = (name for name in names if 0 < len(name.split()) <= _MENU_WORDS and not names_no_section(name))
    return len([*islice(short, _MENU_LINKS)]) == _MENU_LINKS


def asks_for_login(page: Page) -> bool:
    fields = islice(page.root.iter("input"), _MOST_FIELDS)
    return any((each.get("type") or "").lower() == "password" for each in fields)
