"""Rows of facts that also say when the article was changed, whose elements only a space parts, or that are above
the headline or below the text.
"""

import pytest

from dvcrawler.normalize.article import RecordRefused
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


@pytest.mark.parametrize("between", ["", " ", " | "])
def test_a_row_above_the_headline_gives_the_author(between):
    row = f"<div class='m'>{spans((NAME, DATE, UPDATE), between)}</div>"
    record = read_page(f"<div>{row}<h1>{TITLE}</h1><div class='c'>{paragraphs()}</div></div>")
    assert (record.author, record.published_at) == (NAME, "2025-06-05T07:20:00+07:00")


ROW = spans((NAME, DATE, VIEWS), " ")
COMMENT = "<p>Con tôi học bơi ở đây từ năm ngoái, các thầy dạy rất tận tình.</p>"


def read_below(below):
    return read_page(f"<article><h1>{TITLE}</h1><div class='c'>{paragraphs()}</div>{below}</article>")


@pytest.mark.parametrize(
    "below", ["", "<h3>Tin liên quan</h3>", "<a href='/x-1.html'>Ngư dân được mùa sứa đầu năm</a>"]
)
def test_a_row_right_below_the_text_gives_a_doubtful_day(below):
    record = read_below(f"<div class='m'>{ROW}</div>{below}")
    assert (record.date, record.author) == ("2025-06-05", NAME)
    assert [each.code for each in record.problems] == ["date_below_text"]


@pytest.mark.parametrize(
    "comment",
    [
        f"<div><p>{ROW}</p>{COMMENT}</div>",
        f"<div><div class='h'>{ROW}</div><div>{COMMENT}</div></div>",
        f"<p>{ROW}</p><p>Rất hay</p>",
    ],
)
def test_the_row_of_a_comment_is_not_the_day_of_the_article(comment):
    assert isinstance(read_below(comment), RecordRefused)
