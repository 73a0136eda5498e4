"""Reduces the container's blocks to a plain run, without the boxes, labels and captions among them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.block import CAPTION, IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.files.attachments import heads_files
from dvcrawler.extract.generic.boilerplate.advertisements import is_advertisement
from dvcrawler.extract.generic.boilerplate.box_names import is_caption_name
from dvcrawler.extract.generic.boilerplate.boxes import Furniture, is_link
from dvcrawler.extract.generic.boilerplate.link_shares import link_share, opens_panel
from dvcrawler.extract.lines.article_end import until_end
from dvcrawler.extract.lines.author_names import is_about_author
from dvcrawler.extract.lines.label_lines import without_field_labels
from dvcrawler.extract.lines.link_lists import introduces, is_sentence, names_document
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.text import clean_text, same_text

#: Where a site asks to be followed.
_PLATFORM = (
    r"(?:(?:các|nền tảng|mạng xã hội|kênh|ứng dụng|trang) ){0,3}(?:google|facebook|fb\b|zalo|youtube|tiktok"
    r"|telegram|instagram|twitter|x\b|threads|viber|whatsapp|báo\b|app\b|ứng dụng|nền tảng|mạng xã hội|kênh"
    r"|fanpage|website)"
)
#: Labels above the links to topics, the names of which a text may give too.
_TOPICS = r"(?:(?:dòng |chuỗi )?sự kiện|chủ đề|chuyên đề|hồ sơ|loạt bài|topics?)\s?:\s?"
_TOPIC = re.compile(rf"\W*{_TOPICS}", re.I)
#: Beginnings of lines that lead to another article, or ask the reader to do something.
_LEADS_ON = re.compile(
    r"^\W*(?:lượt xem\s*+(?::\s*+)?[\d.,]+$|>>|»|(?:xem|đọc) (?:thêm|tiếp|ngay)\b"
    r"|(?:mời|kính mời) (?:quý )?(?:độc giả|bạn đọc)|tin liên quan|bài liên quan|bài viết liên quan"
    rf"|theo dõi .{{2,60}} trên (?:{_PLATFORM})|video\s*:|clip\s*:|ảnh\s*:\s*$"
    r"|nghe (?:bài(?: viết| báo| này| \d|\W*$)|đọc)"
    rf"|{_TOPICS}|(?:hash)?tags?\s?:|từ kh[oó][áa]\s?:|(?:tải|cài đặt) ứng dụng\b"
    r"|(?:#\w{2,40}+\s*+){1,20}$"
    r"|quảng cáo$|click|bấm vào|nhấn vào|\[(?:video|infographic|photo|audio)\])",
    re.I,
)
#: Beginnings that address the reader even in a complete sentence: what to look at, where to press.
_TO_READER = re.compile(
    r"^\W*(?:(?:kính )?mời (?:các )?(?:quý )?(?:vị )?(?:(?:bạn(?: đọc)?+|(?:độc|khán|thính) giả)\b)?+"
    r".{0,25}\b(?:xem|đọc|nghe|theo dõi|đón|truy cập|tham khảo|bấm|click|nhấn|bình luận)\b"
    r"|theo dõi|nghe|(?:click|bấm|nhấn)(?: chuột)?(?: vào)?"
    r" (?:đây|link|đường|liên kết|ảnh|hình|video|bài|xem|để xem)|lượt xem|ảnh\s*:)",
    re.I,
)
_BETWEEN = re.compile(r"[\s,;|•]+")
#: The part of a series that the author announces: "Mời bạn đọc đón xem kỳ cuối".
_OF_SERIES = re.compile(
    r"\b(?:kỳ|phần|bài|tập|hồi|chương|(?:số(?: báo)?))(?: báo| viết)? (?:cuối|kết|sau|tới|tiếp|kế|\d|[IVX]+\b"
    r"|một\b|hai\b|ba\b|bốn\b|năm\b|thứ )",
    re.I,
)
#: The address of the article that this one repeats.
_SOURCE = re.compile(r"^\W*(?:trích |theo )?nguồn(?: tin)?\s?:\s?https?://\S+\W*$", re.I)
_OFFERS_FILE = re.compile(r"\W*tải (?:về|xuống)\s?:", re.I)
_LONGEST_LABEL = 160
#: Where the links of buttons lead, and how many a row has.
_NOWHERE = re.compile(
    r"$|#|javascript:|mailto:|https?://(?:www\.)?(?:facebook|twitter|x)\.com/(?:sharer|intent|share)", re.I
)
_MOST_BUTTONS = 12
#: The line below a picture of a gallery, and the boxes around both.
_LONGEST_ITEM = 200
_ITEM_TAGS = frozenset(("div", "a", "figure"))
_GALLERY = re.compile(
    r"gallery|slide|swiper|carousel|album|lightbox|(?:^|[\s_-])(?:photo|image|picture|anh|hinh)(?:$|[\s_-])",
    re.I,
)
_LATE = 0.2
_LONGEST_LIST = 60
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LONGEST_HEADING = 60


def tidy_run(blocks: Sequence[Block], furniture: Furniture, title: str) -> list[Block]:
    """The text, tables and pictures of the article, captions marked as such, up to its end. `blocks`: without
    cards.
    """
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        marked = _mark_caption(block, furniture, blocks[place - 1] if place else None)
        if block.kind == IMAGE and _is_advertisement(blocks, place, furniture):
            continue
        if _belongs(marked, furniture, kept):
            kept.append(marked)
    text = _without_last_heading(_without_boxes(until_end(kept, late=_LATE), title))
    return without_field_labels(text)


def _is_advertisement(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the picture is one, and no caption is below it."""
    if not is_advertisement(blocks[place], furniture.page):
        return False
    below = blocks[place + 1 : place + 2]
    return not any(_mark_caption(each, furniture, blocks[place]).kind == CAPTION for each in below)


