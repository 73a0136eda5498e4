"""The date that a redesign moved below the text, beside the author."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, paragraphs, read_page


@pytest.mark.parametrize(
    "row",
    [
        "<section><span class='by'>Lan Anh</span><time>05/06/2025 07:20</time></section>",
        "<div><p>Lan Anh</p><p>05/06/2025 07:20</p></div>",
        "<div class='info'><b>Lan Anh</b> <i>05/06/2025 - 07:20</i></div>",
        "<ul><li>Lan Anh</li><li>05/06/2025 07:20</li></ul>",
        "<div><time>05/06/2025</time></div>",
        "<p>05/06/2025 07:20</p>",
    ],
)
def test_the_date_in_a_row_below_the_text_is_read_with_a_doubt(row):
    more = [f"Thôn {name} cũng dự định làm như vậy, khi có đủ tiền và đất: {TEXT[2]}" for name in "ABCDEFGH"]
    text = paragraphs([*TEXT[1:], *more])
    record = read_page(f"<main><section><h1>{TITLE}</h1></section><section>{text}</section>{row}</main>")
    assert record.date == "2025-06-05"
    assert [each.code for each in record.problems if each.field == "date"] == ["date_below_text"]
