"""Lists and lines that consist of links: a menu, other articles, or part of the text."""

import re
from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.elements import Element, find_holder, is_longer, text_length, text_of
from dvcrawler.extract.endings.end_lines import ends_article, is_button_heading, is_end_heading
from dvcrawler.extract.files.file_addresses import ENDINGS, path_of
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.extract.styles.answers import heads_answer
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.networks import NETWORKS
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Files that an article refers to.
_FILE = lazy_regex(rf"\.(?:{ENDINGS})$", re.I)
_NUMBERED = (
    "quyết định|nghị quyết|nghị định|thông tư|công văn|kế hoạch|chỉ thị|thông báo|tờ trình|báo cáo"
    "|hướng dẫn|luật|pháp lệnh|công điện|kết luận|giấy mời|chương trình"
)
#: The name of an official document, with its number or subject.
_DOCUMENT = lazy_regex(
    rf"^\W*(?:{_NUMBERED}|quy định|quy chế|biểu mẫu|mẫu|phụ lục|danh sách|đề án|văn bản|quy hoạch)"
    r" (?:số|ngày|liên tịch|của|về|kèm|[\w/.-]*\d)"
    r"|^\W*(?:(?:bộ )?luật|hiến pháp|pháp lệnh) [^.,:;?!\d]{0,80}\d{4}(?: \([^()]{2,40}\))?\W*$",
    re.I,
)
#: Of a document that a sentence names by its number, up to the number.
_NUMBERED_DOCUMENT = lazy_regex(
    rf"\b(?:{_NUMBERED})(?: liên tịch)?"
    r" số:? ?\d[\w/.-]{0,40}\w",
    re.I,
)
#: Begins lines that introduce links which lead away from the article.
_LEADS_AWAY = lazy_regex(
    r"(?:tags?|tu khoa|chia se|(?:xem|doc) (?:them|tiep|nhieu)|tin"
    r"|(?:cac )?(?:tin|bai)(?: viet)? (?:lien|khac|cung)"
    r"|moi (?:ban|quy|doc)|kinh moi|theo doi|chuyen muc|danh muc|co the ban|(?:cung )?chu de|lien ket|website"
    r"|cac tin|su kien|video)\b"
)
#: Sentences begin with some of these too: "Danh mục văn bản được bãi bỏ gồm:".
_ALSO_WORDS = lazy_regex(
    r"(?:tin (?:hoc|vao|tuong|rang|hieu)|chia se|theo doi|chuyen muc|danh muc|chu de|lien ket|website|su kien"
    r"|video)\b"
)
_ANNOUNCES = lazy_regex(r"\b(?:gom|sau|duoi day|kem|duoc|ban hanh|gioi thieu|cong bo|tham khao|tra cuu)\b")
_OF_SITE = lazy_regex(
    r"\b(?:chung toi|bai viet|tin bai|bai bao|tin tuc|cac (?:tin|bai)|kenh|mang xa hoi|lien quan)\b"
)
_LEAST_INTRODUCTION, _PROSE = 15, 60
_LEAST_ANNOUNCING_WORDS = 7
_HOMES, _LONGEST_HOME = ("trang chủ", "trang nhất", "home"), 12
#: Words from which a linked text is a sentence rather than a label.
_LEAST_WORDS = 6
_MOST_NAME_WORDS, _LEAST_DESCRIBING, _LEAST_TOLD = 4, 4, 3
#: Between a name and what is said of it.
_JOINTS = ("(", "-", "–", "—")
_EDGES = " .,:()–—-"
#: Boxes around a list, and elements above it among which a paragraph is looked for.
_MOST_AROUND, _MOST_BESIDE = 3, 12


def is_menu(element: Element) -> bool:
    """Whether every item of the list begins with a link, or the first one leads home. Those of
    a gallery lead to their own pictures, and questions to their answers.
    """
    if _begins_at_home(element):
        return True
    for item in element.iterchildren("*"):
        if len(item) == 0 or item[0].tag != "a" or (item.text and not item.text.isspace()):
            return False
    return len(element) > 0 and not _is_gallery_or_panels(element[0][0])


def _is_gallery_or_panels(first: Element) -> bool:
    """Whether the first link of the list leads to a picture, or is a question that unfolds its answer."""
    address = first.get("href") or ""
    return is_picture_file(address) or (not names_page(address) and heads_answer(first))


def _begins_at_home(element: Element) -> bool:
    """Whether the list is the path from the front page, the last step of which is not a link."""
    link = element[0][0] if len(element) > 1 and len(element[0]) == 1 else None
    if link is None or link.tag != "a" or (element[0].text or "").strip():
        return False
    name = (link.text or "").strip()
    return len(name) <= _LONGEST_HOME and name.lower() in _HOMES


def is_content_list(element: Element, before: Sequence[tuple[str, Element]]) -> bool:
    """Whether a list of links is part of the text; `before` are the last lines above it, with their parents.

    It is if a sentence introduces it, or if it is among the paragraphs and names documents, describes what
    its links name or has more text than its links. Other lists of links are menus and boxes of other
    articles.
    """
    if not before or _is_of_page(element, before[-1][0]):
        return False
    if introduces(before[-1][0]):
        return True
    items = list(element.iterchildren("*"))
    is_among = _holds_prose(element.getparent(), before) or _is_below_paragraph(element)
    if not is_among and not _is_in_next_row(element, before[-1]):
        return _is_set_into(element, before) and all(map(_describes_link, items))
    return all(names_document(item[0]) for item in items) or (is_among and _tells_of_links(items))


