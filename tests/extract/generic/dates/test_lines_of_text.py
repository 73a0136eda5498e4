"""Lines with a date among the paragraphs are text, and the article's day is that of its headline."""

from datetime import date

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.extract.generic.dates.address_days import find_address_day
from dvcrawler.extract.interface.reader_counts import is_counter
from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

LINES = (
    "12/3/2019",
    "(12/3/2019)",
    "Ngày 12/3/2019:",
    "Thứ Hai, 12/3/2019",
    "14:30 12/3/2019",
    "2019-03-12T14:30:00+07:00",
    "14h30 ngày 12/3/2019: Khởi công bể bơi.",
    "Nam Định, ngày 12 tháng 3 năm 2019",
    "Thời gian: 8h00 ngày 12/3/2019",
    "Ngày đăng: 12/3/2019",
    "Cập nhật lần cuối: 12/03/2019",
    "Bùi Văn Tư (12/3/2019 14:30)",
)
HEADS = {
    "day": f"<h1>{TITLE}</h1><p class='d'>05/06/2025</p>",
    "above": f"<p class='d'>Đời sống | 05/06/2025</p><h1>{TITLE}</h1>",
    "machine": f"<h1>{TITLE}</h1><meta itemprop='datePublished' content='2025-06-05'>",
}
SHAPES = (
    "<p>{}</p>",
    "<h3>{}</h3>",
    "<div><b>{}</b></div>",
    "<blockquote><p>" + TEXT[0][::-1] + "</p><p>{}</p></blockquote>",
)


def page(middle, place=1, head="day", url=None):
    texts = [f"<p>{text}</p>" for text in TEXT]
    texts.insert(place, middle)
    body = f"<div class='detail'>{HEADS.get(head, head)}<div class='c'>{''.join(texts)}</div></div>"
    return read_page(body) if url is None else read_page(body, url=url)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("line", LINES)
def test_a_dated_line_below_the_first_paragraph_is_text(line, head):
    record = page(f"<p>{line}</p>", head=head)
    assert (record.date, lines_of(record)) == ("2025-06-05", [TEXT[0], line, *TEXT[1:]])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("line", LINES[3:6])
def test_so_it_is_in_any_box_and_further_down(line, place, shape):
    record = page(shape.format(line), place)
    assert record.date == "2025-06-05"
    assert line in lines_of(record)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_with_a_date_does_not_date_an_article_that_nothing_else_dates(shape):
    assert isinstance(page(shape.format(LINES[3]), 2, f"<h1>{TITLE}</h1>"), RecordRefused)


@pytest.mark.parametrize("head", ["day", "machine"])
@pytest.mark.parametrize("line", LINES[3:7])
def test_a_paragraph_right_above_the_first_is_text_where_the_headline_has_its_day(line, head):
    record = page(f"<p>{line}</p>", 0, head=head)
    assert record.date == "2025-06-05"
    assert line in lines_of(record)


@pytest.mark.parametrize("place", [0, 1, 4])
def test_the_day_of_the_address_is_that_of_the_article(place):
    url = "https://xavidu.example.vn/2025/06/05/be-boi-thon-dong-mo-cua-cho-hoc-sinh.html"
    head = f"<meta property='og:type' content='article'><h1>{TITLE}</h1>"
    record = page("<p>12/3/2019 14:30</p>", place, head=head, url=url)
    assert (record.date, "12/3/2019 14:30" in lines_of(record)) == ("2025-06-05", True)


@pytest.mark.parametrize(
    "row",
    ["<div class='post-meta'>05/06/2025 07:20</div>", "<p><span class='date'>05/06/2025 07:20</span></p>"],
)
def test_a_box_named_after_its_date_gives_the_day_if_nothing_else_does(row):
    record = page(row, head=f"<h1>{TITLE}</h1>")
    assert (record.published_at, lines_of(record)) == ("2025-06-05T07:20:00+07:00", list(TEXT))


def test_the_line_below_a_lead_that_is_set_apart_does_too():
    texts = f"<p><b>{TEXT[0]}</b></p><p>05/06/2025 07:20</p>{paragraphs(TEXT[1:])}"
    record = read_page(f"<div class='detail'><h1>{TITLE}</h1><div class='c'>{texts}</div></div>")
    assert record.published_at == "2025-06-05T07:20:00+07:00"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2025/06/05/x", date(2025, 6, 5)),
        ("/2025-6-5/x.aspx", date(2025, 6, 5)),
        ("/x-260310073012345.html", date(2026, 3, 10)),
        ("/x/d20230512081530245.htm", date(2023, 5, 12)),
        ("/x-20250605.html", date(2025, 6, 5)),
        ("/x-345701.html", None),
        ("/20253105/x", None),
        ("/x-2025060512.html", None),
        ("/x-1234567890123456.html", None),
    ],
)
def test_the_day_of_an_address(path, day):
    assert find_address_day(f"https://vidu.vn{path}") == day


@pytest.mark.parametrize(
    "text", ["Cập nhật: 12/3/2019", "Ngày cấp: 12/3/2019", "Lần thứ hai: ngày 12/3/2019", "Lần 2: 2019"]
)
def test_a_day_is_no_counter(text):
    assert not is_counter(text)
    assert is_counter("Cập nhật: 12/3/2019 - Lượt xem: 120") and is_counter("Số lần truy cập: 12")
