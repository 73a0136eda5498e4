"""A box of other articles among paragraphs is passed over; an invitation to comment ends the text."""

import pytest

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.lines.article_end import until_end
from dvcrawler.extract.page import Page
from tests.extract.article_pages import TEXT, URL, lines_of, paragraphs, read

LINK = "<p><a href='/a-1.html'>Trạm bơm của xã đã chạy thử hôm qua</a></p>"
PICTURE = "<p><img src='/upload/tram-bom.jpg'></p>"
COMMENT = (
    "Trạm bơm có bốn tổ máy, tiêu nước cho hơn sáu trăm héc-ta ruộng trũng của ba thôn nằm cạnh cửa sông."
)


@pytest.mark.parametrize("heading", ["Tin khác", "Tin liên quan", "Bình luận", "In bài viết"])
@pytest.mark.parametrize("box", [LINK, LINK * 3, PICTURE + LINK])
def test_a_box_among_the_paragraphs_is_passed_over_with_its_heading(heading, box):
    html = f"<div>{paragraphs(TEXT[:2])}<p>{heading}</p>{box}{paragraphs(TEXT[2:])}</div>"
    blocks = read_blocks(Page(f"<html><body>{html}</body></html>".encode(), URL).body)
    assert [block.text for block in until_end(blocks)] == [*TEXT]


@pytest.mark.parametrize("heading", ["Viết bình luận", "Gửi bình luận của bạn", "Thêm bình luận"])
def test_comments_below_an_invitation_are_not_the_text_of_a_short_article(heading):
    below = f"<h3>{heading}</h3><div>{paragraphs((COMMENT, COMMENT))}</div>"
    assert lines_of(read(paragraphs(TEXT[:1]) + below, author="")) == [TEXT[0]]
