"""Lines that a portal shows where an article has no text, or has it no longer."""

import re

from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Characters of such a line, with an apology and where else to look.
_LONGEST = 140
_WHAT = r"(?:noi dung|bai viet|bai|tin tuc|tin|thong tin|du lieu|trang|chuyen muc|chuyen trang|van ban|muc)"
_WHICH = r"(?: (?:nay|chi tiet|bai viet|cua bai viet|cua tin|ban (?:tim|can|dang xem|yeu cau)))?"
_NOW = r"(?:(?:hien nay|hien tai|hien) )?"
_STATE = (
    r"(?:(?:dang|se|sap|chua)(?: (?:duoc|trong qua trinh|som))*"
    r" (?:cap nhat|bien tap|bien soan|cho duyet|duyet|xay dung|hoan thien|nhap|xu ly|bo sung|dang tai|tai"
    r"|xuat ban)"
    r"|(?:(?:hien )?(?:da|tam)(?: (?:bi|duoc))?|bi|duoc) (?:go|xoa|an|thu hoi)(?: bo)?"
    r"|khong(?: con)? (?:ton tai|kha dung|hien thi|tim thay|duoc tim thay|truy cap duoc|san co))"
)
_PENDING = lazy_regex(
    rf"{_NOW}(?:{_WHAT}{_WHICH} )?{_NOW}{_STATE}(?: {_WHAT})?(?: .*)?"
    rf"|{_NOW}(?:(?:muc|trang|bai viet|tin|chuyen muc) (?:nay )?)?{_NOW}(?:chua|khong|khong con) co {_WHAT}"
    r"(?: (?:nao|cho|trong|de|hien thi|bai viet|chi tiet)\b.*)?"
    rf"|khong tim thay {_WHAT}(?: .*)?"
    r"|(?:updating|coming soon|loading|under construction|to be updated|no content|content is being updated"
    r"|(?:this )?(?:page|content|article) (?:is )?"
    r"(?:not available|not found|being updated|under construction))"
    r"(?: .*)?|lorem ipsum .*",
    re.S,
)
#: Words that begin a sentence of an article as they begin these lines: "Đang cập nhật dữ liệu dân cư, …".
_BARE = lazy_regex(r"(?:dang|se|sap|da|bi|duoc|tam|hien|an|go|xoa) ")
_LONGEST_BARE = 40


def is_pending(text: str) -> bool:
    """Whether the text is only a line that says that there is none: "Nội dung đang được cập nhật"."""
    if len(text) > _LONGEST or "\n\n" in text:
        return False
    folded = fold(text)
    if _BARE.match(folded) and len(folded) > _LONGEST_BARE:
        return False
    return _PENDING.fullmatch(folded) is not None
