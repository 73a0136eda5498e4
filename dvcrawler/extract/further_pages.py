"""The further pages of an article that its CMS divides: `rel=next`, and "Trang: 1 2 3" below the text.

A page counts only if its address is the article's own but for a page number: `?page=2`, `/bai-p2.html`,
`/bai-trang-2.html`, `/bai.html/2`. Themes mark the next article with `rel=next` too.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.end_lines import heads_other_articles
from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.text import fold

#: Caps the pages read of one article. Longer ones are books, or pagers that never end.
MOST_PAGES = 20
_PARAMETERS = frozenset(
    "page p pg pageno page_no pagenumber pageindex paged trang currentpage start limitstart".split()
)
_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")
_BEHIND = re.compile(
    r"(?:\.[A-Za-z]{2,5})?(?P<mark>[-_/.,;~]?)(?P<word>p|pg|page|paged|trang)?[-_/=]?"
    r"(?P<number>[0-9]{1,3})(?:\.[A-Za-z]{2,5})?/?",
    re.I,
)
#: The number in the address of any page but the first.
_OWN_NUMBER = re.compile(r"[-_/.](?:p|pg|page|trang)[-_/]?[0-9]{1,2}(?=(?:\.[A-Za-z]{2,5})?/?$)", re.I)
_NUMBER = re.compile(r"(?:trang|page)?\W{0,9}+([0-9]{1,2})\W{0,9}+", re.I)
#: Matches folded text, without the arrows around the words.
_NEXT = re.compile(
    r"(?:(?:doc|xem|sang|den|toi) )?(?:(?:trang|phan) )?(?:tiep|sau|ke|tiep theo|ke tiep)"
    r"(?: (?:trang|phan) (?:sau|tiep|2))?|(?:doc|xem) (?:tiep )?(?:trang|phan) (?:sau|tiep|2)"
    r"|next(?: page)?|continue(?: reading)?"
)
_ARROW = re.compile(r"[»›>→⟩▶]{1,3}")
#: In `Page.addresses`.
_RELATIVE = re.compile(r"\n(?:[?.]|[^/#\n:]+(?![^\n]))")
_LONGEST_TEXT = 40
#: Elements in the link of a pager: an icon and a word.
_MOST_CHILDREN = 3
#: Boxes whose pagers turn the pages of something else.
_OTHER_BOX = re.compile(
    r"comment|binh-?luan|relat|lien-?quan|other|khac|cung-?chuyen|same|sidebar|footer|gallery", re.I
)
_PROSE = 120
_COMMENTS = ("binh luan", "y kien ban doc", "phan hoi", "gui binh luan")

_Parts = tuple[str, str, frozenset[tuple[str, str]], int | None]


def find_further_pages(page: Page) -> tuple[str, ...]:
    """Addresses of the pages after this one, in their order, each once; at most `MOST_PAGES`."""
    first = _OWN_NUMBER.sub("", page.url)
    here = number_of_page(page.url, first) or 1
    found: dict[int, str] = {}
    anchors = [*_candidates(page, first)]
    behind = _after_text(page) if any(not is_marked for _, is_marked, _ in anchors) else frozenset()
    for link, is_marked, printed in anchors:
        url = absolute_url(page.base, link.get("href") or "")
        number = number_of_page(url, first, printed) if url else None
        if url is None or number is None or number <= here:
            continue
        if is_marked or not (link in behind or _is_in_other_box(link)):
            found.setdefault(number, url)
    return tuple(found[number] for number in sorted(found))[:MOST_PAGES]


def number_of_page(url: str, first: str, printed: int | None = None) -> int | None:
    """The number of the page at `url` of the article at `first`; None if it is not a page of it.

    `printed`: the number that the link shows; without a word for "page" the address must have the same.
    """
    own = _parts(first)
    found = _place_of(url, own) if own is not None else None
    if found is None:
        return None
    number, is_sure = found
    return number if is_sure or number == (printed or 2) else None


def _place_of(url: str, first: _Parts) -> tuple[int, bool] | None:
    """(number of the page at `url`, whether the address alone gives it); None if it is not a page."""
    other = _parts(url)
    if other is None or first[0] != other[0] or first[2] != other[2]:
        return None
    if other[1] == first[1]:
        return None if other[3] is None else (other[3], True)
    stem = _EXTENSION.sub("", first[1])
    found = _BEHIND.fullmatch(other[1][len(stem) :]) if other[1].startswith(stem) else None
    if found is None:
        return None
    number = int(found["number"])
    if found["word"]:
        return number, True
    return (number, False) if found["mark"] and number <= MOST_PAGES else None


def address_stem(url: str) -> str:
    """The common prefix of the addresses of all pages of the article at `url`."""
    return _EXTENSION.sub("", url.partition("?")[0].rstrip("/"))


def _parts(url: str) -> _Parts | None:
    """(host, path, query without the page's number, that number); None if it is not an address."""
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return None
    number = None
    rest = []
    for key, value in pairs:
        whole = read_whole(value, most=10_000) if key.lower() in _PARAMETERS else None
        if whole is None:
            rest.append((key, value))
        else:
            # Joomla counts from 0: `start=1` is the second page.
            number = whole + 1 if key.lower() in ("start", "limitstart") else whole
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), frozenset(rest), number


