"""The links of a listing with their surroundings: heading, day, picture, menu."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice

from dvcrawler.extract.elements import ALL_HEADINGS, Element, holds_any, is_inside, names_of, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import scripted_links
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.listing_cards import Card, find_card, is_called_headline
from dvcrawler.families.lists.data_links import all_links
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import is_own_host

#: Caps the links considered on one page; the largest home pages have some two thousand.
_MOST_BLOCKS = 4000
_MOST_LEVELS, _BLOCK_LEVELS, _GROUP_LEVELS = 12, 5, 4
#: Links of one block: picture, headline, section, author, "more".
_BLOCK_LINKS = 8
#: Characters of a block's text that are searched for a day.
_MOST_TEXT = 2000
#: Least number of characters of a lead.
_LEAST_LEAD = 60
#: Syllables of another link in a headline's block: the name of the section.
_LABEL_WORDS = 4
#: Boxes on one line often have nothing between them in the source, so a word may touch the day.
_DAY = re.compile(
    r"(?<![0-9])[0-3]?[0-9][/.-][01]?[0-9][/.-](?:19|20)[0-9]{2}(?![0-9])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9](?![0-9])"
    r"|(?<![0-9])[0-9]{1,2} (?:phút|giờ|ngày) trước|ngày [0-9]{1,2} tháng",
    re.I,
)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:main|top|sub|mega|foot|side|bottom)?(?:menu|nav|navbar|navigation|breadcrumbs?|footer|pagination|paging"
    r"|pager|tags?|tag-?cloud|share|social|login|phan-?trang)(?=$|[\s_-])",
    re.I,
)
_TAGS = re.compile(r"(?:^|[\s_-])(?:tags?|tag-?cloud|tu-?khoa|keywords?)(?=$|[\s_-])", re.I)
#: Sections may be the areas of a picture, or the choices of a list that opens an address.
_MENU_TAGS = ("nav", "footer", "map", "select")
#: The foot of an entry of a list, with its time and button: `post-footer`, `entry-footer`.
_ENTRY_FOOT = re.compile(
    r"(?:post|entry|article|item|card|node|news|story|blog)[_-]{0,2}(?:foot|footer)(?![a-z])", re.I
)
#: The button of one article's card, not one that leads to a whole section.
_DETAIL = re.compile(
    r"(?:xem|đọc) (?:chi tiết|tiếp|thêm|ngay|đầy đủ|toàn văn)|(?:xem|đọc|mở|vào)(?: (?:bài|tin|bài viết))?"
    r"|chi tiết|read more|view details?|\W{1,3}",
    re.I,
)
#: Links of a page with one text, and the syllables of it: a button of each card, no name of a section.
_LEAST_ALIKE, _BUTTON_WORDS = 4, 3
_LEADS_TO_LIST = re.compile(r"chuyên|mục|trang|cổng|tất cả|danh sách", re.I)
_NUMBER = re.compile(r"\W{0,3}[0-9]{1,6}\W{0,3}")
_AROUND = " .…:[](){}«»‹›<>→-"
_MORE = re.compile(r"(?:xem|đọc|chi) (?:thêm|tiếp|tiết|tất cả).{0,12}|>+|»|read more", re.I)


def find_blocks(page: Page, hosts: Mapping[str, str]) -> list[LinkBlock]:
    """The page's links to `hosts`, in document order; links without a text are left out."""
    return list(islice(_find_blocks(page, hosts), _MOST_BLOCKS))


def _find_blocks(page: Page, hosts: Mapping[str, str]) -> Iterator[LinkBlock]:
    left = _MOST_BLOCKS
    links = [(url, anchor, read_title(anchor)) for url, anchor in all_links(page) if is_own_host(url, hosts)]
    buttons = _find_buttons((url, title) for url, _, title in links)
    for url, anchor, title in links:
        ancestors = _list_ancestors(anchor)
        card = _find_card(anchor, ancestors, "…" if title in buttons else title)
        if card is None and (not title or _MORE.fullmatch(title)):
            continue
        left -= 1
        if left < 0:
            return
        yield (
            _build_block(page, url, anchor, title)
            if card is None
            else _build_card_block(page, url, anchor, card)
        )


def _find_buttons(links: Iterable[tuple[str, str]]) -> set[str]:
    """The short texts of several links with different addresses: "Xem bản tin", but not "Vào chuyên đề"."""
    counts = Counter(title for _, title in {*links} if 0 < len(title.split()) <= _BUTTON_WORDS)
    alike = (title for title, count in counts.items() if count >= _LEAST_ALIKE)
    return {title for title in alike if not _LEADS_TO_LIST.search(title)}


def _find_card(anchor: Element, ancestors: list[Element], title: str) -> Card | None:
    """The card that a button or a link without text leads on from: a picture, or a link stretched over the
    card. Without a marked headline, such a picture may be a banner.
    """
    if title and not _is_button(title):
        return None
    card = find_card(anchor, ancestors)
    return card if card is None or title or card.is_headed else None


def list_card_titles(page: Page) -> Iterator[str]:
    """The marked headlines of cards that only a button, or a link without words, leads on from. Takes a
    quarter of the time of `find_blocks`.
    """
    for anchor in chain(page.anchors.elements, (each for _, each in scripted_links(page))):
        title = read_title(anchor)
        if title and not _is_button(title):
            continue
        card = _find_card(anchor, _list_ancestors(anchor), title)
        if card is None or not card.is_headed:
            continue
        if absolute_url(page.base, anchor.get("href") or "") != page.url:
            yield card.title