def _mark_caption(block: Block, furniture: Furniture, above: Block | None) -> Block:
    if block.kind != TEXT:
        return block
    is_below = above is not None and above.kind == IMAGE and _is_named_within(block)
    if is_below or furniture.is_caption(block.parent) or _is_of_item(block):
        return block._replace(kind=CAPTION)
    return block


def _is_named_within(block: Block) -> bool:
    """Whether the line right below a picture is all in a piece of text that is named as a caption."""
    if len(block.text) > _LONGEST_ITEM:
        return False
    named = (
        each for each in block.parent.iter("span", "em", "i") if is_caption_name(each.get("class") or "")
    )
    return any(same_text(clean_text(text_of(each)), block.text) for each in named)


def _is_of_item(block: Block) -> bool:
    """Whether the line is all the text of an item that shows a picture: of a list or a gallery."""
    if len(block.text) > _LONGEST_ITEM:
        return False
    for box in (block.parent, *islice(block.parent.iterancestors(), 2)):
        tag = box.tag
        if tag == "li" or (tag in _ITEM_TAGS and (names := box.get("class")) and names_gallery(names)):
            if next(box.iter(*PICTURE_TAGS), None) is None:
                return False
            return len(text_of(box).split()) <= len(block.text.split())
    return False


@lru_cache(maxsize=2048)  # the same boxes are on every page of a site
def names_gallery(names: str) -> bool:
    return _GALLERY.search(names) is not None


