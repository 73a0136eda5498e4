"""The name that a link gives to the file it leads to."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.files.file_addresses import type_of
from dvcrawler.extract.lines.button_labels import SIZE_AT_END
from dvcrawler.extract.lines.link_lists import is_document_name
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text

_LONGEST_TITLE = 300
#: Words of a link that says how to get the file and not what it is; one of `_ACTS` is among them.
_ACTS = frozenset(
    "tải download dowload xem mở đọc đính kèm tệp tập file files đây here attachment attachments"
    " pdf word excel doc docx xls xlsx".split()
)
_OPENERS = _ACTS | frozenset("bấm nhấn click kích tại link đường các tài văn".split())
_LABEL_WORDS = _OPENERS | frozenset(
    "vào chuột ở dẫn về xuống tin bản nội dung chi tiết liệu đầy đủ toàn trực tuyến online máy now theo"
    " gốc".split()
)
_ROWS = ("li", "tr")
_NAMING = (*_ROWS, "p", "div")
#: The row around a link and a box that an editor sets between them.
_MOST_AROUND, _MOST_NAME_WORDS = 2, 8
_SIZE = re.compile(SIZE_AT_END, re.I)
_EDGES = " :-–—|»›•*+([,;"
_LEAST_LETTERS = 5
_WORDS = re.compile(r"\w+")
_MOST_LABEL_WORDS = 8
#: "Tải về ke-hoach-12.pdf": the words before a file's name.
_BEFORE_NAME = re.compile(
    r"(?:tải(?: về| xuống)?|download|xem|(?:tệp|tập tin|file|tài liệu)(?: tin)?(?: đính kèm| ?(?=:)))"
    r" ?:? (?=\S)",
    re.I,
)


def find_title(element: Element) -> str | None:
    """The file's name in the link: its text, or else its `title` or `download` attribute."""
    text = clean_text(text_of(element))[:_LONGEST_TITLE]
    named = _BEFORE_NAME.sub("", text, count=1) if _BEFORE_NAME.match(text) else text
    if named and type_of(named):
        return named
    if text and not is_file_label(text):
        return text
    stated = read_stated_title(element)
    saved = clean_text(element.get("download") or "")
    return stated or (saved if type_of(saved) else None)


def find_title_beside(link: Element) -> str | None:
    """The file's name in the row of a link that only says how to get it: "Phụ lục kinh phí [Tải về]"."""
    for box in islice(link.iterancestors(*_NAMING), _MOST_AROUND):
        if len(list(islice(box.iter("a"), 2))) > 1:
            return None
        if names := [text for text in _list_texts_before(box, link) if _may_be_name(text)]:
            name = max(names, key=len)
            return name if box.tag == "tr" or _is_name(name, box) else None
        if box.tag in _ROWS:
            return None
    return None


def _is_name(text: str, box: Element) -> bool:
    return is_document_name(text) or (box.tag == "li" and len(text.split()) <= _MOST_NAME_WORDS)


def _list_texts_before(box: Element, link: Element) -> Iterator[str]:
    """The texts of the cells of a row; of another box, all that is before the link."""
    if box.tag == "tr":
        return (_tidy(text_of(cell)) for cell in box if link not in cell.iter("a"))
    whole, label = text_of(box), text_of(link)
    return iter((_tidy(whole.rpartition(label)[0] if label else whole),))


def _tidy(text: str) -> str:
    return _SIZE.sub("", clean_text(text).strip(_EDGES)).strip(_EDGES)


def _may_be_name(text: str) -> bool:
    """Whether the text may be the name of a file: neither a sentence nor a label."""
    if len(text) > _LONGEST_TITLE or text.endswith((".", "!", "?")) or is_file_label(text):
        return False
    return sum(map(str.isalpha, text)) >= _LEAST_LETTERS


def read_stated_title(element: Element) -> str | None:
    text = clean_text(element.get("title") or "")[:_LONGEST_TITLE]
    return text if text and not is_file_label(text) and "viewer" not in text.lower() else None


def is_file_label(text: str) -> bool:
    """True for "Tải về", "Tệp đính kèm:", "Xem tại đây": words that name no file."""
    words = _WORDS.findall(text.lower())
    if not words or len(words) > _MOST_LABEL_WORDS or " - " in text or text.endswith("."):
        return False
    return words[0] in _OPENERS and _LABEL_WORDS.issuperset(words) and not _ACTS.isdisjoint(words)
