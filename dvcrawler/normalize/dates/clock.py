"""Parts of printed dates, over folded text: the days of the week, and the hour of a twelve-hour clock, marked
by "CH", "PM" or the part of the day, "2 giờ chiều".
"""

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
    "hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "nhật": 6, "cn": 6,
}  # fmt: skip
#: A day of the week written in full: "thứ hai", "thứ 2", "chủ nhật".
WEEKDAY = r"thứ ?(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|(?:chủ|chúa) ?nhật"


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
