"""The byline of an article below the heading of readers' comments, or below the buttons of the page."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

HEADINGS = [
    "<p>Gửi bình luận</p>",
    "<h3>Ý kiến bạn đọc</h3>",
    "<div>Bình luận</div>",
    "<p><b>Viết bình luận</b></p>",
]
BYLINES = [AUTHOR, "<p><b>Bùi Thanh Sơn</b></p>", "<p>Bài và ảnh: Bùi Thanh Sơn</p>"]
RELATED = "<div><h3>Tin liên quan</h3><ul><li><a href='/a-1.html'>Họp bàn thu gom rác</a></li></ul></div>"
FORM = "<form><textarea></textarea><input type='submit'></form>"


@pytest.mark.parametrize("below", ["", FORM, "<p>Chưa có bình luận nào.</p>"])
@pytest.mark.parametrize("heading", [*HEADINGS, "<h3>Bình luận (0)</h3>", "<p>In bài viết</p>"])
@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_below_the_heading_of_comments_is_read_in_the_box_of_the_text(byline, heading, below):
    record = read(paragraphs() + heading + below, RELATED, author=byline)
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


@pytest.mark.parametrize("button", ["<p>In bài viết</p>", "<button>Chia sẻ</button><div>Quay lại</div>"])
@pytest.mark.parametrize("byline", BYLINES)
def test_below_the_box_of_the_text_it_is_read_under_buttons(byline, button):
    record = read(paragraphs(), button + byline + RELATED, author="")
    assert (record.author, lines_of(record), record.problems) == ("Bùi Thanh Sơn", list(TEXT), ())


@pytest.mark.parametrize("heading", [*HEADINGS, "<h3>Bình luận (1)</h3>"])
@pytest.mark.parametrize(
    "said", ["<p>Hay quá!</p>", "<p>2 giờ trước</p><p>Các thầy dạy rất tận tình, cảm ơn.</p>"]
)
def test_a_reader_who_wrote_a_comment_is_no_author(heading, said):
    assert read(paragraphs(), heading + "<p><b>Minh Tú</b></p>" + said + RELATED, author="").author is None
    assert read(paragraphs() + heading + "<p><b>Minh Tú</b></p>" + said, author="").author is None
