"""When a page is given to trafilatura: where it has text of its own below the headline."""

import json

import pytest
import trafilatura

from dvcrawler.extract.generic.kinds.last_resort import read_with_trafilatura
from dvcrawler.extract.page import Page
from tests.extract.article_pages import HEAD, TEXT, TITLE, URL, lines_of, paragraphs, read_page

STATED = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-06-05T07:20:00+07:00"})
PLAYER = "<iframe src='https://www.youtube.com/embed/a1b2c3d4e5f'></iframe>"
FORM = (
    "<form><p>Thông tin bạn đọc</p><label>Họ và tên</label><label>Nội dung</label><button>Gửi</button></form>"
)
OTHERS = "<h3>Tin khác</h3><ul>" + "".join(
    f"<li><a href='/{n}.html'>{text}</a></li>" for n, text in enumerate(TEXT)
)


@pytest.fixture
def asked(monkeypatch):
    """The pages that trafilatura is given."""
    pages, extract = [], trafilatura.extract

    def note(text, **options):
        pages.append(text)
        return extract(text, **options)

    monkeypatch.setattr(trafilatura, "extract", note)
    return pages


def page(content):
    head = f"<title>{TITLE}</title><script type='application/ld+json'>{STATED}</script>"
    return Page(f"<html><head>{head}</head><body><div>{HEAD}{content}</div></body></html>".encode(), URL)


def test_a_page_with_text_below_its_headline_is_given_to_trafilatura(asked):
    text = (*TEXT, *(f"{each[:-1]}, cũng như năm trước." for each in TEXT))
    assert read_with_trafilatura(page(paragraphs(text))).body == text
    assert len(asked) == 1


@pytest.mark.parametrize("button", ["In trang", "Chia sẻ", "05/06/2025 07:20"])
def test_a_short_text_in_cells_is_left_to_the_notice_that_has_no_buttons(button):
    lines = (
        "Mời toàn thể bà con đến dự họp thôn tối nay",
        "Địa điểm: nhà văn hóa thôn Đông, bắt đầu lúc 19 giờ 30",
        "Đề nghị mỗi hộ cử một người đi họp và mang theo sổ hộ khẩu",
        "Trưởng thôn báo để bà con biết và đi đông đủ",
    )
    cells = "".join(f"<td>{line}</td>" for line in (button, *lines))
    record = read_page(f"{HEAD}{cells}", f"<script type='application/ld+json'>{STATED}</script>")
    assert lines_of(record) == [*lines]


@pytest.mark.parametrize(
    "content", [PLAYER, PLAYER + FORM, FORM + OTHERS, "<p>Mời xem video.</p>" + PLAYER, ""]
)
def test_a_page_with_a_player_a_form_or_links_alone_is_not_given_to_trafilatura(asked, content):
    assert read_with_trafilatura(page(content)) is None
    assert asked == []
