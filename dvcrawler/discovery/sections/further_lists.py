"""The links of boxes to their longer lists: "Xem tất cả" over the newest articles, wherever it leads."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.number_rows import NO_PAGER_CLASS, OTHER_NUMBERS, is_named, printed_number
from dvcrawler.discovery.pagers.page_addresses import is_same_listing, page_number
from dvcrawler.discovery.pagers.pagination import is_worded_next
from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import scripted_links
from dvcrawler.families.learning.listing_blocks import read_title
from dvcrawler.families.non_sections import is_front_page, is_never_section, is_tag
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: Folded texts that say that there is more of what a box shows.
_MORE = lazy_regex(
    r"(?:(?:xem|doc|tai|hien thi) (?:them|tiep|tat ca|toan bo|het|day du|chi tiet)|tat ca|toan bo)"
    r"(?: \w{1,12}){0,6}"
    r"|(?:cac |nhung )?(?:tin|bai)(?: \w{1,12}){0,2} (?:khac|cu hon)|chi tiet"
    r"|(?:(?:view|see|show|read|load) (?:all|more)|all|more)(?: \w{1,12}){0,2}"
)
_ARROWS, _LONGEST_WORDS = " .…>›»→", 40
_LEVELS, _MOST_LINKS, _HEADLINE_WORDS = 5, 80, 5


def further_lists(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The longer lists of the page's boxes. A button of one article's card is none of these links, and
    neither is one to the next page of this list.
    """
    links = chain(_named_links(page), (each for each in scripted_links(page) if _says_more(each[1])))
    return drop_duplicates(url for url, anchor in links if _leads_to_list(page, hosts, url, anchor))


def _named_links(page: Page) -> Iterator[tuple[str, Element]]:
    """As `Page.links`, those alone that say that there is more: few of the addresses are resolved."""
    for anchor, written in zip(page.anchors.elements, page.anchors.addresses, strict=True):
        url = absolute_url(page.base, written) if written[0] != "#" and _says_more(anchor) else None
        if url is not None:
            yield url, anchor


def _leads_to_list(page: Page, hosts: Mapping[str, str], url: str, anchor: Element) -> bool:
    if not is_own_host(url, hosts) or is_front_page(url):
        return False
    if is_never_section(url) and not (is_tag(url) or page_number(url) in (0, 1)):
        return False
    if is_same_listing(page.url, url) or is_worded_next(page, url, anchor, 1):
        return False
    return _is_beside_box(anchor) and not is_named(anchor, OTHER_NUMBERS) and not _is_beside_numbers(anchor)


def _is_beside_numbers(anchor: Element) -> bool:
    """Whether the link is an arrow beside numbers, as in a pager of any form."""
    if text_of(anchor).strip(_ARROWS):
        return False
    links = chain.from_iterable(box.iter("a") for box in islice(anchor.iterancestors(), 2))
    return any(printed_number(each) is not None for each in islice(links, _MOST_LINKS))


def _says_more(anchor: Element) -> bool:
    text = text_of(anchor).strip()
    if not text:
        return is_next_word(anchor) or _MORE.fullmatch(fold(read_title(anchor))) is not None
    if len(text) > _LONGEST_WORDS:
        return False
    return not text.strip(_ARROWS) or _MORE.fullmatch(fold(text)) is not None


def _is_beside_box(anchor: Element) -> bool:
    """Whether the nearest element with headlines around the link is a box: it has as many headlines as links
    of this text, and none leads where the link does.
    """
    href, text = anchor.get("href"), text_of(anchor).strip()
    for around in islice(anchor.iterancestors(), _LEVELS):
        links = [(each.get("href"), text_of(each).strip()) for each in islice(around.iter("a"), _MOST_LINKS)]
        headlines = {each for each, words in links if words != text and len(words.split()) >= _HEADLINE_WORDS}
        if headlines:
            alike = sum(words == text for _, words in links)
            return href not in headlines and alike <= len(headlines) and not is_named(anchor, NO_PAGER_CLASS)
    return False
