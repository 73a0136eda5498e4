"""Pages with the lines of an article and nothing of its text: a citizen's question that nobody has answered
yet, each of its lines with a label and none an answer; and entries of a register of official documents, facts
about a decision in place of its text.
"""

import re
from collections.abc import Iterator, Sequence

from dvcrawler.extract.files.documents import FACTS
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
#: Least number of facts that only an official document has.
_LEAST_FACTS = 2
_LABELLED = lazy_regex(r"([^|:]{2,40}?)\s?[|:]")


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


def is_register_entry(body: Sequence[str]) -> bool:
    """Whether every line of the text is a label with its value, and some labels are those of a document."""
    labels = [*_read_labels(body)]
    return all(labels) and sum(FACTS.search(label) is not None for label in labels) >= _LEAST_FACTS


def _read_labels(body: Sequence[str]) -> Iterator[str]:
    """The label of each line, "" for a line without one."""
    for line in "\n".join(body).split("\n"):
        found = _LABELLED.match(line)
        yield found[1] if found is not None else ""
