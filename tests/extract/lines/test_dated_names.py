"""Lines with a name and a day beside a byline, and days that look like credits or updates, in the text."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

POSTED = "Trần Văn Lợi - 12/6/2025"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"<p>{POSTED}</p>{paragraphs()}{AUTHOR}", [*TEXT]),
        (f"{paragraphs()}{AUTHOR}<p>{POSTED}</p>", [*TEXT]),
        (f"{paragraphs()}<p>{POSTED}</p>{AUTHOR}", [*TEXT, POSTED]),
    ],
)
def test_a_name_with_a_day_does_not_hide_the_author(content, lines):
    record = read(content, author="")
    assert (record.author, record.date, lines_of(record)) == ("Bùi Thanh Sơn", "2025-06-05", lines)


def test_a_name_with_a_day_signs_a_text_that_nobody_else_signs():
    assert read(f"{paragraphs()}<p>{POSTED}</p>", author="").author == "Trần Văn Lợi"


def test_the_day_of_a_picture_is_no_credit():
    line = "Ảnh: 12/6/2025"
    assert lines_of(read(f"<p>{line}</p>{paragraphs()}")) == [line, *TEXT]
    assert lines_of(read(f"{paragraphs()}<p>{line}</p>", author="")) == [*TEXT, line]


def test_an_update_above_the_last_paragraph_is_not_that_of_the_page():
    line = "Cập nhật lúc 14:30 ngày 12/6/2025"
    record = read(f"{paragraphs(TEXT[:3])}<p>{line}</p>{paragraphs(TEXT[3:])}")
    assert (record.modified_at, record.date) == (None, "2025-06-05")
    assert read(f"{paragraphs()}<p>{line}</p>", author="").modified_at is not None
