"""Boxes of other articles among the paragraphs, with their headings, dates and pictures."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

LINKS = "".join(
    f"<li><a href='/tin/khac-34570{n}.html'>Bài viết thứ {n} về chuyện khác hẳn</a></li>" for n in range(2, 5)
)
HEADINGS = [
    "Tin bài liên quan",
    "Bài cùng chủ đề",
    "Các bài viết cùng chuyên đề",
    "Cùng chuyên mục",
    "Những bài viết khác",
    "Tin tức nổi bật",
    "Các tin bài đã đăng",
    "Loạt bài cùng tác giả",
    "Bài viết cùng sự kiện",
    "Nội dung liên quan:",
]
BOXES = [
    "<details><summary>{heading}</summary><ul>{links}</ul></details>",
    "<table><tr><td><b>{heading}</b></td></tr><tr><td><ul>{links}</ul></td></tr></table>",
    "<div style='float:right'><p><b>{heading}</b></p><ul>{links}</ul></div>",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("box", BOXES)
def test_a_box_of_links_leaves_neither_its_heading_nor_an_end_in_the_text(heading, box):
    box = box.format(heading=heading, links=LINKS)
    for record in (among(box), read(paragraphs() + box)):
        assert (lines_of(record), record.author) == (list(TEXT), "Bùi Thanh Sơn")


@pytest.mark.parametrize(
    "date", ["12/05/2025 07:11", "(12/05/2025)", " - 12/05/2025", "Thứ Hai, 12/05/2025, 07:11"]
)
@pytest.mark.parametrize("tag", ["span", "small", "i", "em"])
def test_a_card_with_the_date_beside_its_link_is_neither_text_nor_picture(date, tag):
    card = (
        "<div style='background:#eee'><a href='/tin/cau-345702.html'><img src='/u/9.jpg'></a><div>"
        f"<a href='/tin/cau-345702.html'>Khởi công cầu vượt sông nối hai huyện</a><{tag}>{date}</{tag}></div></div>"
    )
    record = among(card)
    assert (lines_of(record), record.images) == (list(TEXT), ())


def test_a_linked_sentence_with_a_date_at_its_end_is_text():
    told = "<p><a href='/vb/qd-12.html'>Quyết định số 12 về việc cho phép mở bể bơi</a> được ký ngày 12/05/2025.</p>"
    assert "Quyết định số 12 về việc cho phép mở bể bơi được ký ngày 12/05/2025." in lines_of(among(told))


@pytest.mark.parametrize("heading", ["Bài học khác", "Nội dung", "Sự kiện liên quan đến trẻ em"])
def test_a_subhead_that_only_resembles_such_a_heading_is_kept(heading):
    assert heading in lines_of(among(f"<h3>{heading}</h3>"))


@pytest.mark.parametrize("attribute", ["", " open", " class='m' id='d1'"])
def test_a_dialog_is_not_text(attribute):
    dialog = (
        f"<dialog{attribute}><p>Đăng ký nhận bản tin hằng ngày của chúng tôi</p><form><input></form></dialog>"
    )
    assert lines_of(among(dialog)) == list(TEXT)
