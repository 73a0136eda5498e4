"""A hidden heading with the site's name, as every page has it, is not the headline."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

SITE = "Truyền hình Ví Dụ"
HIDDEN = (
    f"<h1 style='display:none'>{SITE}</h1>",
    f"<h1 hidden>{SITE}</h1>",
    f"<h1 class='sr-only'>{SITE}</h1>",
)
VIDEO = "<div class='player'><video controls><source src='/u/v.mp4'></video></div>"
DATE = "<p class='date'>05/06/2025 07:20</p>"


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "article",
    [
        f"{VIDEO}<h1>{TITLE}</h1>{DATE}{paragraphs()}",
        f"<div class='d'><h2 class='title'>{TITLE}</h2>{DATE}{VIDEO}{paragraphs()}</div>",
        f"<h1>{TITLE}</h1>{DATE}{VIDEO}",
    ],
)
def test_the_heading_that_the_page_shows_is_the_headline(article, hidden):
    footer = "<div class='footer'><p>Giấy phép số 1/GP-STTTT</p></div>"
    record = read_page(hidden + article + footer, title=SITE)
    assert (record.title, [each.code for each in record.problems]) == (TITLE, ["unconfirmed_title"])


def test_the_headline_may_be_hidden_and_printed_elsewhere():
    page = f"<h1 style='display:none'>{TITLE}</h1><div class='t'>{TITLE}</div>{DATE}{paragraphs()}<h2>Đọc nhiều</h2>"
    record = read_page(page, title=TITLE)
    assert (record.title, record.problems) == (TITLE, ())


def test_a_headline_as_long_as_a_paragraph_is_found_in_the_box_of_the_text():
    long = f"{TITLE} và các lớp dạy bơi miễn phí cho con em hộ nghèo"
    page = f"<div class='single'><div class='head'><h1>{long}</h1>{DATE}</div>{paragraphs()}</div>"
    record = read_page(page, title="Báo Ví Dụ")
    assert (record.title, record.layout, lines_of(record)) == (long, "generic", [*TEXT])
