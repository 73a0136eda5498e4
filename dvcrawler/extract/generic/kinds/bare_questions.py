"""A citizen's question that nobody has answered yet: each of its lines has a label, and none is an answer."""

import re
from collections.abc import Sequence

from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Folded labels, of a question, of what a form asks for, and of what may be a question.
_QUESTION = lazy_regex(r"(?:noi dung )?(?:cau )?hoi|(?:ban doc|cong dan|nguoi dan)(?: [^:]{2,60})? hoi")
_FIELD = lazy_regex(
    r"(?:nguoi|ngay|ho(?: va)? ten(?: nguoi)?) (?:hoi|gui)|ho(?: va)? ten|dia chi|email|(?:so )?dien thoai"
    r"|linh vuc|chu de|tieu de|trang thai|thoi gian(?: gui)?|ma so"
)
_CONTENT = lazy_regex(r"noi dung(?: (?:phan anh|kien nghi|gop y|yeu cau))?")
_ASKS = lazy_regex(r"\bhỏi\b|\?\W*$", re.I)
#: What a portal prints in place of an answer.
_PENDING = lazy_regex(
    r"(?:(?:cau )?tra loi|dap)?\s?:?\s?(?:(?:cau hoi )?(?:chua|dang|cho)(?: duoc| co| cho| cau| don vi)*"
    r" (?:tra loi|phan hoi|xu ly|duyet|cap nhat)|(?:cau )?tra loi\s?:)\W*"
)
_MOST_LINES, _LONGEST_LABEL = 12, 80


def is_bare_question(body: Sequence[str]) -> bool:
    """Whether the text is a question without an answer."""
    if not 0 < len(body) <= _MOST_LINES or ":" not in body[0][: _LONGEST_LABEL + 1]:
        return False
    lines = [each for each in body if _PENDING.fullmatch(fold(each[: 2 * _LONGEST_LABEL])) is None]
    labels = [fold(each[:_LONGEST_LABEL].partition(":")[0]) for each in lines]
    are_asked = [_is_question(*each) for each in zip(labels, lines, strict=True)]
    return any(are_asked) and all(
        asked or _FIELD.fullmatch(label) for asked, label in zip(are_asked, labels, strict=True)
    )


def _is_question(label: str, line: str) -> bool:
    if _QUESTION.fullmatch(label):
        return True
    return _CONTENT.fullmatch(label) is not None and _ASKS.search(line) is not None
