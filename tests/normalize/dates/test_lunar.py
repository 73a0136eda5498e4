"""Lunar days beside a date neither hide its time nor are taken for the date."""

import pytest

from dvcrawler.normalize.dates import find_date, is_date_line, read_date
from dvcrawler.normalize.dates.lunar import mask_lunar

BESIDE = (
    "Thứ Sáu, 27/11/2026 - 08:15 (18/10 âm lịch)",
    "Thứ Sáu, 27/11/2026 (18/10 âm lịch) 08:15",
    "27/11/2026 (18/10/Bính Ngọ) - 08:15",
    "Ngày 27/11/2026 (nhằm ngày 18 tháng 10 năm Bính Ngọ) 08:15",
    "Thứ 6, 27-11-2026 (18-10 ÂL), 08:15",
    "27/11/2026 (tức 18/10 âm lịch), 08:15 GMT+7",
    "Thứ Sáu, 27/11/2026 (Giáp Tý, 18/10 ÂL) 08:15",
    "27/11/2026 - ÂL: 18/10 - 08:15",
    "Thứ Sáu 27/11/2026 AL 18/10/2026 08:15",
    "08:15 27/11/2026 (18/10 AL)",
    "27/11/2026, 18/10 âm lịch, 08:15",
    "Thứ sáu, ngày 27 tháng 11 năm 2026 (18/10/Bính Ngọ) | 08:15",
    "27/11/2026 (18/10/2026 âm lịch) 08:15",
    "27/11/2026 08:15 (âm lịch 18/10)",
    "27/11/2026 (18 tháng Mười âm lịch) 08:15",
    "27/11/2026 (18 - 10 - Bính Ngọ) 08:15",
    "27/11/2026 (18/10/26 ÂL) 08:15",
    "27/11/2026 (mùng 8 tháng Chạp) 08:15",
    "27/11/2026 (rằm tháng Mười) 08:15",
    "27.11.2026 (18.10 Bính Ngọ) 8h15",
    "08:15 (18/10 ÂL) 27/11/2026",
)
ALONE = (
    "18/10/2026 âm lịch",
    "Ngày 18 tháng 10 năm 2026 âm lịch",
    "Âm lịch: 18/10/2026",
    "mùng 8/12/2026",
    "18/10/2026 (ÂL)",
)
NONE_OF_IT = (
    "27/11/2026 08:15",
    "7 Tháng Giêng 2023",
    "Tân Sửu, 27/11/2026",
    "27/11/2026, năm Bính Ngọ",
    "27/11/2026 Al Jazeera",
    "27 tháng 11 năm 2026",
)


@pytest.mark.parametrize("text", BESIDE)
def test_the_time_beside_a_lunar_day_is_read(text: str) -> None:
    read = read_date(text)
    assert read.at is not None
    assert read.at.isoformat() == "2026-11-27T08:15:00+07:00"


@pytest.mark.parametrize("text", BESIDE)
def test_the_lunar_day_belongs_to_the_date_line(text: str) -> None:
    assert is_date_line(text)
    assert find_date(text) == (0, len(text))


@pytest.mark.parametrize("text", ALONE)
def test_a_lunar_day_is_not_a_date(text: str) -> None:
    assert read_date(text).day is None
    assert find_date(text) is None


@pytest.mark.parametrize("text", NONE_OF_IT)
def test_other_words_are_not_taken_for_a_lunar_day(text: str) -> None:
    assert mask_lunar(text.lower()) == text.lower()
