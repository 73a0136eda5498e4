"""Bylines: who wrote, in what role and office, and where the text was taken from.

Forms seen on Báo Nam Định, its sister papers and the province's party sites, 2010-2024.
A photo credit names no author; nor does a signature under an official text.
"""

import re
from dataclasses import dataclass, replace

from dvcrawler.items import Author
from dvcrawler.normalize.credits import split_credit
from dvcrawler.normalize.names import is_possible_name, is_sure_name, tidy_name
from dvcrawler.normalize.outlets import is_cited, is_outlet
from dvcrawler.normalize.text import clean_text

__all__ = ["Byline", "is_byline", "read_byline", "split_credit"]

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Byline:
    """`raw` is the line as printed, on one line. `source` is the outlet, None where unnamed."""

    authors: tuple[Author, ...]
    source: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class _Reading:
    authors: tuple[Author, ...] = ()
    source: str | None = None
    labelled: bool = False
    unread: bool = False

    def joined(self, other: "_Reading") -> "_Reading":
        return _Reading(
            self.authors + other.authors,
            self.source or other.source,
            self.labelled or other.labelled,
            self.unread or other.unread,
        )


_AND = r"\s?(?:,|và|\+|[-–—]|/|&)\s?"
_CLIP = r"video|clip|đồ họa|đồ hoạ|quay phim"
#: The word before the names, and the role it gives. "T/h" before a name is a broadcaster's
#: "thực hiện"; in brackets after a name it is a newspaper's "tổng hợp".
_LABELS: tuple[tuple[str, str], ...] = (
    ("both", rf"(?:tin bài|tin|bài viết|bài)(?:{_AND}(?:tin|bài))?{_AND}ảnh(?:{_AND}(?:{_CLIP}))?\s?:?"),
    ("both2", rf"ảnh{_AND}(?:tin|bài)\s?:?"),
    ("photo", rf"(?:nguồn ảnh|ảnh tư liệu|ảnh minh họa|ảnh minh hoạ|ảnh)(?:{_AND}(?:{_CLIP}))?\s?:"),
    ("photo2", r"(?:trình bày|thiết kế|đồ họa|đồ hoạ|kỹ thuật)\s?:"),
    ("text", r"(?:tin bài|tin, bài|tin tức|bài viết|tin|bài|lời)\s?:|reported by\s?:?|by\s?:"),
    ("performed", rf"(?:nhóm |người )?thực hiện\s?:|t/h\s?:|(?:{_CLIP})\s?:"),
    ("compiled", r"(?:tổng hợp|sưu tầm|biên soạn|biên dịch|lược dịch|lược ghi)\s?:"),
    ("author", r"(?:tên )?tác giả\s?:|người viết\s?:|phóng viên\s?:|author\s?:"),
    ("source", r"nguồn(?: tin)?\s?:|source\s?:|theo nguồn\s?:|theo\s(?!dõi\b)"),
)
_LABEL = re.compile(
    r"(?<![^\W_])(?:" + "|".join(f"(?P<{name}>{regex})" for name, regex in _LABELS) + ")",
    re.IGNORECASE,
)
_ROLES = {"both": "text+photo", "both2": "text+photo"} | {
    role: role for role in ("text", "performed", "compiled")
}
#: The same in brackets after the names.
_REMARKS = (
    (re.compile(r"(?:nhóm )?thực hiện|dàn dựng", re.I), "performed"),
    (re.compile(r"tổng hợp|t/h|t\.?h|sưu tầm|s\.?t|biên soạn|lược dịch|dịch|ghi|lược ghi", re.I), "compiled"),
    (re.compile(r"tin, ảnh|tin và ảnh|bài, ảnh|bài và ảnh", re.I), "text+photo"),
)
_BRACKETS = re.compile(r"\(([^()]{1,120})\)")
_BETWEEN_NAMES = re.compile(r"\s*[,&/|+]\s*|\s+[-–—]\s*|[-–—]\s+|\s+và\s+", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?<![^\W_])(?:nguyên\s+|quyền\s+)?(?:"
    r"(?:phó\s+)?bí thư|(?:phó\s+)?chủ tịch|(?:tỉnh|thành|huyện|thị|đảng)\s+(?:ủy|uỷ)\s+viên"
    r"|(?:ủy|uỷ) viên|(?:phó\s+)?trưởng\s+(?:ban|phòng|đoàn|khoa)|(?:phó\s+)?(?:tổng\s+)?giám đốc"
    r"|(?:phó\s+)?hiệu trưởng|bộ trưởng|thứ trưởng|(?:phó\s+)?(?:tổng\s+)?cục trưởng"
    r"|(?:phó\s+)?chi cục trưởng|(?:phó\s+)?viện trưởng|(?:phó\s+)?chánh\s+(?:văn phòng|án|thanh tra)"
    r"|(?:phó\s+)?chỉ huy trưởng|(?:phó\s+)?chính ủy|chính trị viên|(?:phó\s+)?chủ nhiệm"
    r"|(?:phó\s+)?tổng biên tập|đại biểu quốc hội|giảng viên|phó\s+trưởng"
    r"|(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uý)"
    r")(?![^\W_])",
    re.IGNORECASE,
)
_RANK_FIRST = re.compile(r"((?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy|uý))\s+", re.IGNORECASE)
#: A caption says what someone does; a byline with an office does not.
_DOING = re.compile(
    r"\b(?:phát biểu|trao|tặng|chủ trì|tham quan|thăm|kiểm tra|tham dự|dự|động viên|kết luận|báo cáo"
    r"|khai mạc|chúc mừng|chụp|làm việc|tiếp|cùng|tại|trong|với|đang|cho biết|nhấn mạnh)\b"
)
_NO_BYLINE = re.compile(
    r"(?:đã ký|tm\s?\.|kt\s?\.|tl\s?\.|t/m|nơi nhận|tổng biên tập|phó tổng biên tập|tòa soạn|toà soạn"
    r"|địa chỉ|điện thoại|giấy phép|lượt xem|email|hotline|đường dây nóng|lts\b|xem thêm|in trang)",
    re.IGNORECASE,
)
_PRINTED_TIME = re.compile(r"[\s,|–-]*(?:\d{1,2}\s?[:h]\s?\d{2}|\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]).*$")
_EDGES = " \t*|•·–—-,;:"


