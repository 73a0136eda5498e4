"""Notices that a site shows on every page: its imprint, consent to cookies, old browsers, blocked
advertisements, work on the site.
"""

import re

from dvcrawler.patterns import lazy_regex

_LONGEST_NOTICE = 600
#: Each notice has one of these; they are looked for first because that is fast.
_IN_NOTICES = tuple(
    "cookie|trình duyệt|browser|javascript|chặn quảng cáo|ad block|adblock|best viewed|nhận".split("|")
)
_WORK = ("nâng cấp", "bảo trì", "thử nghiệm", "chạy thử", "hoàn thiện")
_CONSENT = lazy_regex(
    r"đồng ý|chấp nhận|trải nghiệm|chính sách|tiếp tục|dịch vụ|từ chối|quyền riêng tư"
    r"|experience|accept|agree|consent|policy|continu|privacy|reject"
)
_OF_SITE = lazy_regex(
    r"^\W*(?:trang|website|web|site|cổng|báo|chúng tôi|chúng ta|bằng (?:cách|việc)|khi (?:bạn|truy)|bạn|để"
    r"|nhằm|this|we|our|by|the site|cookie)"
)
_BROWSER = lazy_regex(
    r"trình duyệt (?:web )?(?:của )?(?:bạn|này|quý)|không hỗ trợ (?:javascript|trình duyệt)|tắt javascript"
    r"|(?:bật|kích hoạt|cho phép) javascript|(?:nâng cấp|cập nhật|đổi|mở bằng|dùng) trình duyệt"
    r"|(?:hiển thị|xem|chạy|hoạt động) tốt (?:nhất )?(?:trên|với|bằng|ở)"
    r"|(?:outdated|unsupported|old|your|upgrade) browser|(?:enable|without|requires?|disabled) javascript"
    r"|^\W*(?:nhập|đăng k[ýí])\b.{0,60}\b(?:để )?nhận\b.{0,30}\b(?:tin|bài)\b"
    r"|javascript (?:is|must|to|bị)|best viewed|chặn quảng cáo|ad ?block"
)
_AT_WORK = lazy_regex(
    r"^\W*(?:hệ thống|website|trang (?:web|tin|thông tin)|cổng thông tin)\b[^.]{0,60}\bđang\b[^.]{0,40}"
    r"\b(?:nâng cấp|bảo trì|thử nghiệm|chạy thử|hoàn thiện)\b"
)
_EXCUSES = lazy_regex(r"thông cảm|chức năng|quý (?:vị|khách|độc|bạn)|bạn đọc|góp ý|truy cập|xin lỗi")
_LONGEST_LINE = 1_000
#: No article says one of these of itself.
_OWN = lazy_regex(
    r"chịu trách nhiệm(?: (?:chính|nội dung|xuất bản|quản lý|về nội dung)\b|\s?:)|ghi rõ nguồn"
    r"|giấy phép (?:số|thiết lập|hoạt động|xuất bản)[^.]{0,80}(?:bộ|sở|cục|/gp)\b|bản quyền (?:thuộc|của|©)|©"
    r"|all rights reserved|copyright\b|cơ quan chủ quản\s?:",
    re.I,
)
#: Each of these has one of these parts, which are looked for first because that is fast.
_IN_OWN = tuple("chịu trách|ghi rõ|giấy phép|bản quyền|©|all rights|copyright|cơ quan chủ quản".split("|"))
_IN_LABELS = (":", " by", " bởi")
#: Two of them in one paragraph, each of which an article may have by itself.
_LABELS = lazy_regex(
    r"(?:địa chỉ|trụ sở|t(?:òa|oà) soạn|điện thoại|đt|fax|e-?mail|thư điện tử|website|đường dây nóng"
    r"|hotline|tổng biên tập|trưởng ban biên tập|cơ quan chủ quản|thiết kế|phát triển)\s?:"
    r"|(?:designed|powered|developed|thiết kế|phát triển|xây dựng) (?:by|bởi)\b",
    re.I,
)


def is_of_every_page(text: str) -> bool:
    """Whether the paragraph is a notice or the imprint of the site."""
    return is_imprint(text) or is_site_notice(text)


def is_site_notice(text: str) -> bool:
    """Whether the paragraph is such a notice. An article about cookies may say the same of other sites, so
    check only paragraphs outside of its text.
    """
    if len(text) > _LONGEST_NOTICE:
        return False
    lowered = text.lower()
    if any(map(lowered.__contains__, _IN_NOTICES)):
        if _BROWSER.search(lowered):
            return True
        return "cookie" in lowered and bool(_OF_SITE.match(lowered) and _CONSENT.search(lowered))
    is_at_work = any(map(lowered.__contains__, _WORK)) and _AT_WORK.match(lowered) is not None
    return is_at_work and _EXCUSES.search(lowered) is not None


def is_imprint(text: str) -> bool:
    """Whether the paragraph is from the foot of the site rather than from an article."""
    if len(text) > _LONGEST_LINE:
        return False
    lowered = text.lower()
    if any(map(lowered.__contains__, _IN_OWN)) and _OWN.search(text):
        return True
    may_be_labelled = any(map(lowered.__contains__, _IN_LABELS))
    return may_be_labelled and len({found[0].lower() for found in _LABELS.finditer(text)}) > 1
