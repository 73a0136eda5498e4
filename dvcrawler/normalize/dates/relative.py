"""Times relative to the capture time: "2 giờ trước", "Hôm qua 15:30", "chiều qua", "Vừa xong"."""

import re
from datetime import date, datetime, time, timedelta

from dvcrawler.items import ProblemCode
from dvcrawler.normalize.dates.grammar import HALF, full_hour
from dvcrawler.normalize.dates.reading import DateReading, keep_plausible, local_reference, refuse
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_UNITS = {
    word: length
    for length, words in (
        (timedelta(seconds=1), "giây s second sec"),
        (timedelta(minutes=1), "phút p ' ’ ′ minute min"),
        (timedelta(hours=1), "giờ h tiếng hour hr"),
        (timedelta(days=1), "ngày hôm day d"),
        (timedelta(weeks=1), "tuần week"),
    )
    for word in words.split()
}
#: Numbers in words, and the English article.
_COUNTS: dict[str, float] = {
    **dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True)),
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
    "nửa": 0.5,
    "a": 1,
    "an": 1,
}
_PART_OF_DAY = "sáng|trưa|chiều|tối|đêm"
_DAYS_AGO = {"nay": 0, "qua": 1, "kia": 2, "today": 0, "yesterday": 1}
_WEEKDAYS = {
    word: day
    for day, words in enumerate(("hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy 7", "nhật cn"))
    for word in words.split()
}
_NOW = frozenset(
    "vừa xong|vừa mới|vừa đăng|mới đăng|vừa mới đăng|vừa cập nhật|vừa mới xong|mới đây|vừa mới đây"
    "|bây giờ|ngay bây giờ|just now|vài giây trước|vài phút trước|mấy phút trước|ít phút trước"
    "|cách đây ít phút|cách đây vài phút|cách đây mấy phút|cách đây vài giây|ít phút trước đây"
    "|a few seconds ago|a few minutes ago|seconds ago|less than a minute ago|moments ago".split("|")
)

_LABEL = (
    r"(?:(?:(?:đã|được|ngày) ){0,2}(?:cập nhật|đăng(?: tải| tin| bài)?|gửi|xuất bản|thời gian|lúc|updated"
    r"|posted|published)(?: lúc| ngày| cách đây)?)?[ :,]{0,3}(?:(?:cách đây )?khoảng |cách đây |about )?"
)
_CLOCK = rf"(\d\d?)(?::(?=\d)|g(?=\d)| ?h ?| ?giờ ?)(\d\d(?!\d))?(?: ?(?:phút|['’′]))?(?: ?({HALF})(?!\w))?"
_COUNT = rf"\d{{1,7}}|(?:{'|'.join(sorted(_COUNTS, key=len, reverse=True))})(?= )"
_UNIT = f"{'|'.join(_UNITS)}|tháng|năm|month|year"
_AGO = lazy_regex(
    rf"(?P<label>{_LABEL})(?P<count>{_COUNT}) ?(?P<unit>{_UNIT})s?"
    rf"(?:,? ?(?P<more>\d{{1,4}}) ?(?P<part>giờ|tiếng|phút|giây|p|['’′]|hours?|minutes?|mins?|seconds?)"
    r"|(?P<half> rưỡi))?(?P<ago> ?(?:trước(?: đây)?|ago))?"
)
_DAY = lazy_regex(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?:(?:ngày )?hôm (?P<day>nay|qua|kia)|(?P<half>{_PART_OF_DAY}) "
    rf"(?:hôm )?(?P<part>nay|qua)|(?P<english>today|yesterday))"
    rf"(?:[ ,|-]{{0,4}}(?:lúc |at )?{_CLOCK})?"
)

