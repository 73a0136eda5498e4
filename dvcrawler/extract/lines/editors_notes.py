"""What the newsroom says about an article above the text: corrections, changes, why it is printed. It is part
of the text, and not its lead.
"""

import re

from dvcrawler.patterns import lazy_regex

_ARTICLE = r"(?:bài (?:viết|báo|này)|tin(?: bài)?|bản tin|tiêu đề|nội dung)(?: này| trên)?"
_CHANGED = r"(?:cập nhật|chỉnh sửa|sửa(?: đổi| chữa| lại)?|đính chính|bổ sung|điều chỉnh|thay đổi)"
_NOTE = lazy_regex(
    r"[\W_]*(?:LTS\b|l[oờ]i (?:tòa|toà) soạn\b|(?:thông tin |lời |xin )?(?:đính chính|cải chính)\b"
    r"|(?:báo|tòa soạn|toà soạn|ban biên tập|bbt|chúng tôi)(?: [^\W\d_]{1,7}){0,4} xin (?:được )?"
    r"(?:đính chính|cải chính|cáo lỗi|sửa lại)\b"
    rf"|(?:(?:cập nhật|lưu ý|chú ý|ghi chú)\s?[:,–-]\s?)?{_ARTICLE}(?: đã(?: được)?| được) {_CHANGED}\b"
    r"|đã (?:sửa|đính chính|cập nhật)\s?:"
    r"|(?:corrections?|clarification|editor['’]?s?['’]? note|update)\s?[:,–-]"
    r"|this (?:article|story|post) (?:has been|was) (?:updated|corrected|amended)\b)",
    re.I,
)


def is_editors_note(text: str) -> bool:
    """Whether the paragraph is such a note, by its beginning."""
    return _NOTE.match(text) is not None
