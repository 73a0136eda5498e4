"""The pages' own words, in Vietnamese and English, and which of the two a reader gets."""

import re

from dvcrawler.web.explanations import EXPLANATIONS
from dvcrawler.words import LANGUAGES, Table, Words

_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q=(\d(?:\.\d{0,3})?)\s*)?", re.ASCII)
WORDS: Table = {
    "app": ("News archive", "Kho tin lưu trữ"),
    "skip": ("Skip to the content", "Bỏ qua, tới nội dung"),
    "calendar": ("Calendar", "Lịch"),
    "sections": ("Sections", "Chuyên mục"),
    "search": ("Search", "Tìm"),
    "search_label": ("Words to search for", "Từ cần tìm"),
    "search_hint": (
        'Words with or without diacritics, "a phrase", -not, since:2023, author:name',
        "Từ có hoặc không dấu, “cả cụm”, -loại trừ, since:2023, author:tên",
    ),
    "newest": ("Newest articles", "Bài mới nhất"),
    "held": ("What is held", "Đang lưu giữ"),
    "articles": ("articles", "bài"),
    "article": ("article", "bài"),
    "undated": ("undated", "không ghi ngày"),
    "section": ("Section", "Chuyên mục"),
    "author": ("Author", "Tác giả"),
    "kind": ("Kind", "Loại"),
    "source": ("Source", "Nguồn"),
    "since": ("From", "Từ ngày"),
    "until": ("To", "Đến ngày"),
    "filters": ("Filters", "Lọc"),
    "narrow": ("Narrow down", "Thu hẹp"),
    "remove": ("remove", "bỏ"),
    "best_first": ("best first", "phù hợp nhất trước"),
    "newest_first": ("newest first", "mới nhất trước"),
    "nothing": ("Nothing was found.", "Không tìm thấy bài nào."),
    "nothing_advice": (
        "Try fewer words, other words, or fewer filters.",
        "Hãy thử ít từ hơn, từ khác, hoặc bớt điều kiện lọc.",
    ),
    "no_filter": (
        "“{0}:” is not a filter; it was searched for as a word. Filters: {1}.",
        "“{0}:” không phải điều kiện lọc nên được tìm như một từ. Các điều kiện lọc: {1}.",
    ),
    "no_operator": (
        "“{0}” is not an operator: all words must be there, as whole words.",
        "“{0}” không phải toán tử: bài phải có đủ các từ, mỗi từ nguyên vẹn.",
    ),
    "cut_name": (
        "{0}:{1} takes one word, and “{2}” was searched for in the texts. For the name write {0}:“{1} {2}”.",
        "{0}:{1} chỉ lấy một từ, còn “{2}” được tìm trong bài. Muốn lấy cả tên, hãy viết {0}:“{1} {2}”.",
    ),
    "unreadable_line": (
        "stored line cannot be read, so an article may be missing here; dvcrawler verify says which line.",
        "dòng đã lưu không đọc được nên ở đây có thể thiếu bài; dvcrawler verify cho biết đó là dòng nào.",
    ),
    "unreadable_lines": (
        "stored lines cannot be read, so articles may be missing here; dvcrawler verify names each line.",
        "dòng đã lưu không đọc được nên ở đây có thể thiếu bài; dvcrawler verify cho biết từng dòng.",
    ),
    "nothing_held": ("Nothing is stored yet.", "Chưa lưu bài nào."),
    "previous": ("Previous", "Trang trước"),
    "next": ("Next", "Trang sau"),
    "page": ("Page", "Trang"),
    "feed": ("Atom feed", "Nguồn tin Atom"),
    "json": ("JSON", "JSON"),
    "original": ("the article at its own address", "bài tại địa chỉ gốc"),
    "original_file": ("the file at its own address", "tệp tại địa chỉ gốc"),
    "captured_file": ("Open the captured file", "Mở tệp đã lưu"),
    "captured_page": ("Open the captured page", "Mở trang đã lưu"),
    "no_capture": ("The raw page is not kept.", "Trang gốc không được lưu."),
    "date_raw": ("Date as printed", "Ngày như đã in"),
    "language": ("Language", "Ngôn ngữ"),
    "layout": ("Layout", "Mẫu trang"),
    "captured_at": ("Captured", "Lưu lúc"),
    "tags": ("Tags", "Từ khóa"),
    "pictures": ("Pictures", "Ảnh"),
    "picture": ("picture", "ảnh"),
    "documents": ("Documents", "Tài liệu"),
    "problems": ("What is missing or doubtful", "Điều còn thiếu hoặc chưa chắc"),
    "reposts": ("The same text on other sites", "Cùng nội dung ở trang khác"),
    "repost_whole": ("the whole text", "toàn bài"),
    "repost_cut": ("a part of this text", "một phần của bài này"),
    "repost_extended": ("this text and more", "bài này và thêm nữa"),
    "repost_quoted": ("parts are the same", "có đoạn giống nhau"),
    "origin": ("Origin", "Bài gốc"),
    "origin_source": ("by the source line", "theo dòng ghi nguồn"),
    "origin_date": ("by the earlier day", "theo ngày đăng sớm hơn"),
    "origin_unknown": ("unknown", "chưa rõ"),
    "revisions": ("Revisions", "Các bản đã lưu"),
    "revision": ("Revision", "Bản"),
    "compared": ("Revision {0} compared with revision {1}", "Bản {0} so với bản {1}"),
    "compared_whole": (
        "So much differs here that it is not shown word by word.",
        "Chỗ này khác quá nhiều nên không so được từng chữ.",
    ),
    "no_difference": ("No text differs.", "Không có chữ nào khác."),
    "added": ("added", "thêm"),
    "removed": ("removed", "bớt"),
    "not_newest": ("This is an earlier revision.", "Đây là bản cũ."),
    "see_newest": ("See the newest", "Xem bản mới nhất"),
    "cite": ("Cite", "Trích dẫn"),
    "about": ("About this record", "Về bản ghi này"),
    "empty_body": ("No text is held.", "Không lưu phần chữ."),
    "capture": ("Captured page", "Trang đã lưu"),
    "capture_bar": ("As received on", "Nguyên trạng, nhận lúc"),
    "to_article": ("To the article", "Về bài viết"),
    "capture_safe": (
        "Scripts, forms and other sites' content are switched off. Only links to captured pages work.",
        "Tập lệnh, biểu mẫu và nội dung từ trang khác đã tắt. Chỉ còn liên kết tới trang đã lưu.",
    ),
    "capture_revisit": ("unchanged since the capture of", "không đổi so với bản chụp lúc"),
    "capture_altered": (
        "The record does not match its digest: not all of this is as it was received.",
        "Bản ghi không khớp với mã kiểm tra: không phải tất cả còn như khi nhận được.",
    ),
    "capture_bytes": ("Download the bytes as received", "Tải nguyên trạng"),
    "capture_file": ("This is a file, not a page", "Đây là tệp, không phải trang"),
    "capture_empty": ("The answer had no content.", "Câu trả lời không có nội dung."),
    "capture_lost": (
        "The original that this revisit record refers to is not held.",
        "Bản gốc mà bản ghi này dẫn tới không còn được lưu.",
    ),
    "capture_large": ("Too large to be shown.", "Quá lớn để hiển thị."),
    "capture_broken": ("Cannot be unpacked", "Không giải nén được"),
    "status": ("status", "trạng thái"),
    "bytes": ("bytes", "byte"),
    "gaps": ("Known and not held", "Biết có mà chưa lưu"),
    "no_gaps": ("Nothing is known to be missing.", "Không biết có bài nào thiếu."),
    "more_gaps": ("more; `dvcrawler coverage --json` names all", "nữa; `dvcrawler coverage --json` kể hết"),
    "weekdays": ("Mo Tu We Th Fr Sa Su", "T2 T3 T4 T5 T6 T7 CN"),
    "day_key": ("Articles a day", "Số bài mỗi ngày"),
    "articles_by_year": ("Articles by year", "Số bài theo năm"),
    "all_articles": ("All articles", "Mọi bài"),
    "all_articles_of": ("All articles of {0}", "Mọi bài của {0}"),
    "on_day": ("{0} {1}: {2}", "Ngày {0} {1}: {2}"),
    "on_month": ("{0} in {1}", "{0} bài trong {1}"),
    "no_names": ("No author is known yet.", "Chưa có tên tác giả nào."),
    "as_text": ("Plain text", "Dạng chữ"),
    "filter_names": ("Part of a name", "Một phần của tên"),
    "other_language": ("Tiếng Việt", "English"),
    "error_400": ("This request cannot be understood", "Không hiểu yêu cầu này"),
    "error_404": ("There is no such page", "Không có trang này"),
    "error_404_article": ("No such article is held", "Không lưu bài này"),
    "error_404_revision": (
        "The article is held, but not this revision",
        "Không lưu bản sửa này của bài, chỉ lưu các bản khác",
    ),
    "error_404_capture": ("No such capture is held", "Không lưu bản này"),
    "error_410_article": ("This article was removed from the archive", "Bài này đã được gỡ khỏi kho lưu trữ"),
    "error_410_note": (
        "Its text and its captured pages are not shown any more, and it is not fetched again.",
        "Nội dung và trang đã lưu của bài không còn được cho xem; bài sẽ không được tải lại.",
    ),
    "error_500": ("Something went wrong here", "Có lỗi ở phía máy chủ"),
    "error_503": ("The store cannot be read now", "Hiện không đọc được kho"),
    "back_home": ("To the home page", "Về trang chủ"),
    "title": ("Title", "Tiêu đề"),
    "kicker": ("Kicker", "Dòng trên tiêu đề"),
    "date": ("Date", "Ngày"),
    "published_at": ("Time of publication", "Giờ đăng"),
    "summary": ("Lead", "Sapo"),
    "body": ("Text", "Nội dung"),
    "id": ("Id", "Mã"),
    "images": ("Pictures", "Ảnh"),
    "byline_raw": ("Byline as printed", "Tên tác giả như đã in"),
    "url": ("Address", "Địa chỉ"),
    "modified_at": ("Time of the last change", "Giờ sửa cuối"),
    "via_wayback": ("from a web archive", "từ kho lưu trữ web"),
    "via_warc": ("from a WARC file", "từ tệp WARC"),
    "kind_article": ("article", "bài viết"),
    "kind_emagazine": ("e-magazine", "emagazine"),
    "kind_photo": ("photo story", "phóng sự ảnh"),
    "kind_video": ("video", "video"),
    "kind_audio": ("audio", "âm thanh"),
    "kind_document": ("document", "văn bản"),
    **EXPLANATIONS,
}


def words_in(language: str) -> Words:
    """The pages' words in "vi" or "en"."""
    return Words(WORDS, language)


def choose_language(asked: str | None, accepted: str) -> str:
    """`asked` from the address, else the one of Accept-Language with the higher weight, else Vietnamese."""
    if asked in LANGUAGES:
        return asked
    weights: dict[str, float] = {}
    for part in accepted[:500].split(","):
        found = _RANGE.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            name, weight = found[1].lower(), float(found[2] or 1)
            weights[name] = max(weight, weights.get(name, 0.0))
    best = max(LANGUAGES, key=lambda name: weights.get(name, 0.0))
    return best if weights.get(best, 0) > 0 else "vi"
