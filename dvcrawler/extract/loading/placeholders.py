"""Front pages of domains that are parked or for sale, of servers without a site, and of sites that moved.

Sources: the pages of Sedo, ParkingCrew, Bodis, GoDaddy, Namecheap, HugeDomains, Dan and Afternic as their
manuals and lists of ad blockers describe them; the wording of Vietnamese registrars' notices; the start pages
of nginx, Apache, IIS, LiteSpeed, cPanel and Plesk.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from dvcrawler.extract.loading.interstitials import read_words
from dvcrawler.patterns import lazy_regex


class Placeholder(StrEnum):
    PARKED = "parked"
    DEFAULT = "default"
    MOVED = "moved"
    LOGIN = "login"


#: Lower-case marks of services that earn money with domains that nobody uses.
_SERVICES = tuple(
    b"sedoparking.com parkingcrew.net d38psrni17bvxu.cloudfront.net bodiscdn.com bodis.com parking-lander"
    b" cashparking parkingpage.namecheap.com parklogic.com data-adblockkey= hugedomains.com/domain_profile"
    b" dan.com/buy-domain afternic.com/forsale skenzo.com uniregistry.com domainmarket.com"
    b" above.com/marketplace sav.com/domains atom.com/name/".split()
)
_NAME = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,3}"
_PARKED = lazy_regex(
    rf"\b(?:the |this )?(?:domain|domain name|{_NAME}) (?:is|may be) (?:for sale|available for purchase)"
    r"|\bbuy this domain\b|\binquire about this domain\b|\bmake an offer on this domain\b"
    r"|\bdomain (?:name )?(?:is |was |has been )?(?:parked|expired)\b|\bdomain (?:name )?has expired\b"
    r"|\bparked (?:free|domain|page)\b|\bfuture home of\b"
    r"|tên miền (?:này )?(?:đang |hiện )*(?:được )?(?:rao )?bán\b|cần bán tên miền|\bbán tên miền này"
    rf"|tên miền (?:{_NAME} |này )?(?:đã )?(?:được )?(?:đăng ký|đặt chỗ|giữ chỗ) (?:tại|bởi|thành công|và)\b"
    rf"|tên miền (?:{_NAME} |này )?(?:đã |đang )?(?:bị )?(?:hết hạn|tạm ngưng|khóa|thu hồi)"
    r"|tên miền (?:này )?chưa (?:được )?(?:trỏ|kích hoạt|cấu hình|sử dụng)",
    re.I,
)
_DEFAULT = lazy_regex(
    r"\bwelcome to nginx\b|\bapache2? (?:\w+ ){0,3}(?:default|test) page\b|^\s*it works!\s*$"
    r"|\biis (?:windows server|\d)|\binternet information services\b|\bdefault (?:web ?site|web|plesk) page\b"
    r"|\bplesk default page\b|\bsite is working properly\b|\bindex of /\s|\bwebsite coming soon\b"
    r"|\bcongratulations! (?:litespeed|your)|\bapache is functioning normally\b|\bweb server's default page\b"
    r"|hosting (?:này )?(?:đã )?(?:được )?(?:kích hoạt|khởi tạo)|website đang (?:trong quá trình )?xây dựng",
    re.I,
)
_SITE = r"\b(?:trang (?:thông tin|tin|web|này)|cổng|website|web|site|địa chỉ|tên miền|chuyên trang)\b"
_MOVED = lazy_regex(
    rf"{_SITE}[^.!?]{{0,120}}?(?:đã |được |sẽ |vừa |chính thức )?(?:chuyển|di chuyển|đổi|dời) (?:đổi )?"
    rf"(?:sang|đến|tới|về|qua|thành) (?:dùng )?(?:{_SITE}|\b(?:giao diện|hệ thống|nền tảng)\b|https?:|www\.)"
    rf"|{_SITE}[^.!?]{{0,120}}?(?:ngừng|dừng|chấm dứt|kết thúc) (?:việc )?"
    r"(?:hoạt động|cập nhật|cung cấp|vận hành)"
    r"|\b(?:chuyển|thay|đổi|thay đổi|chuyển đổi) (?:địa chỉ|tên miền)\b|\bsite đã chuyển\b"
    rf"|\b(?:truy cập|ghé thăm)[^.!?]{{0,60}}? (?:{_SITE}|đường dẫn|liên kết) mới\b"
    r"|\bđịa chỉ mới (?:là|của|tại)\b"
    r"|\b(?:site|page|portal|domain|we) (?:has|have) (?:been )?(?:moved|relocated|closed|shut down)\b"
    r"|\bwe['’]ve moved\b|\bno longer (?:updated|maintained)\b"
    r"|\bmoved (?:permanently )?to (?:a )?new (?:address|domain|location|site|home)\b",
    re.I,
)
#: Notices are short; a page of news says that a domain is for sale in one of many lines.
_LONGEST_TEXT, _LONGEST_NOTICE = 3_000, 400
_LARGEST = 300_000


def find_placeholder(data: bytes) -> Placeholder | None:
    """What is served in place of a site; None if it may be the site's own page. `data`: a front page, UTF-8,
    on which no article was found.
    """
    lowered = data[:_LARGEST].lower()
    if any(mark in lowered for mark in _SERVICES):
        return Placeholder.PARKED
    if len(data) > _LARGEST:
        return None
    text = read_words(data)
    if len(text) > _LONGEST_TEXT:
        return None
    if _PARKED.search(text):
        return Placeholder.PARKED
    if _DEFAULT.search(text):
        return Placeholder.DEFAULT
    return Placeholder.MOVED if _MOVED.search(text) else None


def find_notice(lines: Iterable[str]) -> str | None:
    """The first line in which a page says that its site has moved, or is no longer kept."""
    return next(filter(is_notice, lines), None)


def is_notice(line: str) -> bool:
    """Whether a page says in this line that its site has moved, or is no longer kept."""
    return len(line) <= _LONGEST_NOTICE and _MOVED.search(line) is not None