def _belongs(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """`above`: what has been kept so far."""
    if furniture.is_outside(block.parent) and not furniture.is_box_of_text(block.parent):
        return False
    if _describes_author(block, furniture):
        return False
    if block.kind != TEXT:
        return True
    if len(block.text) <= _LONGEST_LABEL and _is_of_interface(block, furniture):
        return False
    if len(block.text) >= 300 or not (is_link(block.parent, furniture) or _is_link_below_text(block)):
        return True
    return _is_content_link(block, furniture, above)


def _is_of_interface(block: Block, furniture: Furniture) -> bool:
    """Whether a short line leads on to something else, belongs to files or shows buttons."""
    return _leads_on(block, furniture) or _is_of_file_box(block, furniture) or _is_row_of_buttons(block)


def _is_row_of_buttons(block: Block) -> bool:
    """Whether the line consists of links that lead nowhere by themselves, with no box around them."""
    if len(block.parent) == 0 or block.parent.tag in ("p", "a"):
        return False
    links = [each for each in block.parent.iterchildren("a") if _leads_nowhere(each)]
    labels = (clean_text(text_of(each)) for each in links[:_MOST_BUTTONS])
    return "".join("".join(labels).split()).endswith("".join(block.text.split())) if links else False


def _is_link_below_text(block: Block) -> bool:
    """Whether the line is one link that a box prints below its paragraphs: "Tất cả tin tức"."""
    links = block.parent.findall("a") if len(block.parent) else ()
    return any(clean_text(text_of(link)) == block.text and not opens_panel(link) for link in links)


def _leads_nowhere(link: Element) -> bool:
    return _NOWHERE.match(link.get("href") or "") is not None and not opens_panel(link)


def _is_of_file_box(block: Block, furniture: Furniture) -> bool:
    """Whether the line is of the box that a CMS has for attached files, and not of the editor's text."""
    if block.parent.tag == "p":
        return False
    is_offer = _OFFERS_FILE.match(block.text) is not None and is_link(block.parent, furniture)
    return is_offer or heads_files(block.text)


def _describes_author(block: Block, furniture: Furniture) -> bool:
    """Whether the block is in a box about the author, other than the name: a portrait, a few sentences."""
    if not is_about_author(block.parent, furniture.named_after_author):
        return False
    return block.kind != TEXT or not is_byline(block.text, strict=False)


def _leads_on(block: Block, furniture: Furniture) -> bool:
    """Whether the line leads on to something else. A complete sentence without a link belongs to the article,
    with any beginning.
    """
    if not _LEADS_ON.match(block.text):
        return False
    if label := _TOPIC.match(block.text):
        return _names_topic(block, label.end())
    if furniture.link_share(block.parent) > 0.0:
        return True
    if _OF_SERIES.search(block.text):
        return False
    return not is_sentence(block.text) or bool(_TO_READER.match(block.text))


def _names_topic(block: Block, start: int) -> bool:
    """Whether nothing but links to what the article is part of is behind the label: "Sự kiện: Bầu cử"."""
    names = "".join(_BETWEEN.split(block.text[start:]))
    linked = "".join(text_of(link) for link in block.parent.iter("a"))
    return bool(names) and "".join(_BETWEEN.split(linked)) == names


def _is_content_link(block: Block, furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether a line that is a link belongs to the text: a sentence, a document, an announced item."""
    if is_sentence(block.text) or _is_term(block.parent) or _SOURCE.match(block.text):
        return True
    if any(map(names_document, _list_links(block))):
        return True
    if begins_with_label(block.text, " (") and _names_outlet(block.text):
        return True
    return _is_announced(furniture, above)


def _is_announced(furniture: Furniture, above: Sequence[Block]) -> bool:
    """Whether the line above the list of links introduces it."""
    for earlier in reversed(above[-_LONGEST_LIST:]):
        if earlier.kind != TEXT or not is_link(earlier.parent, furniture):
            return earlier.kind == TEXT and introduces(earlier.text)
    return False


def _names_outlet(text: str) -> bool:
    """Whether the line is "Theo <outlet>" or "Nguồn: <outlet>", the outlet a link to its article."""
    read = read_byline(text)
    return read is not None and read.source is not None


def _is_term(element: Element) -> bool:
    """Whether the line is a term in a list of terms with definitions."""
    below = element.getnext() if element.tag == "dt" else None
    return below is not None and below.tag == "dd" and link_share(below) == 0.0 and len(text_of(below)) > 1


def _list_links(block: Block) -> Iterator[Element]:
    """The links of the line, whose box may hold other lines too."""
    links = block.parent.findall(".//a")
    yield from (
        links if len(links) < 2 else (link for link in links if clean_text(text_of(link)) in block.text)
    )
    yield from block.parent.iterancestors("a")


def _without_last_heading(blocks: list[Block]) -> list[Block]:
    """Drops a last heading that nothing follows, such as that of a box of files; keeps an author's name."""
    while len(blocks) > 1 and _is_heading(blocks[-1]) and not is_byline(blocks[-1].text, strict=False):
        blocks = blocks[:-1]
    return blocks


def _is_heading(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) <= _LONGEST_HEADING and block.parent.tag in _HEADINGS


def _without_boxes(blocks: Sequence[Block], title: str) -> list[Block]:
    """Drops the headline repeated above the text, which a picture's alternative text may be too."""
    first = next((n for n, b in enumerate(blocks) if b.kind in (TEXT, TABLE, IMAGE)), 0)
    return [b for n, b in enumerate(blocks) if n != first or b.kind == IMAGE or not same_text(b.text, title)]
