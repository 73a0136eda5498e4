"""Lines that say where to reach a person, and where and when a text was written."""

import re

from dvcrawler.normalize.bylines.labels import LINE_EDGES
from dvcrawler.normalize.bylines.name_lists import NAMESAKES
from dvcrawler.normalize.bylines.names import begins_with_family_name, is_sure_name
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

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


def is_contact_line(text: str) -> bool:
    """Whether the whole line says where or when the person named above it wrote: "Đơn vị: …", "SĐT: …"."""
    text = text.strip(LINE_EDGES)
    return _CONTACT.fullmatch(text) is not None or names_place_and_day(text)


def asks_to_call(text: str) -> bool:
    """Whether the line says whom or what number to call: "Liên hệ:", "Mọi chi tiết xin liên hệ: 0912 …"."""
    return _CALLS.fullmatch(text) is not None


def names_place_and_day(text: str) -> bool:
    """Whether the whole line is where and on what day a text was written: "Hải Minh, 15/11/2024". Without a
    comma only a place that is named after a district is one; other names and full names are those of authors.
    """
    text = text.strip(LINE_EDGES)
    if not text[-1:].isdigit():
        return False
    if (found := _PLACE_AND_DAY.fullmatch(text)) is not None:
        return not _is_full_name(found["place"])
    return _COMMUNE_AND_DAY.fullmatch(text) is not None


def _is_full_name(text: str) -> bool:
    """Whether the text is the name of a person and not of a ward that is named after one."""
    is_full = text.count(" ") > 1 and begins_with_family_name(text) and is_sure_name(text)
    return is_full and text.lower() not in _NAMESAKES
