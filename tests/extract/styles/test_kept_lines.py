"""Lines of a text whose style keeps them stay apart, whatever the editor set around it."""

import pytest

from tests.extract.article_pages import among, lines_of

VERSES = (
    "Gió đưa bông cải về trời",
    "Rau răm ở lại chịu lời đắng cay",
    "Thuyền về bến cũ chiều nay",
    "Người xưa còn nhớ heo may đầu mùa",
)
LINES = "\n".join(VERSES)


@pytest.mark.parametrize(
    "markup",
    [
        f"<pre>{LINES}</pre>",
        f"<pre><span>{LINES}</span></pre>",
        f"<pre><i>{VERSES[0]}</i>\n{VERSES[1]}\n<b>{VERSES[2]}</b>\n{VERSES[3]}</pre>",
        f"<p style='white-space: pre-line'>{LINES}</p>",
        f"<p style='white-space: pre-wrap'><span><font face='Arial'>{LINES}</font></span></p>",
        f"<div style='white-space:pre-line'><em>{LINES}</em></div>",
    ],
)
def test_a_poem_keeps_its_lines(markup):
    assert LINES in lines_of(among(markup))
