"""Words that label buttons and boxes, as headings of paragraphs."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

TOLD = "Nhóm làm phim ở lại làng ba tháng, ghi lại từng công đoạn làm nón từ lúc phơi lá đến khi ra chợ."
LABELS = ["Video:", "Từ khóa:", "Ảnh:", "Tags:", "Xem thêm:", "Đọc thêm:"]
WORDS = ["Quảng cáo", "Chia sẻ", "Xem thêm", "Liên hệ", "Bình luận"]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        *[("<p>{}</p>", each) for each in LABELS],
        *[("<h3>{}</h3>", each) for each in (*LABELS, *WORDS)],
        *[("<p><strong>{}</strong></p>", each) for each in (*LABELS, *WORDS)],
    ],
)
def test_a_label_set_as_the_heading_of_a_paragraph_is_text(form, words):
    lines = lines_of(among(f"{form.format(words)}<p>{TOLD}</p>"))
    assert lines == [*TEXT[:2], words, TOLD, *TEXT[2:]]


@pytest.mark.parametrize(
    "label",
    [
        "<p>Video:</p><div class='p' id='v1'></div>",
        "<p><b>Video:</b></p><p><iframe src='/v'></iframe></p>",
        "<div><b>Quảng cáo</b></div>",
        "<p>Xem thêm: <a href='/a-1.html'>Làng nón vào vụ</a></p>",
        "<p>Quảng cáo</p>",
        "<p>Chia sẻ</p>",
    ],
)
def test_a_label_above_something_else_is_none(label):
    assert lines_of(among(f"{label}<p>{TOLD}</p>")) == [*TEXT[:2], TOLD, *TEXT[2:]]
