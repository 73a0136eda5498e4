"""The text of another box is not taken for the article's without a sign."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.article_pages import TEXT, TITLE, paragraphs, read_page

STATED = f"<meta property='og:type' content='article'><meta property='og:title' content='{TITLE}'>"
HEAD = f"<h1>{TITLE}</h1><p class='date'>05/06/2025 07:20</p>"
ENTRIES = (
    "<p>Quyết định số 12/QĐ-UBND giao chỉ tiêu kinh tế xã hội năm 2025 cho các thôn trên địa bàn xã.</p>"
    "<p>Kế hoạch số 45/KH-UBND phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn xã năm 2025.</p>"
)
SECTIONS = ("Thông báo", "Văn bản chỉ đạo điều hành", "Gương người tốt, việc tốt")


def problems_of(record):
    return [problem.code for problem in record.problems]


@pytest.mark.parametrize("entries", [ENTRIES, paragraphs()])
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    "form", ["<h3><a href='/muc/9/'>{}</a></h3>", "<ul><li><a href='/9/'>{0}</a></li></ul><h3>{0}</h3>"]
)
def test_below_the_name_of_a_section_it_is_a_problem(form, section, entries):
    column = f"<div class='b'>{form.format(section)}{entries}</div>"
    record = read_page(f"<div class='a'>{HEAD}</div>{column}", STATED)
    assert isinstance(record, RecordRefused) or "may_be_excerpts" in problems_of(record)


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='a'>{HEAD}</div><div class='b'><h3>Ba ca mỗi ngày</h3>{paragraphs()}</div>",
        f"<div class='a'>{HEAD}<h3><a href='/muc/9/'>Thông báo</a></h3>{paragraphs()}</div>",
        f"<div class='a'>{HEAD}</div><div class='b'>{paragraphs(TEXT[:2])}<h3>Thông báo</h3>{paragraphs(TEXT[2:])}</div>",
    ],
)
def test_an_intertitle_or_a_heading_in_the_box_of_the_headline_is_no_problem(page):
    menu = "<ul><li><a href='/9/'>Thông báo</a></li></ul>"
    assert problems_of(read_page(menu + page, STATED)) == []


@pytest.mark.parametrize("name", ["Văn bản mới", "Văn bản mới ban hành", "Thông báo mới nhất"])
def test_the_latest_documents_are_not_the_text(name):
    column = f"<div class='b'><h3>{name}</h3>{ENTRIES}</div>"
    record = read_page(f"<div class='a'>{HEAD}</div>{column}", STATED)
    assert isinstance(record, RecordRefused) or "may_be_excerpts" in problems_of(record)