def _is_button(title: str) -> bool:
    return any(_DETAIL.fullmatch(form) for form in (title, title.strip(_AROUND)))


def _build_card_block(page: Page, url: str, anchor: Element, found: Card) -> LinkBlock:
    """The block of a card in which only the button is a link: "Xem chi tiết" below the headline."""
    block = _build_block(page, url, anchor, found.title, found.box)
    return replace(block, is_headline=found.is_headed, has_day=block.has_day and found.is_headed)


def _build_block(page: Page, url: str, anchor: Element, title: str, card: Element | None = None) -> LinkBlock:
    ancestors = _list_ancestors(anchor)
    around = _find_block(anchor, ancestors) if card is None else card
    if _NUMBER.fullmatch(title):  # of a page, or of comments: the list around it is not its card
        around = anchor
    in_menu = any(map(_is_menu, ancestors))
    is_short = 0 < len(title.split()) <= _LABEL_WORDS
    return LinkBlock(
        page=page.url,
        url=url,
        title=title,
        group=_join_places(anchor, ancestors),
        has_day=_has_day(around),
        has_picture=holds_any(around, "img", "picture"),
        is_headline=_is_headline(anchor, ancestors),
        in_menu=in_menu,
        in_tags=any(_TAGS.search(names_of(each)) for each in ancestors),
        is_rich=is_short and not in_menu and _is_rich(anchor, ancestors, title),
    )


def _is_rich(anchor: Element, ancestors: list[Element], title: str) -> bool:
    """Whether what is around the link and no other has a lead, or a day and a picture or heading."""
    own = _find_block(anchor, ancestors, least=0)
    if own is anchor:
        return False
    if len(clean_text(text_of(own)[:_MOST_TEXT])) - len(title) >= _LEAST_LEAD:
        return True
    return _has_day(own) and (holds_any(own, "img", "picture") or _is_headline(anchor, ancestors))


def read_title(anchor: Element) -> str:
    """The link's text; the headline in it if the whole card is the link."""
    heading = next(anchor.iter(*ALL_HEADINGS), None) if anchor.tag != "a" else None
    text = clean_text(text_of(anchor if heading is None else heading))
    if text:
        return _complete(text, anchor.get("title") or "")
    picture = next(anchor.iter("img"), None)
    named = anchor.get("title") or (anchor if picture is None else picture).get("alt") or ""
    return clean_text(named)


def _complete(text: str, title: str) -> str:
    """The headline, of which the text may be the beginning: "Đoàn viên ra quân…"."""
    if text[-1] not in ".…":
        return text
    whole, begun = clean_text(title), text.rstrip(" .…")
    return whole if begun and whole.startswith(begun) else text


def _list_ancestors(anchor: Element) -> list[Element]:
    found: list[Element] = []
    for element in anchor.iterancestors():
        if element.tag in ("body", "html") or len(found) >= _MOST_LEVELS:
            break
        found.append(element)
    return found


def _find_block(anchor: Element, ancestors: list[Element], least: int = _LABEL_WORDS + 1) -> Element:
    """The largest element around the link that does not contain another link of as many words."""
    href, block = anchor.get("href"), anchor
    for element in ancestors[:_BLOCK_LEVELS]:
        anchors = list(islice(element.iter("a"), _BLOCK_LINKS + 1))
        if len(anchors) > _BLOCK_LINKS or any(_is_other(each, href, least) for each in anchors):
            break
        block = element
    return block


def _is_other(anchor: Element, href: str | None, least: int) -> bool:
    return anchor.get("href") != href and (not least or len(text_of(anchor).split()) >= least)


def _has_day(block: Element) -> bool:
    if holds_any(block, "time"):
        return True
    return bool(_DAY.search(clean_text(text_of(block)[:_MOST_TEXT])))


def _is_headline(anchor: Element, ancestors: list[Element]) -> bool:
    near = [anchor, *ancestors[:2]]
    if any(each.tag in ALL_HEADINGS for each in near):
        return True
    inner = next(anchor.iter(*ALL_HEADINGS), None)
    return inner is not None or any(is_called_headline(each) for each in near)


def _is_menu(element: Element) -> bool:
    names, is_foot = _ENTRY_FOOT.subn("", names_of(element))
    if element.tag == "footer" and (is_foot or is_inside(element, "article")):
        return False
    if element.tag in _MENU_TAGS:
        return True
    return bool(_MENU.search(names)) or element.get("role") == "navigation"


def place_of(anchor: Element) -> str:
    """The place in the markup that the links of one list share, as in `LinkBlock.group`."""
    return _join_places(anchor, _list_ancestors(anchor))


def _join_places(anchor: Element, ancestors: list[Element]) -> str:
    return "<".join(_place(each) for each in [anchor, *ancestors[:_GROUP_LEVELS]])


def _place(element: Element) -> str:
    """The tag and the first class, without numbers: blocks of one list are often numbered."""
    name = (element.get("class") or "").split()
    return f"{element.tag}.{re.sub('[0-9]+', '', name[0])}" if name else str(element.tag)
