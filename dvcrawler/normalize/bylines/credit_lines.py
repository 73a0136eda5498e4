"""Lines that name who designed or produced an article, took its pictures or gave them."""

import re

from dvcrawler.normalize.bylines.account_lines import BETWEEN_NAMES
from dvcrawler.normalize.bylines.labels import LINE_EDGES
from dvcrawler.normalize.bylines.names import is_possible_name, is_sure_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.emoji import without_opening_pictures
from dvcrawler.patterns import lazy_regex

#: Labels above and below the byline of a long read for those who designed and produced it.
MAKING = (
    r"(?:tổ chức(?: sản xuất| thực hiện)?|(?:chỉ đạo|quản lý)(?: nội dung| sản xuất| thực hiện)?|chủ biên"
    r"|sản xuất|trình bày|thiết kế|minh họa|minh hoạ|đồ họa|đồ hoạ|infographics?|kỹ thuật|mỹ thuật|lập trình"
    r"|đạo diễn|âm thanh|giọng đọc|dựng(?: phim| clip)?|(?:ngày )?xuất bản|design|layout|graphics?)"
)
SHOWING = (
    r"(?:(?:nguồn )?(?:hình )?ảnh(?: (?:tư liệu|minh h(?:ọa|oạ)|bìa|(?:(?:sử dụng )?trong )?bài(?: viết)?))?"
    r"|photos?|video|clip|quay phim)"
)
_AND = r"\s?(?:,|&|/|\+|[-–]|và)\s?"
_MADE_BY = lazy_regex(
    rf"{MAKING}(?:{_AND}(?:{MAKING}|{SHOWING})){{0,3}}\s?:\s?(?P<value>.{{2,80}})", re.IGNORECASE
)
_SHOWN_BY = lazy_regex(
    rf"{SHOWING}(?:{_AND}(?:{MAKING}|{SHOWING})){{0,3}}(?:\s?:\s?|\s[-–—]\s)(?P<value>.{{2,80}})",
    re.IGNORECASE,
)
_GIVEN = lazy_regex(r" (?:cung cấp|chụp|sưu tầm|gửi)$", re.I)
_ARCHIVE = lazy_regex(
    r"t\.?l|tư liệu(?: [^.!?:]{2,40})?|nvcc|ctv|internet"
    r"|(?:nhân vật|gia đình|đơn vị|cơ sở|địa phương) cung cấp",
    re.I,
)


def is_credit_line(text: str) -> bool:
    """Whether the whole line names who designed or published the article, or took its pictures: "Trình bày:
    Lan Anh", "Ảnh, video: Lan Anh".
    """
    text = without_opening_pictures(text)
    if _names_makers(_MADE_BY.fullmatch(text.strip(LINE_EDGES))):
        return True
    found = _SHOWN_BY.fullmatch(text.strip(f"{LINE_EDGES}()"))
    if found is None or is_date_line(value := found["value"].strip(LINE_EDGES)):
        return False
    if ":" not in text:  # "Ảnh - Văn Hải"
        return all(map(is_sure_name, BETWEEN_NAMES.split(value)))
    return _names_makers(found) or _names_giver(value)


def is_unnamed_credit(text: str) -> bool:
    """Whether the whole line credits nobody for the pictures: "Ảnh: Internet", "Ảnh: Tư liệu"."""
    found = _SHOWN_BY.fullmatch(text.strip(f"{LINE_EDGES}()"))
    return found is not None and _ARCHIVE.fullmatch(found["value"].strip(LINE_EDGES)) is not None


def _names_makers(found: re.Match[str] | None) -> bool:
    if found is None:
        return False
    value = found["value"].strip(LINE_EDGES)
    return is_date_line(value) or all(
        is_possible_name(name) or is_outlet(name) for name in BETWEEN_NAMES.split(value)
    )


def _names_giver(value: str) -> bool:
    """Whether the value says who gave pictures: a body, or in short their archive."""
    giver = _GIVEN.sub("", value)
    return is_possible_name(giver) or is_body(giver) or _ARCHIVE.fullmatch(value) is not None
