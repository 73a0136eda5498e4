"""Printed lines that end an article, and those that are page furniture: facts about the sites, in one place.

Sources: the footer of baonamdinh.vn (three complete pages, 2016-2021), phunu.namdinh.gov.vn
(2023), a page of Ban Dân vận (2023), namdinhtv.vn (2020), phuyen.baodaklak.vn (2024).
"""

import re
from functools import lru_cache

from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: A line that is one of these ends the article, as do the headings of boxes of other articles.
_END_LINES = tuple(
    "video hoat dong|hinh anh hoat dong|website lien ket|lien ket website|lien ket web"
    "|duong dan lien ket|thong tin ban doc|dong luu thong tin|y kien ban doc|y kien cua ban"
    "|gui binh luan|binh luan|bao nam dinh dien tu|giay phep so|ban bien tap|tu khoa|tags|chia se"
    "|in bai viet|quay lai|ve trang truoc|thong ke truy cap|duong day nong|copy link|sao chep link"
    "|sao chep lien ket".split("|")
)
#: How the headings of boxes of other articles are put together: "Tin bài liên quan", "Các bài cùng chủ đề".
_NOUNS = tuple(
    "tin|bai|tin bai|bai viet|tin tuc|cac tin|cac bai|cac tin bai|cac bai viet|nhung tin|nhung bai"
    "|nhung bai viet|chuyen de|chu de|su kien|loat bai|noi dung".split("|")
)
_WHICH = tuple(
    "lien quan|cung chu de|cung chuyen muc|cung chuyen de|cung muc|cung tac gia|cung su kien"
    "|cung loat|khac|moi hon|cu hon|moi nhat|noi bat|doc nhieu|xem nhieu|da dang|da dua"
    "|trong chuyen de|trong loat bai|trong chuyen muc".split("|")
)
#: Endings after nouns that mean only articles: "Sự kiện gần đây" may also head a part of a text.
_ARTICLES = tuple(
    "tin|bai|tin bai|bai viet|bai dang|tin tuc|cac tin|cac bai|cac tin tuc|cac bai viet"
    "|cac bai dang|nhung bai viet".split("|")
)
_WHICH_ARTICLES = tuple(
    "gan day|tuong tu|moi|moi dang|moi cap nhat|cung danh muc|cung loai|cung nhom|khac"
    "|doc nhieu nhat|xem nhieu nhat|duoc quan tam|quan tam|trong ngay|hot|cung chuyen muc khac"
    "|lien quan khac|noi bat khac|lien quan den chu de|tiep theo|ke tiep|tiep sau|truoc|sau"
    "|truoc do".split("|")
)
#: Whole sentences and English words that themes leave as they are.
_OFFERS = tuple(
    "co the ban thich|co the ban cung thich|ban co the thich|ban co the cung thich"
    "|co the ban quan tam|ban co the quan tam|ban co the se thich|thong bao khac|lien quan"
    "|cung chu de|cung chuyen de|cung tac gia|bai doc them|tin doc them|dung bo lo"
    "|cac thong bao khac|related posts|related articles|related news|recent posts"
    "|you may also like|you might also like|cung chuyen muc|doc nhieu|xem nhieu|xem nhieu nhat"
    "|doc nhieu nhat|van ban moi|van ban moi nhat|van ban moi ban hanh|thong bao moi"
    "|thong bao moi nhat".split("|")
)
#: The lines that head a box of other articles; the rest of those above are also buttons above a text.
_OTHERS = (
    frozenset(f"{noun} {which}" for noun in _NOUNS for which in _WHICH)
    | frozenset(f"{noun} {which}" for noun in _ARTICLES for which in _WHICH_ARTICLES)
    | frozenset(_OFFERS)
)
_LONGEST_OTHERS = 60
_BUTTONS = frozenset(("chia se", "in bai viet", "quay lai", "ve trang truoc"))
_WHOLE_LINES = _OTHERS.union(_END_LINES)
_END_STARTS = tuple(
    "video hoat dong|website lien ket|lien ket website|hinh anh hoat dong|giay phep so"
    "|giay phep hoat dong|tong bien tap|pho tong bien tap|co quan chu quan|copyright|tu khoa"
    "|tin lien quan|tin khac|cac tin khac|ghi ro nguon|duong day nong|ket noi voi chung toi"
    "|link bai goc copy".split("|")
)
#: Words that may also begin a sentence: they only end an article if a number or a colon follows.
_CONTACTS = ("dien thoai", "toa soan", "ban quyen", "email", "fax")
_CONTACT = lazy_regex(r"^\W*+\w[\w.]*+(?:[ -][\w.]++){0,3}[ -]?:|^\W*\.[ -]?:|©|[(+]?0\d[\d.\s()-]{6}")
#: Contact details, which may belong to the article or to the page's footer.
_REACH = ("dien thoai", "email", "fax", "duong day nong")
#: Words after one of `_END_STARTS` in a footer, but not in a sentence.
_LABELLED = lazy_regex(r"\W*(?:[:：©–-]|(?:so )?\d)")
_FOOTER = lazy_regex(
    r"©|/GP\b|\bGP[-–]|(?:phát hành|sử dụng|đăng|trích) lại|từ website|\bgiấy phép số\b", re.I
)
#: Whose licence a footer prints: that of a paper or of a site.
_OF_THE_PRESS = lazy_regex(
    r"thông tin|truyền thông|báo chí|xuất bản|văn hóa|website|trang|TT-?ĐT|TTTT|GP[-–](?:BC|CBC|BVH|XB)", re.I
)
_LEAST_WORDS = 8
SENTENCE_ENDS = (".", "!", "?", "…", '."', ".”")
_MOST_HEADING_WORDS = 10
_LONGEST_END = 160
#: Words that mark an official signature: the name below them is not a byline.
_SIGNED = lazy_regex(
    r"^\(?(?:đã ký|ký tên|đã kí|ký|kí)(?:(?:,| và)? ?(?:đã )?(?:đóng dấu|ghi rõ họ tên|ghi họ tên))?\)?[.:]?$"
    r"|^(?:t/?m|k/?t|t/?l|t/?uq)\.? "
    r"|^đại diện [^.,:;]{2,50}$|^xác nhận của [^.,:;]{2,50}$"
    r"|^(?:thư ký|chủ tọa|chủ toạ|hội trưởng|trưởng (?:thôn|xóm|trạm|đoàn|họ|công an)|kế toán(?: trưởng)?"
    r"|ban (?:tổ chức|giám hiệu|quản lý|khánh tiết|liên lạc)"
    r"|người (?:lập|khai|làm chứng|đề nghị|kê khai)[^.,:;]{0,30})$"
    r"|^(?:q\. ?)?(?:phó )?(?:tổng )?(?:chủ tịch|bí thư|trưởng (?:ban|phòng)|giám đốc|chánh văn phòng"
    r"|hiệu trưởng|thủ trưởng(?: đơn vị| cơ quan)?|chi cục trưởng|cục trưởng|viện trưởng|chánh án|chủ nhiệm)"
    r"(?: (?:thường trực|ubnd|hđnd|tỉnh ủy|tỉnh))*$",
    re.I,
)
_QUESTION = lazy_regex(r"^(?:hỏi|câu hỏi|bạn đọc hỏi)\s*[:：]", re.I)


