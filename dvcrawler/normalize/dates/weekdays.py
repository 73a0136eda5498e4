"""The days of the week in Vietnamese, over folded text."""

WEEKDAY_WORDS = {
    "hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "nhật": 6, "cn": 6,
}  # fmt: skip
#: A day of the week written in full: "thứ hai", "thứ 2", "chủ nhật".
WEEKDAY = r"thứ ?(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|(?:chủ|chúa) ?nhật"
