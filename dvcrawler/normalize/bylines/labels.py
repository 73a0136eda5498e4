"""The labels around the names in a byline, and the roles they assign.

"T/h" before a name is a broadcaster's "thực hiện" (namdinhtv.vn, 2019); in brackets after a name
it is a newspaper's "tổng hợp".
"""

import re
from collections.abc import Iterator

from dvcrawler.patterns import lazy_regex

#: Labels that do not assign a role. ACCOUNT is who put the page up (NukeViet's "Người đăng bài viết",
#: WordPress' "Đăng bởi", Drupal's "Được gửi bởi"), EDITOR who checked or changed it. CONTENT and ESSAY also
#: begin sentences and headings, so that what follows must be certain to be a name.
SOURCE = "source"
CITED = "cited"
PHOTO = "photo"
AUTHOR = "author"
ACCOUNT = "account"
EDITOR = "editor"
CONTENT = "content"
ESSAY = "essay"

#: Marks around such a line, and around what its label names.
LINE_EDGES = " *|•·–—-,;:"

AND = r"\s?(?:,|và|\+|[-–—]|/|&)\s?"
CLIP = "(?:video|clip|đồ họa|đồ hoạ|quay phim)"
_TEXT = "(?:tin bài|tin tức|tin|bài viết|bài)"
_PIECE = "(?: bài viết| tin bài| bài| tin)?"
_GENRE = (
    "(?:bài viết|bài|ghi (?:chép|nhanh)|bút ký|phóng sự|ký sự|tản (?:văn|mạn)|tùy bút|tuỳ bút|tạp (?:văn|bút)"
    "|truyện (?:ngắn|vui)|tiểu phẩm|hồi (?:ký|ức)|thơ)"
)
_WHICH_PICTURE = (
    "(?:tư liệu|minh họa|minh hoạ|trong bài|đầu bài|bìa|chụp(?: màn hình)?|cắt từ (?:clip|video))"
)
_END = r"(?![^\W_])\s?:?"
_LABELS = (
    ("text+photo", rf"(?:{_TEXT}|lời)(?:{AND}(?:tin|bài))?{AND}(?:hình )?ảnh(?:{AND}{CLIP})?(?![^\W_])\s?:?"),
    ("text+photo", rf"ảnh{AND}(?:tin|bài|lời)(?:{AND}{CLIP})?{_END}|(?:tin|bài) ảnh\s?:"),
    ("text+photo", rf"nội dung{AND}(?:hình )?ảnh\s?:|(?:tin|bai)\s?(?:,|-|&|va)\s?anh\s?:"),
    ("text+photo", rf"(?:text|story|words)(?:\s?,\s?|\s?&\s?| and )photos?(?:\s?:| by{_END})"),
    (ESSAY, r"(?:chùm|phóng sự|bộ) ảnh(?: của\s|\s?:)"),
    (PHOTO, rf"(?:nguồn ảnh|(?:hình )?ảnh(?: {_WHICH_PICTURE})?)(?:{AND}{CLIP})?(?:\s?:|\s[-–—]\s)"),
    (PHOTO, r"(?<=[.,;–—-]\s)(?-i:Ảnh|ẢNH)\s(?=(?-i:[A-ZÀ-ỸĐ]))"),
    (PHOTO, rf"(?:hình )?ảnh (?:được )?(?:thực hiện|chụp|cung cấp) bởi{_END}"),
    (PHOTO, rf"photos?(?:\s?:| by{_END}| courtesy of)"),
    (PHOTO, r"(?:trình bày|thiết kế|minh họa|minh hoạ|đồ họa|đồ hoạ|kỹ thuật|video|clip|quay phim)\s?:"),
    (AUTHOR, r"tác giả\s?[/-]\s?nguồn(?: tin)?\s?:|nguồn(?: tin)?\s?/\s?tác giả\s?:"),
    (
        AUTHOR,
        rf"(?:tên |các |nhóm |thông tin )?(?:tác giả|người viết|phóng viên|cộng tác viên|pv|ctv){_PIECE}"
        r"(?: khác)?\s?:"
        r"|^(?:tác giả|người viết|cộng tác viên)\s(?:[-–]\s)?",
    ),
    (AUTHOR, r"(?:họ (?:và )?tên|tên) tác giả\s?:|t[/.]?g\s?:|bài (?:dự thi|tham dự|cộng tác) của\s"),
    (AUTHOR, rf"(?:bút danh|author)\s?:|(?:bài viết |bài |được ){{0,2}}viết bởi{_END}"),
    (AUTHOR, r"(?:tac gia|nguoi viet|reporter|journalist)\s?:"),
    ("text", rf"(?:(?:đưa )?{_TEXT}(?:{AND}{_TEXT})?|lời(?: bình)?|text|story)\s?:|^viết\s?:"),
    ("text", rf"^(?:reported |written |story )?by{_END}"),
    (CONTENT, rf"nội dung\s?:|^{_GENRE}(?: của\s|\s?:)"),
    (CONTENT, r"^(?:tin|bài|tin bài|thơ|tản văn|truyện ngắn)\s[-–—]\s"),
    (CONTENT, r"^(?:tin bài|thơ|truyện ngắn|(?:tin|bài)(?=[^.:]{2,40}[.,;–—-]\sảnh))\s(?=(?-i:[A-ZÀ-ỸĐ]))"),
    ("performed", rf"(?:(?:nhóm |người )?thực hiện|t/h|{_TEXT}{AND}{CLIP})\s?:"),
    ("performed", rf"(?:được )?thực hiện bởi{_END}"),
    (
        "compiled",
        r"(?:người )?(?:tổng hợp|sưu tầm|(?:biên )?soạn(?: thảo)?|(?:biên |lược )?dịch|s\.?t"
        r"|lược (?:ghi|thuật))\s?:"
        r"|(?:dịch giả|chuyển ngữ)\s?:"
        rf"|(?:translated|compiled) by{_END}"
        rf"|(?:được )?(?:tổng hợp|sưu tầm|(?:biên )?soạn|(?:biên )?dịch) bởi{_END}",
    ),
    (
        ACCOUNT,
        rf"người (?:đăng|gửi|gởi|tạo|đưa|chia sẻ){_PIECE}\s?:"
        r"|(?:(?:bài viết|bài|tin|đã|được) ){0,2}"
        rf"(?:đăng tải|đăng|gửi|gởi|tạo|xuất bản|phát hành|chia sẻ) bởi{_END}"
        rf"|(?:^|(?<=[,|•·] ))bởi{_END}|nguoi dang\s?:",
    ),
    (ACCOUNT, rf"(?:posted|submitted|published|created|uploaded) by{_END}"),
    (
        EDITOR,
        r"(?:người )?(?:biên tập viên|biên tập|btv|hiệu đính|thẩm định"
        r"|(?:kiểm |phê )?duyệt(?: bài| tin| nội dung)?|cập nhật"
        r"|(?:chịu trách nhiệm|phụ trách)(?: chính| nội dung| xuất bản)?)\s?:|editor\s?:",
    ),
    (EDITOR, r"(?:người )?(?:nhập|up)(?: liệu| dữ liệu)?(?: bài viết| tin bài| bài| tin)?(?: lên)?\s?:"),
    (EDITOR, rf"(?:được )?(?:cập nhật|biên tập|chỉnh sửa) bởi{_END}|(?:updated|edited|modified) by{_END}"),
    (SOURCE, rf"(?:trích |theo )?nguồn{_PIECE}(?: trích(?: dẫn)?| thông tin)?\s?:"),
    (
        SOURCE,
        r"nguồn đăng(?: tải)?\s?:|trích (?:từ|dẫn)\s?:|(?:(?:link|đường dẫn) )?bài gốc\s?:|link gốc\s?:",
    ),
    (CITED, r"trích (?:từ |dẫn )?(?=(?:báo|tạp chí|website|trang|cổng)\s)"),
    (
        SOURCE,
        r"^nguồn(?: tin)?\s(?=(?:báo|tạp chí|website|trang (?:tin|ttđt)|cổng (?:thông tin|ttđt)|đài)\s"
        r"|(?:ttxvn|vov|vtv|[\w-]{2,40}\.(?:vn|com|net))(?!\w))",
    ),
    (SOURCE, r"(?:nguon(?: tin)?|source)\s?:"),
    (
        CITED,
        r"(?:^\(?|(?<=, ))(?:tổng hợp|sưu tầm|dẫn|trích|lược|(?:biên |lược )?dịch|đăng(?: lại)?)"
        r" (?:từ|theo)(?:\s?:|\s)",
    ),
    (CITED, r"theo(?:\s?:|\s(?!dõi\b))|^tin (?:từ|của)\s"),
)
#: Each begins with a letter, which is checked first because it is fast.
_LABEL = lazy_regex(
    r"(?<![^\W_])(?=[^\W\d_])(?:" + "|".join(f"({regex})" for _, regex in _LABELS) + ")", re.IGNORECASE
)
#: Every label contains one of these; checked first because it is fast. No label is longer.
_LONGEST_LABEL = 100
_HINTS = tuple(
    ":|theo|trích|nguồn|ảnh|bởi|by|của|tác giả|người viết|cộng tác viên|tổng hợp|sưu tầm"
    "|courtesy of|dịch từ|đăng từ|lại từ|tin |bài |thơ |ngắn |văn ".split("|")
)
_HINT = lazy_regex(
    r":|theo\s|(?:^\(?|, )(?:tổng hợp|sưu tầm|(?:biên |lược )?dịch từ|đăng (?:lại )?từ)\s"
    r"|^(?:trích|nguồn|tin|bài|thơ|tản văn|truyện ngắn)\s|ảnh|bởi\s|(?<!\w)by\s|của\s"
    r"|courtesy of|^(?:tác giả|người viết|cộng tác viên)\s",
    re.IGNORECASE,
)
#: What was done to the text of another: "dịch", "t/h", "st".
_COMPILED = (
    r"(?:tổng hợp|sưu tầm|(?:biên )?soạn(?: thảo)?|(?:biên |lược )?dịch|(?:lược )?(?:ghi|thuật)"
    r"(?: (?:lại|chép))?|giới thiệu|chuyển ngữ|t/h|s/?\.?t)"
)
_AS_TOLD = r"(?:ghi(?: lại)?|viết|kể) theo (?:lời kể|tư liệu|tài liệu)(?: của)? .{2,60}"
#: In brackets after the names, or at the end of the line.
_REMARKS = (
    ("performed", r"(?:nhóm )?thực hiện|dàn dựng"),
    ("compiled", rf"{_COMPILED}(?:{AND}{_COMPILED})?|t\.?h|g\.?t|{_AS_TOLD}"),
    ("text+photo", rf"{_TEXT}{AND}ảnh"),
)
_REMARK = lazy_regex("|".join(f"({regex})" for _, regex in _REMARKS), re.IGNORECASE)
#: "(tổng hợp từ Internet)"
_COMPILED_FROM = lazy_regex(r"(?:tổng hợp|lược dịch|dịch|sưu tầm) (?:từ|theo) (.+)", re.IGNORECASE)
#: "Minh Anh tổng hợp", "Minh Anh sưu tầm và giới thiệu", without brackets.
_CLOSING = lazy_regex(
    rf"\s[-–—]?\s?(?:(thực hiện|thể hiện)|({_COMPILED}(?:{AND}{_COMPILED})?|{_AS_TOLD}))$", re.IGNORECASE
)

