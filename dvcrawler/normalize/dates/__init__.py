"""Dates of Vietnamese news pages: parsed if they are unambiguous, otherwise refused with a reason.

Forms and pitfalls were collected from Vietnamese papers, party sites and feeds, 2010 to 2026.
"""

from dvcrawler.normalize.dates.date_text import find_date, find_relative, find_update, is_date_line, read_date
from dvcrawler.normalize.dates.machine import from_digits, read_machine_date
from dvcrawler.normalize.dates.reading import DateReading
from dvcrawler.normalize.dates.stamps import as_iso
from dvcrawler.normalize.dates.yearless import YearlessDay, find_latest, read_yearless

__all__ = [
    "DateReading",
    "YearlessDay",
    "as_iso",
    "find_date",
    "find_latest",
    "find_relative",
    "find_update",
    "from_digits",
    "is_date_line",
    "read_date",
    "read_machine_date",
    "read_yearless",
]
