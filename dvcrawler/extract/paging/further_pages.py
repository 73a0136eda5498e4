"""The further pages of an article that its CMS divides: `rel=next`, and "Trang: 1 2 3" below the text.

A page counts only if its address differs from the article's own by a page number alone (`page_numbers`).
Themes mark the next article with `rel=next` too.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.extract.paging.page_numbers import (
    MOST_PAGES,
    address_stem,
    first_page,
    is_below,
    number_of_page,
    place_of,
)
from dvcrawler.extract.paging.page_turns import (
    PageTurn,
    is_in_other_box,
    is_title,
    links_after_text,
    read_turn,
)
from dvcrawler.normalize.links import absolute_url

#: Elements in the link of a pager: an icon and a word.
_MOST_CHILDREN = 3


class _Candidate(NamedTuple):
    """A link that may lead to a page. `turn`: what it says; None if it is marked as the next page."""

    element: Element
    address: str
    turn: PageTurn | None


def find_further_pages(page: Page) -> tuple[str, ...]:
    """Addresses of the pages after this one, in their order, each once; at most `MOST_PAGES`."""
    found = _find_numbered(page)
    return tuple(dict.fromkeys(found[number] for number in sorted(found)))[:MOST_PAGES]


def _find_numbered(page: Page) -> dict[int, str]:
    """The first address of each page after this one, by its number."""
    first = first_page(page.url)
    own = number_of_page(page.url, first)
    found: dict[int, str] = {}
    candidates = [*_find_candidates(page, first)]
    # They only matter to links that give a number.
    behind = links_after_text(page) if any(each.turn for each in candidates) else frozenset()
    for each in candidates:
        url = absolute_url(page.base, each.address) or ""
        number = _number(url, first, each.turn, has_number=own is not None) if url else None
        if number is not None and number > (own or 1) and _counts(each, behind):
            found.setdefault(number, url)
    return found


def _counts(candidate: _Candidate, behind: Container[Element]) -> bool:
    """Whether the link is not one of another article. `behind`: the links after the text."""
    if candidate.turn is None:
        return True
    return candidate.element not in behind and not is_in_other_box(candidate.element)


def _number(url: str, first: str, turn: PageTurn | None, *, has_number: bool) -> int | None:
    """The number of the page to which the link leads; the next one after a first page without a number may be
    1, as Drupal counts from 0.
    """
    printed = turn.printed if turn else None
    number = number_of_page(url, first, printed)
    if turn is not None and turn.is_titled:
        place = place_of(url, first)
        return number if place is not None and printed in (None, place[0]) else None
    return 2 if number == 1 and printed is None and not has_number else number


def _find_candidates(page: Page, first: str) -> Iterator[_Candidate]:
    for link in _find_marked_next(page):
        yield _Candidate(link, link.get("href") or "", None)
    yield from _find_choices(page, first)
    yield from _find_turns(page, first)


def _find_turns(page: Page, first: str) -> Iterator[_Candidate]:
    """The links that say which page they lead to, or its title."""
    wanted = _find_page_addresses(page, first)
    if not wanted:
        return
    for link, address in zip(page.anchors.elements, page.anchors.addresses, strict=True):
        if address not in wanted or len(link) >= _MOST_CHILDREN:
            continue
        turn = read_turn(text_of(link))
        if turn is None and is_title(link) and is_below(page.base, address, first):
            turn = PageTurn(None, is_titled=True)
        if turn is not None:
            yield _Candidate(link, address, turn)


def _find_choices(page: Page, first: str) -> Iterator[_Candidate]:
    """The options of a `<select>` that lead to pages; most are titled."""
    options = page.tagged["option"][:MOST_LINKS]
    if not options:
        return
    name, is_folder = _name_in_links(first), _is_folder(page)
    for option in options:
        address = (option.get("value") or "").strip()
        if not any(map(str.isdigit, address)):
            continue
        may_lead = name in address or _select_relative([address], is_folder=is_folder)
        url = absolute_url(page.base, address) if may_lead else None
        if url is not None and place_of(url, first) is not None:
            yield _Candidate(option, address, _read_option(option))


def _read_option(option: Element) -> PageTurn:
    return read_turn(option.text or "") or PageTurn(None, is_titled=True)


def _find_marked_next(page: Page) -> Sequence[Element]:
    """The links with `rel=next`, in document order; most pages have none, and none of the kind `<link>`."""
    if not any("next" in relation.lower() for relation in page.relations):
        return ()
    return [each for each in islice(page.root.iter("link", "a"), MOST_LINKS) if _is_next(each)]


def _is_next(link: Element) -> bool:
    return "next" in (link.get("rel") or "").lower().split()


def _find_page_addresses(page: Page, first: str) -> frozenset[str]:
    """The addresses on the page, as written, that may be those of its further pages."""
    name = _name_in_links(first)
    addresses = page.anchors.addresses
    found = [each for each in addresses if name in each] if name in page.addresses else []
    is_folder = _is_folder(page)
    if is_folder or "\n?" in page.addresses or "\n." in page.addresses:
        found += _select_relative(addresses, is_folder=is_folder)
    return frozenset(each for each in dict.fromkeys(found) if _leads_to_page(page, each, first))


def _leads_to_page(page: Page, address: str, first: str) -> bool:
    url = absolute_url(page.base, address)
    return url is not None and place_of(url, first) is not None


def _is_folder(page: Page) -> bool:
    """Whether a bare name as an address is below the article's own."""
    return page.base == page.url and urlsplit(page.url).path.endswith("/")


def _select_relative(addresses: Sequence[str], *, is_folder: bool) -> list[str]:
    """The addresses that may be relative to the article's own; none is empty."""
    if is_folder:
        return [each for each in addresses if each[0] not in "/#" and (":" not in each or each[0] in "?.")]
    return [each for each in addresses if each[0] in "?."]


def _name_in_links(first: str) -> str:
    """A part of the address of each page; empty if it may be written in several ways."""
    name = address_stem(first).rpartition("/")[2]
    return name if name.isascii() and "%" not in name else ""
