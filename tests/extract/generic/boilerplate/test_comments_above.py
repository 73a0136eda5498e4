"""A box of readers' comments between the headline and the text: no reader is the article's author."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

COMMENT = "<p><b>Lê Thị Hoa</b> - 12/3/2019</p><p>Bài viết rất hay, cảm ơn báo.</p>"
BOXES = (
    f"<div><h4>Bình luận</h4>{COMMENT}</div>",
    f"<div><p>Ý kiến bạn đọc (1)</p>{COMMENT}</div>",
    f"<section><div><h3>2 bình luận</h3></div><ul><li>{COMMENT}</li><li><b>Trần Lợi</b><p>Hay.</p><p>Rất đúng.</p></li></ul></section>",
    "<div class='comment-list'><span class='author'>Lê Thị Hoa</span> <time>12/3/2019</time><p>Rất hay.</p></div>",
)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("author", ["", AUTHOR])
def test_a_reader_who_comments_above_the_text_is_not_its_author(box, author):
    plain = read(paragraphs(), author=author)
    for text in (box + paragraphs(), f"<p>{TEXT[0]}</p>{box}" + paragraphs(TEXT[1:])):
        record = read(text, author=author)
        assert (record.author, record.date, lines_of(record)) == (plain.author, plain.date, lines_of(plain))


def test_a_box_for_each_of_many_comments_is_left_out():
    record = read(BOXES[0] * 40 + paragraphs(TEXT * 5))
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", list(TEXT * 5))


def test_thousands_of_boxes_raise_nothing():
    assert read(BOXES[0] * 1200 + paragraphs(TEXT * 100))


@pytest.mark.parametrize(
    "row",
    ["<div><div>3 bình luận</div><div>Lê Thị Hoa</div></div>", "<p>Bình luận</p><p>Lê Thị Hoa</p>"],
)
def test_the_count_of_comments_in_the_row_of_the_author_is_no_box(row):
    assert read(row + paragraphs(), author="").author == "Lê Thị Hoa"
