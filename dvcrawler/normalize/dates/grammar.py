"""The grammar of dates as Vietnamese news pages print them, over folded text (see `folding`).

[label] [weekday] [time] [weekday] ["ngày"] date [time] [zone], each part but the date optional.
"""

from dvcrawler.normalize.dates.lunar import MASK
from dvcrawler.normalize.dates.machine import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, MONTH_WORDS
from dvcrawler.patterns import lazy_regex

#: The part after an hour on such a clock, as a pattern over folded text.
HALF = r"sa|ch|[ap]\.?m(?!\w)\.?|sáng|trưa|chiều|tối|đêm"
_BEFORE_NOON = frozenset(("sa", "am", "a.m", "a.m.", "am."))
_AFTER_NOON = frozenset(("ch", "pm", "p.m", "p.m.", "pm."))
#: For each part of the day the hours as spoken of it, and what they are on a clock of 24 hours.
_PARTS_OF_DAY = {
    "sáng": {hour: hour for hour in range(1, 12)},
    "trưa": {10: 10, 11: 11, 12: 12, 1: 13, 2: 14},
    "chiều": {12: 12} | {hour: hour + 12 for hour in range(1, 8)},
    "tối": {hour: hour + 12 for hour in range(5, 12)},
    "đêm": {hour: hour for hour in range(1, 5)} | {hour: hour + 12 for hour in range(8, 12)},
}
WEEKDAY_WORDS = {
    word: day
    for day, words in enumerate(("hai", "ba", "tư bốn", "năm", "sáu", "bảy bẩy", "nhật cn"))
    for word in words.split()
}
_DAYS = "hai|ba|tư|bốn|năm|sáu|bảy|bẩy"
#: A day of the week: "thứ hai", "thứ 2", "T.Hai", "chủ nhật".
WEEKDAY = rf"(?:thứ|(?<!\w)th?\.) ?(?:{_DAYS}|[2-7])|(?:chủ|chúa) ?nhật"
_LABEL = (
    r"(?P<label>(?<!\w)(?:(?:ngày|giờ|lúc|vào|hồi"
    r"|(?:(?:bài(?: viết| báo)?|(?<!\w )(?:bản )?tin)(?: này)? )?(?:đã )?(?:được )?"
    r"(?:c(?:ập nhật|ập nhập|ật nhật|âp nhật|ập nhât)|(?:chỉnh )?sửa(?: đổi)?|chỉnh lý|hiệu chỉnh)"
    r"|mới nhất|thời gian|last"
    r"|lần (?:cuối(?: cùng)?|gần (?:nhất|đây))|lần(?= (?:cập|sửa|chỉnh))"
    r"|(?:(?<=sửa )|(?<=nhật ))(?:cuối(?: cùng)?|gần (?:nhất|đây))"
    r"|(?:(?<!\w )(?:bài(?: viết| báo)?|(?:bản )?tin) )?(?:(?:đã|được) ){0,2}"
    r"(?:đăng(?: tải| tin| bài| trên| trong)?|(?:nhập|gửi|viết)(?: tin| bài)?|tạo|xuất bản|phát hành"
    r"|đưa (?:tin|bài|lên)|ban hành)"
    r"|published|post(?:ed)?|updated?|modified|date|on|at)(?!\w(?<!\d))[ :,.|(-]{0,3}){1,5})?"
)
_WEEKDAY = (
    rf"(?:{WEEKDAY}|(?<!\w)(?:th? ?[2-7]|cn"
    # "Minh Thu - 12/03/2021" and "Minh Thu 12/03/2021" are a name and a date.
    r"|(?!thu ?[|•·–—-])(?!(?<=\w )(?<!\bon )(?<!ed )thu(?!\w))"
    rf"(?:{'|'.join(ENGLISH_WEEKDAYS)})(?:day|s?day|nesday|rsday|urday)?))(?!\w)\.?"
)
#: Behind the date, and not before the next one; "T2" and "CN" may mean something else there.
_WEEKDAY_BEHIND = (
    rf"(?:{WEEKDAY})(?!\w)"
    r"(?![ ,;|•·–—-]{0,5}(?:ngày )?\d\d? ?[/.-])"
)
#: A lunar day may be between the date and the time of day.
_LUNAR = rf"(?:{MASK}+[ ,;|•·–—-]{{0,5}})?"
_GAP = rf"[ ,;|•·–—-]{{0,5}}{_LUNAR}"
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WORDS = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
# "Th1" is how WordPress abbreviates months in Vietnamese.
_MONTH = (
    rf"(?:(?:tháng|thg\.?) ?(?:\d\d?(?!\d)|(?:{_WORDS})(?!\w))|(?<!\w)th\.?\d\d?(?!\d)"
    rf"|(?<![a-z]){_ENGLISH_MONTH})"
)
_BETWEEN = "[ ,./–-]{0,3}"
_GREENWICH = r"(?:gmt|utc)(?!\w(?<!\d))(?: ?[+-] ?\d{{1,2}}(?::?\d\d)?)?"
# Vietnamese time zones and, to be refused rather than overlooked, the commonest foreign ones.
_ZONE = (
    r"(?:(?: |[ ,;|–—-]{{2,4}}(?=[(\[]?(?:gmt|utc)))?[(\[]{{0,2}} ?(?:giờ (?=gmt|utc))?"
    rf"(?P<zone{{n}}>{_GREENWICH}|\+\d\d:?\d\d(?!\d)"
    r"|(?:z|ict|[ecmp][sd]t|cest|cet|bst|jst|kst|sgt|hkt|aest"
    r"|(?:theo )?giờ (?:chuẩn )?(?:đông dương|việt nam|hà nội))(?!\w))"
    r" ?[)\]]{{0,2}})"
)
# Of "7h 20/5" the number is the day's, of "7h20 / 5.000 lượt" the minute's.
_MONTH_OF_DAY = r"(?!\d\d?[/.-]\d\d?[/.-]\d{{4}})(?:0?[1-9]|1[0-2])(?!\d|[.,]\d{{3}}(?!\d))"
#: "9/10/2016 8:3": some CMSs print the minutes behind a date without a zero. Before it "2:1" is a result.
_TWO, _ONE_OR_TWO = r"\d\d", r"\d\d?"
#: "07.40", which is not a day of a month, and any time with a dot behind a bar or "lúc", or behind a year at
#: the end of the line where the date has no dots: "12.6.2023 | 07.10", "12/6/2023 - 07.10".
_BEHIND_YEAR = "|".join(
    rf"(?<=[/-]\d\d\d\d{gap}{hour})" for gap in (" ", ", ", " - ", " – ") for hour in (r"[01]\d", "2[0-3]")
)
_DOT = (
    r"(?:(?:(?<=[01]\d)|(?<=2[0-3]))\.(?=00|1[3-9]|[2-5]\d)"
    rf"|(?:{_BEHIND_YEAR})\.(?=[0-5]\d\W*\Z)"
    r"|(?:(?<=[|c] [01]\d)|(?<=[|c] 2[0-3])|(?<=[|c] \d)|(?<=\|[01]\d))\.(?=[0-5]\d))"
    r"(?=\d\d(?![\w%/]|[.,]\d))"
)
# Atomic: a part of a time would be a different time. After "giờ" the number may be the day's.
# "10:00-05:00" is ambiguous: left out.
_TIME = (
    r"(?>(?P<hour{n}>(?<!\d)\d\d?)(?: ?: ?(?={digits}(?!\d))| ?(?:giờ|h|g(?=\d))(?: ?:(?= ?\d\d(?!\d)))? ?|"
    + _DOT
    + ")"
    r"(?P<minute{n}>\d\d?(?!\d)"
    rf"(?:(?<=:\d\d)|(?<=: \d\d)|(?<=[45]\d)|(?! ?/ ?{_MONTH_OF_DAY}|[.-]\d| ?(?:tháng|thg))))?"
    r"(?: ?: ?(?P<second{n}>\d\d)(?!\d)(?:\.\d{{1,9}})?)?(?: ?(?:phút|(?:ph?|m)(?![\w.])|['’′]))?"
    r"(?: ?(?P<spoken{n}>\d\d?) ?giây)?"
    rf"(?: ?(?P<half{{n}}>{HALF})(?!\w))?)"
    r"(?! ?-\d\d:?\d\d(?!\d))" + _ZONE + "?"
)
# Not the tail of "10-12/5/2023" or "1.5.6.2023", nor of a torn "1 2/5/2023", but
# "05/05/2023-06/05/2023" has two dates.
_START = r"(?<!\d)(?<!\d[/.,:])(?<!\A\d )(?:(?<!\d-)|(?<=\d{4}-))"
# A year is not the head of "05/06/2019/QĐ-UBND" nor of a longer number.
_END = r"(?!\d)(?![/.]\d)(?!/\w)"
_DATE = (
    rf"(?:(?<!\d)(?P<day>\d\d?) ?(?P<mark>[/–.-]) ?(?P<month>\d\d?) ?(?P=mark) ?"
    rf"(?P<year>\d{{4}}{_END}|(?<!\.)(?<!\. )\d\d{_END}(?!-\d))"
    rf"|(?<!\d)(?P<iso_year>\d{{4}})(?P<iso_mark>[/.-])(?P<iso_month>\d\d?)(?P=iso_mark)"
    rf"(?P<iso_day>\d\d?)(?!\d)"
    rf"|(?<!\d)(?<!mồng )(?<!mùng )(?P<word_day>\d\d?)(?:st|nd|rd|th)?(?: of)?{_BETWEEN}"
    rf"(?P<word_month>{_MONTH})"
    rf"{_BETWEEN}(?:năm )?(?P<word_year>\d{{4}}){_END}"
    # A time of day and a zone end in digits too: "2:16 PM GMT+07:00 February 6, 2024".
    rf"|(?:(?<!\d )|(?<=[:+]\d\d )|(?<=[+]\d )|(?<=[+]\d{{4}} ))(?P<first_month>{_MONTH}){_BETWEEN}"
    rf"(?P<first_day>\d\d?)(?:st|nd|rd|th)?"
    rf"(?:, ?| )(?:năm )?(?P<first_year>\d{{4}}){_END})"
)
#: Between the date and its time of day: "Ngày: 27/11/2026 Giờ: 08:15".
_TIME_LABEL = r"(?:(?:vào )?(?:lúc|hồi)|(?:thời gian|giờ)(?: đăng)?|at|t|@|/ )?"
#: The end of brackets: around all, or around the date alone, "Thứ Tư (12/03/2025) 08:15".
_CLOSED = r"(?: ?[)\]])?"
#: Around the date alone, behind a label: "Ngày đăng (12/03/2025) 08:15".
_CLOSED_BEFORE_TIME = r"(?:\)(?=[ ,|–-]{1,3}(?:lúc )?\d\d?[:hg]))?"
#: What a label, a weekday, a month, a time or a date begins with, tried before them: most letters of running
#: text are none of these, or are in the middle of a word.
_OPENING = r"(?=[\d(\[abcdđfghjlmnopstuvwx])(?:(?<![a-z])|(?=[\dtcn(\[]))"
#: With groups for the label, three weekdays, two times and the forms of a day.
PRINTED = lazy_regex(
    rf"{_OPENING}{_START}(?P<open>[(\[] ?)?{_LABEL}(?:(?P<weekday1>{_WEEKDAY}):?{_GAP}(?P<inner>[(\[])?)?"
    rf"(?:(?P<zone0>{_GREENWICH.format()})[)\]]?{_GAP})?"
    rf"(?:{_TIME.format(n=1, digits=_TWO)}(?(open)[)\]]?)(?: [/@] |{_GAP}))?"
    rf"(?:(?P<weekday2>{_WEEKDAY}){_GAP})?(?P<within>[(\[])?(?:ngày[ :]{{0,3}})?{_DATE}"
    rf"(?(inner){_CLOSED}|(?(within){_CLOSED}|(?(open){_CLOSED}|(?(label){_CLOSED_BEFORE_TIME}))))"
    rf"(?:{_GAP}\(?(?P<weekday3>{_WEEKDAY_BEHIND})\)?)?"
    rf"(?:{_ZONE.format(n=4)}?{_GAP}{_TIME_LABEL}[ :(\[]{{0,3}}{_TIME.format(n=2, digits=_ONE_OR_TWO)})?"
    rf"{_ZONE.format(n=3)}?"
    rf"(?(inner){_CLOSED})(?(open){_CLOSED})(?:[ ,;|•·–—-]{{0,5}}{MASK}+)?"
)
# Running text is searched too, and the grammar, tried at every letter, costs 1 µs per letter. Patterns that
# begin with a single digit are found ten times as fast as those that begin with a repeated one or with words.
_IN_NUMBERS = lazy_regex(r"\d ?[/.–-] ?\d\d? ?[/.–-] ?\d")
_YEAR = lazy_regex(r"\d\d{3}")
_IN_WORDS = lazy_regex(rf"(?:tháng|thg|th\.?\d|{'|'.join(ENGLISH_MONTHS)}).{{0,24}}(?<!\d)\d{{4}}(?!\d)")

