"""Lines of a change at the ends of a box of text."""

import pytest

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.generic.updates.update_days import take_update
from dvcrawler.extract.page import Page
from tests.extract.article_pages import TEXT, paragraphs

UPDATE = "Cập nhật lần cuối: 07/06/2025 14:35"


def take(markup, date="05/06/2025 07:20"):
    blocks = read_blocks(Page(f"<body>{markup}".encode(), "https://xavidu.example.vn/a").body)
    kept, update = take_update(blocks, date)
    return [block.text for block in kept], update


@pytest.mark.parametrize(
    "update",
    [
        UPDATE,
        "(Cập nhật lúc 14:35 - 07/06/2025)",
        "Bài viết đã được cập nhật lúc 14:35 ngày 07/06/2025",
        "Updated: 07/06/2025",
        "Chỉnh sửa lần cuối: 07/06/2025",
    ],
)
@pytest.mark.parametrize(
    "form", ["<p>{}</p>{text}", "{text}<p>{}</p>", "{text}<p>{}</p><p><b>Lan Anh</b></p>"]
)
def test_a_line_that_only_says_when_the_text_was_changed_is_taken(form, update):
    kept, found = take(form.format(update, text=paragraphs()))
    assert (kept[: len(TEXT)], found) == (list(TEXT), update)


@pytest.mark.parametrize("tag", ["b", "i", "span"])
def test_a_line_below_the_lead_is_taken(tag):
    markup = f"<p><{tag}>{TEXT[0]}</{tag}></p><p>{UPDATE}</p>{paragraphs(TEXT[1:])}"
    assert take(markup) == (list(TEXT), UPDATE)


@pytest.mark.parametrize(
    ("line", "date"),
    [(UPDATE, "08/06/2025"), (UPDATE, None), ("Số liệu cập nhật đến 07/06/2025 của huyện", "05/06/2025")],
)
def test_a_line_of_an_earlier_day_or_with_other_words_stays(line, date):
    assert take(f"{paragraphs()}<p>{line}</p>", date) == ([*TEXT, line], None)


def test_a_line_among_the_paragraphs_stays():
    lines = [*TEXT[:2], UPDATE, *TEXT[2:]]
    assert take(paragraphs(lines)) == (lines, None)


def test_the_lines_of_a_running_report_stay():
    lines = [line for n, text in enumerate(TEXT, 10) for line in (f"Cập nhật 14:{n} 07/06/2025", text)]
    assert take(paragraphs(lines)) == (lines, None)
