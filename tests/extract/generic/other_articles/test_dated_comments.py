"""Names with a moment and a line in one box below the text: readers' comments without a heading."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, lines_of, paragraphs, read_page

COMMENTS = [
    "<div><b>Trần Văn Ba</b> <span>13/06/2025 09:12</span><p>Cảm ơn thôn đã làm bể bơi cho các cháu.</p></div>",
    "<div><div>Trần Văn Ba - 13/06/2025 09:12</div><div>Cảm ơn thôn đã làm bể bơi cho các cháu.</div></div>",
    "<ul><li><p>Trần Văn Ba, 09:12 13/06/2025</p><p>Rất vui!</p></li><li><p>Lê Thị Hoa, 10:12 13/06/2025</p><p>Hay quá!</p></li></ul>",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_they_are_doubted_where_they_are_read(comment):
    record = read_page(f"<div class='bai'>{HEAD}{paragraphs()}{AUTHOR}{comment}</div>")
    is_read = any(line not in TEXT for line in lines_of(record))
    assert not is_read or "may_be_excerpts" in {each.code for each in record.problems}
    assert record.published_at == "2025-06-05T07:20:00+07:00"


@pytest.mark.parametrize(
    "signed",
    [
        "<div><p><b>Bùi Thanh Sơn</b> 05/06/2025 07:20</p></div>",
        "<p>Bùi Thanh Sơn - 05/06/2025 07:20</p>",
    ],
)
def test_an_author_with_the_moment_below_the_text_is_not(signed):
    record = read_page(f"<div class='bai'>{HEAD}{paragraphs()}{signed}</div>")
    assert record.problems == ()
