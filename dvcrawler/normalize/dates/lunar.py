"""Days of the lunar calendar, which papers print beside the date: "27/11/2026 (18/10 âm lịch) 08:15".

They are set aside before a date is read: a lunar day is not the day of publication, and its numbers would
part the day from the time of day.
"""

from dvcrawler.patterns import lazy_regex

#: Replaces each character of a lunar day in a folded text, so that all others keep their places.
MASK = "\x1f"

_STEMS = "giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|qu[ýí]"
_BRANCHES = "t[ýí]|sửu|dần|mão|mẹo|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi"
#: "bính ngọ": a year of the cycle of sixty.
CYCLE = rf"(?:{_STEMS}) (?:{_BRANCHES})(?!\w)"
# "27/11/2026 Al Jazeera" has a day and a name.
_CALENDAR = r"(?<!\w)(?:âm lịch|nông lịch|âl|[âa]\.l\.?|al(?= ?(?:[^\w ]|\d|$)))(?!\w)"
_MONTH_WORDS = "giêng|một|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười(?: một| hai)?|chạp"
_MONTH = rf"tháng (?:\d{{1,2}}(?!\d)|(?:{_MONTH_WORDS})(?!\w))"
_NUMBERS = r"(?<![\d/.-])\d{1,2} ?[/.-] ?\d{1,2}(?![\d])"
_DAY = rf"(?:ngày )?(?:m[ùồ]ng )?(?:{_NUMBERS}|(?<!\d)\d{{1,2}} {_MONTH}|rằm {_MONTH})"
_YEAR = rf"(?: ?[/.,-]? ?(?:năm )?(?:\d{{4}}(?!\d)|{CYCLE})|[/.-]\d\d(?![\d:hg]))"
_IN_CYCLE = rf" ?[/.,-]? ?(?:năm )?{CYCLE}"
#: Names of the first days of a month, and of the last month, that only the lunar calendar has.
_OF_ITS_OWN = (
    rf"(?:ngày )?(?:m[ùồ]ng \d{{1,2}}(?: ?/ ?\d{{1,2}}(?!\d)| {_MONTH})"
    rf"|\d{{1,2}} tháng chạp(?!\w)|rằm {_MONTH})"
)
#: No day follows the calendar's name: if one does, the name belongs to it and not to the day before.
_NAMES_NEXT = r"(?! ?:? ?(?:ngày |m[ùồ]ng )?\d{1,2}(?: ?[/.-] ?\d| tháng))"
_LUNAR = lazy_regex(
    r"(?:[(\[] ?)?(?:(?:tức(?: là)?|nhằm(?: vào)?|tương ứng(?: với)?) )?"
    rf"(?:{_CALENDAR} ?:? ?{_DAY}{_YEAR}?"
    rf"|(?:(?:ngày )?{CYCLE},? )?{_DAY}{_YEAR}? ?,? ?\(?{_CALENDAR}\)?{_NAMES_NEXT}"
    rf"|{_DAY}{_IN_CYCLE}(?: ?{_CALENDAR})?"
    rf"|{_OF_ITS_OWN}{_YEAR}?(?: ?{_CALENDAR})?)"
    r"(?: ?[)\]])?"
)
#: Every lunar day has one of them, and few other texts do: the pattern is ten times as slow.
_HINTS = tuple(
    "lịch|âl|al|.l|mùng|mồng|rằm|chạp| tý| tí| sửu| dần| mão| mẹo| thìn| tỵ| tị| ngọ| mùi| thân"
    "| dậu| tuất| hợi".split("|")
)


def mask_lunar(folded: str) -> str:
    """The text with `MASK` in place of each character of a lunar day; of the same length."""
    if not any(map(folded.__contains__, _HINTS)):
        return folded
    return _LUNAR.sub(lambda found: MASK * len(found[0]), folded)
