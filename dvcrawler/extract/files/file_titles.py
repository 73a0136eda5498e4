"""The name that a link gives to the file it leads to."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote

from dvcrawler.extract.elements import Element, has_at_least, text_of
from dvcrawler.extract.files.file_addresses import path_of, type_of
from dvcrawler.extract.interface.button_labels import SIZE_AT_END
from dvcrawler.extract.lines.link_lists import is_document_name, list_numbered_documents
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_LONGEST_TITLE = 300
#: Words of a link that says how to get the file and not what it is; one of `_ACTS` is among them.
_ACTS = frozenset(
    "tải download dowload xem mở đọc đính kèm tệp tập file files đây here attachment attachments"
    " pdf word excel doc docx xls xlsx".split()
)
_OPENERS = _ACTS | frozenset("bấm nhấn click kích tại ở link đường các tài văn".split())
_LABEL_WORDS = _OPENERS | frozenset(
    "vào chuột ở dẫn về xuống tin bản nội dung chi tiết liệu đầy đủ toàn trực tuyến online máy now theo"
    " gốc này".split()
)
_ROWS = ("li", "tr")
_NAMING = (*_ROWS, "p", "div")
#: The row around a link and a box that an editor sets between them.
_MOST_AROUND, _MOST_NAME_WORDS = 2, 8
_SIZE = lazy_regex(SIZE_AT_END, re.I)
#: Behind a name: "…, toàn văn xem [tại đây]".
_REQUEST = lazy_regex(
    r"(?:[\s,;–-]{1,3}(?:toàn văn|chi tiết|nội dung|đầy đủ|xin|mời|quý vị|bạn đọc|độc giả|vui lòng)){0,6}+"
    r"[\s,;–-]{1,3}(?:xem|tải|đọc|mở)(?: về| thêm| tại)?$",
    re.I,
)
_EDGES = " :-–—|»›•*+([,;"
_LEAST_LETTERS = 5
_WORDS = lazy_regex(r"\w+")
#: Words of a file's name that somebody gave it; systems name files by numbers.
_WORDS_OF_FILE = lazy_regex(r"[^\W\d_]{2,}")
_LEAST_WORDS_OF_FILE, _LONGEST_WORD = 2, 20
_MOST_LABEL_WORDS = 8
#: "Tải về ke-hoach-12.pdf": the words before a file's name.
_BEFORE_NAME = lazy_regex(
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
        if has_at_least(box.iter("a"), 2):
            return None
        texts = list(_list_texts_before(box, link))
        name = max(filter(_may_be_name, texts), key=len, default=None)
        if name is not None and (box.tag == "tr" or _is_name(name, box)):
            return name
        named = _find_name_within(texts)
        if named is not None or name is not None or box.tag in _ROWS:
            return named
    return None


def _find_name_within(texts: Sequence[str]) -> str | None:
    """The one document that the sentence around the link names by its number."""
    found = {name for text in texts if len(text) <= _LONGEST_TITLE for name in list_numbered_documents(text)}
    return found.pop() if len(found) == 1 else None


def find_name_in_address(address: str) -> str | None:
    """The name in the address of a file, if somebody gave it one in words: "ke-hoach-trong-cay.pdf"."""
    name = clean_text(unquote(path_of(address)).rpartition("/")[2])
    words = _WORDS_OF_FILE.findall(name.rpartition(".")[0])
    is_named = len(words) >= _LEAST_WORDS_OF_FILE and len(max(words, key=len)) <= _LONGEST_WORD
    return name if is_named and type_of(name) else None


def _is_name(text: str, box: Element) -> bool:
    return is_document_name(text) or (box.tag == "li" and len(text.split()) <= _MOST_NAME_WORDS)


def _list_texts_before(box: Element, link: Element) -> Iterator[str]:
    """The texts of the cells of a row; of another box, all that is before the link."""
    if box.tag == "tr":
        return (_tidy(text_of(cell)) for cell in box if link not in cell.iter("a"))
    whole, label = text_of(box), text_of(link)
    return iter((_tidy(whole.rpartition(label)[0] if label else whole),))


def _tidy(text: str) -> str:
    named = _SIZE.sub("", clean_text(text).strip(_EDGES)).strip(_EDGES)
    return named if len(named) > _LONGEST_TITLE else _REQUEST.sub("", named)


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
