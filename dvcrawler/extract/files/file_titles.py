"""The name that a link gives to the file it leads to."""

import re

from lxml.etree import _Element as Element

from dvcrawler.extract.files.file_addresses import type_of
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


def read_stated_title(element: Element) -> str | None:
    text = clean_text(element.get("title") or "")[:_LONGEST_TITLE]
    return text if text and not is_file_label(text) and "viewer" not in text.lower() else None


def is_file_label(text: str) -> bool:
    """True for "Tải về", "Tệp đính kèm:", "Xem tại đây": words that name no file."""
    words = _WORDS.findall(text.lower())
    if not words or len(words) > _MOST_LABEL_WORDS or " - " in text or text.endswith("."):
        return False
    return words[0] in _OPENERS and _LABEL_WORDS.issuperset(words) and not _ACTS.isdisjoint(words)
