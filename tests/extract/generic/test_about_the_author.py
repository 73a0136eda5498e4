"""Boxes about the author below an article, the days of official documents, dates that link to their day."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.notice_pages import PROSE, SENTENCES, make_page, read

TEXT = "\n\n".join(SENTENCES)
LIFE = "Trang Nhung là biên tập viên của trang với hơn năm năm kinh nghiệm viết về nông nghiệp và nông thôn."


@pytest.mark.parametrize(
    "box",
    [
        "<div class='entry-author author-box'><img src='/a.jpg'><h5 class='author-name'>Trang Nhung</h5><p class='author-desc'>{}</p></div>",
        "<div class='about-author'><h4>Trang Nhung</h4><div class='description'>{}</div></div>",
        "<section id='author-bio'><p><b>Trang Nhung</b></p><p>{}</p></section>",
        "<div class='author-info'><div><p class='author-title'>Trang Nhung</p><p class='author-description'>{}</p></div></div>",
    ],
)
def test_what_is_said_about_the_author_is_neither_text_nor_lead(box):
    record = read(make_page(PROSE + box.format(LIFE), body="entry-content"))
    assert record["body"] == TEXT
    assert record["summary"] is None
    assert record["images"] == []


def test_a_text_in_a_box_that_is_only_called_so_is_kept():
    long = "".join(f"<p>{text} Lần thứ {n} trong năm.</p>" for n in range(6) for text in SENTENCES)
    record = read(make_page(f"<div class='author-area'>{long}</div>", body="k5"))
    assert record["body"].endswith("Lần thứ 5 trong năm.")


@pytest.mark.parametrize(
    "line",
    [
        "Thanh Lợi, ngày 15 tháng 11 năm 2023",
        "TP. Nam Định, ngày 15 tháng 11 năm 2023",
        "Ý Yên, ngày 15 tháng 11 năm 2023",
        "Nam Định, ngày 15 tháng 11 năm 2023.",
    ],
)
@pytest.mark.parametrize("place", ["head", "foot"])
def test_a_document_without_a_date_has_the_day_that_it_bears(line, place):
    line = f"<p style='text-align:right'><i>{line}</i></p>"
    record = read(make_page(line + PROSE if place == "head" else PROSE + line, date=""))
    assert record["date"] == "2023-11-15"
    assert [each["code"] for each in record["problems"]] == [ProblemCode.DATE_BELOW_TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Tại Nam Định, ngày 15 tháng 11 năm 2023, xã họp bàn việc tiêu úng.</p>",
        "<p>Nam Định, ngày 15 tháng 11 năm 2023</p><p>Thanh Lợi, ngày 16 tháng 11 năm 2023</p>",
        "<p>Nam Định, ngày 31 tháng 2 năm 2023</p>",
        "<p>Nam Định, ngày 15 tháng 11</p>",
    ],
)
def test_a_day_in_a_sentence_or_one_of_several_does_not_date_a_document(text):
    assert isinstance(read(make_page(text + PROSE, date="")), RecordRefused)


def test_the_date_at_the_headline_counts_more_than_that_of_the_document():
    record = read(make_page("<p>Thanh Lợi, ngày 15 tháng 11 năm 2021</p>" + PROSE))
    assert record["published_at"] == "2023-06-12T07:40:00+07:00"
    assert record["problems"] == []


@pytest.mark.parametrize("href", ["/2023/06/12/", "https://xathanhloi.example.vn/2023/06/"])
def test_a_date_that_links_to_the_articles_of_its_day_counts(href):
    assert (
        read(make_page(PROSE, date=f"Đăng ngày <a href='{href}'>12/06/2023 07:40</a>"))["date"]
        == "2023-06-12"
    )


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        (
            "Lê Thị Hoa, Trần Văn Bình, Vũ Ngọc Lan</b></p><p style='text-align:right'>(Trường Chính trị tỉnh)",
            3,
        ),
        ("Thanh Tuấn-Văn phòng UBND xã</b>", 1),
        ("Người viết Phạm Thị Nhàn</b>", 1),
    ],
)
def test_names_with_an_office_below_or_beside_them(closing, names):
    record = read(make_page(f"{PROSE}<p style='text-align:right'><b>{closing}</p>", body="content-detail"))
    assert record["body"] == TEXT
    assert len(record["authors"]) == names


def test_the_address_of_the_source_is_not_dropped_as_a_link():
    line = "<p><em>Nguồn: <a href='https://nhandan.vn/a-1.html'>https://nhandan.vn/a-1.html</a></em></p>"
    assert read(make_page(PROSE + line))["source"] == "https://nhandan.vn/a-1.html"
