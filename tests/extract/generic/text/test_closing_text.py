"""Boxes after that of the text continue it, unless they are about the author or for the reader."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

LAST = "Mỗi sáng, thôn còn gửi lịch bơi trong tuần đến từng gia đình có con em học ở trường của xã."


def read_below(box):
    return lines_of(read_page(f"<div class='bai'>{HEAD}<div class='x'>{paragraphs()}</div>{box}</div>"))


def test_a_sentence_in_a_box_below_is_part_of_the_text():
    assert read_below(f"<div class='y'><p>{LAST}</p></div>") == [*TEXT, LAST]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='profile'><p>{LAST}</p></div>",
        f"<div class='tac-gia'><p>{LAST}</p></div>",
        f"<div><p class='newsletter'>{LAST}</p></div>",
        f"<div class='y'><p>{LAST}</p><input type='email' name='e'></div>",
    ],
)
def test_a_box_below_about_the_author_or_for_the_reader_is_not_text(box):
    assert read_below(box) == [*TEXT]
