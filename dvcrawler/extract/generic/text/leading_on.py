"""Lines that lead to another article, or ask the reader to do something."""

import re

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.extract.selectors import text_of

#: Where a site asks to be followed.
_PLATFORM = (
    r"(?:(?:các|nền tảng|mạng xã hội|kênh|ứng dụng|trang) ){0,3}(?:google|facebook|fb\b|zalo|youtube|tiktok"
    r"|telegram|instagram|twitter|x\b|threads|viber|whatsapp|báo\b|app\b|ứng dụng|nền tảng|mạng xã hội|kênh"
    r"|fanpage|website)"
)
#: Labels above the links to topics, the names of which a text may give too.
_TOPICS = r"(?:(?:dòng |chuỗi )?sự kiện|chủ đề|chuyên đề|hồ sơ|loạt bài|topics?)\s?:\s?"
_TOPIC = re.compile(rf"\W*{_TOPICS}", re.I)
#: Beginnings of lines that lead to another article, or ask the reader to do something.
_LEADS_ON = re.compile(
    r"^\W*(?:lượt xem\s*+(?::\s*+)?[\d.,]+$|>>|»|(?:xem|đọc) (?:thêm|tiếp|ngay)\b"
    r"|(?:mời|kính mời) (?:quý )?(?:độc giả|bạn đọc)|tin liên quan|bài liên quan|bài viết liên quan"
    rf"|theo dõi .{{2,60}} trên (?:{_PLATFORM})|video\s*:|clip\s*:|ảnh\s*:\s*$"
    r"|nghe (?:bài(?: viết| báo| này| \d|\W*$)|đọc)"
    rf"|{_TOPICS}|(?:hash)?tags?\s?:|từ kh[oó][áa]\s?:|(?:tải|cài đặt) ứng dụng\b"
    r"|(?:#\w{2,40}+\s*+){1,20}$"
    r"|quảng cáo$|click|bấm vào|nhấn vào|\[(?:video|infographic|photo|audio)\])",
    re.I,
)
#: Beginnings that address the reader even in a complete sentence: what to look at, where to press.
_TO_READER = re.compile(
    r"^\W*(?:(?:kính )?mời (?:các )?(?:quý )?(?:vị )?(?:(?:bạn(?: đọc)?+|(?:độc|khán|thính) giả)\b)?+"
    r".{0,25}\b(?:xem|đọc|nghe|theo dõi|đón|truy cập|tham khảo|bấm|click|nhấn|bình luận)\b"
    rf"|theo dõi .{{2,60}}(?:\bđể (?:cập nhật|nhận|đọc|xem|biết|không|được|có)\b| trên {_PLATFORM}.{{0,20}}$)"
    r"|nghe .{2,50}$|(?:click|bấm|nhấn)(?: chuột)?(?: vào)?"
    r" (?:đây|link|đường|liên kết|ảnh|hình|video|bài|xem|để xem)|lượt xem|ảnh\s*:)",
    re.I,
)
_BETWEEN = re.compile(r"[\s,;|•]+")
#: The part of a series that the author announces: "Mời bạn đọc đón xem kỳ cuối".
_OF_SERIES = re.compile(
    r"\b(?:kỳ|phần|bài|tập|hồi|chương|(?:số(?: báo)?))(?: báo| viết)? (?:cuối|kết|sau|tới|tiếp|kế|\d|[IVX]+\b"
    r"|một\b|hai\b|ba\b|bốn\b|năm\b|thứ )",
    re.I,
)


def leads_on(block: Block, furniture: Furniture) -> bool:
    """Whether the line leads on to something else. A complete sentence without a link belongs to the article,
    with any beginning.
    """
    if not _LEADS_ON.match(block.text):
        return False
    if label := _TOPIC.match(block.text):
        return _names_topic(block, label.end())
    if furniture.link_share(block.parent) > 0.0:
        return True
    if _OF_SERIES.search(block.text):
        return False
    return not is_sentence(block.text) or bool(_TO_READER.match(block.text))


def _names_topic(block: Block, start: int) -> bool:
    """Whether nothing but links to what the article is part of is behind the label: "Sự kiện: Bầu cử"."""
    names = "".join(_BETWEEN.split(block.text[start:]))
    linked = "".join(text_of(link) for link in block.parent.iter("a"))
    return bool(names) and "".join(_BETWEEN.split(linked)) == names
