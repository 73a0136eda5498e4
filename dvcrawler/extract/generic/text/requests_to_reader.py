"""Sentences that ask the reader to do something on the page: to press, to watch, to follow the site.

The same words begin sentences of a text: "Bấm vào đường link lạ, bà mất hết tiền." Such a sentence continues
with what somebody did or what it led to.
"""

import re

from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

#: Where a site asks to be followed.
PLATFORM = (
    rf"(?:(?:các|nền tảng|mạng xã hội|kênh|ứng dụng|trang) ){{0,3}}(?:{NETWORK}|google(?: news)?|fb\b|x\b"
    r"|báo\b(?! chí)|app\b|ứng dụng|nền tảng|mạng xã hội|kênh|fanpage|website)"
)
#: Beginnings of requests, also of lines that lead on to something else (`leading_on`).
FOLLOW = r"(?:theo dõi|like|follow|đăng ký)(?: us on| ngay| và \w+)?"
PRESS = r"(?:nhấn|bấm|ấn) (?:nút )?(?:theo dõi|đăng ký|like|quan tâm)\b"
MAY_LIKE = r"(?:bạn có thể|có thể bạn) (?:cũng )?(?:quan tâm|thích)(?: (?:tới|đến))?\s?:"
READ_MORE = r"(?:quý )?(?:độc giả|bạn đọc) (?:có thể |hãy )?(?:đọc|xem|theo dõi|tham khảo) thêm\b"
LIKE_ARTICLE = r"nếu (?:các )?(?:bạn )?thấy bài viết"
_OF_SITE = r"(?: (?:của )?(?:báo|đài|tòa soạn|trang|chúng tôi|điện tử|online|nhé|(?-i:[A-ZĐ])\S*)){0,6}"
_PURPOSE = r" (?:để|và|ngay|tại|nhé|hoặc|bên dưới|dưới đây)\b.*"
_BEGINNINGS = (
    r"(?:kính )?mời (?:các )?(?:quý )?(?:vị )?(?:(?:bạn(?: đọc)?+|(?:độc|khán|thính) giả)\b)?+"
    r".{0,25}\b(?:xem|đọc|nghe|theo dõi|đón|truy cập|tham khảo|bấm|click|nhấn|bình luận)\b.*",
    rf"theo dõi .{{2,60}}? trên {PLATFORM}(?:(?:, | và |/| hoặc ){PLATFORM}){{0,5}}{_OF_SITE}(?:{_PURPOSE})?",
    rf"{FOLLOW} {PLATFORM}{_OF_SITE}(?:(?:{_PURPOSE}|:).*)?",
    rf"(?:{PRESS}|{MAY_LIKE}|{READ_MORE}).*",
    rf"{LIKE_ARTICLE} .{{2,40}}\bchia sẻ\b.*",
    r"nghe (?:audio|podcast|bài|đọc)(?: (?:bài|báo|tin(?: tức)?))?(?: viết| báo)?(?: này)?"
    r"(?: (?:tại|ở|dưới|trên|bằng|qua|với|giọng|\d).*)?",
    r"(?:click|bấm|nhấn)(?: chuột)?(?: vào)? (?:đây|(?:đường )?link|đường dẫn|liên kết|ảnh"
    r"|hình(?: ảnh)?|video|bài(?: viết)?|xem|để xem)(?: (?:này|trên|dưới|sau|kèm))?"
    r"(?: (?:để|và|hoặc|bên|phía|dưới|tại|xem)\b.*|:.*)?",
)
_REQUEST = lazy_regex(rf"\W*(?:{'|'.join(_BEGINNINGS)})\W*", re.I)
#: Who did it, or what it was or led to.
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


def asks_reader(text: str) -> bool:
    """Whether the whole sentence is such a request: "Theo dõi Báo Ví Dụ trên Zalo để nhận tin sớm nhất."."""
    return bool(_REQUEST.fullmatch(text)) and not (_TOLD.search(text) or _OF_TEXT.search(text))
