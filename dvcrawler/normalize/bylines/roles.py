"""Lines that say what a person did or is: "Kịch bản: Lan Anh", "Tổ chức thực hiện: Minh Hà".

Below a text that nobody signs they may name its author, which the label does not say.
"""

import re

from dvcrawler.normalize.bylines.account_lines import is_editor_line, names_editor
from dvcrawler.normalize.bylines.credit_lines import is_credit_line
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.patterns import lazy_regex

_LINE = lazy_regex(r"(?P<role>[^\W\d_][^:.,;!?()]{1,40}?)\s?:\s?(?P<names>[^:\d]{2,80})")
_BETWEEN = lazy_regex(r"\s?[,;&]\s?|\s[-–—]\s|\svà\s")
#: Who is to be called, persons that the text is about, and those who answer for the site.
_NO_WORK = lazy_regex(
    r"(?:liên hệ|đầu mối|điện thoại|s?đt|hotline|gặp|địa (?:chỉ|điểm)|nơi|tại|kính gửi|gửi|nguồn|theo"
    r"|trọng tài|người mẫu|ghi bàn|thẻ (?:vàng|đỏ)|huấn luyện viên|hlv|diễn viên|nhân vật|khách mời"
    r"|thí sinh|đội|giải|huy chương|hạng|quán quân|á quân)\b"
    r"|.{0,30}\b(?:(?:tổng|ban|phó|hội đồng) biên tập|xuất bản|tòa soạn|toà soạn)\b",
    re.I,
)
_MOST_WORDS = 7
_LABEL = lazy_regex(
    r"(?:^|[\d|•·–—)/-]\s{0,3})"
    r"(?P<line>(?:(?:tổ chức|chỉ đạo)(?: sản xuất| thực hiện)?|chủ biên|đạo diễn)\s?:"
    r"\s?(?P<names>[^:]{2,80})$)",
    re.IGNORECASE,
)


def is_role_line(text: str) -> bool:
    """Whether the line is a role with names, other than of photographers, designers and editors."""
    found = _LINE.fullmatch(text) if ":" in text else None
    if found is None or len(found["role"].split()) > _MOST_WORDS or _NO_WORK.match(text):
        return False
    if not all(map(is_sure_name, _BETWEEN.split(found["names"].strip(" .")))):
        return False
    return not (begins_with_label(text, "") or is_credit_line(text) or is_editor_line(text))


def says_who_did_what(text: str) -> bool:
    """Whether the line is one of a role, or a credit for pictures or the page."""
    if ":" not in text:
        return names_editor(text)  # "Edited by Lan Anh"
    return may_name_author(text) or is_credit_line(text)


def may_name_author(text: str) -> bool:
    """Whether the line is one of a role, or names who had the article made or edited it."""
    return is_role_line(text) or find_organisers(text) == text or names_editor(text)


def find_organisers(text: str) -> str | None:
    """The label and its names, of the line or at the end of a row of facts; None if it names no persons."""
    found = _LABEL.search(text) if ":" in text else None
    if found is None or not all(map(is_sure_name, _BETWEEN.split(found["names"]))):
        return None
    return found["line"]
