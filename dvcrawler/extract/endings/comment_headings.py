"""Lines that head what readers wrote, or that ask for a comment."""

import re
from functools import lru_cache

from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_COMMENTS = lazy_regex(
    r"(?:(?:viet|gui|de lai|them|dang|nhap|leave an?|add an?|post an?|write an?) (?:mot )?)?"
    r"(?:(?:co|hien thi|danh sach|tong so|tong cong|hien co|nhung) )?"
    r"(?:(?:cac|tat ca|\d+) ){0,2}"
    r"(?:y kien(?: (?:cua )?(?:ban|ban doc|doc gia))?|(?:y kien )?(?:binh luan|phan hoi)"
    r"|nhan xet|thao luan|comments?|responses?|reply)"
    r"(?: (?:cua )?(?:ban doc|doc gia|ban|thanh vien))?"
    r"(?: (?:ve |cho |trong )?bai(?: viet| bao| nay| viet nay))?"
    r"(?: (?:bang|qua) (?:facebook|zalo))?"
    r"(?: moi nhat)?(?: \d+(?: y kien| binh luan)?)?"
)
#: WordPress's heading with the number of comments and the headline.
_COUNTED = lazy_regex(
    r"(?:\d{1,5}|one) (?:(?:thoughts?|comments?) on|(?:responses?|repl(?:y|ies)) to"
    r"|(?:bình luận|phản hồi|nhận xét|ý kiến|suy nghĩ) (?:cho|về|trên|trong) [“\"'«‘])",
    re.I,
)
_ONE = ("o", "O")
_LONGEST_COUNTED = 300
_LONGEST_COMMENTS = 40
_INVITES = ("viet ", "gui ", "de lai ", "them ", "dang ", "nhap ", "leave ", "add ", "post ", "write ")


def heads_comments(text: str) -> bool:
    """True for the heading of what readers wrote: "Ý kiến bạn đọc (2)", "3 bình luận"."""
    if len(text) > _LONGEST_COMMENTS and not (text[:1].isdecimal() or text[:1] in _ONE):
        return False
    return len(text) <= _LONGEST_COUNTED and _heads_comments(text)


@lru_cache(maxsize=512)  # several rules ask about the same short lines
def _heads_comments(text: str) -> bool:
    if len(text) <= _LONGEST_COMMENTS and _COMMENTS.fullmatch(fold(text)):
        return True
    return (text[:1].isdecimal() or text[:1] in _ONE) and _COUNTED.match(text) is not None


def invites_comments(text: str) -> bool:
    """True for such a heading that asks the reader for a comment: "Viết bình luận ..."."""
    return heads_comments(text) and fold(text).startswith(_INVITES)


def counts_comments(text: str) -> bool:
    """True for such a heading with the number of comments, which no article's own heading has."""
    return heads_comments(text) and (any(map(str.isdigit, text)) or _COUNTED.match(text) is not None)


def counts_no_comments(text: str) -> bool:
    """True for such a heading that says that nobody has written one: "Bình luận (0)"."""
    digits = set(filter(str.isdigit, text))
    return digits == {"0"} and heads_comments(text)
