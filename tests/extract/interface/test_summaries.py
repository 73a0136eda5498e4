"""Summaries by a program whose paragraphs nothing marks."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, lines_of, paragraphs, read, read_page


@pytest.mark.parametrize("heading", ["<h4>AI tóm tắt</h4>", "<p><b>Nội dung chính (AI tạo)</b></p>"])
def test_plain_paragraphs_of_a_summary_are_left_out_or_doubted(heading):
    summary = heading + "<p>Bể bơi mở ba ca mỗi ngày, có người cứu hộ.</p>" * 2
    above = read_page(f"<div>{HEAD}{summary}<div class='c'>{paragraphs()}{AUTHOR}</div></div>")
    assert (lines_of(above), above.summary, above.problems) == (list(TEXT), None, ())
    inside = read(summary + paragraphs())
    assert [(each.field, each.code) for each in inside.problems] == [("body", "may_be_excerpts")]
