"""Lists of excerpts of other articles: where the text is not in the markup, they are all there is to read."""

from collections import defaultdict
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block, doubt_blocks
from dvcrawler.extract.elements import (
    SUBHEADINGS,
    Element,
    ancestors_or_self,
    has_at_least,
    holds_any,
    look_of,
    text_of,
)
from dvcrawler.extract.files.file_addresses import path_of, type_of
from dvcrawler.extract.generic.teasers.cards import FRAMES
from dvcrawler.extract.lines.line_kinds import holds_line, is_paragraph
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Boxes around a line, up to the one that holds an excerpt with its headline and picture.
_LEVELS = 7
#: Boxes of one form that are a list.
_LEAST_ITEMS = 3
#: Characters of an item; a section of an article has more.
_LONGEST_ITEM = 1_500
_LEAST_WORDS = 4
#: A link from an item to its page, which says nothing of it, in folded form.
_BUTTON = lazy_regex(
    r"(?:xem|doc)(?: (?:tiep|them|chi tiet|noi dung|day du|toan van|bai viet|(?:cau )?tra loi))+"
    r"|(?:xem )?chi tiet|(?:cau )?tra loi|gop y|(?:read|view) more|details?"
)
_LONGEST_BUTTON = 30
#: The share of the text that is in such boxes from which all of it may be.
_MOST_OF_TEXT = 0.9
#: Tag and class.
_Form = tuple[str, str]
EXCERPTS = doubt_blocks(
    "every paragraph is in a list of boxes with a headline and a link: excerpts of other articles, perhaps"
)


class Items:
    """The items of lists on the page. None of them holds the article's own headline."""

    def __init__(self, headline: Element | None) -> None:
        self._around = frozenset(ancestors_or_self(headline)) if headline is not None else frozenset()
        self._known: dict[Element, bool] = {}
        self._lists: dict[Element, frozenset[_Form]] = {}

    def hold(self, element: Element) -> bool:
        box: Element | None = element
        for _ in range(_LEVELS):
            if box is None or box in self._around:
                return False
            if self._judge(box):
                return True
            box = box.getparent()
        return False

    def hold_most(self, texts: Sequence[Block]) -> bool:
        """Whether nearly all of the text is in them; for most pages the longest paragraph decides it."""
        paragraphs = sorted((block for block in texts if block.kind == TEXT), key=length_of, reverse=True)
        left = sum(map(length_of, paragraphs)) * (1 - _MOST_OF_TEXT)
        for block in paragraphs:
            if not self.hold(block.parent):
                left -= len(block.text)
            if left < 0:
                return False
        return bool(paragraphs)

    def _judge(self, box: Element) -> bool:
        if box not in self._known:
            self._known[box] = box.tag in FRAMES and self._is_in_list(box)
        return self._known[box]

    def _is_in_list(self, box: Element) -> bool:
        """Whether several children of what is around the box have its form and lead on as it does."""
        holder, form = box.getparent(), look_of(box)
        if holder is None or not has_at_least(holder.iterchildren(), _LEAST_ITEMS) or not _leads_on(box):
            return False
        if holder not in self._lists:
            self._lists[holder] = _find_lists(holder)
        return form in self._lists[holder]


def are_below_headlines(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether each paragraph is right below a heading that leads to another page: excerpts without boxes."""
    texts = [n for n in places if is_paragraph(blocks[n])]
    return len(texts) >= _LEAST_ITEMS and all(n > 0 and _is_linked_heading(blocks[n - 1]) for n in texts)


def _is_linked_heading(block: Block) -> bool:
    if block.kind != TEXT or block.parent.tag not in SUBHEADINGS:
        return False
    links = (link for link in block.parent.iter("a") if (link.get("href") or "#")[0] != "#")
    return any(holds_line(link, block) and _is_headline(link) for link in links)


def _find_lists(holder: Element) -> frozenset[_Form]:
    """The forms of the children that are items of a list."""
    children: defaultdict[_Form, list[Element]] = defaultdict(list)
    for each in holder:
        children[look_of(each)].append(each)
    several = {form: alike for form, alike in children.items() if len(alike) >= _LEAST_ITEMS}
    return frozenset(form for form, alike in several.items() if _lead_on(alike))


def _lead_on(boxes: Sequence[Element]) -> bool:
    return has_at_least((each for each in boxes if _leads_on(each)), _LEAST_ITEMS)


def length_of(block: Block) -> int:
    return len(block.text)


def _leads_on(box: Element) -> bool:
    """Whether the box is as short as an excerpt and has a headline that is a link, a button to its page, or a
    heading and a picture that is a link.
    """
    if not holds_any(box, "a") or not _is_short(box):
        return False
    links = [link for link in box.iter("a") if link.get("href")]
    if any(map(_is_headline, links)) or any(map(_is_button, links)):
        return True
    is_headed = bool(links) and holds_any(box, *SUBHEADINGS)
    return is_headed and any(map(_is_picture, links))


def _is_short(box: Element) -> bool:
    left = _LONGEST_ITEM
    for text in box.itertext("*"):
        left -= len(text)
        if left < 0:
            return False
    return True


def _is_headline(link: Element) -> bool:
    """Whether the link is a separate line, as long as a headline."""
    text = clean_text(text_of(link))
    holder = link.getparent()
    if text.count(" ") < _LEAST_WORDS - 1 or holder is None or not _leads_to_page(link):
        return False
    return holder.tag in FRAMES or holder.tag in SUBHEADINGS or clean_text(text_of(holder)) == text


def _is_button(link: Element) -> bool:
    """Whether the link is only a button that leads to a page: "Xem thêm"."""
    text = clean_text(text_of(link))
    if not text or len(text) > _LONGEST_BUTTON or _BUTTON.fullmatch(fold(text).strip(" .>»[]→-")) is None:
        return False
    return names_page(link.get("href") or "") and _leads_to_page(link)


def _is_picture(link: Element) -> bool:
    return holds_any(link, "img") and _leads_to_page(link)


def _leads_to_page(link: Element) -> bool:
    """False for files, and for a picture that opens in full size."""
    address = link.get("href") or ""
    return type_of(path_of(address)) is None and not is_picture_file(address)
