"""What a front page is if it is not one that leads to articles: a login, a shell, a placeholder, a feed, or a
list that only a script opens.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from dvcrawler.discovery.listings.page_kinds import LEAST_WORDS, asks_for_login, is_shell, report_unopened
from dvcrawler.extract.elements import holds_any, text_of
from dvcrawler.extract.loading.placeholders import Placeholder, find_placeholder
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_frames
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.probe.answers import Answer, shorten


class FileKind(StrEnum):
    """What came in the place of a page."""

    FEED = "feed"
    SITEMAP = "sitemap"
    EMPTY = "empty"
    OTHER = "other"


_PLACEHOLDERS = {Placeholder.PARKED: "parked", Placeholder.DEFAULT: "default", Placeholder.MOVED: "notice"}
#: The root element of a file that is not a page, after a declaration and comments.
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(rss|feed|rdf:rdf|urlset|sitemapindex)\b",
    re.I,
)
_FEEDS = (b"rss", b"feed", b"rdf:rdf")
#: Pages, and links of each, that show that a server answers every address with its front page.
_LEAST_PAGES, _LEAST_LINKS = 3, 5


def find_kind(page: Page, hosts: Mapping[str, str]) -> str | None:
    """What the page shows in place of links to articles; None if it may lead to them."""
    if asks_for_login(page):
        return "login"
    placeholder = find_placeholder(page.data)
    if placeholder is not None:
        return _PLACEHOLDERS[placeholder]
    if report_unopened(page, _own_headlines(page, hosts), is_home=False) is not None:
        return "unopened"
    if is_shell(page):
        return "scripts"
    return None if any(is_own_host(url, hosts) for url in page.linked_addresses) else "nothing"


def _own_headlines(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links to other pages of the site whose text may be a headline."""
    own = (
        (url, each)
        for url, each in page.links
        if is_own_host(url, hosts) and url.partition("#")[0] != page.url
    )
    return [url for url, each in own if len(text_of(each).split()) >= LEAST_WORDS]


def find_file(answer: Answer) -> tuple[FileKind, str] | None:
    """What kind of file came instead of a page, as its first element says, also in words; None for a page."""
    found = _ROOT.match(answer.body[:1000])
    if found is None or not answer.is_ok:
        return None
    if found[1].lower() in _FEEDS:
        return FileKind.FEED, "the answer is a feed"
    return FileKind.SITEMAP, "the answer is a sitemap"


def describe_answer(answer: Answer) -> tuple[FileKind, str]:
    """What came instead of a page, also in words."""
    if not answer.body.strip():
        return FileKind.EMPTY, "the answer is empty"
    return FileKind.OTHER, _name_answer(answer)


def _name_answer(answer: Answer) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if answer.body.startswith(b"%PDF-"):
        return "the answer is a PDF file, not a page"
    if kind and "html" not in kind:
        return f"the answer is {shorten(kind, 60)}, not a page"
    return "the answer is not a page"


def frames_of(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The frames of a page that consists of them."""
    return find_frames(page, hosts) if holds_any(page.root, "frameset") else []


def count_again(front: Page, others: Sequence[Page]) -> int:
    """The number of other pages if all of them are the front page again; else 0. A few may be by chance."""
    is_all = all(_is_again(front, page) for page in others)
    return len(others) if is_all and len(others) >= _LEAST_PAGES else 0


def _is_again(front: Page, page: Page) -> bool:
    """Whether it is the same page, or one with the same title and links: times and counters differ."""
    if page.data == front.data:
        return True
    links = [url for url, _ in page.links]
    is_alike = page.title == front.title and links == [url for url, _ in front.links]
    return is_alike and len(links) >= _LEAST_LINKS