#: "Minh Anh; Ảnh: Sưu tầm": the pictures were found elsewhere, not the text.
_OF_PICTURES = lazy_regex(r"(?<!\w)(?:ảnh|hình|đồ họa|clip|video)\s?:?$", re.IGNORECASE)


def split_at_labels(text: str) -> Iterator[tuple[str | None, str]]:
    """Yields (label, text up to the next label); the label is None for the text before the first."""
    kind, place = None, 0
    for found in _LABEL.finditer(text) if _may_have_label(text) else ():
        yield kind, text[place : found.start()]
        kind, place = _LABELS[(found.lastindex or 1) - 1][0], found.end()
    yield kind, text[place:]


def _may_have_label(text: str) -> bool:
    return _has_hint(text) and _HINT.search(text) is not None


def _has_hint(text: str) -> bool:
    return any(map(text.lower().__contains__, _HINTS))


def begins_with_label(text: str, edges: str) -> bool:
    """Whether the text begins with a label, after `edges` at most."""
    start = len(text) - len(text.lstrip(edges))
    return _has_hint(text[start : start + _LONGEST_LABEL]) and _LABEL.match(text, start) is not None


def read_remark(inside: str) -> tuple[str | None, str | None]:
    """Returns the (role, source) in brackets after the names: "(T/h)", "(tổng hợp từ Internet)"."""
    if found := _COMPILED_FROM.fullmatch(inside):
        return "compiled", found[1]
    found = _REMARK.fullmatch(inside)
    return (_REMARKS[(found.lastindex or 1) - 1][0] if found else None), None


def take_closing_role(text: str) -> tuple[str, str | None]:
    """Splits "Minh Anh tổng hợp" into (names, role); the role is None if the line does not end in one."""
    found = _CLOSING.search(text)
    if found is None or _OF_PICTURES.search(text, 0, found.start()):
        return text, None
    return text[: found.start()], "performed" if found[1] else "compiled"


def is_only_label(text: str) -> bool:
    """Whether the text is a label without a value: "Tác giả:"."""
    parts = list(split_at_labels(text)) if begins_with_label(text, "") else []
    return len(parts) > 1 and not any(value.strip(LINE_EDGES) for _, value in parts)
