"""Corrections and notes of the newsroom above the text."""

import pytest

from dvcrawler.extract.lines.line_kinds import is_editors_note
from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

NOTE = "Đính chính: bản tin trước ghi sai chiều dài bể bơi là 52 mét, nay xin sửa lại là 25 mét. Xin lỗi bạn đọc."
LEAD = "Bể bơi của thôn Đông mở cửa cho học sinh suốt ba tháng hè, mỗi ngày ba ca, có người cứu hộ."


@pytest.mark.parametrize(
    ("line", "is_note"),
    [
        (NOTE, True),
        ("Bài viết đã được cập nhật.", True),
        ("(Bài viết đã được cập nhật lúc 15h30 ngày 13/4/2023.)", True),
        ("Lưu ý: Bài viết này đã được chỉnh sửa để làm rõ số liệu.", True),
        ("Tòa soạn xin đính chính: tên đúng là Đặng Thị Hòe.", True),
        ("LTS: Nhân dịp năm học mới, Báo mở chuyên mục.", True),
        ("This article has been updated to correct a name.", True),
        ("Nội dung thay đổi của Luật Đất đai gồm ba điểm.", False),
        ("Cập nhật giá vàng sáng 12/4: vàng miếng giảm nhẹ.", False),
        ("Lưu ý: học sinh mang theo phiếu dự thi.", False),
        ("Tin bổ sung từ hiện trường cho biết nước đã rút.", False),
    ],
)
def test_a_note_speaks_of_the_article(line, is_note):
    assert is_editors_note(line) is is_note


@pytest.mark.parametrize("note", [f"<p><b>{NOTE}</b></p>", f"<div class='x'>{NOTE}</div>"])
@pytest.mark.parametrize("is_outside", [True, False])
@pytest.mark.parametrize("lead", [None, LEAD])
def test_a_note_opens_the_text_and_is_not_its_lead(note, is_outside, lead):
    above = note + (f"<p class='sapo'><b>{lead}</b></p>" if lead else "")
    outside, inside = (above, "") if is_outside else ("", above)
    record = read_page(f"<div>{HEAD}{outside}<div class='c'>{inside}{paragraphs()}</div></div>")
    assert (record.summary, lines_of(record)) == (lead, [NOTE, *TEXT])
