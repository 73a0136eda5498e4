"""Lines that lead to another article, or ask the reader to do something."""

import re

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import text_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.files.file_addresses import path_of, type_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.lines.link_lists import is_sentence
from dvcrawler.normalize.networks import NETWORK
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Where a site asks to be followed.
_PLATFORM = (
    rf"(?:(?:các|nền tảng|mạng xã hội|kênh|ứng dụng|trang) ){{0,3}}(?:{NETWORK}|google(?: news)?|fb\b|x\b"
    r"|báo\b(?! chí)|app\b|ứng dụng|nền tảng|mạng xã hội|kênh|fanpage|website)"
)
#: Beginnings of requests, also of lines that lead on to something else (`_LEADS_ON`).
_FOLLOW = r"(?:theo dõi|like|follow|đăng ký)(?: us on| ngay| và \w+)?"
_PRESS = r"(?:nhấn|bấm|ấn) (?:nút )?(?:theo dõi|đăng ký|like|quan tâm)\b"
_MAY_LIKE = r"(?:bạn có thể|có thể bạn) (?:cũng )?(?:quan tâm|thích)(?: (?:tới|đến))?\s?:"
_READ_MORE = r"(?:quý )?(?:độc giả|bạn đọc) (?:có thể |hãy )?(?:đọc|xem|theo dõi|tham khảo) thêm\b"
_LIKE_ARTICLE = r"nếu (?:các )?(?:bạn )?thấy bài viết"
_OF_SITE = r"(?: (?:của )?(?:báo|đài|tòa soạn|trang|chúng tôi|điện tử|online|nhé|(?-i:[A-ZĐ])\S*)){0,6}"
_PURPOSE = r" (?:để|và|ngay|tại|nhé|hoặc|bên dưới|dưới đây)\b.*"
_BEGINNINGS = (
    r"(?:kính )?mời (?:các )?(?:quý )?(?:vị )?(?:(?:bạn(?: đọc)?+|(?:độc|khán|thính) giả)\b)?+"
    r".{0,25}\b(?:xem|đọc|nghe|theo dõi|đón|truy cập|tham khảo|bấm|click|nhấn|bình luận)\b.*",
    rf"theo dõi .{{2,60}}? (?:trên|(?:tại|qua)\s?:) {_PLATFORM}(?:(?:, | và |/| hoặc ){_PLATFORM}){{0,5}}"
    rf"{_OF_SITE}(?:{_PURPOSE})?",
    rf"{_FOLLOW} {_PLATFORM}{_OF_SITE}(?:(?:{_PURPOSE}|:).*)?",
    rf"(?:{_PRESS}|{_MAY_LIKE}|{_READ_MORE}).*",
    rf"{_LIKE_ARTICLE} .{{2,40}}\bchia sẻ\b.*",
    r"nghe (?:audio|podcast|bài|đọc)(?: (?:bài|báo|tin(?: tức)?))?(?: viết| báo)?(?: này)?"
    r"(?: (?:tại|ở|dưới|trên|bằng|qua|với|giọng|\d).*)?",
    r"(?:click|bấm|nhấn)(?: chuột)?(?: vào)? (?:đây|(?:đường )?link|đường dẫn|liên kết|ảnh"
    r"|hình(?: ảnh)?|video|bài(?: viết)?|xem|để xem)(?: (?:này|trên|dưới|sau|kèm))?"
    r"(?: (?:để|và|hoặc|bên|phía|dưới|tại|xem)\b.*|:.*)?",
)
_REQUEST = lazy_regex(rf"\W*(?:{'|'.join(_BEGINNINGS)})\W*", re.I)
#: The same words begin sentences of a text, "Bấm vào đường link lạ, bà mất hết tiền.", which continue with
#: what somebody did or what it led to.
_SUBJECTS = (
    "cụ|ông|bà|anh|chị|em|cô|chú|bác|thầy|tôi|chúng tôi|họ|người|ai|bà con|nhân dân|phóng viên|đồng chí"
    "|lãnh đạo|chính quyền|gia đình|cán bộ|học sinh|khách|đoàn|tổ|xã|huyện|tỉnh|công an"
)
_TOLD = lazy_regex(
    rf", (?:các |những |mấy |cả |nhiều |không ít |hàng |hơn |gần |một )?(?:{_SUBJECTS})\b"
    r"|\b(?:là|khiến|giúp|trở thành)\b",
    re.I,
)
#: What the author announces is the text itself.
_OF_TEXT = lazy_regex(
    r"cuộc (?:trò chuyện|trao đổi|phỏng vấn|đối thoại|tọa đàm)|bài viết (?:sau|dưới) đây", re.I
)
#: Labels above the links to topics, the names of which a text may give too.
_TOPICS = r"(?:(?:dòng |chuỗi )?sự kiện|chủ đề|chuyên đề|hồ sơ|loạt bài|topics?)\s?:\s?"
_TOPIC = lazy_regex(rf"\W*{_TOPICS}", re.I)
#: Beginnings of lines that lead to another article, or ask the reader to do something.
_LEADS_ON = lazy_regex(
    r"^\W*(?:lượt xem\s*+(?::\s*+)?[\d.,]+$|>>|»|(?:xem|đọc) (?:thêm|tiếp|ngay)\b"
    r"|(?:mời|kính mời) (?:quý )?(?:độc giả|bạn đọc)|tin liên quan|bài liên quan|bài viết liên quan"
    rf"|theo dõi .{{2,60}} (?:trên|(?:tại|qua)\s?:) (?:{_PLATFORM})|video\s*:|clip\s*:|ảnh\s*:\s*$"
    rf"|{_FOLLOW} {_PLATFORM}|{_PRESS}|{_MAY_LIKE}\s?\S|{_LIKE_ARTICLE}\b|{_READ_MORE}"
    r"|nghe (?:bài(?: viết| báo| này| \d|\W*$)|(?:đọc|audio|podcast)(?: (?:bài|báo|tin|nội dung)|\W*$))"
    rf"|{_TOPICS}|(?:hash)?tags?\s?:|từ kh[oó][áa]\s?:|(?:tải|cài đặt) ứng dụng\b"
    r"|(?:#\w{2,40}+\s*+){1,20}$"
    r"|(?:(?:những |các )?(?:tin|bài|tin bài) (?:đáng (?:chú ý|quan tâm)|nên (?:xem|đọc))"
    r"|(?:power(?:ed)?|designed) by\b:? .{2,30}[^.\W])\W*$"
    r"|quảng cáo$|click|bấm vào|nhấn vào|\[(?:video|infographic|photo|audio)\])",
    re.I,
)
#: What a sentence of a report has, and a label or a request has not.
_TELLS = lazy_regex(r",\s|\b(?:là|được|đã|đang|sẽ|bị|khiến|giúp|thành|mới|đều|cũng|vẫn|còn)\b", re.I)
_STATEMENT_ENDS = ("!", "?", "…", ":", "”", '"')
_LEAST_WORDS, _LONGEST_LABEL = 6, 40
_LABEL = lazy_regex(r"^\W*\w+(?: \w+){0,3}\s?:")
_BETWEEN = lazy_regex(r"[\s,;|•]+")
#: The part of a series that the author announces: "Mời bạn đọc đón xem kỳ cuối".
_OF_SERIES = lazy_regex(
    r"\b(?:kỳ|phần|bài|tập|hồi|chương|(?:số(?: báo)?))(?: báo| viết)? (?:cuối|kết|sau|tới|tiếp|kế|\d|[IVX]+\b"
    r"|một\b|hai\b|ba\b|bốn\b|năm\b|thứ )",
    re.I,
)