_WEEK = lazy_regex(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?:(?P<half>{_PART_OF_DAY}) )?(?:thứ ?|chủ |t(?=\d)|(?=cn))"
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}) tuần (?:trước|qua|rồi)(?:[ ,|-]{{0,4}}(?:lúc )?{_CLOCK})?"
)
#: Marks around a time on a line of its own: "(2 giờ trước)", "| Hôm qua".
_EDGES = " .,;|•·–—-()[]"
#: Words as a page without diacritics prints them.
_PLAIN_WORDS = {
    fold(word): word
    for word in (
        "trước đây phút giờ giây ngày tuần hôm vừa cách đăng cập nhật lúc khoảng"
        " sáng trưa chiều tối đêm thứ chủ".split()
    )
}
_PLAIN_HINT = lazy_regex(r"\b(?:truoc|hom (?:nay|qua|kia)|vua xong|tuan (?:truoc|qua))\b")
_WORD = lazy_regex(r"[a-z]+")


def is_relative(folded: str) -> bool:
    text = _tidy(folded)
    return (
        text in _NOW
        or _find_span(text) is not None
        or _find_day(text) is not None
        or _find_week(text) is not None
    )


def _tidy(folded: str) -> str:
    """The text without marks around it, and with the diacritics that it was written without."""
    text = folded.strip(_EDGES)
    if text.isascii() and _PLAIN_HINT.search(text):
        return _WORD.sub(lambda found: _PLAIN_WORDS.get(found[0], found[0]), text)
    return text


def _find_span(folded: str) -> re.Match[str] | None:
    """A span with "trước" after it, or "cách đây" before it."""
    if "trước" not in folded and "ago" not in folded and "cách đây" not in folded:
        return None
    found = _AGO.fullmatch(folded)
    return found if found is not None and (found["ago"] or "cách đây" in found["label"]) else None


def _find_day(folded: str) -> re.Match[str] | None:
    """Tests single words first, as `_find_span` does: most lines have none of them."""
    return _DAY.fullmatch(folded) if any(map(folded.__contains__, _DAYS_AGO)) else None


def _find_week(folded: str) -> re.Match[str] | None:
    return _WEEK.fullmatch(folded) if "tuần" in folded else None


def read_relative(folded: str, reference: datetime | None) -> DateReading | None:
    """Resolves a folded relative time against `reference`; None if the text is not a relative time."""
    if reference is None:
        if not is_relative(folded):
            return None
        return refuse(ProblemCode.UNREADABLE_DATE, "relative time without a capture time")
    now, text = local_reference(reference).replace(microsecond=0), _tidy(folded)
    if text in _NOW:
        return keep_plausible(now.date(), now, reference)
    if span := _find_span(text):
        return _read_ago(span, now)
    if day := _find_day(text):
        ago = _DAYS_AGO[day["day"] or day["part"] or day["english"]]
        return _read_day(day[0], now, now.date() - timedelta(days=ago), day["half"])
    if week := _find_week(text):
        monday = now.date() - timedelta(days=now.weekday() + 7)
        return _read_day(week[0], now, monday + timedelta(days=_WEEKDAYS[week["weekday"]]), week["half"])
    return None


def _read_ago(match: re.Match[str], now: datetime) -> DateReading:
    unit = _UNITS.get(match["unit"])
    if unit is None:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' does not tell the day")
    count = _COUNTS.get(match["count"]) or int(match["count"])
    more = int(match["more"]) * _UNITS[match["part"].removesuffix("s")] if match["more"] else timedelta()
    if match["half"]:
        more = unit / 2
    try:
        at = now - count * unit - more
    except OverflowError:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' is too long ago")
    return keep_plausible(at.date(), at, now)


def _read_day(text: str, now: datetime, day: date, part_of_day: str | None = None) -> DateReading:
    found = re.search(_CLOCK, text)
    if found is None:
        return keep_plausible(day, None, now)
    hour, minute, half = found.groups()
    full = full_hour(int(hour), half or part_of_day)
    if full is None:
        return keep_plausible(day, None, now)
    try:
        clock = time(full, int(minute or 0), tzinfo=now.tzinfo)
    except ValueError:
        return keep_plausible(
            day, None, now, f"impossible time {hour}:{minute or '00'}", ProblemCode.IMPOSSIBLE_TIME
        )
    return keep_plausible(day, datetime.combine(day, clock), now)