def _candidates(page: Page, first: str) -> Iterator[tuple[Element, bool, int | None]]:
    """(link, whether it is marked as the next page, the number it shows) of links that may lead to a page."""
    for link in _marked_as_next(page):
        yield link, True, None
    wanted = _addresses_of_pages(page, first)
    if not wanted:
        return
    for link, address in page.anchors:
        if address not in wanted or len(link) >= _MOST_CHILDREN:
            continue
        text = text_of(link).strip()
        if 0 < len(text) <= _LONGEST_TEXT:
            found = _NUMBER.fullmatch(text)
            if found:
                yield link, False, int(found[1])
            elif _NEXT.fullmatch(fold(text)) or _ARROW.fullmatch(text):
                yield link, False, None


def _marked_as_next(page: Page) -> Sequence[Element]:
    """The links with `rel=next`, in document order; most pages have none, and none of the kind `<link>`."""
    links = [link for link in islice(page.root.iter("link"), MOST_LINKS) if _is_next(link)]
    anchors = [anchor for anchor, _ in page.anchors if _is_next(anchor)]
    if links and anchors:
        return [each for each in page.root.iter("link", "a") if _is_next(each)]
    return links or anchors


def _is_next(link: Element) -> bool:
    return "next" in (link.get("rel") or "").lower().split()


def _addresses_of_pages(page: Page, first: str) -> frozenset[str]:
    """The addresses on the page, as written, that may be those of its further pages."""
    name = _name_in_links(first)
    if name not in page.addresses and not _RELATIVE.search(page.addresses):
        return frozenset()
    is_folder = page.base == page.url and urlsplit(page.url).path.endswith("/")
    own = _parts(first)
    return frozenset(
        address
        for address in dict.fromkeys(page.hrefs[:MOST_LINKS])
        if (name in address or _is_relative(address, is_folder=is_folder))
        and (url := absolute_url(page.base, address)) is not None
        and own is not None
        and _place_of(url, own) is not None
    )


def _is_relative(address: str, *, is_folder: bool) -> bool:
    return address[:1] in ("?", ".") or (is_folder and address[:1] not in ("/", "#") and ":" not in address)


def _name_in_links(first: str) -> str:
    """What the address of each page contains; empty if it may be written in several ways."""
    name = address_stem(first).rpartition("/")[2]
    return name if name.isascii() and "%" not in name else ""


def _after_text(page: Page) -> frozenset[Element]:
    """The links behind the headings of other articles or comments that follow the text."""
    seen_prose, end = False, None
    for block in page.blocks:
        seen_prose = seen_prose or len(block.text) >= _PROSE
        if seen_prose and (heads_other_articles(block.text) or fold(block.text).startswith(_COMMENTS)):
            end = block.parent
            break
    if end is None:
        return frozenset()
    elements = page.root.iter()
    any(each is end for each in elements)  # continues to the heading
    return frozenset(each for each in elements if each.tag == "a")


def _is_in_other_box(link: Element) -> bool:
    boxes = islice(link.iterancestors(), 8)
    return any(
        _OTHER_BOX.search(f"{box.get('class') or ''} {box.get('id') or ''}")
        for box in boxes
        if box.tag not in ("body", "html")
    )
