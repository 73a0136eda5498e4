"""The words by which pagers lead to the next page or to older articles, and headers that do."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from dvcrawler.extract.elements import Element, text_before, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: `Link: <…>; rel="next"`, RFC 8288.
_LINK = lazy_regex(r"<([^<>\s]{1,2000})>([^<>]{0,200})")
_IS_NEXT = lazy_regex(r"\brel\s{0,3}=\s{0,3}(?:next\b|[\"'](?:[\w-]{1,20} ){0,5}next[ \"'])", re.I)
_NEXT_WORDS = frozenset(
    "trang sau|trang tiếp|trang kế|trang tới|tiếp|tiếp theo|sau|kế|kế tiếp|next|next page|»|›|››|>|>>|→"
    "|trang tiếp theo|trang kế tiếp|tiếp tục|load more|show more|view more|more posts".split("|")
)
_ENTRIES = r"(?:tin tức|tin bài|bài viết|tin|bài|mục)"
#: "Xem thêm", "Xem tiếp các tin khác", "Thêm tin", "Những bài viết khác".
_FURTHER = lazy_regex(
    rf"(?:(?:xem|tải|nạp|hiển thị|hiện) (?:thêm|tiếp)(?: (?:(?:các|những|nhiều) )?{_ENTRIES})?"
    rf"|thêm {_ENTRIES})"
    rf"(?: (?:khác|nữa|hơn|tiếp theo))?"
    rf"|(?:xem )?(?:(?:các|những|nhiều) )?{_ENTRIES} (?:khác|nữa|hơn|tiếp theo)"
)
#: "Bài cũ hơn", "Các tin đã đưa cũ hơn", "Older posts": listings have the newest articles first.
_OLDER = lazy_regex(
    r"(?:(?:xem|đọc|tải) (?:thêm |tiếp |lại )?)?(?:"
    r"(?:(?:các|những|bài|tin|bài viết|bài đăng|mục|tin tức|trang|đã|đưa) ){0,5}cũ hơn|trang cũ"
    r"|(?:(?:các|những|tin|bài|của) ){0,3}(?:ngày|hôm) trước(?: đó)?"
    r"|(?:(?:các|những) )?(?:(?:bài viết|bài đăng|bài) cũ|(?:bài viết|tin bài|tin tức|tin|bài) trước đó"
    r"|(?:tin bài|tin|bài) đã (?:đưa|đăng)))|(?:older|earlier)(?: \w{1,12})?"
)
#: "Tiếp theo 6 mục", "Next 10 items", "Trang tiếp (2/7)".
_COUNTED = lazy_regex(
    r"(?:(?:trang )?(?:tiếp theo|kế tiếp|tiếp|sau)|next) \(?[0-9]{1,3}(?: ?/ ?[0-9]{1,4}|(?: \w{1,12}){0,2})"
)
_NAMES = ("title", "aria-label", "value", "alt")
_NAMES_PAGE = lazy_regex(
    r"trang|page|(?:bài|viết|đăng) cũ|đã (?:đưa|đăng)|cũ hơn|older|earlier|trước đó|(?:ngày|hôm) trước"
)
#: Words of links that also open one article or a section: "Xem thêm".
_MORE = lazy_regex(r"thêm|xem|khác|nữa|hơn|more|show|view")
#: Icons in the place of a word: `<i class="fa fa-angle-right">`.
_ICON = lazy_regex(r"(?:angle|chevron|arrow|caret)(?:-double)?s?-right|(?:^|[\s-])next(?:\s|$)", re.I)
_ICONS = ("i", "span", "em", "svg")
#: Pictures in the place of a word: `/images/next.gif`, `trang-sau.png`.
_PICTURE = lazy_regex(
    r"(?<![a-z])(?:next|right|sau|tiep|phai)(?:[-_]?(?:page|icon))?\.[a-z]{3,4}(?![a-z])", re.I
)
#: All that a small pager shows beside its arrows: "2/7", "Trang 2 / 7".
_POSITION = lazy_regex(r"(?:trang |page )?([0-9]{1,4}) ?(?:/|of|trên) ?([0-9]{1,4})(?: trang)?", re.I)
_LONGEST_POSITION, _LONGEST_PAGER = 30, 100
_LAST = lazy_regex(r"(?:(?:trang )?cuối(?: cùng)?|last(?: page)?) ?[»›>→]{0,2}|[»›>]{1,2} ?\||»»|>>", re.I)
_GOES_TO = lazy_regex(r"^(?:đến|tới|sang|chuyển sang|go to|đi đến|xem(?= trang)) ")
_ARROWS = " ‹›«»<>→←….[]()"
#: Other characters for "»".
_OTHER_ARROWS = str.maketrans(dict.fromkeys("▶►▸❯⟩➡⏵＞⇒➔➜〉", "»"))
_LONGEST_WORD = 60


def is_next_word(control: Element) -> bool:
    """Whether the element's text means "next"."""
    return any(_read_next_words(control))


