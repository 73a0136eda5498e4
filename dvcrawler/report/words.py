"""The page's own words, in Vietnamese and English."""

from collections.abc import Mapping

LANGUAGES = ("vi", "en")
#: English, Vietnamese.
_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("What the news archive holds", "Kho tin lưu trữ có gì"),
    "overview": ("Overview", "Tổng quan"),
    "contents": ("Contents", "Mục lục"),
    "as_of": ("As of the run that ended at", "Tính đến lượt chạy kết thúc lúc"),
    "shared": ("With text of another site", "Có nội dung chung"),
    "all_sites": ("Sites", "Số trang"),
    "site": ("Site", "Trang"),
    "articles": ("Articles", "Số bài"),
    "first": ("First", "Từ"),
    "last": ("Last", "Đến"),
    "undated": ("Undated", "Không ngày"),
    "missing": ("Not held", "Còn thiếu"),
    "unreadable": ("ledger unreadable", "sổ không đọc được"),
    "health": ("Health", "Tình trạng"),
    "given": ("Text given", "Cho bài"),
    "taken": ("Text taken", "Lấy bài"),
    "disk": ("On disk", "Dung lượng"),
    "total": ("Total", "Tổng"),
    "others": ("others", "khác"),
    "no_section": ("no section", "không chuyên mục"),
    "month": ("Month", "Tháng"),
    "year": ("Year", "Năm"),
    "name": ("Name", "Tên"),
    "table": ("The figures as a table", "Số liệu dạng bảng"),
    "years": ("Articles a year, by site", "Số bài mỗi năm, theo trang"),
    "months": ("Articles a month, by site", "Số bài mỗi tháng, theo trang"),
    "months_note": ("The last {} months.", "{} tháng gần nhất."),
    "sections": ("Articles a month, by section", "Số bài mỗi tháng, theo chuyên mục"),
    "calendar": ("Articles by year and month", "Số bài theo năm và tháng"),
    "authors": ("Authors", "Tác giả"),
    "authors_note": ("Those with most articles.", "Những người có nhiều bài nhất."),
    "sources": ("Sources", "Nguồn"),
    "sources_note": ("What the source lines name.", "Theo dòng ghi nguồn của bài."),
    "reposts": ("Who takes from whom", "Trang nào lấy bài của trang nào"),
    "reposts_note": (
        "{} articles share text with another site; for {} of them nothing tells which text was first.",
        "{} bài có nội dung chung với trang khác; {} bài trong đó không rõ bài nào có trước.",
    ),
    "reposts_unit": (
        "Articles of the right site with text of the left one, whole, cut, extended or quoted.",
        "Số bài của trang bên phải có nội dung của trang bên trái: toàn bài, cắt bớt, thêm hoặc trích.",
    ),
    "phrases": ("Phrases of the period", "Cụm từ nổi bật của thời kỳ"),
    "phrases_note": (
        "Frequent from {} to {} and less so in the rest; articles of each hundred, in a sample.",
        "Hay gặp từ {} đến {}, ít gặp hơn ở phần còn lại; số bài trên một trăm, theo mẫu.",
    ),
    "phrase": ("Phrase", "Cụm từ"),
    "rate": ("In the period, %", "Trong thời kỳ, %"),
    "other_rate": ("In the rest, %", "Phần còn lại, %"),
    "gaps": ("Coverage and gaps", "Độ phủ và phần thiếu"),
    "gaps_note": ("Known to exist and not held, by reason.", "Biết có mà chưa lưu, theo lý do."),
    "reason": ("Reason", "Lý do"),
    "address": ("Address", "Địa chỉ"),
    "number": ("Number", "Số lượng"),
    "examples": ("The first of them", "Ví dụ"),
    "findings": ("What was noticed", "Điều nhận thấy"),
    "last_run": ("Last run", "Lượt chạy cuối"),
    "growth": ("Growth on disk", "Dung lượng tăng"),
    "growth_note": ("MB added a month of capture.", "Số MB thêm mỗi tháng lưu."),
    "article_files": ("article files, MB", "tệp bài viết, MB"),
    "page_files": ("captured pages, MB", "trang đã lưu, MB"),
    "sum": ("sum, MB", "cộng dồn, MB"),
    "none": ("Nothing to show.", "Chưa có gì."),
    "top": ("To the overview", "Về tổng quan"),
    "sites": ("The sites one by one", "Từng trang"),
    "key": ("Key", "Chú giải"),
    "describe_columns": ("Columns: {}. The largest, {}, is {}.", "Biểu đồ cột: {}. Cao nhất là {}: {}."),
    "describe_bars": ("Bars, the longest first: {}.", "Biểu đồ thanh, dài nhất trước: {}."),
    "state_ok": ("ok", "tốt"),
    "state_never_run": ("never run", "chưa chạy"),
    "state_failing": ("failing", "lỗi"),
    "state_changed": ("changed", "trang đã đổi"),
    "state_blocked": ("blocked", "bị chặn"),
    "state_gone": ("gone", "không còn"),
    "state_unreachable": ("unreachable", "không kết nối được"),
    "state_stale": ("stale", "lâu không chạy"),
    "state_quiet": ("quiet", "im ắng"),
    "gap_not yet tried": ("not yet tried", "chưa thử"),
    "gap_unread": ("could not be read", "không đọc được"),
    "gap_refused": ("refused", "bị loại"),
    "gap_failed": ("could not be fetched", "không tải được"),
    "gap_blocked": ("blocked by the site", "bị trang chặn"),
    "gap_gone": ("gone", "đã gỡ"),
    "gap_moved": ("moved", "đã chuyển"),
    "gap_outside the period asked for": ("outside the period asked for", "ngoài khoảng thời gian"),
}


class Words:
    """The words of one language: `words("overview")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = LANGUAGES[::-1].index(language)

    def __call__(self, key: str, *values: object) -> str:
        found = _WORDS.get(key)
        return (found[self._place] if found else key).format(*values)

    def of(self, prefix: str, name: str) -> str:
        """The word for one of several named things; the name itself where it has none."""
        found = _WORDS.get(f"{prefix}_{name}")
        return found[self._place] if found else name

    def number(self, value: float) -> str:
        """With the language's signs for thousands and decimals."""
        text = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))
