"""Labels of buttons and players that a page prints as separate lines among the paragraphs."""

import re

LONGEST_BUTTON = 80
_EDGES = " .:!?|•·-–—[]()»«›‹<>+*#▶►▼▲⏸⏵🔊🎧🖨✉📋🔗\ufe0f"
_NETWORK = (
    r"(?:facebook|twitter|zalo|linkedin|pinterest|messenger|telegram|whatsapp|viber|tumblr|tiktok|youtube|google\+?"
    r"|email|print|copy link|share|like|tweet|chia sẻ|in|x)"
)
_THIS = r"(?: (?:bài viết|bài|tin|trang|nội dung)(?: này)?)"
_SHARE = (
    rf"chia sẻ{_THIS}?(?: (?:lên|qua|trên|với|cho)(?: (?:facebook|zalo|twitter|email|mạng xã hội|bạn bè))+)?"
    r"|(?:copy|sao chép|lấy|dán) (?:link|liên kết|đường (?:dẫn|link))(?: bài viết)?|link (?:bài )?gốc"
    rf"|in{_THIS}|bản in|lưu{_THIS}|gửi{_THIS}?(?: qua| cho| tới)? (?:e?mail|bạn bè)|gửi{_THIS}"
    rf"|{_NETWORK}(?:[\s,|/•·-]+{_NETWORK})+|tweet|like|share|google news"
)
_PLAYER = (
    rf"(?:bấm |nhấn )?(?:để )?(?:nghe|đọc)(?: audio| đọc bài| podcast|{_THIS})(?: \d{{1,2}}:\d\d)?"
    r"|giọng (?:nữ|nam)(?: miền (?:bắc|trung|nam)| \d)?|tốc độ đọc|đọc to|dừng đọc|tạm dừng"
    r"|0:00|\d{1,2}:\d\d ?/ ?-?\d{1,2}:\d\d|[012](?:[.,]\d{1,2})?x"
    r"|(?:un)?mute|play(?: video)?|pause|volume|full ?screen"
    r"|trình duyệt .{0,20}không hỗ trợ (?:thẻ |phát |định dạng )?"
    r"(?:html|video|audio|javascript|iframe|âm thanh).{0,30}"
    r"|your browser does not support .{2,40}"
)
_PAGE = (
    r"(?:tăng|giảm)(?: kích)? (?:cỡ|thước) chữ"
    r"|(?:trang|phần|page|part) ?:? ?[\[(]?\d{1,3}(?:[\])]?[ ,|/-]{1,3}[\[(]?\d{1,3}){1,30}"
    r"|(?:chuyển sang )?chế độ (?:tối|sáng|ban đêm)|(?:độ )?tương phản"
    r"|(?:quay |trở )?(?:về|lên|lại) (?:trang chủ|đầu trang|trang trước)|quay lại|trở (?:về|lại)"
    rf"|(?:bấm |nhấn |click )?(?:để )?(?:đánh giá|bình luận){_THIS}|gửi (?:đánh giá|bình luận|phản hồi)"
    r"|báo (?:xấu|lỗi|cáo vi phạm|lỗi bài viết)|góp ý|nội dung bài viết|quảng cáo|advertisements?|sponsored"
    r"|quét mã qr để (?:(?!là |đã |khiến |giúp |thành )[^\s,]+(?: |$)){1,12}"
)
_BUTTON = re.compile(rf"(?:{_SHARE}|{_PLAYER}|{_PAGE})", re.IGNORECASE)

#: Between the buttons of a row: "Về trang trước | Gửi email | In trang".
_BETWEEN = re.compile(r"\s?[|•·]\s?|\s[/–-]\s")


def is_button_label(text: str) -> bool:
    """Whether the whole line is the label of a button, a row of them, or what a player prints."""
    if len(text) > LONGEST_BUTTON:
        return False
    labels = (text, *_BETWEEN.split(text)) if _BETWEEN.search(text) else (text,)
    is_label = [_BUTTON.fullmatch(label.strip(_EDGES)) is not None for label in labels]
    return is_label[0] or (len(labels) > 1 and all(is_label[1:]))
