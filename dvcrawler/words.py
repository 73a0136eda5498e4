"""Words of pages in Vietnamese and English: those that several kinds of page share."""

from collections.abc import Mapping

LANGUAGES = ("vi", "en")
#: English, Vietnamese.
Table = Mapping[str, tuple[str, str]]
#: Words common to the pages of the store and the report.
SHARED: Table = {
    "authors": ("Authors", "Tác giả"),
    "site": ("Site", "Trang"),
    "year": ("Year", "Năm"),
    "month": ("Month", "Tháng"),
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