_LONGEST_ALONE = 60
#: Day, month and year alone on a line, which a template sets apart or an editor mistypes: "21 09 2025",
#: "Đăng lúc: 21:09:2025".
_NUMBERS_ALONE = lazy_regex(
    r"(?:(?:.{0,24}\b)?(?:ngày|lúc|đăng|nhật|gửi|thứ \w{2,4})[ :,]{1,3})?"
    r"(?:0?[1-9]|[12]\d|3[01])(?P<mark>[ _·:])(?:0?[1-9]|1[0-2])(?P=mark)(?:19|20)\d\d"
    r"(?:[ ,|–-]{1,3}\d\d?[:h]\d\d(?::\d\d)?)?"
)


def may_hold_date(folded: str) -> bool:
    """Quickly excludes texts without the numbers of a day."""
    if _IN_NUMBERS.search(folded):
        return True
    return _YEAR.search(folded) is not None and _IN_WORDS.search(folded) is not None


def full_hour(hour: int, half: str | None) -> int | None:
    """Converts to the 24-hour clock; None if hour and part of the day contradict each other.

    A mark on an hour over 12 is ignored (cafef.vn prints "00:01 AM"). "12 giờ đêm" may be of either day.
    """
    if half in _PARTS_OF_DAY:
        return hour if hour > 12 or hour == 0 else _PARTS_OF_DAY[half].get(hour)
    if half in _BEFORE_NOON and hour == 12:
        return 0
    if half in _AFTER_NOON and hour < 12:
        return hour + 12
    return hour


def join_numbers_alone(folded: str) -> str:
    """The line with slashes between day, month and year where nothing else is on it; as long as it was."""
    if len(folded) > _LONGEST_ALONE or not folded[-1:].isdigit():
        return folded
    found = _NUMBERS_ALONE.fullmatch(folded)
    if found is None:
        return folded
    first = found.start("mark")
    second = folded.index(found["mark"], first + 1)
    return f"{folded[:first]}/{folded[first + 1 : second]}/{folded[second + 1 :]}"
