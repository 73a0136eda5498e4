"""Dated lines that do not give the day of publication: of a clock, an update, a document or an event."""

import re

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.dates.visit_dates import says_today
from dvcrawler.extract.interface.button_labels import is_button_label
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.bylines.outlets import is_body, is_outlet
from dvcrawler.normalize.dates import find_date, read_date
from dvcrawler.normalize.dates.grammar import HALF
from dvcrawler.patterns import lazy_regex

_OF_OTHER_THING = lazy_regex(
    r"\W*(?:hết hạn|hạn (?:nộp|cuối|chót)|(?:ngày )?(?:có )?hiệu lực|(?:ngày )?(?:khởi )?tạo"
    r"|ngày (?:nhập|viết|soạn|ban hành|ký)|ban hành|số báo|kỳ báo|xem lần cuối|created|expires?)",
    re.I,
)
#: Labels of the day of a print edition or of a deadline, which are not days of publication.
_OF_ISSUE = lazy_regex(
    r"\b(?:số (?:báo\b|(?:\S{1,12} )?ra\b)|kỳ báo\b|báo (?:in|giấy)\b|hết hạn|hạn (?:nộp|cuối|chót))", re.I
)
#: Labels of publication; "đăng ký" is another word.
PUBLISHED = lazy_regex(r"\bđăng\b(?! k[ýí])|xuất bản|phát hành|posted|published", re.I)
UPDATE = lazy_regex(r"cập nhật|chỉnh sửa|sửa (?:đổi|lần cuối)|updated|modified", re.I)
#: A time of day in a separate box.
CLOCK = lazy_regex(
    r"\W{0,3}(?:(?:giờ|lúc|time)\W{0,3})?"
    rf"(\d{{1,2}}(?::|h|g| giờ )\d\d(?::\d\d)?(?: ?(?:{HALF})(?!\w))?)\W{{0,3}}",
    re.I,
)
_LONGEST_CLOCK = 40
_EDGES = " ,-–—"
_NOT_IN_CLAUSE = lazy_regex(r"[\d:|•·/>»›]")
#: Not of an event: "Chưa có bình luận nào", "Theo dõi trên Google News", "Tin trong tỉnh".
_BESIDE_DAY = lazy_regex(
    r"(?:(?:chưa|không) có|để lại|viết|gửi|thêm)(?: \w+)? (?:bình luận|phản hồi|nhận xét|ý kiến)\b"
    r"|theo dõi (?:trên|chúng tôi|báo)\b|(?:kích )?cỡ chữ\b|giờ việt nam\b|leave a (?:comment|reply)"
    r"|(?:tin|thời sự|nguồn|chuyên mục)\b",
    re.I,
)
#: Least words of what is done on a day, and of those that are not written as a name's.
_LEAST_WORDS, _LEAST_PLAIN, _LONGEST_EVENT = 3, 2, 160


def is_of_other_thing(text: str) -> bool:
    """Whether the line gives the day of the draft, the document, the print edition or the visit."""
    return _OF_OTHER_THING.match(text) is not None or says_today(text)


def doubt_issue(line: str, above: str = "") -> Problem | None:
    """A doubt about the date if it, or the label above it, is that of a print edition or of a deadline."""
    text = line if len(above) > _LONGEST_CLOCK or any(map(str.isdigit, above)) else f"{above} {line}".strip()
    return doubt_label(text) if _OF_ISSUE.search(text) is not None else None


def doubt_label(text: str) -> Problem:
    return Problem("date", ProblemCode.UNCLEAR_DATE, f"{text!r} is not labelled as the day of publication")


def find_event(line: str) -> str | None:
    """What the line says besides the date, if it may be done on the day: "15/06/2025 Họp giao ban"."""
    if len(line) > _LONGEST_EVENT or sum(map(str.islower, line.split())) < _LEAST_PLAIN:
        return None
    if (found := find_date(line)) is None:
        return None
    before, behind = line[: found[0]].strip(_EDGES), line[found[1] :].strip(_EDGES)
    text = before or behind
    is_one = not (before and behind) and _is_clause(text)
    return text if is_one and not _is_fact(text) else None


def _is_clause(text: str) -> bool:
    words = text.split()
    if len(words) < _LEAST_WORDS or not text[0].isupper() or _NOT_IN_CLAUSE.search(text):
        return False
    return sum(map(str.islower, words)) >= _LEAST_PLAIN


def _is_fact(text: str) -> bool:
    if is_counter(text) or is_button_label(text) or _BESIDE_DAY.match(text):
        return True
    return is_byline(text) or is_outlet(text) or is_body(text) or bool(split_facts(text))


def is_clock(block: Block) -> bool:
    """Whether the line is only a time of day."""
    return (
        block.kind == TEXT and len(block.text) <= _LONGEST_CLOCK and CLOCK.fullmatch(block.text) is not None
    )


def is_update(text: str) -> bool:
    """Whether the line only says when the article was last changed."""
    return UPDATE.search(text) is not None and read_date(UPDATE.sub(" ", text)).day is not None
