"""The byline between a lead and the first paragraph, both in the box of the text."""

import pytest

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.bylines.byline_block import take_byline
from dvcrawler.extract.page import Page
from tests.extract.article_pages import TEXT, URL, lines_of, paragraphs, read

NAME = "Bùi Thanh Sơn"
LEAD = "<p><b>Chưa đầy một mùa hè, hơn hai trăm trẻ em trong xã đã biết bơi nhờ lớp học miễn phí.</b></p>"


def read_below_lead(html):
    return read(LEAD + html + paragraphs(), author="")


@pytest.mark.parametrize(
    "byline", ["<p>{}</p>", "<p><em>{}</em></p>", "<p align='right'><b>{}</b></p>", "<p>Bài, ảnh: {}</p>"]
)
def test_the_byline_is_taken_out_of_the_text(byline):
    record = read_below_lead(byline.format(NAME))
    assert (record.author, lines_of(record)) == (NAME, [*TEXT])


def test_the_office_below_the_name_belongs_to_it():
    record = read_below_lead(f"<p>{NAME}</p><p>Trường Tiểu học Hải Minh</p>")
    assert [(each.name, each.office) for each in record.authors] == [(NAME, "Trường Tiểu học Hải Minh")]
    assert lines_of(record) == [*TEXT]


def test_a_second_name_behind_a_break_is_an_author_and_contacts_leave_the_text():
    record = read_below_lead(f"<p>{NAME}<br>Vũ Thị Hà</p><p>Email: son@vidu.vn</p><p>Ảnh: Minh Đức</p>")
    assert (record.author, lines_of(record)) == (f"{NAME}, Vũ Thị Hà", [*TEXT])


@pytest.mark.parametrize("end", ["<br><b>{}</b>", "<em><div>{}</div></em>"])
def test_a_name_in_the_paragraph_of_the_lead_signs_it_in_any_form(end):
    lead = LEAD.replace("</b></p>", f"{end.format(NAME)}</b></p>")
    record = read(lead + paragraphs(), author="")
    assert (record.author, lines_of(record)) == (NAME, [*TEXT])
    others = f"<p>Mỗi ca có chừng sáu mươi em xuống bể.</p><p><b>Vũ Quốc Toàn</b></p>{paragraphs()}"
    assert read(lead + others, author="").author is None


@pytest.mark.parametrize(
    "html",
    [
        f"<p><b>{NAME}</b></p>",
        f"<h3>{NAME}</h3>",
        f"<p>{NAME}</p><p>{NAME} sinh ra ở xóm chài, biết bơi từ năm lên bốn tuổi.</p>",
        f"<p>{NAME}</p><p>Sinh ra ở xóm chài, biết bơi từ nhỏ.</p><p>Vũ Quốc Toàn</p>",
    ],
    ids=["bold", "a heading", "told of", "one of several"],
)
def test_a_name_that_heads_a_part_of_the_text_stays(html):
    record = read_below_lead(html)
    assert (record.author, lines_of(record)[0]) == (None, NAME)


@pytest.mark.parametrize("office", ["Sở Y tế", "Xóm 5, xã Hải Minh"])
def test_name_and_office_above_a_line_with_the_source_are_read(office):
    end = f"<p>{NAME}</p><p>{office}</p><p>Nguồn: Báo Nhân Dân</p>"
    record = read(paragraphs() + end, author="")
    assert [(each.name, each.office) for each in record.authors] == [(NAME, office)]
    assert (record.source, lines_of(record)) == ("Báo Nhân Dân", [*TEXT])


@pytest.mark.parametrize(
    ("told", "names"), [("", [NAME, "Vũ Thị Hà"]), ("<p>Cô Vũ Thị Hà dạy ca sáng.</p>", [NAME])]
)
def test_two_names_above_the_text_sign_it_unless_it_tells_of_the_second(told, names):
    page = Page(f"<html><body><p>{NAME}</p><p>Vũ Thị Hà</p>{paragraphs()}{told}</body></html>".encode(), URL)
    rest, byline = take_byline(read_blocks(page.body), is_letter=False)
    assert (byline, len(rest)) == ("\n".join(names), len(TEXT) + (2 if told else 0))
