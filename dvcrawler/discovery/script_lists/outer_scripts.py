"""External scripts of the site that may load the list of a page, in which they find an empty box, or that may
continue a list without a pager as the visitor scrolls.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.listings.listing_state import Shell
from dvcrawler.discovery.listings.page_kinds import has_menu
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.script_lists.list_requests import is_on_domain
from dvcrawler.discovery.script_lists.loaded_lists import has_empty_box, has_little_text
from dvcrawler.extract.elements import has_at_least, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: At most this many are read of a page: those of the site itself come after the libraries.
_MOST_SCRIPTS, _LARGEST = 3, 200_000
_LEAST_LINKS, _LEAST_LISTED, _LEAST_WORDS = 3, 5, 5
_LIBRARIES = lazy_regex(
    r"jquery|bootstrap|swiper|owl\b|owl\.|slick|lodash|moment|angular|react|vue(?:\.|-|@)|polyfill|vendor|runtime"
    r"|gtag|analytics|captcha|fontawesome|popper|select2|modernizr|lightbox|fancybox|axios|ckeditor|plugin|recaptcha"
    r"|webresource\.axd|scriptresource\.axd|/_layouts/",
    re.I,
)


def find_scripts(page: Page, shared: SharedParts) -> tuple[str, ...]:
    """The scripts of a page with an empty box that holds little text and no headlines of its own; of a front
    page without a menu; and of a section with headlines and no pager, as far as few were read so far.
    """
    if b".js" not in page.data:
        return ()
    if _waits_for_list(page, shared) or (shared.is_front and not has_menu(page)):
        return _choose_scripts(page)
    if shared.is_front or not _ends_without_pager(page, shared):
        return ()
    return _ask_once(page, shared)


def _ask_once(page: Page, shared: SharedParts) -> tuple[str, ...]:
    """The scripts of such a section, of which the run reads few, each for one section: those that come before
    they are read are noted instead.
    """
    chosen = _choose_scripts(page)
    if any(url in shared.asked and url not in shared.scripts for url in chosen):
        shared.passed_over.append(page.url)
        return ()
    fresh = [url for url in chosen if url not in shared.scripts]
    left = fresh[: max(0, len(fresh) + len(shared.asked) - _MOST_SCRIPTS)]
    shared.asked.update(url for url in fresh if url not in left)
    return tuple(url for url in chosen if url not in left)


def _choose_scripts(page: Page) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(_own_scripts(page)))[-_MOST_SCRIPTS:])


def _waits_for_list(page: Page, shared: SharedParts) -> bool:
    if not has_empty_box(page) or _has_headlines(page, shared.links, _LEAST_LINKS):
        return False
    return has_little_text(page, shared.texts)


def _ends_without_pager(page: Page, shared: SharedParts) -> bool:
    """Whether the page lists headlines, one of them its own, and nothing in it says how they continue."""
    if not (_has_headlines(page, shared.links, 1) and _has_headlines(page, (), _LEAST_LISTED)):
        return False
    shared.without_pager = page if next_page(page, 1) is None and find_control(page, 1) is None else None
    return shared.without_pager is page


def _own_scripts(page: Page) -> Iterator[str]:
    for script in page.root.iter("script"):
        url = absolute_url(page.base, (script.get("src") or "").strip())
        if url is not None and is_on_domain(page.url, url) and not _LIBRARIES.search(urlsplit(url).path):
            yield url


def _has_headlines(page: Page, known: Container[str], least: int) -> bool:
    """Whether that many links, without those that are known, have the length of a headline."""
    links = (anchor for url, anchor in page.links if url not in known)
    headlines = (anchor for anchor in links if len(text_of(anchor).split()) >= _LEAST_WORDS)
    return has_at_least(headlines, least)


def insert_scripts(shell: Shell, scripts: Mapping[str, bytes | None]) -> Shell:
    """The page with the code of its next scripts, as far as they were read."""
    while shell.scripts and shell.scripts[0] in scripts:
        code = (scripts[shell.scripts[0]] or b"")[:_LARGEST].replace(b"</", b"<\\/")
        shell = replace(shell, scripts=shell.scripts[1:]).add_markup(b"<script>" + code + b"</script>")
    return shell
