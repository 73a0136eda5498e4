"""External scripts of the site that may load the list of a page, in which they find an empty box."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.discovery.listings.listing_state import Shell
from dvcrawler.discovery.listings.loaded_lists import has_little_text
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.pagers.list_requests import is_on_domain
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.links import absolute_url

#: At most this many are read of a page: those of the site itself come after the libraries.
_MOST_SCRIPTS, _LARGEST = 3, 200_000
_BOXES = etree.XPath(
    "//*[self::div or self::ul or self::ol or self::section or self::main or self::tbody or self::article]"
    "[@id][not(*/*/*)][not(.//a)]"
)
_MOST_BOXES, _LEAST_LINKS, _LEAST_WORDS = 50, 3, 5
#: What else is empty until a script fills it, by its id.
_OTHER_BOX = re.compile(
    r"(?:^|[-_])(?:fb|zalo|map|ban-?do|captcha|modal|popup|toast|overlay|load(?:er|ing)|top|ads?|banner|qc|chat"
    r"|weather|thoi-?tiet|clock|time|date|counter|slide(?:r|s|show)?|carousel|menu|search|player|video)(?:[-_]|$)",
    re.I,
)
_LIBRARIES = re.compile(
    r"jquery|bootstrap|swiper|owl\b|owl\.|slick|lodash|moment|angular|react|vue(?:\.|-|@)|polyfill|vendor|runtime"
    r"|gtag|analytics|captcha|fontawesome|popper|select2|modernizr|lightbox|fancybox|axios|ckeditor|plugin|recaptcha"
    r"|webresource\.axd|scriptresource\.axd|/_layouts/",
    re.I,
)


def find_scripts(page: Page, shared: SharedParts) -> tuple[str, ...]:
    """The scripts of a page with an empty box that hold little text and no headlines of its own."""
    if b".js" not in page.data or not _has_box(page) or _has_headlines(page, shared):
        return ()
    if not has_little_text(page, shared.texts):
        return ()
    return tuple(list(dict.fromkeys(_own_scripts(page)))[-_MOST_SCRIPTS:])


def _own_scripts(page: Page) -> Iterator[str]:
    for script in page.root.iter("script"):
        url = absolute_url(page.base, (script.get("src") or "").strip())
        if url is not None and is_on_domain(page.url, url) and not _LIBRARIES.search(urlsplit(url).path):
            yield url


def _has_box(page: Page) -> bool:
    boxes: list[Element] = _BOXES(page.root)  # type: ignore[assignment]
    empty = (each for each in boxes[:_MOST_BOXES] if not text_of(each).strip())
    return any(not _OTHER_BOX.search(each.get("id") or "") for each in empty)


def _has_headlines(page: Page, shared: SharedParts) -> bool:
    links = (anchor for url, anchor in page.links if url not in shared.links)
    headlines = (anchor for anchor in links if len(text_of(anchor).split()) >= _LEAST_WORDS)
    return len([*islice(headlines, _LEAST_LINKS)]) == _LEAST_LINKS


def insert_scripts(shell: Shell, scripts: Mapping[str, bytes | None]) -> Shell:
    """The page with the code of its next scripts, as far as they were read."""
    while shell.scripts and shell.scripts[0] in scripts:
        code = (scripts[shell.scripts[0]] or b"")[:_LARGEST].replace(b"</", b"<\\/")
        shell = replace(shell, scripts=shell.scripts[1:]).add_markup(b"<script>" + code + b"</script>")
    return shell