def names_next_page(control: Element) -> bool:
    """Whether the element's text says that it leads to a page or to older articles: "Trang sau", "Cũ hơn"."""
    return any(map(_NAMES_PAGE.search, _read_next_words(control)))


def turns_page(control: Element) -> bool:
    """Whether the element's text means "next" as pagers say it: "Trang sau", "»", not "Xem thêm"."""
    return not all(map(_MORE.search, _read_next_words(control)))


def continues_list(control: Element) -> bool:
    """Whether the element's text says that there is more: "Xem thêm"."""
    return any(map(_MORE.search, _read_next_words(control)))


def stands_at_position(control: Element, number: int) -> bool:
    """Whether the only text beside the control is the number of this page and a larger one of all pages."""
    around = control.getparent()
    text = clean_text(text_of(around)) if around is not None else ""
    found = _POSITION.fullmatch(text.strip(_ARROWS)) if len(text) <= _LONGEST_POSITION else None
    return found is not None and int(found[1]) == number < int(found[2])


def names_last_page(control: Element) -> bool:
    """Whether the element's text says that it leads to the last page: "Cuối", ">|"."""
    return any(_LAST.fullmatch(word[:_LONGEST_WORD].strip(" …")) for word in _read_words(control) if word)


def find_position(control: Element) -> tuple[int, int] | None:
    """The number of this page and that of all pages, which the text around a pager states: "Trang 2/7"."""
    text = next(filter(None, (clean_text(text_of(each)) for each in islice(control.iterancestors(), 2))), "")
    found = _POSITION.search(text) if len(text) <= _LONGEST_PAGER else None
    return (int(found[1]), int(found[2])) if found is not None else None


def stands_alone(control: Element) -> bool:
    """Whether no words are right before or after the control."""
    return not any(each.strip(_ARROWS + "\r\n\t") for each in (text_before(control), control.tail or ""))


def _read_next_words(control: Element) -> Iterator[str]:
    """The words of the element that mean "next", in small letters."""
    return (word.lower() for word in _read_words(control) if _means_next(word))


def _read_words(control: Element) -> tuple[str, ...]:
    """The text of the element or, for a picture used as a button, its alternative text."""
    text = clean_text(text_of(control))
    picture = next(control.iter("img", "input"), None) if not text else None
    named = [control] if picture is None or picture is control else [control, picture]
    return (text or _read_icon(control), *(each.get(name) or "" for each in named for name in _NAMES))


def _read_icon(control: Element) -> str:
    """The arrow that the icon or the picture of a link without a text shows."""
    if control.tag != "a" or (control.get("href") or "#").startswith("#"):
        return ""
    if any(_ICON.search(each.get("class") or "") for each in control.iter(*_ICONS)):
        return "»"
    return "»" if any(_PICTURE.search(each.get("src") or "") for each in control.iter("img")) else ""


def _means_next(word: str) -> bool:
    word = _GOES_TO.sub("", word[:_LONGEST_WORD].lower().translate(_OTHER_ARROWS))
    bare = word.strip(_ARROWS)
    if word in _NEXT_WORDS or bare in _NEXT_WORDS:
        return True
    return any(pattern.fullmatch(bare) for pattern in (_OLDER, _FURTHER, _COUNTED))


def add_linked_next(page: Page, headers: Iterable[bytes]) -> bool:
    """Adds the link to the page, which counts as if its head had it; returns whether there is one."""
    links = (found for each in headers for found in _LINK.finditer(each.decode("latin-1")))
    named = next((found[1] for found in links if _IS_NEXT.search(found[2])), None)
    if named is not None:
        etree.SubElement(page.root, "link", rel="next", href=named)
    return named is not None
