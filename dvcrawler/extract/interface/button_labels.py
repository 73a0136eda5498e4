"""Labels of buttons and players that a page prints as separate lines among the paragraphs."""

import re

from dvcrawler.normalize.networks import NETWORK
from dvcrawler.patterns import lazy_regex

LONGEST_BUTTON = 80
_NAMES_OF_NETWORKS = lazy_regex(rf"(?:{NETWORK}|google news|copy link)", re.IGNORECASE)
_EDGES = " .:!?|•·-–—[]()»«›‹<>+*#▶►▼▲⏸⏵🔊🎧🖨✉📋🔗\ufe0f"
_NETWORK = (
    rf"(?:{NETWORK}|google\+?|(?:gửi (?:tin|bài) )?(?:qua )?e?mail|print|copy link|share|tweet|in(?: ấn)?|x"
    r"|(?:like|thích|chia sẻ)(?: \d{1,6})?)"
)
_THIS = r"(?: (?:bài viết|bài|tin|trang|nội dung(?: bài viết)?)(?: này)?)"
_SHARE = (
    rf"chia sẻ{_THIS}?(?: (?:lên|qua|trên|với|cho)(?: (?:facebook|zalo|twitter|email|mạng xã hội|bạn bè))+)?"
    r"|(?:copy|sao chép|lấy|dán) (?:link|liên kết|đường (?:dẫn|link))(?: bài viết| thành công)?"
    rf"|link (?:bài )?gốc|in{_THIS}|(?:xem )?bản in|lưu{_THIS}"
    rf"|gửi{_THIS}?(?: qua| cho| tới)? (?:e?mail|bạn bè)|gửi{_THIS}"
    rf"|{_NETWORK}(?:[\s,|/•·-]+{_NETWORK})+|tweet|like|thích|share|google news"
    r"|(?:share|like) this|like loading|share (?:on|via)"
)
_PLAYER = (
    rf"(?:bấm |nhấn )?(?:để )?(?:nghe|đọc)(?: audio| đọc bài| podcast|{_THIS})(?: \d{{1,2}}:\d\d)?"
    r"|giọng (?:nữ|nam)(?: \d)?|(?:giọng )?(?:nữ|nam) miền (?:bắc|trung|nam)"
    r"|tốc độ đọc|đọc to|dừng đọc|tạm dừng"
    r"|tốc độ(?: đọc)?\s?:?(?:\s?[012](?:[.,]\d{1,2})?x){1,8}"
    r"|thời lượng\s?:\s?\d{1,2}:\d\d|đọc (?:tin|bài) bằng giọng nói"
    r"|0:00|\d{1,2}:\d\d ?/ ?-?\d{1,2}:\d\d|[012](?:[.,]\d{1,2})?x"
    r"|(?:un)?mute|play(?: video)?|pause|volume|full ?screen"
    r"|trình duyệt .{0,20}không hỗ trợ (?:thẻ |phát |định dạng )?"
    r"(?:html|video|audio|javascript|iframe|âm thanh).{0,30}"
    r"|your browser does not support .{2,40}"
)
_PAGE = (
    r"(?:tăng|giảm)(?: kích)? (?:cỡ|thước) chữ|\{\{[^{}]{1,60}\}\}|\{%[^{}]{1,60}%\}"
    r"|(?:trang|phần|page|part) ?:? ?[\[(]?\d{1,3}(?:[\])]?[ ,|/-]{1,3}[\[(]?\d{1,3}){1,30}"
    r"|1[\])]?(?:\s?\|\s?|,?\s)[\[(]?2(?:[\])]?(?:\s?\|\s?|,?\s)[\[(]?\d{1,2}){0,20}"
    r"|(?:giãn|khoảng) cách(?: dòng)?|(?:chuyển sang )?chế độ (?:tối|sáng|ban đêm|đọc(?: sách)?)"
    r"|(?:dark|light) mode|(?:độ )?tương phản(?:\s?:?(?: tăng| giảm){1,2}| cao| thấp)?"
    r"|(?:tăng|giảm|đổi) (?:độ )?tương phản|đảo (?:ngược )?màu(?: sắc)?|(?:chế độ )?đen trắng"
    r"|(?:phóng to|thu nhỏ) chữ|(?:khôi phục|đặt lại|trở về) (?:mặc định|ban đầu)"
    r"|gạch chân (?:các )?(?:liên kết|đường dẫn)"
    r"|(?:công cụ |chế độ )?(?:hỗ trợ )?(?:tiếp cận|trợ năng|người khuyết tật)|con trỏ lớn|dừng chuyển động"
    r"|ngôn ngữ\s?:(?:[\s,|/]{1,3}(?:tiếng (?:việt|anh|trung|pháp|khmer)|english|vietnamese|vi|en)){1,5}"
    r"|(?:(?:chỉnh )?sửa|x(?:óa|oá))(?: (?:bài viết|bài|tin)){0,2}|xem ảnh lớn"
    r"|(?:quay |trở )?(?:về|lên|lại) (?:trang chủ|đầu trang|trang trước)|quay lại"
    r"|trở (?:về|lại)|đầu trang|top|xem (?:tất cả|(?:các )?tin khác)"
    r"|(?:không|chưa) có (?:bài viết|tin tức|bài|tin)(?: nào)?"
    r" (?:liên quan|cùng chuyên mục)(?: khác)?|(?:mã )?qr(?: code)?|mã (?:bài viết|tin)\s?:\s?\d{1,9}"
    r"|trạng thái\s?:\s?(?:đã (?:duyệt|xuất bản|đăng)|công khai)"
    rf"|(?:bấm |nhấn |click )?(?:để )?(?:đánh giá|bình luận){_THIS}|gửi (?:đánh giá|bình luận|phản hồi)"
    r"|(?:góp ý,? )?báo (?:xấu|lỗi(?: bài viết| nội dung| chính tả| thông tin)?|cáo vi phạm)|phản ánh sai sót"
    r"|góp ý|(?:(?:yêu )?thích|thương thương|haha|wow|vui|buồn|phẫn nộ|tức giận|ngạc nhiên) \(?\d{1,6}\)?"
    r"|nội dung bài viết|quảng cáo|advertisements?|sponsored"
    r"|(?:gửi )?(?:ý kiến|bình luận|câu hỏi) của bạn|gửi ý kiến|nhắn tin (?:cho|với) chúng tôi|like và share"
    r"|vui lòng nhập (?:nội dung )?(?:bình luận|ý kiến)|bắt đầu trò chuyện|mã (?:an toàn|xác nhận)"
    r"|(?:tham gia |câu hỏi )?bình chọn|xem kết quả|tôi đồng ý|đồng ý và (?:tiếp tục|đóng)"
    r"|chấp nhận(?: tất cả| cookies?){1,2}|chat(?: ngay| zalo| với (?:chúng tôi|trợ lý|chatbot))"
    r"|(?:hỏi đáp|(?:bắt đầu )?trò chuyện)(?: (?:với|cùng) (?:chúng tôi|chatbot|trợ lý (?:ảo|ai)))"
)
#: A label and the networks after it: "Chia sẻ: Facebook | Twitter".
_SHARE_ROW = (
    rf"(?:chia sẻ|share|gửi|theo dõi|kết nối)(?: ngay)?{_THIS}?(?: (?:lên|qua|trên|tới|với|on|via))?\s?:\s?"
    rf"{_NETWORK}(?:[\s,|/•·-]+{_NETWORK})*"
)
_VOICE = r"(?:(?:giọng )?(?:nữ|nam)(?: miền (?:bắc|trung|nam))?|-?\d{1,2}:\d\d|[012](?:[.,]\d{1,2})?x)"
#: A player with its voices, times and speeds: "Nghe đọc bài Nữ miền Bắc 1x".
_PLAYER_ROW = (
    rf"(?:(?:nghe|đọc|phát|dừng)(?: đọc| audio| podcast| tin| nội dung)?(?: bài(?: viết| báo)?)?{_THIS}?"
    rf"|(?:audio|podcast)(?: bài viết)?|listen to (?:this )?article)(?:[\s/|:,-]{{1,3}}{_VOICE})+"
    r"(?: tải (?:xuống|về))?"
)
_SCAN = (
    r"(?:quét|scan) (?:mã|qr)(?: qr)? (?!.{0,60} (?:là|đã|khiến|giúp|thành) )(?:để )?"
    r"(?:đọc|xem|nghe|tải|cài|tham gia|theo dõi|cập nhật|nhận tin|kết nối|quan tâm"
    r"|gửi (?:phản ánh|góp ý|ý kiến|đánh giá)|truy cập (?:báo|trang|website|ứng dụng))(?: [^,;]{2,50}|$)"
)
_STORE = r"(?:app ?store|google ?play|ch ?play|app ?gallery|android|ios)"
_AND = r"(?:[\s,|/•·-]{1,3}| và )"
_APP = (
    r"(?:tải|tải về|tải xuống|tải app|tải ứng dụng|cài đặt|có|có mặt|đọc báo|get it|available|download)"
    rf"(?: (?:trên|từ|tại|on|on the|qua))?\s?:?\s?{_STORE}(?:{_AND}{_STORE})*|{_STORE}(?:{_AND}{_STORE})+"
    r"|(?:tải|cài đặt)(?: ngay)? (?:app|ứng dụng)(?: (?:báo|đài) .{2,30})?(?: (?:tại đây|ngay))?"
    rf"|{_SCAN}"
)
_SIZE = r"(?:(?:xem|đọc)(?: với)? |thay đổi |tùy chỉnh |chọn |đổi )?(?:cỡ|kích thước|kích cỡ|khổ) chữ"
_LETTER = r"(?:nhỏ|vừa|to|lớn|trung bình|bình thường|mặc định|[at]{1,2}[+-]?|[+-])"
_LETTERS = rf"(?:{_SIZE}|font size)(?:\s?:?\s?{_LETTER}(?:[\s,|/]{{1,3}}{_LETTER})*)?"
#: Where the page is: "Trang chủ » Kinh tế » Nông nghiệp".
_PATH = (
    r"(?:bạn đang (?:xem|ở)\s?:? )?(?:trang chủ|trang nhất|home)(?:\s?[»›>→/|]\s?[^»›>→/|.!?:]{2,40}){1,5}"
)
_ARTICLE = r"(?:bài viết|bài|tin|nội dung|thông tin)(?: này| trên)?"
_USEFUL = r"(?:hữu ích|bổ ích|giúp ích|hay)"
#: What readers are asked about the article, and the buttons to answer.
_OPINION = (
    rf"(?:bạn|quý (?:vị|độc giả)) (?:có )?(?:thấy|đánh giá|cảm thấy|nghĩ gì về)(?: nội dung)? {_ARTICLE}"
    rf"(?: (?:như )?thế nào| ra sao| (?:có )?{_USEFUL}(?: không)?)?"
    rf"|{_ARTICLE} có {_USEFUL}(?: (?:với|cho|đối với) bạn(?: không)?| không)"
    r"|(?:was|is) this (?:article|page|post|information) (?:helpful|useful)"
    rf"|[👍🙂😀❤️ ]{{0,4}}(?:có|thích|(?:rất )?{_USEFUL})[ |/👎☹️🙁]{{0,3}}[|/👎☹🙁][️ ]{{0,2}}"
    rf"(?:không|(?:không|chưa) (?:thích|{_USEFUL}))"
    rf"|(?:(?:không |chưa )?{_USEFUL} \(\d{{1,6}}\)? ?){{1,2}}"
)
_BUTTON = lazy_regex(
    rf"(?:{_SHARE}|{_SHARE_ROW}|{_PLAYER}|{_PLAYER_ROW}|{_PAGE}|{_APP}|{_LETTERS}|{_PATH})", re.IGNORECASE
)
_ASKS_OPINION = lazy_regex(_OPINION, re.IGNORECASE)
#: Of such a line, where it is not a question.
_ANSWERS = frozenset("👎☹🙁|/")
#: Of the button beside a file's name, where only its style parts them.
_GLUED_LABELS = ("Tải về", "Tải xuống", "Tải file", "Tải tệp", "Tải văn bản", "Download", "Xem trước", "Tải")
#: Of a file: "(1,2 MB)".
SIZE_AT_END = r"\(?\d{1,4}(?:[.,]\d{1,3})? ?[KMG]B\)?$"
_GLUED_SIZE = lazy_regex(rf"(?<=\w)(?={SIZE_AT_END})")
_INVITES_SCAN = lazy_regex(_SCAN, re.IGNORECASE)
_STARS = "★☆⭐✩✪✭"
_VOTES = (
    r"\(?\s?(?:số (?:phiếu|lượt)(?: đánh giá)?|vote count|votes|lượt đánh giá)?\s?:?\s?[\d.,]{1,9}"
    r"\s?(?:(?:lượt|phiếu(?: bầu)?|người|votes?|reviews?|ratings?|bình chọn|bầu chọn|đánh giá)\s?){0,2}\)?"
)
#: What readers think of the article, in stars and votes: "★★★★☆ 4.5/5 (12 phiếu)".
_RATING = lazy_regex(
    r"(?:(?:(?:điểm )?đánh giá|xếp hạng|bình chọn|điểm|trung bình|rate|rating|average rating)"
    rf"(?: (?:trung bình|bài viết|bài|tin|trang)(?: này)?)?\s?:?\s?)?(?P<stars>[{_STARS}]{{2,10}})?\s?"
    r"(?:(?:xếp hạng|đánh giá|điểm)\s?:?\s?)?"
    rf"(?P<score>\d(?:[.,]\d{{1,2}})?\s?(?:/|trên)\s?(?:5|10)(?: sao)?)?[\s.,–-]{{0,4}}(?P<votes>{_VOTES})?",
    re.IGNORECASE,
)

