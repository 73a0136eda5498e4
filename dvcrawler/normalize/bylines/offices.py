"""Offices printed with an author's name: "Nguyễn Văn An, Bí thư Đảng ủy xã …"."""

import re

from dvcrawler.normalize.bylines.names import is_sure_name, tidy_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.patterns import lazy_regex

#: Who works for a paper, as printed beside a name.
NEWSROOM_OFFICES = "phóng viên|nhà báo|biên tập viên|cộng tác viên|tác giả|reporter|author|editor"
_RANK = (
    r"(?:(?:(?:đại|thượng|trung|thiếu)\s(?:tướng|tá|úy|uý)|chuẩn\s(?:úy|uý)|(?:thượng|trung|hạ)\s(?:sĩ|sỹ)"
    r"|binh\s(?:nhất|nhì))(?:,?\s(?:QNCN|CN|chuyên nghiệp)(?![^\W_]))?)"
)
_OFFICE = lazy_regex(
    rf"(?<![^\W_])(?:nguyên\s|quyền\s)?(?:phó\s)?(?:"
    r"bí thư|chủ tịch|(?:tỉnh|thành|huyện|thị|đảng)\s(?:ủy|uỷ)\sviên|(?:ủy|uỷ) viên"
    r"|trưởng\s(?:ban|phòng|đoàn|khoa|công an)|(?:tổng\s)?giám đốc|hiệu trưởng|bộ trưởng|thứ trưởng"
    r"|(?:tổng\s|chi\s)?cục trưởng|viện trưởng|chánh\s(?:văn phòng|án|thanh tra)|chỉ huy trưởng"
    r"|chính (?:ủy|uỷ)|chính trị viên|chủ nhiệm|tổng biên tập|đại biểu quốc hội|giảng viên"
    rf"|(?-i:UV ?B(?:TV|CH)|[TH]UV)|{_RANK})(?![^\W_])",
    re.IGNORECASE,
)
_RANK_FIRST = lazy_regex(rf"({_RANK}),?\s", re.IGNORECASE)
#: Words of captions, which say what an official does; a byline does not.
_DOING = lazy_regex(
    r"\b(?:phát biểu|trao|tặng|chủ trì|tham quan|thăm|kiểm tra|tham dự|dự|động viên|kết luận"
    r"|báo cáo|khai mạc|chúc mừng|chụp|làm việc|tiếp|cùng|tại|trong|với|đang|cho biết|nhấn mạnh)\b"
)
#: Offices of contributors, printed after the name; unlike the offices above it does not sign official texts.
_WORK = lazy_regex(
    r"(?:nguyên )?(?:công chức|cựu chiến binh|cựu giáo chức|cán bộ|chuyên viên|viên chức|giáo viên|nhân viên"
    r"|hội viên|cộng tác viên|trưởng (?:thôn|xóm)|(?-i:GV(?:CN)?|HS|SV|P?[BCH]T|TPT|PGĐ)"
    r"|kế toán|học sinh|sinh viên|c[cb](?:vh(?:-?(?:xh|tt))?)?)\s.{2,}",
    re.IGNORECASE,
)
#: Before the body that it belongs to: "Khoa Xây dựng Đảng, Trường Chính trị tỉnh".
_PART_OF_BODY = lazy_regex(r"(?:Khoa|Bộ môn|Tổ|Phòng|Ban|Đội|Nhóm|Trung tâm) [^.:!?]{2,50}")
#: Where a contributor lives: "Xã Nam Mỹ", "Thôn 3, xã Nam Mỹ, huyện Nam Trực".
_ADDRESS = lazy_regex(
    r"(?i:số|thôn|xóm|đội|tổ|khu|ấp|bản|làng|phố|đường|lớp|xã|phường|thị trấn|tt\.?|thị xã|quận|huyện"
    r"|thành phố|tp\.?|tỉnh)"
    r"(?i: dân phố| phố)?(?: |(?<=\.)|(?=\d))[A-ZĐÀ-Ỹ0-9][^.:;!?]{0,80}"
)
_MOST_WORDS = 10
_EDGES = " ,-–—("
_BEFORE_BODY = lazy_regex(r", | [-–—] ")


def names_office(text: str) -> bool:
    return _OFFICE.search(text) is not None


def tells_action(text: str) -> bool:
    """Whether `text` says what somebody does, as captions do."""
    return _DOING.search(text) is not None


def begins_with_office(text: str) -> bool:
    """Whether the line is the office of the person named below it: "Chủ tịch Hội đồng nhân dân tỉnh"."""
    is_line = _OFFICE.match(text) is not None and text[-1] not in ".:!?" and not _DOING.search(text)
    if is_sure_name(text.rpartition(":")[2].strip()):  # "Phó Chủ tịch: Lan Anh"
        return False
    return is_line and len(text.split()) <= _MOST_WORDS and split_office(text) is None


def is_office(text: str) -> bool:
    """Whether all of `text` is a body, an occupation or an address, as printed after a contributor's name."""
    if is_outlet(text) or _DOING.search(text):
        return False
    part, _, body = text.rpartition(", ")
    if is_body(text) or _is_address(text) or (_PART_OF_BODY.fullmatch(part) and is_body(body)):
        return True
    return _WORK.fullmatch(text) is not None and len(text.split()) <= _MOST_WORDS


def _is_address(text: str) -> bool:
    """Whether the whole of `text` is where somebody lives: "Xã Nam Mỹ, huyện Nam Trực"."""
    return _ADDRESS.fullmatch(text) is not None and len(text.split()) <= _MOST_WORDS


def split_office(text: str) -> tuple[str, str] | None:
    """Splits (name, office) of one person whose office follows the name, or whose rank precedes it.

    None for anything else: the office alone, what an official does, several names.
    """
    rank = _RANK_FIRST.match(text)
    rest = text[rank.end() :] if rank else text
    name, office = _split_at_office(rest) or (rank and _split_at_body(rest)) or (rest.strip(_EDGES), "")
    if not (rank or office) or not is_sure_name(name) or _DOING.search(office):
        return None
    return tidy_name(name), ", ".join(filter(None, (rank and rank[1], office)))


def _split_at_office(text: str) -> tuple[str, str] | None:
    found = _OFFICE.search(text)
    return (text[: found.start()].strip(_EDGES), text[found.start() :].strip(" ,;)")) if found else None


def _split_at_body(text: str) -> tuple[str, str] | None:
    """The name, and the body that the officer belongs to; no body if those words are not an office."""
    parted = _BEFORE_BODY.search(text)
    if parted is None:
        return None
    name, body = text[: parted.start()], text[parted.end() :]
    return (name, body) if is_office(body) else (text, "")
