"""Several dated lines about one headline: which gives the day, and which of them are left in the text."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, TITLE, lines_of, paragraphs, read_page


def _read(above="", below="", *, head="", within=""):
    text = f"<div class='c'>{paragraphs(TEXT[:1])}{within}{paragraphs(TEXT[1:])}{AUTHOR}</div>"
    return read_page(f"<div class='detail'>{above}<h1>{TITLE}</h1>{below}{text}</div>", head)


@pytest.mark.parametrize(
    "update",
    [
        "Cập nhật lần cuối: 07/06/2025 14:35",
        "Cập nhật lúc 14:35 ngày 07/06/2025",
        "Ngày cập nhật: 07/06/2025 14:35",
        "Sửa đổi: 07/06/2025 14:35",
        "Đã cập nhật 07/06/2025 14:35",
    ],
)
def test_an_update_below_the_headline_does_not_hide_the_day_above_it(update):
    record = _read("<p>05/06/2025 07:20</p>", f"<p>{update}</p>")
    assert (record.date, record.modified_at) == ("2025-06-05", "2025-06-07T14:35:00+07:00")


def test_a_page_that_prints_only_an_update_has_its_day():
    assert _read(below="<p>Cập nhật: 07/06/2025 14:35</p>").date == "2025-06-07"


def test_the_day_of_a_document_comes_after_that_above_the_headline():
    assert _read("<p>05/06/2025 07:20</p>", "<p>Ngày ban hành: 01/02/2024</p>").date == "2025-06-05"


@pytest.mark.parametrize("clock", ["07/06/2025 14:35", "Thứ Bảy, 07/06/2025"])
def test_a_long_row_below_the_headline_that_says_who_published_comes_before_a_clock(clock):
    row = "<div>Người đăng: Nguyễn Hoàng Thị Minh Hà Ngày đăng: 05/06/2025 07:20 Lượt xem: 12</div>"
    record = read_page(f"<table><tr><td>{clock}<tr><td><h2>{TITLE}</h2>{row}{paragraphs()}</table>")
    assert record.published_at == "2025-06-05T07:20:00+07:00"


def test_an_unlabelled_day_above_the_headline_is_doubtful_where_the_draft_is_of_another():
    (problem,) = _read("<p>07/06/2025 14:35</p>", "<p>Ngày tạo: 05/06/2025 07:20</p>").problems
    assert (problem.field, problem.code) == ("date", "unclear_date")
    assert _read("<p>05/06/2025 14:35</p>", "<p>Ngày tạo: 05/06/2025 07:20</p>").problems == ()


def test_a_day_that_is_stated_and_printed_alone_comes_before_that_of_a_name():
    stated = "<meta property='article:published_time' content='2025-06-05T07:20:00+07:00'>"
    record = _read("<p>05/06/2025 07:20</p>", "<p>Lê Quang Vinh (12/03/2019)</p>", head=stated)
    assert (record.date, record.problems) == ("2025-06-05", ())


def test_an_update_between_lead_and_text_is_not_part_of_the_text():
    update = "<p>Cập nhật lần cuối: 07/06/2025 14:35</p>"
    record = _read(below="<p>05/06/2025 07:20</p>", within=f"<p><img src='/upload/a.jpg'></p>{update}")
    assert record.modified_at == "2025-06-07T14:35:00+07:00"
    assert not any("Cập nhật" in line for line in lines_of(record))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Cập nhật lúc 07:20, 05/06/2025", "Cập nhật lần cuối: 07/06/2025 14:35"),
        ("Cập nhật: 05/06/2025", "Sửa đổi: 07/06/2025"),
    ],
)
@pytest.mark.parametrize(
    "form", ["<p>{}</p><p>{}</p>", "<p><span>{}</span><span>{}</span></p>", "<p>{} - {}</p>"]
)
def test_of_two_updates_the_earlier_gives_the_day(form, first, second):
    for texts in ((first, second), (second, first)):
        assert _read(below=form.format(*texts)).date == "2025-06-05"


@pytest.mark.parametrize(
    "update", ["Cập nhật: 07/06/2025", "Updated: 07/06/2025 14:35", "Lần sửa cuối: 07/06/2025"]
)
def test_an_update_glued_to_the_date_does_not_hide_it(update):
    row = "<div><span>Thứ năm - 05/06/2025 07:20</span><span>{}</span><p>Bản in</p><p>Gửi bài</p></div>"
    assert _read(below=row.format(update)).published_at == "2025-06-05T07:20:00+07:00"


def test_an_update_later_than_the_day_of_the_address_is_doubtful():
    text = f"<h1>{TITLE}</h1><p>Cập nhật: 07/06/2025</p><div class='c'>{paragraphs()}{AUTHOR}</div>"
    url = "https://xavidu.example.vn/tin/2025/06/0{}/be-boi-345701.html"
    codes = [[p.code for p in read_page(text, url=url.format(day)).problems] for day in (5, 7)]
    assert codes == [["unclear_date"], []]
