"""Sentences that the page prints again in a box of their own."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

LONG = TEXT[0].rstrip(".")
BOXES = [
    "<aside class='pullquote'><p>{}</p></aside>",
    "<div class='quote'>“{}”</div>",
    "<blockquote><p>“{}”</p><cite>Ông Trần Văn Tám</cite></blockquote>",
    "<div class='trich-dan'><p><b>{}...</b></p><p>— Bà Lê Thị Sáu, thôn Đông</p></div>",
]


@pytest.mark.parametrize("box", BOXES)
def test_a_sentence_of_the_text_in_a_box_of_its_own_is_not_repeated(box):
    assert lines_of(among(box.format(LONG))) == list(TEXT)


@pytest.mark.parametrize("box", [*BOXES, "<p>{}</p>"])
def test_another_sentence_in_such_a_box_is_text(box):
    told = "Bãi bồi rộng hàng nghìn héc-ta, nước triều lên xuống mỗi ngày hai lần"
    assert told in among(box.format(told)).body


def test_a_refrain_that_is_quoted_twice_is_kept_twice():
    song = "<blockquote><p>Ơi con sông quê ta, sông vẫn chảy đôi bờ</p></blockquote>"
    assert lines_of(among(song * 2)).count("Ơi con sông quê ta, sông vẫn chảy đôi bờ") == 2


NAME = "Bùi Văn Khuê, giáo viên thể dục"
SAID = "“Các em nay không còn sợ nước nữa”."
QUOTED = [
    f"<blockquote><p>{SAID}</p><cite>{NAME}</cite></blockquote>",
    f"<blockquote><p>{SAID}</p><p>{NAME}</p></blockquote>",
    f"<div class='quote-box'><p>{SAID}</p><p class='name'>{NAME}</p></div>",
]


@pytest.mark.parametrize("box", QUOTED)
def test_a_quotation_is_kept_where_only_the_name_below_it_is_in_the_text(box):
    told = f"<p>Ông {NAME}, dạy ba nhóm mỗi ngày từ đầu tháng sáu đến nay.</p>"
    record = among(told + box)
    assert lines_of(record)[3:5] == [SAID, NAME]
    assert record.author == "Bùi Thanh Sơn"


@pytest.mark.parametrize("box", QUOTED)
def test_who_is_quoted_at_the_end_is_no_author(box):
    record = among("", author=box)
    assert (lines_of(record)[-2:], record.author, record.problems) == ([SAID, NAME], None, ())


def test_the_office_of_who_is_quoted_at_the_end_is_text():
    box = f"<div class='quote-box'><p>{SAID}</p><div class='author'><b>Ông Bùi Văn Khuê</b><br>Trưởng thôn</div></div>"
    assert lines_of(among("", author=box))[-3:] == [SAID, "Ông Bùi Văn Khuê", "Trưởng thôn"]


def test_a_sentence_beside_a_repeated_one_is_text():
    more = "Bể mở đến hết tháng tám năm nay."
    lines = lines_of(among(f"<blockquote><p>{LONG}</p><p>{more}</p></blockquote>"))
    assert lines == [*TEXT[:2], more, *TEXT[2:]]


def test_a_name_set_to_the_right_by_its_class_signs_below_a_quotation():
    end = f"<p>{SAID}</p><div class='pull-right'><b>Bùi Văn Khuê</b></div>"
    assert among("", author=end).author == "Bùi Văn Khuê"
