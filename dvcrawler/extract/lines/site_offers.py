"""Lines in which a site asks readers for something: an address, an account, a first comment, a verdict."""

import re

_LONGEST = 160
_THIS = r"(?:bài|tin|trang|nội dung)(?: viết| báo)?(?: này)?"
_YOU = r"(?:bạn(?: đọc)?|quý (?:vị|độc giả|khách)|độc giả)"
_OFFERS = (
    # A newsletter, in a request: a sentence of the text says who registered, or where.
    r"(?:đăng k[ýí]|nhập (?:địa chỉ )?e-?mail)(?: của bạn)?(?: để)?(?: ngay)? (?:nhận|theo dõi)"
    r" (?:những |các )?(?:bản tin|tin|thông báo|newsletter|e-?mail)\b(?!.* (?:đã|được|là|tại|phải) ).*",
    r"subscribe(?: to our newsletter| now)?",
    # An account. "Đăng nhập để đọc tiếp" cuts the text.
    r"đăng nhập(?: (?:hoặc|/) đăng k[ýí])?"
    r"(?: để (?:lưu|gửi|bình luận|tham gia|theo dõi|thích|đánh giá|chia sẻ)(?: [^,.]{1,40})?)?",
    # The first comment.
    r"(?:hãy |bạn )?(?:là|trở thành) người đầu tiên (?:gửi |để lại |viết )?"
    rf"(?:bình luận|nhận xét|ý kiến|phản hồi|đánh giá)(?: (?:về |cho )?{_THIS})?",
    rf"(?:hiện )?chưa có (?:bình luận|ý kiến|phản hồi|nhận xét|đánh giá)(?: nào)?(?: (?:về |cho )?{_THIS})?",
    # Whether the page is of use.
    rf"(?:{_YOU} (?:có )?thấy )?{_THIS} (?:có )?hữu ích(?: (?:với|cho|đối với) {_YOU})?(?: hay)? không"
    r"(?:\W{1,3}(?:có|không)){0,2}",
    # Cookies.
    r"(?:trang(?: web)?|website|chúng tôi)(?: này| của chúng tôi)? (?:có )?sử dụng cookies?\b.{0,60}"
    r"trải nghiệm.{0,40}",
    # What somebody paid for.
    r"(?:tin|bài|bài viết|nội dung|thông tin) (?:tài trợ|quảng cáo)",
    # The words beside the sign of a network.
    r"(?:theo dõi|quan tâm|kết nối)(?: (?:với )?(?:chúng tôi|báo|fanpage|kênh))?(?: (?:trên|qua|tại))",
)
_OFFER = re.compile("|".join(_OFFERS), re.I)
_EDGES = " .:!?…|»›>-–"


def is_offer(text: str) -> bool:
    """Whether the whole line is such an offer."""
    return len(text) <= _LONGEST and _OFFER.fullmatch(text.strip(_EDGES)) is not None
