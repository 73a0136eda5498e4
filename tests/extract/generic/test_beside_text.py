"""Lines at the ends of the text that say when it was published or changed."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, TITLE, lines_of, paragraphs, read_page

LINES = (
    "Cập nhật: 15h30 ngày 7/6",
    "[Cập nhật 15:30]",
    "Update 7/6/2025",
    "Tin được cập nhật lúc 15h30 ngày 7/6/2025.",
    "Bài viết đã được chỉnh sửa ngày 7/6/2025.",
    "Tin đăng lúc 07:20 ngày 5/6/2025, cập nhật lúc 15:30 ngày 7/6/2025",
    "Ngày đăng: 05/06/2025",
)
ENTRIES = "".join(f"<p>Cập nhật 1{n}h30</p><p>{text}</p>" for n, text in enumerate(TEXT))


def read(content):
    return read_page(f"<div class='detail'>{HEAD}<div class='c'>{content}</div></div>")


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("form", ["<p>{}</p>{text}{author}", "{text}{author}<p><em>{}</em></p>"])
def test_lines_that_say_when_it_was_published_are_not_of_the_text(form, line):
    record = read(form.format(line, text=paragraphs(), author=AUTHOR))
    assert (lines_of(record), record.author, record.date) == (list(TEXT), "Bùi Thanh Sơn", "2025-06-05")


def test_the_times_of_a_running_report_are_kept():
    assert lines_of(read(ENTRIES))[0] == "Cập nhật 10h30"


def test_a_further_line_of_the_headline_and_a_time_below_it_are_not_of_the_text():
    time = "<time datetime='2025-06-05T07:20:00+07:00'>Thứ Năm, 5/6</time>"
    record = read_page(f"<div class='d'><h1>{TITLE.replace(' ', '<br>', 1)}</h1>{time}{paragraphs()}</div>")
    assert (record.title, lines_of(record), record.date) == (TITLE, [*TEXT], "2025-06-05")
