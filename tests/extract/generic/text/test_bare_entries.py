"""Reports whose entries are boxes that stand directly in `<body>`."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, read_page

OPENING = "Hội bơi của thôn Đông diễn ra trong một buổi sáng, phóng viên tường thuật từng lượt xuống nước của các em."
LINES = {
    "times": ["7:30", "8:15", "9:00", "10:20"],
    "hours": ["7h30", "8h15", "9h", "10 giờ 20"],
    "moments": ["7:30 5/6", "8:15 5/6", "9:00 5/6", "10:20 5/6"],
    "titles": ["Lượt thứ nhất", "Lượt thứ hai", "Lượt thứ ba", "Bế mạc"],
}


def read_entries(entry, lines, between=""):
    entries = between.join(entry.format(line, text) for line, text in zip(lines, TEXT, strict=True))
    record = read_page(f"{HEAD}<p>{OPENING}</p>{entries}<div class='footer'>Bản quyền thuộc báo</div>")
    assert record.summary in (None, OPENING)
    return [line for line in lines_of(record) if line != OPENING]


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES)
@pytest.mark.parametrize(
    "entry",
    [
        "<div class='e'><b>{}</b><p>{}</p></div>",
        "<div><h3>{}</h3><p>{}</p></div>",
        "<div><p>{}</p><p>{}</p></div>",
        "<section><div>{}</div><div>{}</div></section>",
        "<article><strong>{}</strong><p>{}</p></article>",
        "<div class='su-kien'><span>{}</span><br>{}</div>",
        "<div><div><span>{}</span></div><div><p>{}</p></div></div>",
        "<li><time>{}</time><p>{}</p></li>",
    ],
)
def test_every_entry_keeps_the_line_above_its_text(entry, lines):
    expected = [line for pair in zip(lines, TEXT, strict=True) for line in pair]
    assert read_entries(entry, lines) == expected


def test_an_advertisement_between_the_entries_does_not_end_them():
    entry, lines = "<div class='e'><b>{}</b><p>{}</p></div>", LINES["titles"]
    found = read_entries(entry, lines, between="<div class='ads'><a href='/qc'>Quảng cáo</a></div>")
    assert found == [line for pair in zip(lines, TEXT, strict=True) for line in pair]


def test_boxes_beside_a_text_are_no_entries_of_it():
    text = "".join(f"<p>{each}</p>" for each in (TEXT[0], TEXT[1], TEXT[2]))
    notes = "Trang tin do ban biên tập xã quản lý, hoạt động theo giấy phép cấp năm 2020 tại địa phương này."
    links = "<p><a href='/'>Về trang chủ</a></p>"
    boxes = f"<div><p>Bùi Sơn</p>{text}</div>{links}" + 2 * f"<div><h4>Ban quản lý</h4><p>{notes}</p></div>"
    assert notes not in lines_of(read_page(f"{HEAD}{boxes}"))


@pytest.mark.parametrize("heading", ["Tin liên quan", "Bình luận (2)", "Các tin khác"])
def test_entries_end_at_boxes_of_other_articles_and_comments(heading):
    entries = "".join(f"<div><b>{hour}:30</b><p>{text}</p></div>" for hour, text in enumerate(TEXT, 7))
    other = f"<div><b>{heading}</b><p>{OPENING}</p></div>"
    assert OPENING not in lines_of(read_page(f"{HEAD}{entries}{other}"))


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_subhead_above_the_first_part_is_kept(tag):
    parts = "".join(
        f"<{tag}>{line}</{tag}><div><div><p>{text}</p></div></div>"
        for line, text in zip(LINES["titles"], TEXT, strict=True)
    )
    expected = [line for pair in zip(LINES["titles"], TEXT, strict=True) for line in pair]
    assert lines_of(read_page(f"{HEAD}{parts}")) == expected
