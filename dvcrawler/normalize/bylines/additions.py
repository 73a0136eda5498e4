"""What newsrooms print about the names of a byline: times, offices, contacts, counters."""

import re

from dvcrawler.normalize.bylines.byline_part import EDGES
from dvcrawler.normalize.bylines.contact_lines import PERIOD
from dvcrawler.normalize.bylines.offices import NEWSROOM_OFFICES
from dvcrawler.normalize.bylines.parts import END_MARK
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

#: The time that a sister paper prints after the name: "Lan Anh 14:27, 20/02/2024".
_PRINTED_TIME = lazy_regex(
    r"[ ,|–-]{1,4}(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[ ,]{1,3})?"
    r"\d{1,2}(?:\s?[:h]\s?\d{2}|\s?[/.-]\s?\d{1,2}\s?[/.-])[\d\s:h/,.|–-]{0,60}"
    r"(?:[(\[]GMT\+7[)\]])?$",
    re.IGNORECASE,
)
#: When a contributor wrote: "Trần Văn Hải, tháng 4/2023".
_WRITTEN = lazy_regex(
    rf"(?<=\w)(?:,\s?|\s(?:[-–—|]\s)?)\(?(?!\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]){PERIOD}\)?$"
)
#: Additions after a name: a contributor's mark, unnamed others, a reporter's base.
_BEHIND_NAME = lazy_regex(
    r"(?<=\w)(?:\s?(?:[-–—]\s|,\s?)(?:ctv|cộng tác viên|(?:nữ )?phóng viên|biên tập viên|nhà báo)\.?"
    rf"|\s\|\s(?:(?:nữ )?(?:{NEWSROOM_OFFICES}|pv|btv|ctv)|theo dõi|follow|liên hệ|xem (?:thêm|tất cả)"
    r"|(?:\d{1,6} )?(?:bình luận|bài viết|comments?|posts?))"
    r"|(?<!\bpv)(?<!\bctv)(?<!viên)\s(?:và|cùng) (?:các |những |nhóm )?"
    r"(?:cộng sự|cộng tác viên|ctv|phóng viên|pv|tác giả khác)\.?"
    r"|\s(?:[|•]\s)?(?:(?:gửi )?e-?mail|gửi thư)(?: (?:cho )?tác giả)?(?: [|•] \S{5,60})?"
    rf"|\s(?:{NETWORK}|fanpage|(?:copy|sao chép) (?:link|url|liên kết|đường dẫn))"
    r"|\s\((?:từ|tại) [^()]{2,30}\)"
    r"|\s(?:phóng viên )?thường trú(?: (?:tại|ở) [^()]{2,30})?"
    r"|\s?[|•·,;–—-]\s?(?:đơn vị(?: công tác)?|nơi công tác|lớp|địa chỉ|chức vụ)\s?:.{1,60}"
    r"|\s?[|•·–—-]\s?(?:(?:số )?lượt (?:xem|đọc)|đã xem|views?)\s?:?\s?[\d.,]{1,12})$",
    re.IGNORECASE,
)
#: The e-mail address or telephone number after a name.
_CONTACT = lazy_regex(
    r"(?<=\w)\s?[,;|–—-]?\s?[(\[]?\s?(?:"
    r"(?:(?:e-?mail|thư điện tử)\s?:\s?)?(?<![\w.+-])[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}\s?"
    r"|(?:(?:s?đt|tel|điện thoại|zalo)\s?[:.]?\s?)?0\d[\d .]{7,11})[)\]]?(?:$|(?=, ))",
    re.IGNORECASE,
)
#: Behind other authors: "Mai Anh - Đức Toàn (ảnh)".
_PHOTOGRAPHER = lazy_regex(r"(?:^|\s?[-–—,;]\s)[^-–—,;()]{2,40}\((?:ảnh|photos?)\)$", re.IGNORECASE)
#: Without brackets: "Lan Anh dịch từ The Guardian".
_COMPILED_FROM = lazy_regex(
    r"(?<=\w) ((?:lược dịch|dịch|tổng hợp|sưu tầm) (?:từ|theo) [^()]{2,60})$", re.IGNORECASE
)
#: Who told what the author wrote down: "Theo lời kể của cụ Trần Văn Hải - Lê Hiền (ghi)".
_TOLD = lazy_regex(
    r"\(?(?:ghi )?theo (?:lời|(?:câu )?chuyện)(?: kể)? (?:của )?[^()–—|;,-]{2,60}[–—|;,)-]{1,2} "
    r"(?=[^–—|;,()-]{2,40}[ (](?:lược )?ghi(?: lại| chép)?\)?$)",
    re.IGNORECASE,
)
_SQUARE_BRACKETS = str.maketrans("[]", "()")


def strip_to_names(raw: str) -> str:
    """The line without what newsrooms print about the names."""
    line = raw.removeprefix("./.").lstrip(".…_").strip(EDGES)
    if "[" in line:
        line = line.translate(_SQUARE_BRACKETS)
    if line[-2:-1].isdigit():
        line = _WRITTEN.sub("", line)
    line = _BEHIND_NAME.sub("", _PRINTED_TIME.sub("", line))
    if "@" in line or "0" in line:
        line = _CONTACT.sub("", line)
    if " lời " in line or " chuyện " in line:
        line = _TOLD.sub("", line)
    if line.endswith(")"):
        line = _PHOTOGRAPHER.sub("", line)
    elif " từ " in line:
        line = _COMPILED_FROM.sub(r" (\1)", line)
    return END_MARK.sub("", line)