def read_byline(text: str) -> Byline | None:
    """Reads a line that stands where the author does. None: it names neither author nor source."""
    raw = clean_text(text)
    reading = _read(raw, sure=False)
    if not reading.authors and not reading.source:
        return None
    return Byline(reading.authors, reading.source, raw)


def is_byline(text: str, *, strict: bool = True) -> bool:
    """Whether this whole line can be a byline, in the body's last lines or under the title.

    strict: a name without a role label must be sure (`names.is_sure_name`); otherwise any
    capitalised words will do, for places where only a byline can stand.
    """
    raw = clean_text(text)
    reading = _read(raw, sure=strict)
    if reading.unread or not (reading.authors or reading.source):
        return False
    return reading.labelled or bool(reading.authors) or not strict


def _read(raw: str, *, sure: bool) -> _Reading:
    """Reads label by label: each label rules the text up to the next."""
    if not raw or len(raw) > _LONGEST or _NO_BYLINE.match(raw):
        return _Reading(unread=True)
    text, remark = _take_remark(_PRINTED_TIME.sub("", raw))
    reading = remark
    place, role, kind = 0, remark.authors[0].role if remark.authors else None, ""
    reading = replace(remark, authors=())
    for label in _LABEL.finditer(text):
        reading = reading.joined(_read_part(text[place : label.start()], kind, role, sure))
        kind = label.lastgroup or ""
        place, role = label.end(), _ROLES.get(kind, role)
        reading = replace(reading, labelled=True)
    return reading.joined(_read_part(text[place:], kind, role, sure and not kind))


def _take_remark(text: str) -> tuple[str, _Reading]:
    """Brackets after the names: a role, or where the text was taken from."""
    reading = _Reading()
    for found in _BRACKETS.finditer(text):
        inside = found[1].strip(_EDGES)
        role = next((name for regex, name in _REMARKS if regex.fullmatch(inside)), None)
        label = _LABEL.match(inside)
        if role:
            # The role is carried by a nameless author, whom `_read` takes off again.
            reading = _Reading((Author("", role),), reading.source, True)
        elif label and label.lastgroup == "source":
            source = inside[label.end() :].strip(_EDGES)
            reading = replace(reading, source=source if is_cited(source) else None, labelled=True)
        elif label is None:
            continue
        text = text.replace(found[0], " ")
    return text, reading


def _read_part(part: str, kind: str, role: str | None, sure: bool) -> _Reading:
    part = part.strip(_EDGES)
    if not part or kind.startswith("photo"):
        return _Reading()
    if kind == "source":
        source = part.strip(" .")
        return _Reading(source=source) if is_cited(source) else _Reading(unread=True)
    if is_outlet(part) and not is_possible_name(part):
        return _Reading(source=part)
    with_office = _read_office(part, role)
    if with_office is not None:
        return with_office
    return _read_names(part, role, sure)


def _read_office(part: str, role: str | None) -> _Reading | None:
    """ "Nguyễn Duy Hiển, Bí thư …": what stands before the office is one person's name."""
    rank = _RANK_FIRST.match(part)
    rest = part[rank.end() :] if rank else part
    office = _OFFICE.search(rest)
    if rank and not office and is_sure_name(rest):
        return _Reading((Author(tidy_name(rest), role, rank[1]),))
    if not office:
        return None
    name = rest[: office.start()].strip(_EDGES)
    if not is_sure_name(name) or _DOING.search(rest[office.start() :]):
        return _Reading(unread=True)
    words = rest[office.start() :].strip(_EDGES)
    return _Reading((Author(tidy_name(name), role, f"{rank[1]}, {words}" if rank else words),))


def _read_names(part: str, role: str | None, sure: bool) -> _Reading:
    reading = _Reading()
    believed = is_sure_name if sure else is_possible_name
    whole = part.strip(_EDGES)
    pieces = [whole] if believed(whole) else _BETWEEN_NAMES.split(part)
    for piece in pieces:
        name = piece.strip(_EDGES)
        if not name:
            continue
        if is_outlet(name) and not is_sure_name(name):
            reading = replace(reading, source=reading.source or name)
        elif believed(name) or (believed(name.rstrip("."))):
            author = Author(tidy_name(name), role)
            reading = replace(reading, authors=(*reading.authors, author))
        else:
            reading = replace(reading, unread=True)
    return reading if not reading.unread or not sure else replace(reading, authors=())