def ends_article(text: str) -> bool:
    """True for a line with which an article may be over: a box heading, a footer, a comment form.

    What follows decides whether it is over (see `article_end`).
    """
    return len(text) <= _LONGEST_END and _ends_article(text)


@lru_cache(maxsize=512)  # the same boxes and footers are on every page of a site
def _ends_article(text: str) -> bool:
    folded = fold(text)
    if folded in _WHOLE_LINES:
        return True
    if folded.startswith("giay phep") and _reports_licence(text):
        return False
    if folded.startswith("tu khoa") and _is_long_sentence(text):
        return False
    if folded.startswith(_END_STARTS):
        return _is_label(text, folded) or not _is_sentence(text, folded)
    return folded.startswith(_CONTACTS) and bool(_CONTACT.search(text))


def _reports_licence(text: str) -> bool:
    """Whether a sentence of the text reports somebody's licence: "Giấy phép số 12/GP-UBND có hiệu lực …"."""
    if not text.endswith(SENTENCE_ENDS) or len(text.split()) < _LEAST_WORDS:
        return False
    return not _OF_THE_PRESS.search(text) and "©" not in text


def _is_long_sentence(text: str) -> bool:
    """Whether keywords cannot be meant: they are words apart and end without a full stop."""
    return text.endswith(SENTENCE_ENDS) and len(text.split()) > _MOST_HEADING_WORDS


def _is_label(text: str, folded: str) -> bool:
    """Whether a value follows the words directly: "Tổng biên tập: Trần Văn Bình"."""
    words = max((start for start in _END_STARTS if folded.startswith(start)), key=len).count(" ") + 1
    rest = text.strip().split(maxsplit=words)
    return (
        ":" in rest[words - 1]
        or (len(rest) > words and bool(_LABELLED.match(rest[words].lower())))
        or (bool(_FOOTER.search(text)))
    )


def _is_sentence(text: str, folded: str) -> bool:
    return text.endswith(SENTENCE_ENDS) or folded.count(" ") >= _MOST_HEADING_WORDS


def is_contact(text: str) -> bool:
    """True for a telephone number or an address, which may be part of the article's message."""
    return fold(text).startswith(_REACH)


def heads_other_articles(text: str) -> bool:
    """True for the heading of a box of other articles: "Tin liên quan", "Đọc nhiều"."""
    return len(text) <= _LONGEST_OTHERS and _heads_others(text)


@lru_cache(maxsize=512)
def _heads_others(text: str) -> bool:
    return fold(text) in _OTHERS


def is_button_heading(text: str) -> bool:
    """True for the label of a button such as "Chia sẻ", which may be above a text as well as below it."""
    return len(text) <= _LONGEST_OTHERS and fold(text) in _BUTTONS


def is_end_heading(text: str) -> bool:
    """True for a whole line such as "Tin khác", "Bình luận", "In bài viết", which no text contains."""
    return ends_article(text) and fold(text) in _WHOLE_LINES


def is_signature_line(text: str) -> bool:
    """True for "Đã ký", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH": the lines above a signatory."""
    return len(text) < 80 and bool(_SIGNED.match(text))


def opens_question(text: str) -> bool:
    """True for the question of a reader, which belongs to the body and is not a lead."""
    return bool(_QUESTION.match(text))
