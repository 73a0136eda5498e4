"""Lines that a CMS prints above or below a page: who published it, who edited it, where it is from."""

import re

from dvcrawler.normalize.bylines.accounts import is_account, is_nobody, is_unnamed
from dvcrawler.normalize.bylines.labels import (
    ACCOUNT,
    AUTHOR,
    CITED,
    EDITOR,
    SOURCE,
    begins_with_label,
    split_at_labels,
)
from dvcrawler.normalize.bylines.name_lists import NAMESAKES
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_possible_name, is_sure_name
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.dates.grammar import WEEKDAY
from dvcrawler.normalize.emoji import without_opening_pictures
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

_EDGES = " *|•·–—-,;:"
#: The end of a label's value in a row of facts: a separator, a number, or the next fact.
_NEXT_FACT = lazy_regex(
    r"(?<!\s)\s{0,20}(?:[|•·;\n(]|/\s?(?:number of|comments?|views?)\b|\d"
    r"|\b(?:lượt|ngày|vào|lúc|đăng|(?<!đang )(?<!chưa )cập nhật|chuyên mục|trong"
    rf"|{WEEKDAY}|on|in|at|đã xem|views?|bình luận|in bài)\b)",
    re.IGNORECASE,
)
_DASH = lazy_regex(r"\s[-–—]\s")
#: "15/03/2024 bởi Lan Anh", "Posted on 15/03/2024 by Lan Anh" (WordPress).
_BARE_BY = lazy_regex(r"(?:^|[\d|•·)\]–—-])\s*(?:bởi|by)\s+(?=[^\W\d_])", re.IGNORECASE)
#: Characters before a label in a row of facts; words before it make it part of a sentence.
_OPEN = lazy_regex(r"(?:^[(\[]?|[\d|•·–—,;:/)\]-])\s*\Z")
#: Characters of a line about an account; a paragraph has more.
_MAX_LENGTH = 240
_LOGIN = lazy_regex(r"[a-z0-9][\w.@-]{1,40}")
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
_CONTACT = lazy_regex(
    rf"(?:(?:kênh |trang |nhóm |quan tâm )?(?:{NETWORK}|fanpage)(?: oa)?"
    r"|đơn vị(?: công tác)?|nơi công tác|lớp|trường|địa chỉ|sđt|đt|(?:số )?điện thoại|e-?mail|zalo"
    r"|đường dây nóng|hotline|liên hệ(?: tòa soạn| toà soạn| quảng cáo)?)\s?:.{1,100}",
    re.IGNORECASE,
)
_CALLS = lazy_regex(
    r"(?:[^.:]{0,40}\b)?(?:liên hệ|đường dây nóng|hotline|đầu mối)\b[^.:]{0,30}[:\d](?:.{0,60}[^.!?/])?", re.I
)
_PART_OF_DAY = r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm)"
_YEAR = r"(?:năm )?(?:19|20)\d\d"
#: When a text was written, as printed behind its place or its author.
PERIOD = (
    r"(?i:(?:viết )?(?:(?:đầu|giữa|cuối) )?"
    rf"(?:(?:{_PART_OF_DAY} )?(?:ngày |tháng )?\d{{1,2}}\s?[/.-]\s?(?:\d{{1,2}}\s?[/.-]\s?)?(?:19|20)\d\d"
    rf"|(?:ngày \d{{1,2}} )?tháng (?:\d{{1,2}}|[a-zà-ỹ]{{2,6}}(?: (?:một|hai))?),? {_YEAR}"
    rf"|(?:mùa )?(?:xuân|hè|hạ|thu|đông),? {_YEAR}))"
)
#: "Nam Định, tháng 11/2024", "Hải Minh, ngày 15/11/2024"
_PLACE_AND_DAY = lazy_regex(
    r"(?P<place>[A-ZĐÀ-ÝĂƠƯ][^.;:\d]{1,40}?)"
    rf"(?:, ?|,? (?:[-–—] )?(?=(?i:viết|đầu|giữa|cuối|ngày|tháng|mùa|{_PART_OF_DAY}) )){PERIOD}"
)
#: Communes have the first or last syllable of their district, as some persons have: "Hải Cường 12/4/2023".
_COMMUNE_AND_DAY = lazy_regex(
    r"(?:Hải|Nam|Xuân|Giao|Nghĩa|Trực|Yên|Mỹ|Kim|Thanh|Gia|Khánh|Ninh) [A-ZĐ]\w{1,7}"
    r" \d{1,2}\s?[/.-]\s?(?:\d{1,2}\s?[/.-]\s?)?(?:19|20)\d\d"
)
_NAMESAKES = frozenset(NAMESAKES.split("|"))
_BETWEEN = lazy_regex(r"\s?[,;/|+&]\s?|\s[-–—]\s|\svà\s")
_ANSWERS = lazy_regex(r"\W*(?:(?:người )?(?:chịu trách nhiệm|phụ trách)|(?:được )?cập nhật|updated)\b", re.I)


def is_account_line(text: str) -> bool:
    """Whether the whole line is an account's, with or without a label, or a placeholder; never a person's."""
    if len(text) > _MAX_LENGTH:
        return False
    if is_unnamed(text):
        return True
    label, value = _split_only_label(text)
    if label in (SOURCE, CITED):
        return is_nobody(value)
    if label not in (ACCOUNT, AUTHOR, EDITOR):
        return False
    if is_account(value) or _LOGIN.fullmatch(value):
        return True
    return label == ACCOUNT and (is_outlet(value) or is_body(value))


def is_editor_line(text: str) -> bool:
    """Whether the whole line names who edited the article: "Biên tập: Lan Anh - Minh Đức"."""
    label, value = _split_only_label(text)
    return label == EDITOR and (_are_names(value) or is_account(value))


