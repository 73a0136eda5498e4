"""Words of pages in Vietnamese and English: those that several kinds of page share, and dates and numbers."""

import re
from collections.abc import Mapping

LANGUAGES = ("vi", "en")
#: English, Vietnamese.
Table = Mapping[str, tuple[str, str]]
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?: ([0-9]{2}:[0-9]{2}))?)?")
_MONTHS = ("January February March April May June July August September October November December").split()
#: Words common to the pages of the store and the report.
SHARED: Table = {
    "authors": ("Authors", "Tác giả"),
    "site": ("Site", "Trang tin"),
    "year": ("Year", "Năm"),
    "month": ("Month", "Tháng"),
    "zone": ("Vietnam time", "giờ Việt Nam"),
    "reason": ("Reason", "Lý do"),
    "address": ("Address", "Địa chỉ"),
    # Why an article that is known is not held.
    "gap_not yet tried": ("not yet tried", "chưa thử"),
    "gap_unread": ("could not be read", "không đọc được"),
    "gap_refused": ("refused", "bị loại"),
    "gap_failed": ("could not be fetched", "không tải được"),
    "gap_blocked": ("blocked by the site", "bị trang chặn"),
    "gap_gone": ("gone", "đã gỡ"),
    "gap_moved": ("moved", "đã chuyển"),
    "gap_outside the period asked for": ("outside the period asked for", "ngoài khoảng thời gian"),
}


class Words:
    """The words of one language out of a table and the shared ones: `words("overview")`."""

    def __init__(self, table: Table, language: str) -> None:
        self.language = language
        self._place = LANGUAGES[::-1].index(language)
        self._table = {**SHARED, **table}

    def __call__(self, key: str, *values: object) -> str:
        """The word; the key itself if the word is missing. `values` fill its gaps."""
        found = self._table.get(key)
        word = found[self._place] if found else key
        return word.format(*values) if values else word

    def has(self, key: str) -> bool:
        return key in self._table

    def of(self, prefix: str, name: str) -> str:
        """The word for one of several named things; the name itself if it has no word."""
        return self(f"{prefix}_{name}") if self.has(f"{prefix}_{name}") else name

    def number(self, value: float) -> str:
        """Formats a number with the language's separators for thousands and decimals."""
        text = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
        return text if self.language == "en" else text.translate(str.maketrans(",.", ".,"))

    def count(self, number: int, one: str, many: str) -> str:
        """The number with the word of key `one` or `many`: "1 article", "2 articles"."""
        return f"{self.number(number)} {self(one if number == 1 else many)}"

    def date(self, text: str) -> str:
        """A day, with or without a time, or a month as it is read; anything else, such as a year, unchanged.

        "2024-03-01" is "1 March 2024" and "01/03/2024", "2024-03" is "March 2024" and "tháng 3/2024".
        """
        found = _DATE.fullmatch(text)
        if not found or not 1 <= int(found[2]) <= 12:
            return text
        if self.language == "en":
            return _write_english(found)
        day = f"{found[3]}/{found[2]}/{found[1]}" if found[3] else f"tháng {int(found[2])}/{found[1]}"
        return f"{day} {found[4]}" if found[4] else day


def _write_english(found: re.Match[str]) -> str:
    month = f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    day = f"{int(found[3])} {month}" if found[3] else month
    return f"{day}, {found[4]}" if found[4] else day
