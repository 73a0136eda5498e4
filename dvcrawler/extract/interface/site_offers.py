"""Lines in which a site asks readers for something: an address, an account, a first comment, a verdict."""

import re

from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

_LONGEST = 160
_THIS = r"(?:bài|tin|trang|nội dung)(?: viết| báo)?(?: này)?"
_YOU = r"(?:bạn(?: đọc)?|quý (?:vị|độc giả|khách)|độc giả)"
_PRESS = r"(?:chúng tôi|(?:báo|đài|cổng|trang|tạp chí|t(?:òa|oà) soạn)\b[^.,;:!?]{0,40})"
_BODY = (
    r"(?:hội|ubnd|(?:ủy|uỷ) ban|sở|đoàn|trường|bệnh viện|công ty|giáo (?:xứ|phận)|chùa|thư viện|bảo tàng)"
    r"\b[^.:;]{0,60}"
)
_JOIN = r"(?:quan tâm|kết nối|theo dõi|tham gia|đăng ký|follow|like|thích)(?: ngay| với)?"
_TO_GET = r"để (?:nhận|xem|đọc|cập nhật|theo dõi|không bỏ lỡ) [^.,;:!?]{2,60}"
_LANGUAGE = (
    r"(?:tiếng (?:việt|anh|trung|pháp|nga|nhật|hàn|khmer|lào)|vietnamese|english|chinese|french|中文|日本語)"
)
_OFFERS = (
    # A newsletter, in a request: a sentence of the text says who registered, or where.
    r"(?:đăng k[ýí]|nhập (?:địa chỉ )?e-?mail)(?: của bạn)?(?: để)?(?: ngay)? (?:nhận|theo dõi)"
    r" (?:những |các )?(?:bản tin|tin|thông báo|newsletter|e-?mail)\b(?!.* (?:đã|được|là|tại|phải) ).*",
    r"subscribe(?: to our newsletter| now)?",
    # An account. "Đăng nhập để đọc tiếp" cuts the text.
    r"(?:vui lòng |hãy |bạn (?:cần|phải) )?đăng nhập(?: (?:hoặc|/) đăng k[ýí])?"
    r"(?: để (?:lưu|gửi|bình luận|tham gia|theo dõi|thích|đánh giá|chia sẻ)(?: [^,.]{1,40})?)?",
    # The first comment.
    r"(?:hãy |bạn )?(?:là|trở thành) người (?:bình luận đầu tiên|đầu tiên (?:gửi |để lại |viết )?"
    rf"(?:bình luận|nhận xét|ý kiến|phản hồi|đánh giá))(?: (?:về |cho )?{_THIS})?",
    r"không có (?:bình luận|phản hồi)|(?:chức năng )?bình luận (?:đã )?(?:bị |được )?(?:tắt|đóng)"
    r"|comments are closed",
    rf"(?:hiện )?chưa có (?:bình luận|ý kiến|phản hồi|nhận xét|đánh giá)(?: nào)?(?: (?:về |cho )?{_THIS})?",
    # Whether the page is of use.
    rf"{_YOU} (?:có )?(?:quan tâm|thích|hài lòng|đánh giá)(?: (?:đến|với|thế nào về|tới))? {_THIS}"
    r"(?: không| thế nào)?",
    rf"(?:{_YOU} (?:có )?thấy )?{_THIS} (?:có )?hữu ích(?: (?:với|cho|đối với) {_YOU})?(?: hay)? không"
    r"(?:\W{1,3}(?:có|không)){0,2}",
    # Cookies.
    r"(?:trang(?: web)?|website|chúng tôi)(?: này| của chúng tôi)? (?:có )?sử dụng cookies?\b.{0,60}"
    r"(?:trải nghiệm|đồng ý).{0,60}",
    # A program that answers, and when an opinion is shown.
    r"(?:xin )?chào(?: bạn| quý khách)?\W{1,3}(?:tôi|mình|em)"
    r" (?:là trợ lý (?:ảo|ai)|(?:có thể )?giúp gì).{0,60}",
    r"(?:bạn|quý khách) cần hỗ trợ gì|(?:mọi )?(?:ý kiến|bình luận)(?: của bạn)? (?:sẽ )?được"
    r" (?:xét|kiểm|phê) ?duyệt trước khi (?:đăng|hiển thị).{0,40}",
    r"(?:we|this (?:web)?site) uses? cookies?\b.{0,60}(?:experience|traffic).{0,40}",
    # What somebody paid for.
    r"(?:tin|bài|bài viết|nội dung|thông tin) (?:tài trợ|quảng cáo)",
    rf"(?:{_THIS}|phần) (?:sẽ )?(?:(?:được )?tiếp tục|tiếp theo) (?:bên |phía )?(?:dưới|sau) (?:phần )?"
    r"quảng cáo",
    # What is forbidden.
    r"(?:copyright |bản quyền )?©.{0,60}(?:bản quyền (?:thuộc|của)|all rights reserved|ghi rõ nguồn).{0,80}",
    rf"(?:copyright |bản quyền )?©\s?(?:(?:19|20)\d\d)?[\s,-]{{0,3}}(?:{_PRESS}|{_BODY})",
    r"(?:mọi )?bản quyền (?:đều )?(?:thuộc|của)(?: về)? .{2,80}\bghi rõ nguồn\b.{0,80}",
    rf"bản quyền (?:đều )?(?:thuộc|của)(?: về)? {_PRESS}",
    rf"(?:chú ý|lưu ý)\s?:\s?(?:việc )?đăng lại {_THIS}(?: trên)?\b.{{0,80}}\bghi rõ nguồn\b.{{0,60}}",
    # Where WordPress has filed the post.
    r"(?:this entry was posted in|bài viết này (?:đã )?được đăng trong) .{2,100}\bpermalink",
    # The address of the page, on a page to be printed.
    rf"(?:url|địa chỉ|đường dẫn|link)(?:(?: của)? {_THIS}| rút gọn| ngắn)\s?:\s?https?://\S{{4,140}}",
    # What WordPress and NukeViet print about forms and sessions.
    r"(?:email của bạn sẽ không được hiển thị công khai|your email address will not be published)\b.{0,90}",
    r"bạn đã không sử dụng site\b.{0,120}",
    # A channel of the site. That of a village or a school has another name.
    rf"(?:bấm |nhấn |hãy )?(?:để )?{_JOIN}(?: (?:trang|kênh|nhóm|group|fanpage))? (?:{NETWORK})"
    r"(?: oa| official account)?"
    rf"(?:(?: (?:của )?{_PRESS})?(?: {_TO_GET})?|(?: của [^.,;:!?]{{2,40}})? tại đây)",
    rf"(?:đọc|xem|theo dõi|cập nhật) (?:tin|báo)(?: tức)?(?: (?:nhanh|mới))?(?: hơn| nhất)?"
    rf" (?:trên|qua|bằng) (?:ứng dụng|app)(?: (?:của )?{_PRESS})?",
    r"tải ngay|(?:cài đặt|cài|dùng) (?:app|ứng dụng) ngay|mở (?:trong |bằng )?(?:app|ứng dụng)(?: zalo)?",
    # Other languages, and reading aids.
    rf"{_LANGUAGE}(?:\s?[|/,·•-]\s?{_LANGUAGE}){{1,5}}|(?:vi|vn|vie)\s?[|/·•-]\s?en(?:g)?",
    r"(?:chế độ|giao diện|phiên bản)(?: (?:dành )?cho)? (?:người )?(?:khiếm thị|mù màu)",
    # Buttons that open, close or report what was done.
    r"(?:thu gọn|xem đầy đủ|theo dõi|bỏ theo dõi|bỏ lưu|lưu tin|(?:xem )?ảnh (?:tiếp theo|trước đó))"
    rf"(?: {_THIS})?|đã (?:sao chép|copy)(?: (?:liên kết|link|đường dẫn))?|\[ẩn\]|\[hiện\]",
    rf"tóm tắt(?: {_THIS})? (?:bằng|bởi|với) (?:ai|trí tuệ nhân tạo)",
    r"(?:nội dung|bản tóm tắt|tóm tắt)(?: này)? (?:được |do )(?:tạo |tóm tắt |thực hiện )?(?:bởi |bằng )?"
    r"(?:ai|trí tuệ nhân tạo)\b[^.]{0,60}",
    # Whose post of a network is shown, and where.
    r"(?:xem|view) (?:bài viết|this post)(?: này)? (?:trên|on) (?:instagram|threads|facebook)",
    r"(?:a (?:post|video) shared by|(?:một )?(?:bài viết|video|ảnh) (?:được |do )?(?:chia sẻ bởi )?).{1,60}"
    r"\(@[\w.]{1,40}\)(?: chia sẻ)?",
    r"(?:đăng bởi|posted by) .{2,60} (?:trên|on)\W{1,3}(?:thứ|chủ nhật|[a-z]{3,6}day|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)\b.{4,40}",
    r"[—–] ?[^@]{1,60}\(@\w{1,40}\) .{4,40}\d{4}",
    r"@[\w.]{1,40} [^♬]{0,100}♬[^♬]{1,80}",
    # The words beside the sign of a network.
    rf"(?:theo dõi|quan tâm|kết nối)(?: (?:với )?(?:chúng tôi|{_PRESS}|fanpage|kênh))? (?:trên|qua|tại)"
    rf"(?:\s?:)?(?:(?:[\s,|/·•&]|và ){{1,3}}(?:{NETWORK}|fanpage|google news)){{0,6}}",
)
#: A mistake in the text, which a key reports.
_MISTAKE = lazy_regex(r".{0,60}\blỗi\b.{0,60}\bctrl ?\+ ?enter\b.{0,40}", re.I)
_OFFER = lazy_regex("|".join(_OFFERS), re.I)
#: The account of the site in a network, after its name: "Fanpage: https://facebook.com/baovidu".
_CHANNEL = lazy_regex(
    rf"(?:(?:kênh|trang|fanpage|page|nhóm|group|theo dõi)\s){{0,2}}(?:{NETWORK}|fanpage|page)"
    rf"(?: (?:của )?{_PRESS})?\s?:\s?"
    rf"(?:(?:https?://)?(?:[\w-]{{1,20}}\.)?(?:{NETWORK}|youtu|fb|t|zaloapp)\.(?:com|me|be|vn)/\S{{2,100}}|@[\w.]{{3,40}}|{_PRESS})",
    re.I,
)
_WEBSITE = lazy_regex(
    r"(?:website|trang web|trang (?:thông tin|tin) điện tử|cổng thông tin(?: điện tử)?)\s?:\s?"
    r"(?:https?://)?(?:www\.)?(?P<host>[\w.-]{4,60})/?",
    re.I,
)
_EDGES = " .:!?…|»›>-–"


def is_channel(text: str, host: str) -> bool:
    """Whether the whole line gives an account of the site, or its address; `host` is its own."""
    if len(text) > _LONGEST or ":" not in text:
        return False
    site = _WEBSITE.fullmatch(text.strip(_EDGES))
    if site is not None:
        return site["host"].lower() == host.removeprefix("www.")
    return _CHANNEL.fullmatch(text.strip(_EDGES)) is not None


def is_offer(text: str) -> bool:
    """Whether the whole line is such an offer."""
    if len(text) > _LONGEST:
        return False
    return _OFFER.fullmatch(text.strip(_EDGES)) is not None or (
        "trl" in text and bool(_MISTAKE.fullmatch(text))
    )
