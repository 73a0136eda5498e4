"""A copy of the text that a page hides until it is printed or read aloud."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, TITLE, lines_of, paragraphs, read_page
from tests.families.test_boxed_layouts import THEMES
from tests.families.test_boxed_layouts import read as read_boxed

WHOLE = paragraphs()
COPIES = [
    f"<div id='print' style='display:none'><h1>{TITLE}</h1>{WHOLE}</div>",
    f"<div style='display:none'><h2>{TITLE}</h2>{WHOLE}</div>",
    f"<div style='display: none'><h1>{TITLE}</h1><p>05/06/2025</p>{WHOLE}<p>Bùi Thanh Sơn</p></div>",
    f"<div hidden><b>{TITLE}</b>{WHOLE}</div>",
    f"<section style='visibility:hidden'><h3>{TITLE}</h3>{WHOLE}</section>",
    f"<div style='display:none'><div><h1>{TITLE}</h1></div><div>{WHOLE}</div></div>",
    f"<div style='display:none'>Báo Ví Dụ<br>{TITLE}<br>{'<br>'.join(TEXT)}</div>",
    f"<div style='display:none'>{WHOLE}</div>",
]


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("place", ["{copy}{head}{text}", "{head}{copy}{text}", "{head}{text}{copy}"])
@pytest.mark.parametrize("name", ["c", "prose", "text-sm", "noi-dung"])
def test_a_hidden_copy_of_the_text_is_neither_text_nor_a_doubt(copy, place, name):
    text = f"<div class='{name}'>{WHOLE}</div>"
    record = read_page(f"<div class='bai'>{place.format(copy=copy, head=HEAD, text=text)}</div>")
    assert (lines_of(record), record.problems) == ([*TEXT], ())


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("theme", [each for each in THEMES if each.startswith("vnpt")])
def test_a_hidden_box_between_headline_and_text_is_not_read_with_it(copy, theme):
    assert lines_of(read_boxed(theme, between=copy)) == [*TEXT]


def test_another_hidden_text_is_named():
    other = (
        "<p>Giải bóng chuyền nông dân khởi tranh với mười hai đội từ các xã trong huyện, kéo dài ba ngày liền.</p>"
        * 3
    )
    hidden = f"<div style='display:none'><h3>Giải bóng chuyền</h3>{other}</div>"
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'>{WHOLE}</div>{hidden}</div>")
    assert [each.code for each in record.problems] == ["hidden_text"]


@pytest.mark.parametrize("tag", ["h1", "h2", "b"])
@pytest.mark.parametrize("name", ["c", "prose"])
def test_a_hidden_text_that_begins_as_the_shown_one_and_goes_on_is_no_copy(tag, name):
    hidden = f"<div style='display:none'><{tag}>{TITLE}</{tag}>{WHOLE}</div>"
    record = read_page(
        f"<div class='bai'>{HEAD}<div class='{name}'>{paragraphs(TEXT[:2])}</div>{hidden}</div>"
    )
    assert [each.code for each in record.problems] == ["hidden_text"]


def test_a_hidden_text_of_short_lines_is_no_copy_because_the_long_one_is_shown():
    poem = "".join(f"<p>Gió đưa lời ru thứ {n} về làng\n{' ' * 40}</p>" for n in range(20))
    hidden = f"<div style='display:none'>{poem}<p>{TEXT[0]}</p></div>"
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'>{WHOLE}</div>{hidden}</div>")
    assert [each.code for each in record.problems] == ["hidden_text"]
