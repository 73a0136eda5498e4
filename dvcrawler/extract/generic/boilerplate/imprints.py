"""Recognises the imprint of a site: who answers for it, its licence and how to reach it."""

import re

from dvcrawler.patterns import lazy_regex

_LONGEST_LINE = 1_000
#: No article says one of these of itself.
_OWN = lazy_regex(
    r"chịu trách nhiệm(?: (?:chính|nội dung|xuất bản|quản lý|về nội dung)\b|\s?:)|ghi rõ nguồn"
    r"|giấy phép (?:số|thiết lập|hoạt động|xuất bản)[^.]{0,80}(?:bộ|sở|cục|/gp)\b|bản quyền (?:thuộc|của|©)|©"
    r"|all rights reserved|copyright\b|cơ quan chủ quản\s?:",
    re.I,
)
#: Each of these has one of these parts, which are looked for first because that is fast.
_IN_OWN = (
    "chịu trách", "ghi rõ", "giấy phép", "bản quyền", "©", "all rights", "copyright", "cơ quan chủ quản",
)  # fmt: skip
_IN_LABELS = (":", " by", " bởi")
#: Two of them in one paragraph, each of which an article may have by itself.
_LABELS = lazy_regex(
    r"(?:địa chỉ|trụ sở|t(?:òa|oà) soạn|điện thoại|đt|fax|e-?mail|thư điện tử|website|đường dây nóng"
    r"|hotline|tổng biên tập|trưởng ban biên tập|cơ quan chủ quản|thiết kế|phát triển)\s?:"
    r"|(?:designed|powered|developed|thiết kế|phát triển|xây dựng) (?:by|bởi)\b",
    re.I,
)


def is_imprint(text: str) -> bool:
    """Whether the paragraph is from the foot of the site rather than from an article."""
    if len(text) > _LONGEST_LINE:
        return False
    lowered = text.lower()
    if any(map(lowered.__contains__, _IN_OWN)) and _OWN.search(text):
        return True
    may_be_labelled = any(map(lowered.__contains__, _IN_LABELS))
    return may_be_labelled and len({found[0].lower() for found in _LABELS.finditer(text)}) > 1
