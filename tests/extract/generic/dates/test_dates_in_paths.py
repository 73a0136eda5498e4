"""Some papers print the time only in the path above the headline."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

HOME, SECTION, AT = "<a href='/'>Trang chủ</a>", "<a href='/doi-song'>Đời sống</a>", "05/06/2025 07:20"
PATHS = {
    "a nav": f"<nav class='breadcrumb'>{HOME} {SECTION} <span>{AT}</span></nav>",
    "a labelled nav": f"<nav aria-label='breadcrumb'><ol><li>{HOME}</li><li>{SECTION}</li><li>{AT}</li></ol></nav>",
    "a box": f"<div class='breadcrumb'>{HOME} / {SECTION} <span class='date'>{AT}</span></div>",
    "a list": f"<ul class='breadcrumbs'><li>{HOME}</li><li>{SECTION}</li><li class='time'>{AT}</li></ul>",
    "a row": f"<div class='row breadcrumb-row'><ul><li>{HOME}</li></ul><div>{AT}</div></div>",
    "Joomla's": f"<div class='pathway'>{HOME} » {SECTION} » <span>Thứ năm, {AT}</span></div>",
    "in Vietnamese": f"<div class='duong-dan'>{HOME} » {SECTION} <i>07:20 | 05/06/2025</i></div>",
}


def page(path, head=""):
    return f"<div class='trang'>{path}<div class='cot'><h1>{TITLE}</h1>{head}<div class='c'>{paragraphs()}</div></div></div>"


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_the_time_in_the_path_is_that_of_the_article(path):
    record = read_page(page(path))
    assert (record.published_at, lines_of(record)) == ("2025-06-05T07:20:00+07:00", list(TEXT))


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_date_at_the_headline_comes_first(path):
    record = read_page(page(path, "<p class='date'>04/06/2025 06:10</p>"))
    assert record.published_at == "2025-06-04T06:10:00+07:00"


NONE = {
    "the day of the visit": f"<nav class='breadcrumb'>{HOME} {SECTION} <span>Thứ năm, 05/06/2025</span></nav>",
    "today": f"<div class='breadcrumb'>{HOME} <span>Hôm nay, {AT}</span></div>",
    "a clock": f"<div class='breadcrumb'>{HOME} <span class='date-now'>{AT}</span></div>",
    "a menu": f"<nav class='menu'>{HOME} {SECTION} <span>{AT}</span></nav>",
    "two dates": f"<div class='breadcrumb'>{HOME} <span>{AT}</span> <span>06/06/2025 09:00</span></div>",
    "no link": f"<div class='breadcrumb'><span>{AT}</span></div>",
}


@pytest.mark.parametrize("path", NONE.values(), ids=NONE)
def test_a_date_above_the_headline_that_is_not_in_a_path_dates_nothing(path):
    assert isinstance(read_page(page(path)), RecordRefused)


def test_a_path_below_the_headline_is_another_articles():
    below = f"<div class='breadcrumb'>{HOME} {SECTION} <span>{AT}</span></div>"
    assert isinstance(read_page(page("") + below), RecordRefused)
