"""The boxes of a calendar's leaf, put together to the line that they show."""

from datetime import date

import pytest

from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.dates.calendar_leaf import join_leaf


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["12", "06/2023"], "12/06/2023"),
        (["12", "06 - 2023"], "12/06/2023"),
        (["12/06", "2023"], "12/06/2023"),
        (["12/6", "2023"], "12/6/2023"),
        (["2", "6.2023"], "2/6/2023"),
        (["12", "Tháng 6 2023"], "12 Tháng 6 2023"),
        (["12", "Tháng 6", "2023"], "12 Tháng 6 2023"),
        (["12", "bình luận"], "12 bình luận"),
        (["120", "06/2023"], "120 06/2023"),
    ],
)
def test_numbers_of_a_leaf_become_a_date_and_other_texts_stay(parts, line):
    assert join_leaf(parts) == line


@pytest.mark.parametrize("parts", [["12", "06/2023"], ["12/06", "2023"], ["12", "Tháng 6 2023"]])
def test_a_leaf_reads_as_its_day(parts):
    assert read_date(join_leaf(parts)).day == date(2023, 6, 12)
