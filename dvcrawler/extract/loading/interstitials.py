"""Pages with status 200 (or 403, 503) that are not pages of the site: cookie gates, challenges, maintenance.

Sources: the D1N gate as on tracuunnt.gdt.gov.vn, laodong.vn and gplx.gov.vn (177 bytes, status 200); the
challenge pages of Cloudflare, Imperva, Sucuri and DDoS-Guard as their manuals describe them; error texts
of IIS, nginx, PHP, MySQL, SQL Server and Vietnamese hosting companies. Seen 2026-11 in public code and
documentation.
"""

import re
from dataclasses import dataclass
from typing import Literal

from dvcrawler.normalize.dates import find_date
from dvcrawler.patterns import lazy_regex

#: Caps the bytes of a gate, which is only a script, and of a notice. Articles are larger, or have links.
LARGEST_GATE = 4096
_LARGEST_NOTICE = 30_000
_MOST_LINKS = 8
#: A notice is a sentence or two; the shortest articles ("a road is being upgraded") say more.
LONGEST_TEXT = 400
_COOKIE = lazy_regex(rb"""document\.cookie\s*=\s*["'](?P<name>[\w-]{1,40})=(?P<value>[\w%.-]{1,200})""")
_RELOAD = lazy_regex(rb"location\s*\.\s*(?:reload|replace|href)|location\s*=", re.I)
#: Lower-case marks of challenge pages.
_CHALLENGE = (
    b"_cf_chl_opt",
    b"cf-browser-verification",
    b"cf_captcha_kind",
    b"<title>just a moment...</title>",
    b"attention required! | cloudflare",
    b"checking your browser before accessing",
)
#: Ordinary pages also have these scripts; a challenge is a page with little other text.
_GUARD = lazy_regex(rb"_Incapsula_Resource|sucuri_cloudproxy_js|ddos-guard/js-challenge", re.I)
_HUMAN = lazy_regex(
    r"không phải (?:là )?(?:người máy|robot)|xác (?:minh|nhận|thực) bạn là (?:con )?người"
    r"|verify (?:that )?you are (?:a )?human|enable javascript and cookies to continue",
    re.I,
)
#: Said of roads and works, too: "Cầu Ninh Cường đang được nâng cấp".
_DOWN_OR_WORKS = lazy_regex(
    r"đang (?:được )?(?:bảo trì|nâng cấp|bảo dưỡng)|tạm (?:ngừng|ngưng|dừng) (?:hoạt động|phục vụ)", re.I
)
_DOWN = lazy_regex(
    rf"{_DOWN_OR_WORKS.pattern}"
    r"|under (?:scheduled )?maintenance|be back soon|temporarily unavailable"
    r"|error establishing a database connection|service unavailable|server error in '/' application"
    r"|account (?:has been )?suspended|tên miền (?:này )?(?:đã )?hết hạn|bad gateway|internal server error"
    r"|lỗi hệ thống|database error|could not connect to (?:the )?database"
    r"|could not connect ?: too many connections|\b1040[\])]+:? too many connections"
    r"|fatal error ?: (?:uncaught|allowed memory size|maximum execution time)"
    r"|network-related or instance-specific error",
    re.I,
)
#: What a site calls itself, right before or after those words.
_SITE = lazy_regex(
    r"\bweb|\btrang(?: chủ| tin| thông tin| này| báo)?\b|\bcổng (?:thông tin|ttđt|dịch vụ|điện tử)|máy chủ"
    r"|\bserver\b|\bhosting\b|tên miền|chúng tôi|(?:quay|trở) lại|truy cập|xin lỗi|phần mềm|\bsite\b",
    re.I,
)
_SYSTEM = lazy_regex(r"hệ thống(?: này| mạng| hiện(?: tại| nay)?)?\W*$", re.I)
_OF_SYSTEM = lazy_regex(r"\s*hệ thống\W*(?:$|\d|vui lòng|xin)", re.I)
_BESIDE = 60
_HEADING = lazy_regex(r"<h[1-3]\b.{0,400}?</h", re.I | re.S)
_LEAST_OF_HEADLINE = 4
_CODE = lazy_regex(r"<(?:script|style)\b", re.I)
_CODE_END = lazy_regex(r"</(?:script|style)\s*+>", re.I)


@dataclass(frozen=True, slots=True)
class StopPage:
    """`kind`: "gate" asks for `cookie` ("name=value"), "challenge" wants a person, "maintenance" is down."""

    kind: Literal["gate", "challenge", "maintenance"]
    cookie: str | None = None


def find_stop_page(data: bytes) -> StopPage | None:
    """The page served instead of the article; None if it may be the page itself. `data` is unpacked."""
    if len(data) > _LARGEST_NOTICE:
        return None
    lowered = data.lower()
    gate = _find_gate(data) if len(data) <= LARGEST_GATE and b"<script" in lowered else None
    if gate is not None:
        return gate
    if any(mark in lowered for mark in _CHALLENGE):
        return StopPage("challenge")
    return _read_notice(data) if lowered.count(b"<a ") < _MOST_LINKS else None


def _find_gate(data: bytes) -> StopPage | None:
    cookie = _COOKIE.search(data)
    if cookie is None or not _RELOAD.search(data):
        return None
    return StopPage("gate", f"{cookie['name'].decode()}={cookie['value'].decode()}")


def _read_notice(data: bytes) -> StopPage | None:
    """The page, by its few words."""
    text = read_words(data)
    if len(text) > LONGEST_TEXT:
        return None
    if _HUMAN.search(text) or _GUARD.search(data):
        return StopPage("challenge")
    if _DOWN.search(text) is None or _is_short_article(data, text):
        return None
    return StopPage("maintenance")


def _is_short_article(data: bytes, text: str) -> bool:
    """Whether the text has a headline and a date and says of something else than the site that it is down."""
    found = list(_DOWN_OR_WORKS.finditer(text))
    if not found or _DOWN.search(_DOWN_OR_WORKS.sub(" ", text)) or any(map(_is_of_site, found)):
        return False
    headings = _HEADING.finditer(data.decode("utf-8", "replace"))
    is_headed = any(len(_without_tags(each[0]).split()) >= _LEAST_OF_HEADLINE for each in headings)
    return is_headed and any(find_date(text[n : n + _BESIDE * 2]) for n in range(0, len(text), _BESIDE))


def _is_of_site(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _BESIDE) : found.start()]
    behind = found.string[found.end() : found.end() + _BESIDE]
    has_subject = before.rstrip()[-1:].isalpha()
    is_system = _SYSTEM.search(before) or _OF_SYSTEM.match(behind)
    return not has_subject or is_system is not None or any(map(_SITE.search, (before, behind)))


def read_words(data: bytes) -> str:
    """The words of a page that is not parsed."""
    return " ".join(_without_tags(data.decode("utf-8", "replace")).split())


def _without_tags(markup: str) -> str:
    """The markup without tags, scripts and style sheets; what is never closed stays as text.

    Works in one pass: a pattern would search again for the end of each of ten thousand unclosed tags.
    """
    kept: list[str] = []
    place, has_code_end = 0, True
    while (start := markup.find("<", place)) >= 0:
        code = _CODE.match(markup, start) if has_code_end else None
        code_end = _CODE_END.search(markup, code.end()) if code else None
        has_code_end = has_code_end and (code is None or code_end is not None)
        end = code_end.end() if code_end else markup.find(">", start) + 1
        if not end:
            break
        kept += (markup[place:start], " ")
        place = end
    return "".join((*kept, markup[place:]))