def _is_of_page(element: Element, above: str) -> bool:
    if _begins_at_home(element) or is_end_heading(above) or _LEADS_AWAY.fullmatch(fold(above)):
        return True
    if not _leads_away(above) or is_sentence(above):
        return False
    items = element.iterchildren("*")
    return not all(_continues_link(item) and _is_long(_split_item(item)[1]) for item in items)


def _holds_prose(box: Element | None, before: Sequence[tuple[str, Element]]) -> bool:
    """Whether one of the lines above is a paragraph in the box."""
    return any(len(text) >= _PROSE and find_holder(parent) is box for text, parent in before)


def _is_below_paragraph(element: Element) -> bool:
    """Whether a paragraph is beside the list, further above than the last lines."""
    beside = islice(element.itersiblings(preceding=True), _MOST_BESIDE)
    return any(each.tag == "p" and is_longer(each, _PROSE) for each in beside)


def is_sentence(text: str) -> bool:
    """Whether a linked line closes as a sentence does; headlines do not, unless they break off with "..."."""
    if text.endswith("...") or not text.endswith((".", ".”", '."')):
        return False
    return len(text.split()) >= _LEAST_WORDS


def introduces(text: str) -> bool:
    """Whether the line announces a list: "Các văn bản được ban hành gồm:"."""
    if not text.endswith((":", "：")) or len(text) < _LEAST_INTRODUCTION or len(text.split()) < 4:
        return False
    return not ends_article(text) and not _leads_away(text)


def _leads_away(text: str) -> bool:
    """Whether the line heads links to other pages, and is not a sentence that announces a list."""
    folded = fold(text)
    if not _LEADS_AWAY.match(folded):
        return False
    if not _ALSO_WORDS.match(folded) or folded.count(" ") < _LEAST_ANNOUNCING_WORDS - 1:
        return True
    return _ANNOUNCES.search(folded) is None or _OF_SITE.search(folded) is not None


def names_document(link: Element) -> bool:
    """Whether the link leads to a file or is named like an official document."""
    path = path_of(link.get("href") or "")
    return bool(_FILE.search(path) or is_document_name("".join(str(text) for text in link.itertext("*"))))


def is_document_name(text: str) -> bool:
    """Whether the text begins as the name of an official document does: "Kế hoạch số 15/KH-UBND"."""
    return _DOCUMENT.match(text) is not None


def list_numbered_documents(text: str) -> list[str]:
    """The documents that the text names with their numbers: "Quyết định số 12/QĐ-UBND"."""
    return _NUMBERED_DOCUMENT.findall(text)


def _is_set_into(element: Element, before: Sequence[tuple[str, Element]]) -> bool:
    """Whether the list is in a separate box among the paragraphs."""
    box = element.getparent()
    return _holds_prose(None if box is None else box.getparent(), before)


def _is_in_next_row(element: Element, above: tuple[str, Element]) -> bool:
    """Whether the list is in the row below that of the paragraph above it, where a text is set in rows."""
    text, box = above
    row: Element | None = element
    for _ in range(_MOST_AROUND):
        row, box_around = row.getparent() if row is not None else None, box.getparent()
        if row is None or box_around is None or len(text) < _PROSE:
            return False
        box = box_around
        if row.getprevious() is box:
            return True
    return False


def _describes_link(item: Element) -> bool:
    """Whether the item describes its link, which is a name: "Trần Văn B (tiền đạo)"."""
    linked = " ".join(str(text) for text in item[0].itertext("*"))
    whole = "".join(str(text) for text in item.itertext("*"))
    beside = sum(map(str.isalpha, whole)) - sum(map(str.isalpha, linked))
    return beside > 1 and len(linked.split()) <= _MOST_NAME_WORDS


def _tells_of_links(items: Sequence[Element]) -> bool:
    return _says_more(items) or all(map(_continues_link, items))


def _continues_link(item: Element) -> bool:
    """Whether the item tells something of its link: "Hồ Tây: mực nước lên 3,2 m", "Xã Mẫu đạt 19 tiêu chí".
    Behind a headline a date, a section, an author or an outlet may be.
    """
    name, beside = _split_item(item)
    words = sum(any(map(str.isalpha, word)) for word in beside.split())
    if not words or _names_button(name) or is_date_line(beside.strip(_EDGES)):
        return False
    if len(name.split()) > _MOST_NAME_WORDS:
        return beside.startswith(":") and words >= _LEAST_TOLD
    if beside.startswith((":", ",")):
        return True
    if beside.startswith(_JOINTS):
        return _is_long(beside)
    return words >= _LEAST_TOLD and beside[0].islower() and not is_byline(beside)


def _names_button(name: str) -> bool:
    return name.lower() in NETWORKS or is_button_heading(name)


def _split_item(item: Element) -> tuple[str, str]:
    """The text of the link with which the item begins, and the rest."""
    name = clean_text(text_of(item[0]))
    return name, clean_text(text_of(item)).removeprefix(name).lstrip()


def _is_long(beside: str) -> bool:
    return beside.count(" ") >= _LEAST_DESCRIBING - 1


def _says_more(items: Sequence[Element]) -> bool:
    """Whether most of the items' text is beside their links."""
    linked = sum(text_length(item[0]) for item in items)
    return sum(map(text_length, items)) > 2 * linked + 40 * len(items)