def names_editor(text: str) -> bool:
    """As `is_editor_line`, of a person; not of one who answers for the site or last changed the page."""
    return _ANSWERS.match(text) is None and is_editor_line(text) and not is_account_line(text)


def _are_names(text: str) -> bool:
    return all(map(is_possible_name, _BETWEEN.split(text)))


def is_contact_line(text: str) -> bool:
    """Whether the whole line says where or when the person named above it wrote: "Đơn vị: …", "SĐT: …"."""
    text = text.strip(_EDGES)
    return _CONTACT.fullmatch(text) is not None or names_place_and_day(text)


def asks_to_call(text: str) -> bool:
    """Whether the line says whom or what number to call: "Liên hệ:", "Mọi chi tiết xin liên hệ: 0912 …"."""
    return _CALLS.fullmatch(text) is not None


def names_place_and_day(text: str) -> bool:
    """Whether the whole line is where and on what day a text was written: "Hải Minh, 15/11/2024". Without a
    comma only a place that is named after a district is one; other names and full names are those of authors.
    """
    text = text.strip(_EDGES)
    if not text[-1:].isdigit():
        return False
    if (found := _PLACE_AND_DAY.fullmatch(text)) is not None:
        return not _is_full_name(found["place"])
    return _COMMUNE_AND_DAY.fullmatch(text) is not None


def _is_full_name(text: str) -> bool:
    """Whether the text is the name of a person and not of a ward that is named after one."""
    is_full = text.count(" ") > 1 and begins_with_family_name(text) and is_sure_name(text)
    return is_full and text.lower() not in _NAMESAKES


def is_credit_line(text: str) -> bool:
    """Whether the whole line names who designed or published the article, or took its pictures: "Trình bày:
    Lan Anh", "Ảnh, video: Lan Anh".
    """
    text = without_opening_pictures(text)
    if _names_makers(_MADE_BY.fullmatch(text.strip(_EDGES))):
        return True
    found = _SHOWN_BY.fullmatch(text.strip(f"{_EDGES}()"))
    if found is None or is_date_line(value := found["value"].strip(_EDGES)):
        return False
    if ":" not in text:  # "Ảnh - Văn Hải"
        return all(map(is_sure_name, _BETWEEN.split(value)))
    return _names_makers(found) or _names_giver(value)


def is_unnamed_credit(text: str) -> bool:
    """Whether the whole line credits nobody for the pictures: "Ảnh: Internet", "Ảnh: Tư liệu"."""
    found = _SHOWN_BY.fullmatch(text.strip(f"{_EDGES}()"))
    return found is not None and _ARCHIVE.fullmatch(found["value"].strip(_EDGES)) is not None


def _names_makers(found: re.Match[str] | None) -> bool:
    if found is None:
        return False
    value = found["value"].strip(_EDGES)
    return is_date_line(value) or all(
        is_possible_name(name) or is_outlet(name) for name in _BETWEEN.split(value)
    )


def _names_giver(value: str) -> bool:
    """Whether the value says who gave pictures: a body, or in short their archive."""
    giver = _GIVEN.sub("", value)
    return is_possible_name(giver) or is_body(giver) or _ARCHIVE.fullmatch(value) is not None


def _split_only_label(text: str) -> tuple[str | None, str]:
    """(label, value) of a line that begins with its only label; the label is None for any other line."""
    if not begins_with_label(text, _EDGES):
        return None, ""
    _, *labelled = split_at_labels(text)
    if len(labelled) != 1:
        return None, ""
    label, value = labelled[0]
    return label, value.strip(_EDGES)


def is_only_label(text: str) -> bool:
    """Whether the text is a label without a value: "Tác giả:"."""
    parts = list(split_at_labels(text)) if begins_with_label(text, "") else []
    return len(parts) > 1 and not any(value.strip(_EDGES) for _, value in parts)


def split_facts(text: str) -> list[tuple[str, str]]:
    """Returns (label, value) of the author, the account and the source in a row of facts about the page.

    "15/03/2024 - Tác giả: Lan Anh - Lượt xem: 5" gives ("author", "Lan Anh").
    """
    parts = list(split_at_labels(text))
    if len(parts) > 1 and not _OPEN.search(parts[0][1]):
        return []
    facts = [
        (label, _read_value(label, value)) for label, value in parts if label in (AUTHOR, ACCOUNT, SOURCE)
    ]
    return [fact for fact in facts or _read_bare_account(text) if _is_stated(*fact)]


def _read_value(label: str, value: str) -> str:
    value = _cut(value)
    value = value if "(" in value else value.rstrip(")]")
    return _drop_person(value) if label == SOURCE else value


def _is_stated(label: str, value: str) -> bool:
    return bool(label and value) and not (label == SOURCE and is_nobody(value))


def _read_bare_account(text: str) -> list[tuple[str, str]]:
    found = _BARE_BY.search(text)
    return [(ACCOUNT, _cut(text[found.end() :]))] if found is not None else []


def _drop_person(source: str) -> str:
    """The outlet without the person behind it."""
    for mark in (", ", " - "):
        outlet, found, name = source.rpartition(mark)
        if found and is_sure_name(name):
            return outlet.strip(_EDGES)
    return source


def _cut(text: str) -> str:
    """Returns the value up to the next fact; a dash also separates two authors."""
    first, *rest = _DASH.split(text)
    found = _NEXT_FACT.search(first)
    value = first[: found.start()] if found else first
    for piece in rest if found is None else ():
        found = _NEXT_FACT.search(piece)
        name = (piece[: found.start()] if found else piece).strip(_EDGES)
        if not is_sure_name(name):
            break
        value += f" - {name}"
        if found:
            break
    return value.strip(_EDGES)