#: Between the buttons of a row: "Về trang trước | Gửi email | In trang".
_BETWEEN = lazy_regex(r"\s?[|•·]\s?|\s[/–-]\s")


def is_button_label(text: str) -> bool:
    """Whether the whole line is the label of a button, a row of them, or what a player prints."""
    if len(text) > LONGEST_BUTTON:
        return False
    if is_rating(text) or _asks_opinion(text):
        return True
    labels = (text, *_BETWEEN.split(text)) if _BETWEEN.search(text) else (text,)
    is_label = [_BUTTON.fullmatch(label.strip(_EDGES)) is not None for label in labels]
    return is_label[0] or (len(labels) > 1 and all(is_label[1:]))


def _asks_opinion(text: str) -> bool:
    if text[-1:] not in "?)" and ("h" not in text or _ANSWERS.isdisjoint(text)):
        return False
    return _ASKS_OPINION.fullmatch(text.strip(_EDGES)) is not None


def is_network(text: str) -> bool:
    """Whether the line is only the name of a network, as on a button."""
    return len(text) <= LONGEST_BUTTON and _NAMES_OF_NETWORKS.fullmatch(text.strip(_EDGES)) is not None


def is_rating(text: str) -> bool:
    """Whether the line gives the article's stars, or its points and the number of votes. Points alone may be
    those of what the article is about.
    """
    if not any(map(str.isdigit, text)) and text[-1:] not in _STARS:
        return False
    found = _RATING.fullmatch(text.strip(" .:|"))
    return found is not None and bool(found["stars"] or (found["score"] and found["votes"]))


def drop_glued_label(text: str) -> str:
    """The text without the label of a button that is glued to its end: "Kế hoạch số 15/KH-UBNDTải về"."""
    if not text.endswith(_GLUED_LABELS):
        return text
    label = next(filter(text.endswith, _GLUED_LABELS))
    before = text.removesuffix(label)
    is_glued = before[-1:].isalnum() or before[-1:] in (")", "]")
    return _GLUED_SIZE.sub(" ", before) if is_glued else text


def invites_scan(text: str) -> bool:
    """Whether the line asks to read the code beside it with a telephone: "Quét mã QR để đọc báo"."""
    return len(text) <= LONGEST_BUTTON and _INVITES_SCAN.fullmatch(text.strip(_EDGES)) is not None
