"""The byline in the last line of the text, behind place and day."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


@pytest.mark.parametrize(
    "line",
    [
        "Hải Cường, tháng 4/2023 - Thu Thủy",
        "Hải Cường, ngày 12/4/2023 – Thu Thủy",
        "Hải Cường, ngày 12 tháng 4 năm 2023 - Thu Thủy",
        "Ý Yên, tháng 4/2023 - Thu Thủy",
        "Ân Thi, chiều 12/4/2023 - Thu Thủy",
        "Nam Định, mùa hè 2023 – Thu Thủy",
    ],
)
def test_a_name_behind_place_and_day_is_the_author(line):
    record = read(paragraphs() + f"<p><b>{line}</b></p>", author="")
    assert (record.author, lines_of(record)) == ("Thu Thủy", list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "<blockquote>Hải Cường, tháng 4/2023 - Thu Thủy</blockquote>",
        "<p>Kính thư</p><p>Hải Cường, tháng 4/2023 - Thu Thủy</p>",
        "<p>Hải Cường, tháng 4/2023 - Mùa gặt mới</p>",
        "<p>Hải Cường, tháng 4/2023 - xã về đích nông thôn mới</p>",
    ],
)
def test_a_letter_and_a_heading_behind_place_and_day_name_no_author(line):
    assert read(paragraphs() + line, author="").author is None
