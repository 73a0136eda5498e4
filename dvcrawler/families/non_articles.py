"""Addresses that are not articles on any site: tags, authors, matches, forms, pagers, files; and those that
are not on most sites: topics, documents, questions, videos, albums.
"""

import re

from dvcrawler.families.non_sections import FILE_ENDINGS, PAGE_IN_PATH, PAGE_PARAMETERS

_OF_OFFICES = (
    r"(?:(?:bo|danh-?muc|cac)-?)?(?:tthc|thu-?tuc(?:-?hanh-?chinh)?)"
    r"|lich-?(?:cong-?tac|lam-?viec|lanh-?dao|hop|tiep-?(?:cong-?)?dan|phat-?song|xet-?xu|truc)"
)
_PLACES = (
    r"[/=](?:tags?|tim-kiem|search|authors?|tac-gia|rss|feeds?|login|logout|register|signin|dang-nhap|dang-ky"
    r"|dang-xuat|users?|accounts?|tai-khoan|lien-he|contact|gioi-thieu|about|wp-(?:content|json|admin|login)"
    r"|match|matches|tran-dau|lich-thi-dau|ket-qua-bong-da|bang-xep-hang|sitemap|so-do(?:-trang)?|dich-vu-cong"
    r"|(?:link-?click|(?:get|download|save)-?file|downloads?|tai-?(?:ve|xuong|file))(?:\.a[sp][a-z]{1,2})?"
    rf"|{_OF_OFFICES})(?:[/.&?]|$)"
    # The form of an article for printers.
    r"|[/=](?:print|in-(?:bai|tin)(?:-viet)?)(?:[/&?]|$)"
    # Pages about the office, in its foot or menu, with the number of the page or without one.
    r"|/(?:chuc-nang(?:-va)?-nhiem-vu(?:-quyen-han)?|(?:co-cau|so-do|bo-may)-to-chuc(?:-bo-may)?|ban-bien-tap"
    r"|(?:bang-)?(?:bao-)?gia-quang-cao|dieu-khoan-su-dung|ket-qua-binh-chon)"
    r"(?:-[0-9]{1,4})?(?:\.[a-z]{3,5})?(?:\?|$)"
)
#: A script after a number, or after the language or the view that follows it, is an item, and so is a file in
#: the folder of a headline: `/tabid/87/ArticleID/123/Default.aspx`, `/id/12/language/vi-VN/Default.aspx`,
#: `/post/12/cmd/view/Default.aspx`, `/tin-xa/mua-vang-tren-canh-dong/index.html`.
_HOME = (
    r"(?:^|(?<!/language)/[^/-]*+(?:-[^/-]*+){0,3}(?<![0-9])(?<!/view)(?<!/xem)"
    r"(?<!/detail)(?<!/details)(?<!/chitiet)(?<!/chi-tiet))"
    r"/(?:index|default|trang-chu|home|page|trang)(?:\.[a-z]{2,5})?$"
)
_PAGER = (
    # A word is the name of a script: `?page=newsDetail&id=12`.
    rf"[?&](?:(?:{PAGE_PARAMETERS})=(?![a-z_-]{{3}})|(?:keyword|returnurl)=)|_cur="
    # Words that are searched for; a number is an id, and words joined by hyphens in `key` are a headline.
    r"|[?&](?:key(?!=[a-z0-9]+-[a-z0-9]+-[a-z0-9-]*(?:&|$))|q(?!=[a-z_-]+/)|s)=(?![0-9]{1,12}(?:&|$))"
    rf"|{PAGE_IN_PATH}"
)
_FILE = rf"\.(?:{FILE_ENDINGS})(?:$|\?)"
_NEVER = re.compile("|".join((_PLACES, _HOME, _PAGER, _FILE)), re.I)
#: Lists of articles on one topic. Some papers give the articles themselves such a folder, and a long number.
_TOPIC = re.compile(
    r"/(?:category|categories|chuyen-muc|danh-muc|chu-de|topics?|su-kien|events?)(?:[/.?]|$)", re.I
)
#: Official documents, questions, videos, recordings and albums: articles of a site where a page that was
#: tried is read as one.
_OTHER_KINDS = re.compile(
    r"[/=](?:van-?ban(?:-(?:phap-(?:quy|luat)|quy-pham-phap-luat|qppl))?|vb(?:qp)?pl|videos?|clips?|truyen-hinh"
    r"|podcasts?|albums?|thu-vien-(?:video|anh|hinh-anh|media)|hoi-?(?:va-?)?dap|faqs?|cau-hoi)(?:[/.&?]|$)",
    re.I,
)
_LONG_NUMBER = re.compile(r"[0-9]{5}")
#: A schedule or a procedure, in the text of a `Target`.
OFFICE_PAGE = re.compile(rf"[/=](?:{_OF_OFFICES})(?:[/.&?]|$)", re.I)
#: The same as conditions at the beginning of an address pattern.
NEVER_LOOKAHEAD = rf"(?!.*?(?i:{_NEVER.pattern}))"
TOPIC_LOOKAHEAD = (
    rf"(?!.*?(?i:{_OTHER_KINDS.pattern}))(?:(?=.*?{_LONG_NUMBER.pattern})|(?!.*?(?i:{_TOPIC.pattern})))"
)
LOOKAHEAD = NEVER_LOOKAHEAD + TOPIC_LOOKAHEAD


def except_topics(*folders: str) -> str:
    """LOOKAHEAD for a site that has articles below these folders of topics or documents: `/su-kien/`."""
    own = "|".join(map(re.escape, folders))
    return f"{NEVER_LOOKAHEAD}(?:(?i:(?={own}))|{TOPIC_LOOKAHEAD})"


def is_never_article(text: str) -> bool:
    """Whether the text of a `Target` names a page of such a kind."""
    return is_never_tried(text) or find_topic(text) is not None


def is_never_tried(text: str) -> bool:
    """The same without those kinds of which a page that is tried shows whether they are articles here."""
    return _NEVER.search(text) is not None


def find_topic(text: str) -> str | None:
    """The folders of a list of articles on one topic, `/su-kien/`, if the address is below it and not that of
    an article by its number; or of documents, videos or albums. "Sự kiện" and "Văn bản" are also common
    names of sections whose articles are there.
    """
    if _NEVER.search(text):
        return None
    found = _OTHER_KINDS.search(text) or (None if _LONG_NUMBER.search(text) else _TOPIC.search(text))
    return text[: found.end()] if found else None
