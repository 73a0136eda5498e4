"""Texts that a CMS or a widget prints in place of a byline: accounts, offices as accounts, placeholders.

Default display names: "Super User" is Joomla's first account, "SuperUser Account" DotNetNuke's, "System
Account" SharePoint's, "Test Test" and "Joe Bloggs" Liferay's. Accounts of offices are often typed without
diacritics ("Pho Ban bien tap"), so each pattern below is matched with its diacritics and without.
"""

import re
from functools import lru_cache

from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_ROLES = (
    r"super ?user|superuser account|(?:site|web|system) ?admin\w{0,20}|system account|admin\w{0,12}"
    r"|web ?master|root|host|editors?\d*|moderator|users?\d*|guest|demo|test(?:er)?\d*|author|anonymous"
    r"|unknown|portal|cms|no author|joe bloggs|null|undefined|none|nan|n/?a|bbt ?\d*|btv ?\d*"
    r"|(?:người )?quản trị(?: viên| mạng| web(?:site)?| hệ thống)?|biên tập(?: viên)? ?\d*|ẩn danh|vô danh"
    r"|người dùng(?: hệ thống)?|thành viên|khách|không rõ|chưa rõ|chưa cập nhật|đang cập nhật|văn thư|thư ký"
    r"|tin tức"
)
_OFFICES = (
    r"(?:(?:phó |trưởng ){1,3}(?:ban|phòng|đài)|ban (?:biên tập|quản trị|tuyên giáo|dân vận|tổ chức|chỉ huy)"
    r"|bộ phận|tổ (?:biên tập|tin|truyền thông)|thường trực|văn phòng|vp|cổng (?:thông tin|ttđt)"
    r"|trang (?:tin|thông tin)"
    r"|trung tâm|truyền thông|tuyên truyền|đoàn (?:thanh niên|xã|phường|tncs)|hội (?:nông dân|phụ nữ|lhpn|cựu"
    r"|chữ thập|liên hiệp|người)|(?:ủy|uỷ) ban|ubnd|hđnd|mttq|đảng (?:ủy|uỷ)|huyện (?:ủy|uỷ)|tỉnh (?:ủy|uỷ)"
    r"|sở|chi cục|cục (?:thuế|thống kê)|trường (?:thcs|thpt|tiểu học|mầm non)"
    r"|công an (?:xã|phường|huyện|tỉnh)"
    r"|đài (?:truyền|phát|tt|pt)|phòng (?:văn hóa|văn hoá|giáo dục|nội vụ|tài chính|tư pháp|y tế"
    r"|kinh tế|lao động"
    r"|nông nghiệp|tài nguyên|hành chính|kế hoạch|tổ chức|quản lý|vh|gd|tnmt|viên))(?!\w).{0,60}"
)
#: "Bao Nam Dinh", "Tap chi Cong san": no family name is written so, and a given name alone has fewer words.
_PLAIN_OUTLETS = r"(?:bao|dai|tap chi)(?: \w{1,10}){2,5}"
_WAITING = lazy_regex(
    r"(?:loading|please wait|processing|đang tải(?: dữ liệu)?|đang xử lý|(?:vui lòng|xin) (?:chờ|đợi))[\s.…]*"
    r"|\{\{.{0,60}\}\}|\$\{.{0,60}\}|%\w{1,30}%|\[object object\]",
    re.IGNORECASE,
)

#: In folded form.
_LOGIN = lazy_regex(r"(?:(?:admin\w{0,12}|super ?user|webmaster|quantri\w{0,4}|bientap\w{0,4})(?:\s|$)){1,8}")


def _strip_diacritics(pattern: str) -> str:
    """Returns the pattern as it would be typed without diacritics, its syntax unchanged."""
    return re.sub(r"[^\W\d_]+", lambda found: fold(found[0]) if not found[0].isascii() else found[0], pattern)


_ACCOUNT = lazy_regex(rf"(?:(?:{_ROLES})(?:\s|$)){{1,8}}|{_OFFICES}", re.IGNORECASE)
_PLAIN_ACCOUNT = lazy_regex(
    rf"(?:(?:{_strip_diacritics(_ROLES)})(?:\s|$)){{1,8}}|{_strip_diacritics(_OFFICES)}|{_PLAIN_OUTLETS}",
    re.IGNORECASE,
)


#: Roles that are the paper's own, which a source may be.
_OWN = lazy_regex(
    r"b[bt][tv] ?\d*|biên tập.{0,10}|bien tap.{0,10}|tin t[ứu]c|văn thư|thư ký|khách|thành viên",
    re.IGNORECASE,
)
_COMPILED_FORM = (
    r"(?:(?:được )?(?:tổng hợp|sưu tầm)(?: và biên (?:soạn|tập))?"
    r"(?:,? (?:từ|theo|qua|trên) (?:nhiều nguồn(?: khác nhau| tin)?|các nguồn|mạng(?: xã hội)?|tài liệu))?)"
)
_COMPILED = lazy_regex(_COMPILED_FORM, re.IGNORECASE)
_NOBODY = lazy_regex(
    rf"(?:(?:{_ROLES}|{_strip_diacritics(_ROLES)})(?:\s|$)){{1,8}}"
    r"|không(?: có)?|chưa có|nội bộ|khác|s\.?t|th"
    rf"|{_COMPILED_FORM}|(?:từ )?nhiều nguồn(?: khác nhau| tin)?|tài liệu tham khảo|tham khảo",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def is_account(text: str) -> bool:
    """Whether the whole text is an account, an office or nobody: "admin admin", "Van phong", "Super User"."""
    text = text.strip(' .,;:|-–—*()[]"“”…')
    if not text or len(text) > 80 or text == "NA":
        return not text
    return (_PLAIN_ACCOUNT if text.isascii() else _ACCOUNT).fullmatch(text) is not None


def is_compiled(text: str) -> bool:
    """Whether the text only says that another was compiled, without a source: "(Sưu tầm)", "Tổng hợp"."""
    return text.lower() in ("(st)", "(th)") or _COMPILED.fullmatch(text.strip(" .()*-–—")) is not None


def is_nobody(text: str) -> bool:
    """Whether the text after "Nguồn:" names no outlet: an account, a placeholder, or that it was compiled."""
    text = text.strip(' .,;:|-–—*()[]"“”…')
    if is_login(text) or is_placeholder(text):
        return True
    return _NOBODY.fullmatch(text) is not None and _OWN.fullmatch(text) is None


def is_unnamed(text: str) -> bool:
    """Whether the text is a login or a placeholder, or only says that another was compiled."""
    return is_login(text) or is_placeholder(text) or is_compiled(text)


def is_placeholder(text: str) -> bool:
    """Whether the text is a placeholder of a widget or a template: "loading…", "{{author}}"."""
    return _WAITING.fullmatch(text.strip()) is not None


def is_login(text: str) -> bool:
    """Whether the text is certainly the login of a role: "admin admin", "Administrator", "quantri"."""
    return _LOGIN.fullmatch(fold(text)) is not None
