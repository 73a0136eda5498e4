"""Links other than sections that every portal has: forms, accounts, feeds, tags, pagers, the front page."""

import re
from urllib.parse import urlsplit

from dvcrawler.normalize.text import fold

#: Endings of addresses that lead to a file rather than to a page.
FILE_ENDINGS = (
    "pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|7z|jpe?g|png|gif|webp|svg|tiff?|mp[34]|avi|mov|wm[av]"
    "|js|css|ico|xml|rss|apk|txt|csv|json"
)
_FILE = re.compile(rf"\.(?:{FILE_ENDINGS})$", re.I)
#: Parameters with the number of a page and nothing else.
PAGE_PARAMETERS = (
    "page|paged|trang|pageindex|currentpage|pageno|pagenumber|page_no|page_num|curpage|currpage|cpage"
    "|trangso|sotrang"
)
#: Anywhere in the address, Vietnamese words as whole syllables: "cơ sở Đoàn" has no "sơ đồ". Papers have
#: a section "Tòa soạn – Bạn đọc", and offices collect what is said of a draft.
_PARTS = re.compile(
    r"(?<![a-z])(?:lien-he|dang-nhap|dang-ky|dang-xuat|gioi-thieu|doc-bao-in|bao-in|quang-cao|dat-bao|so-do"
    r"|toa-soan(?!-(?:va-)?ban-doc)|gop-y(?!-[a-z])|lich-cong-tac|quen-mat-khau"
    r"|chinh-sach-(?:bao-mat|rieng-tu|quyen-rieng-tu))(?![a-z])"
    r"|login|sitemap|rss|(?:forgot|lost|reset)-?pass|wp-(?:admin|login|json|content|includes)",
    re.I,
)
#: Sections of documents, questions and media. What their lists hold decides whether they are read.
_CONTENTS = re.compile(r"hoi-dap|thu-vien|van-ban", re.I)
#: A search, and its parameters that choose a section instead of a word.
_SEARCH = re.compile(r"tim-kiem|(?<!re)search", re.I)
_CHOOSES = re.compile(
    r"[?&][a-z_]{0,20}(?:cat|chuyen-?_?muc|danh-?_?muc|linh-?_?vuc|nhom|loai)[a-z_]{0,20}=[^&]", re.I
)
_TYPED = re.compile(r"[?&](?:q|s|k|key|keywords?|tu-?_?khoa|query|text|search)=[^&]", re.I)
#: Whole folders, file names and values of the address; modules of NukeViet among them.
_FOLDERS = re.compile(
    r"[/=](?:tags?|tu-khoa|keywords?|authors?|tac-gia|feeds?|atom|contacts?(?:-us)?|lienhe|log-?out|sign-?(?:in|up|out)"
    r"|register|registration|users?|accounts?|tai-khoan|profile|cart|gio-hang|checkout|about(?:-us)?"
    r"|privacy(?:-policy)?|terms(?:-[a-z-]{1,30})?|dieu-khoan(?:-[a-z-]{1,30})?|cookies?|faqs?|help|tro-giup|print|in-bai"
    r"|share|ads?|hotline|newsletter|subscribe|seek|statistics|thong-ke-truy-cap|voting|siteterms|comment)"
    r"(?:[-_][0-9]{1,9})?(?:[/.?&#]|$)",
    re.I,
)
_TAG = re.compile(r"/(?:tags?|labels?|tu-khoa|keywords?)/[^/?#]+/?$", re.I)
#: The number of a page in a path. A headline may end in the same syllable before the id of its article:
#: `/mua-he-o-nha-trang-84512.html`, some after a word that no section ends in: `/dem-trang-886.html`.
_NO_PAGE = "".join(
    rf"(?<!\b{word}-trang)" for word in ("dem", "nha", "nghia", "thoi", "mau", "khoang", "luong-vu")
)
#: What such a syllable makes another word of: `/chuyen-trang/12` is a section.
NO_PAGER = r"(?<!\bchuyen)(?<!\blanding)(?<!\bfan)"
PAGE_IN_PATH = (
    rf"(?:/(?:page|trang|pageid|currentpage)[-/=]?[0-9]{{1,9}}"
    rf"|{NO_PAGER}-(?:page|trang|pageid|currentpage)[-/=]?[0-9]{{1,2}}"
    rf"|/(?:[^/-]{{1,40}}-){{1,4}}(?:page|trang|pageid|currentpage){_NO_PAGE}[-/=]?[0-9]{{3,4}})(?:[/.?]|$)"
)
_PAGERS = re.compile(
    rf"{PAGE_IN_PATH}|/p[0-9]{{1,4}}(?:[/.?]|$)"
    rf"|[?&](?:{PAGE_PARAMETERS}|start|limitstart)=[0-9]|_cur=[0-9]",
    re.I,
)
#: Other forms of a page: for printers, as a file, by mail.
_FORMS = re.compile(
    r"[?&](?:format=(?:pdf|raw|feed|json|ical|doc)|(?:print|in|pop)=1|tmpl=component|type=(?:rss|atom))", re.I
)
_HOME = re.compile(r"/(?:(?:index|default|trang-chu|home|trangchu|homepage)(?:\.[a-z]{2,5})?)?/?", re.I)
#: Folded texts of links to forms, accounts and pages of a list. Pagers also have numbers and arrows.
_NAMES = re.compile(
    r"dang (?:nhap|ky|xuat)|log ?(?:in|out)|sign ?(?:in|up|out)|register|quen mat khau|tai khoan"
    r"|lien he(?: voi chung toi)?|contacts?(?: us)?|gop y|hop thu|ve chung toi|about(?: us)?"
    r"|rss|feeds?|tags?|tu khoa|so do (?:trang|site|web|website|cong)|site ?map|tim kiem(?: nang cao)?|search"
    r"|trang (?:chu|sau|truoc|ke|tiep|cuoi|dau|[0-9]{1,6})|home|page [0-9]{1,6}|[0-9]{1,6}"
    r"|next|prev(?:ious)?|last|first|cuoi|dau|tiep|truoc|sau"
    r"|quang cao|ban quyen|dieu khoan(?: su dung)?|chinh sach (?:bao mat|rieng tu)"
)


def is_file(path: str) -> bool:
    """Whether the path of an address is that of a file rather than of a page."""
    return _FILE.search(path) is not None


def is_never_section(url: str) -> bool:
    """Whether the address names a file, a form, an account, a feed, a tag or a further page of a list."""
    parts = urlsplit(url)
    text = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if is_file(parts.path) or (_SEARCH.search(text) and not _lists_section(text)):
        return True
    return any(pattern.search(text) for pattern in (_PARTS, _FOLDERS, _PAGERS, _FORMS))


def is_tag(url: str) -> bool:
    """Whether the address is that of one tag: `/tag/kinh-te/`."""
    parts = urlsplit(url)
    return not parts.query and _TAG.search(parts.path) is not None and _PAGERS.search(parts.path) is None


def _lists_section(text: str) -> bool:
    """Whether the address is that of a search which some portals use for the list of a section."""
    return _CHOOSES.search(text) is not None and _TYPED.search(text) is None


def holds_other_contents(url: str) -> bool:
    """Whether the address names a section of documents, questions or media, which may hold articles too."""
    return _CONTENTS.search(urlsplit(url).path) is not None


def is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path or "/") is not None


def names_no_section(text: str) -> bool:
    """Whether a link's text shows that it does not lead to a section: "Đăng nhập", "Liên hệ", "2", "»"."""
    if not text:
        return False
    return _NAMES.fullmatch(fold(text)) is not None or not any(map(str.isalnum, text))
