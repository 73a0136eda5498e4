"""A page whose only text is a poem, whose lines are shorter than running text."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of
from tests.extract.notice_pages import make_page, read

STANZAS = (
    (
        "Bờ đê cỏ ấm chân trần",
        "Mẹ gom nắng cuối gửi phần cho con",
        "Bao mùa bến đợi mỏi mòn",
        "Con thuyền giấy cũ vẫn còn trong mơ",
    ),
    (
        "Ngọn đèn khuya sáng đôi bờ",
        "Tiếng bìm bịp gọi sương mờ bãi ngô",
        "Con về gom sợi khói khô",
        "Nhen lên bếp lửa ngày xưa mẹ ngồi",
    ),
)
LONG_FOOT = "<div class='chan'><p>Trang thông tin của xã Thanh Lợi, do Ban biên tập chịu trách nhiệm nội dung.</p></div>"


def record(text, head=""):
    page = make_page(text, title="Khói bếp chiều quê", head=head, body="entry-content")
    return read(page.replace(b"</body>", f"{LONG_FOOT}</body>".encode()))


def in_paragraphs(poem):
    return "".join("<p>" + "<br>".join(stanza) + "</p>" for stanza in poem)


def in_one_box(poem):
    return "<br><br>".join("<br>".join(stanza) for stanza in poem)


@pytest.mark.parametrize("markup", [in_paragraphs, in_one_box])
@pytest.mark.parametrize("head", ["", '<meta property="og:type" content="article">'])
def test_the_stanzas_of_a_poem_are_the_text_and_the_name_below_is_the_poets(markup, head):
    found = record(markup(STANZAS) + "<p style='text-align:right'><b>Đoàn Thị Ký</b></p>", head)
    assert found["body"] == "\n\n".join("\n".join(stanza) for stanza in STANZAS)
    assert (found["author"], found["layout"]) == ("Đoàn Thị Ký", "generic")


def test_a_poem_beside_an_article_is_not_its_text():
    prose = (
        "<p>Sáng nay, ủy ban xã họp bàn việc nạo vét kênh tiêu trước mùa mưa bão sắp tới ở vùng bãi.</p>" * 6
    )
    page = make_page(prose, body="entry-content").replace(
        b"<footer>", f"<div class='goc-tho'>{in_paragraphs(STANZAS)}</div><footer>".encode()
    )
    assert STANZAS[0][0] not in read(page)["body"]


def test_stanzas_of_two_verses_are_stanzas():
    pairs = [stanza[place : place + 2] for stanza in STANZAS for place in (0, 2)]
    found = among(in_paragraphs(pairs))
    assert lines_of(found) == [*TEXT[:2], *("\n".join(pair) for pair in pairs), *TEXT[2:]]


def test_names_and_offices_of_two_lines_are_no_verses():
    found = among("<p>Nguyễn Văn An<br>Chủ tịch xã</p><p>Trần Thị Bình<br>Bí thư Đoàn thanh niên</p>")
    assert "Nguyễn Văn An\n\nChủ tịch xã" in found.body
