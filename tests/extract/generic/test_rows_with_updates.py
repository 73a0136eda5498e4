"""Rows of facts that also say when the article was changed, or whose elements only a space parts."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

SECTION, NAME, DATE = "<a href='/dich-vu'>Đời sống</a>", "Bùi Thanh Sơn", "05/06/2025 07:20"
UPDATE, VIEWS = "Cập nhật: 06/06/2025 09:00", "1.503 lượt xem"


def spans(parts, between):
    return between.join(f"<span>{part}</span>" for part in parts)


def read_row(row):
    return read_page(
        f"<div><h1>{TITLE}</h1><div class='m'>{row}</div><div class='c'>{paragraphs()}</div></div>"
    )


@pytest.mark.parametrize("between", ["", " ", " | ", " - "])
@pytest.mark.parametrize(
    "parts",
    [
        (NAME, DATE, UPDATE),
        (SECTION, NAME, DATE, UPDATE),
        (DATE, UPDATE, NAME),
        (DATE, NAME, UPDATE),
        (NAME, UPDATE, DATE),
    ],
)
def test_a_row_with_an_update_gives_author_day_and_change(parts, between):
    record = read_row(spans(parts, between))
    assert (record.author, record.published_at) == (NAME, "2025-06-05T07:20:00+07:00")
    assert (record.modified_at, lines_of(record)) == ("2025-06-06T09:00:00+07:00", list(TEXT))


@pytest.mark.parametrize("parts", [(NAME, DATE, VIEWS), (SECTION, NAME, DATE), (DATE, NAME, VIEWS)])
def test_elements_that_a_space_parts_are_facts_too(parts):
    record = read_row(spans(parts, " "))
    assert (record.author, record.published_at) == (NAME, "2025-06-05T07:20:00+07:00")


@pytest.mark.parametrize(
    "parts",
    [
        ("Bùi", "Thanh Sơn đi chợ", DATE),
        (SECTION, DATE, UPDATE),
        ("Nam Định", DATE),
        (NAME, "Lê Thu Hà", DATE, UPDATE),
    ],
)
def test_what_may_be_no_single_name_is_no_author(parts):
    assert read_row(spans(parts, " ")).author is None
