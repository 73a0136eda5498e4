"""The labels around the names in a byline, and the roles they assign.

"T/h" before a name is a broadcaster's "thực hiện" (namdinhtv.vn, 2019); in brackets after a name
it is a newspaper's "tổng hợp".
"""

import re
from collections.abc import Iterator

#: Labels that do not assign a role.
SOURCE = "source"
CITED = "cited"
PHOTO = "photo"
AUTHOR = "author"

AND = r"\s?(?:,|và|\+|[-–—]|/|&)\s?"
CLIP = "(?:video|clip|đồ họa|đồ hoạ|quay phim)"
_TEXT = "(?:tin bài|tin tức|tin|bài viết|bài)"
_LABELS = (
    ("text+photo", rf"{_TEXT}(?:{AND}(?:tin|bài))?{AND}ảnh(?:{AND}{CLIP})?(?![^\W_])\s?:?"),
    ("text+photo", rf"ảnh{AND}(?:tin|bài)(?![^\W_])\s?:?"),
    (PHOTO, rf"(?:nguồn ảnh|ảnh tư liệu|ảnh minh họa|ảnh minh hoạ|ảnh)(?:{AND}{CLIP})?\s?:"),
    (PHOTO, r"(?:trình bày|thiết kế|đồ họa|đồ hoạ|kỹ thuật)\s?:"),
    ("text", rf"(?:{_TEXT}(?:{AND}{_TEXT})?|lời)\s?:"),
    ("text", r"^(?:reported |written |story )?by(?![^\W_])\s?:?"),
    ("performed", rf"(?:(?:nhóm |người )?thực hiện|t/h|{CLIP})\s?:"),
    ("compiled", r"(?:tổng hợp|sưu tầm|biên soạn|biên dịch|lược dịch|lược ghi)\s?:"),
    (AUTHOR, r"(?:tên )?(?:tác giả|người viết|phóng viên|author)\s?:"),
    (SOURCE, r"(?:theo )?nguồn(?: tin)?\s?:|source\s?:"),
    (CITED, r"theo(?:\s?:|\s(?!dõi\b))"),
)
_LABEL = re.compile(r"(?<![^\W_])(?:" + "|".join(f"({regex})" for _, regex in _LABELS) + ")", re.IGNORECASE)
#: Every label contains one of these; checked first because it is fast.
_HINT = re.compile(r":|theo\s|ảnh|^(?:reported |written |story )?by\s", re.IGNORECASE)
#: In brackets after the names, or at the end of the line.
_REMARKS = (
    ("performed", r"(?:nhóm )?thực hiện|dàn dựng"),
    ("compiled", r"tổng hợp|t/h|t\.?h|sưu tầm|s\.?t|biên (?:soạn|dịch)|(?:lược )?(?:dịch|ghi)"),
    ("text+photo", rf"{_TEXT}{AND}ảnh"),
)
_REMARK = re.compile("|".join(f"({regex})" for _, regex in _REMARKS), re.IGNORECASE)
#: "(tổng hợp từ Internet)"
_COMPILED_FROM = re.compile(r"(?:tổng hợp|lược dịch|dịch|sưu tầm) (?:từ|theo) (.+)", re.IGNORECASE)
#: "Minh Anh tổng hợp", without brackets.
_CLOSING = re.compile(r"\s(?:(thực hiện)|(tổng hợp|sưu tầm|biên soạn|lược dịch))$", re.IGNORECASE)


def split_at_labels(text: str) -> Iterator[tuple[str | None, str]]:
    """Yields (label, text up to the next label); the label is None for the text before the first."""
    kind, place = None, 0
    for found in _LABEL.finditer(text) if _HINT.search(text) else ():
        yield kind, text[place : found.start()]
        kind, place = _LABELS[(found.lastindex or 1) - 1][0], found.end()
    yield kind, text[place:]


def read_remark(inside: str) -> tuple[str | None, str | None]:
    """Returns the (role, source) in brackets after the names: "(T/h)", "(tổng hợp từ Internet)"."""
    if found := _COMPILED_FROM.fullmatch(inside):
        return "compiled", found[1]
    found = _REMARK.fullmatch(inside)
    return (_REMARKS[(found.lastindex or 1) - 1][0] if found else None), None


def take_closing_role(text: str) -> tuple[str, str | None]:
    """Splits "Minh Anh tổng hợp" into (names, role); the role is None if the line does not end in one."""
    found = _CLOSING.search(text)
    if found is None:
        return text, None
    return text[: found.start()], "performed" if found[1] else "compiled"