def leads_on(block: Block, furniture: Furniture) -> bool:
    """Whether the line leads on to something else. A complete sentence belongs to the article, with any
    beginning, unless it asks the reader to do something or most of it is a link.
    """
    if not _LEADS_ON.match(block.text):
        return _is_labelled_link(block)
    if label := _TOPIC.match(block.text):
        return _names_topic(block, label.end())
    if _names_file(block):
        return False
    if furniture.link_share(block.parent) > 0.0:
        return not _tells_beside_links(block)
    if _OF_SERIES.search(block.text):
        return False
    return not _is_statement(block.text) or _asks_reader(block.text)


def _is_labelled_link(block: Block) -> bool:
    """Whether the line is only a link to another article, with what heads such links: "Cùng chủ đề: …"."""
    label, sign, _ = block.text[:_LONGEST_LABEL].partition(":")
    return bool(sign) and heads_other_articles(label) and _names_topic(block, len(label) + 1)


def _names_file(block: Block) -> bool:
    """Whether a sentence says where the whole text of a document is, and links its file."""
    is_long = len(block.text.split()) >= _LEAST_WORDS
    addresses = (link.get("href") or "" for link in block.parent.iter("a"))
    return is_long and any(type_of(path_of(each)) is not None for each in addresses)


def _is_statement(text: str) -> bool:
    """Whether the line is a sentence; one without a full stop is one if it reports something."""
    if is_sentence(text):
        return True
    return text.endswith(_STATEMENT_ENDS) and len(text.split()) >= _LEAST_WORDS and _tells(text)


def _tells(text: str) -> bool:
    return _LABEL.match(text) is None and _TELLS.search(text) is not None


def _tells_beside_links(block: Block) -> bool:
    """Whether some words of a sentence are links, and not what it leads on to."""
    own = block.text
    for link in block.parent.iter("a"):
        own = own.replace(clean_text(text_of(link)), "", 1)
    if len(own) * 2 < len(block.text) or not is_sentence(block.text) or _asks_reader(block.text):
        return False
    return _tells(own)


def _names_topic(block: Block, start: int) -> bool:
    """Whether only links to what the article is part of follow the label: "Sự kiện: Bầu cử"."""
    names = "".join(_BETWEEN.split(block.text[start:]))
    linked = "".join(text_of(link) for link in block.parent.iter("a"))
    return bool(names) and "".join(_BETWEEN.split(linked)) == names


def _asks_reader(text: str) -> bool:
    """Whether the whole sentence is such a request: "Theo dõi Báo Ví Dụ trên Zalo để nhận tin sớm nhất."."""
    return bool(_REQUEST.fullmatch(text)) and not (_TOLD.search(text) or _OF_TEXT.search(text))
