"""An outlet alone in a line between headline and text is where the text is from."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, lines_of, paragraphs, read, read_page

LINES = ["<div>{}</div>", "<p><strong>{}</strong></p>", "<div class='meta'><span>{}</span></div>"]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("outlet", ["TTXVN", "Báo Nhân Dân", "VietnamPlus", "(TTXVN)"])
def test_an_outlet_alone_is_the_source_above_the_box_of_the_text_and_in_it(line, outlet):
    printed = line.format(outlet)
    above = read_page(f"<div>{HEAD}{printed}<div class='c'>{paragraphs()}{AUTHOR}</div></div>")
    for record in (above, read(printed + paragraphs())):
        assert (record.source, record.author) == (outlet.strip("()"), "Bùi Thanh Sơn")
        assert (lines_of(record), record.problems) == (list(TEXT), ())


@pytest.mark.parametrize("line", ["Thanh niên", "Báo Ví Dụ", "Báo Ví Dụ điện tử", "Báo Hay - 12/03/2021"])
def test_a_section_and_the_paper_itself_are_not_the_source(line):
    record = read_page(f"<div>{HEAD}<div>{line}</div><div class='c'>{paragraphs()}{AUTHOR}</div></div>")
    assert (record.source, record.problems) == (None, ())
