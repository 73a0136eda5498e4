"""A box of facts, a table, a clip or files below the byline do not hide it; a person of the text is no author."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, TITLE, lines_of, paragraphs, read, read_page

FACT = "Bể bơi thôn Đông dài 25 mét, sâu từ 0,8 đến 1,4 mét, lọc nước hai lần mỗi ngày."
PARTS = {
    "a box": (f"<div class='box'><h4>Bể bơi thôn Đông</h4><p>{FACT}</p></div>", ["Bể bơi thôn Đông", FACT]),
    "a box without a heading": (f"<div style='background:#eee'><p>{FACT}</p></div>", [FACT]),
    "a box made of a table": (f"<table border='1'><tr><td><p>{FACT}</p></td></tr></table>", [FACT]),
    "an aside": (f"<aside><p>{FACT}</p></aside>", [FACT]),
    "a quotation": (f"<blockquote><p>{FACT}</p></blockquote>", [FACT]),
    "a heading": (f"<h3>Bể bơi thôn Đông</h3><p>{FACT}</p>", ["Bể bơi thôn Đông", FACT]),
    "a table": (
        "<table><tr><th>Ca</th><th>Giờ</th></tr><tr><td>Sáng</td><td>6</td></tr><tr><td>Chiều</td><td>16</td></tr></table>",
        ["Ca | Giờ\nSáng | 6\nChiều | 16"],
    ),
    "a clip": (
        "<p><em>Video: Toàn cảnh buổi học bơi.</em></p><video src='/b.mp4'></video>",
        ["Video: Toàn cảnh buổi học bơi."],
    ),
    "a file": ("<p><a href='/kho/lich.pdf'>Lịch học bơi</a></p>", ["Lịch học bơi"]),
    "a file below its heading": (
        "<p>File đính kèm:</p><p>Lịch học bơi</p>",
        ["File đính kèm:", "Lịch học bơi"],
    ),
    "a link to a file": (
        "<p>Xem chi tiết <a href='/kho/lich.docx'>tại đây</a>.</p>",
        ["Xem chi tiết tại đây."],
    ),
    "a list": (
        "<ul><li>Ca sáng bắt đầu lúc sáu giờ, cho các em lớp một</li><li>Ca chiều bắt đầu lúc bốn giờ</li></ul>",
        ["Ca sáng bắt đầu lúc sáu giờ, cho các em lớp một", "Ca chiều bắt đầu lúc bốn giờ"],
    ),
    "what comes next": ("<p><b>Tiếp theo:</b> Người dạy bơi</p>", ["Tiếp theo: Người dạy bơi"]),
}
BYLINES = {
    "right": AUTHOR,
    "aligned": "<p align='right'>Bùi Thanh Sơn</p>",
    "labelled": "<p>Bài, ảnh: Bùi Thanh Sơn</p>",
    "named": "<p class='tac-gia'>Bùi Thanh Sơn</p>",
}


def names_of(record):
    return [each.name for each in record.authors]


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES)
@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_the_byline_above_a_part_is_found(part, byline):
    html, lines = part
    record = read(paragraphs() + byline + html, author="")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, *lines])


def test_the_paragraphs_may_be_those_of_main():
    head = f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p>"
    record = read_page(f"<main>{head}{paragraphs()}{AUTHOR}<blockquote><p>{FACT}</p></blockquote></main>")
    assert (names_of(record), lines_of(record)) == (["Bùi Thanh Sơn"], [*TEXT, FACT])


def test_the_office_below_the_name_is_part_of_the_byline():
    signed = (
        "<p align='right'><b>Bùi Thanh Sơn</b></p><p align='right'><i>Phó Trưởng phòng Văn hóa huyện</i></p>"
    )
    record = read(paragraphs() + signed + PARTS["a box"][0], author="")
    assert [(each.name, each.office) for each in record.authors] == [
        ("Bùi Thanh Sơn", "Phó Trưởng phòng Văn hóa huyện")
    ]
    assert lines_of(record) == [*TEXT, *PARTS["a box"][1]]


NO_AUTHORS = {
    "a person of the text": f"<p>Người dạy là anh Bùi Thanh Sơn, bơi từ nhỏ.</p>{AUTHOR}",
    "a heading in bold": "<p><b>Bùi Thanh Sơn</b></p>",
    "a speaker": f"<p>“Trẻ con thôn tôi giờ em nào cũng biết bơi, chúng tôi yên tâm lắm.”</p>{AUTHOR}",
    "one of several": f"{AUTHOR}<p>{TEXT[0][:-1]} mỗi tuần.</p><p align='right'>Lê Thu Hà</p>",
    "a name in mid-sentence": f"<p>Lớp học do những người sau đây dạy:</p>{AUTHOR}",
}


@pytest.mark.parametrize("signed", NO_AUTHORS.values(), ids=NO_AUTHORS)
def test_other_names_above_a_part_are_not_bylines(signed):
    record = read(paragraphs() + signed + PARTS["a box"][0], author="")
    assert names_of(record) == []
    assert "Bùi Thanh Sơn" in lines_of(record)
    assert lines_of(record)[-2:] == PARTS["a box"][1]


@pytest.mark.parametrize(
    "line, source, office",
    [
        ("Nguồn: Báo Mẫu", "Báo Mẫu", None),
        ("(Theo baomau.vn)", "baomau.vn", None),
        ("Trưởng phòng Văn hóa", None, "Trưởng phòng Văn hóa"),
        ("toasoan@mau.vn", None, None),
    ],
)
def test_a_line_that_belongs_to_the_byline_is_no_part_in_a_box_of_its_own(line, source, office):
    record = read(f"{paragraphs()}{AUTHOR}<div><p>{line}</p></div>", author="")
    assert names_of(record) == ["Bùi Thanh Sơn"] and lines_of(record) == [*TEXT]
    assert (record.source, record.authors[0].office) == (source, office)


@pytest.mark.parametrize(
    "line",
    [
        "Đường dây nóng: 0912 345 678",
        "Hotline: 0228 3456 789 - Email: tin@vidu.vn",
        "Liên hệ tòa soạn: 0228 3456 789",
        "Liên hệ quảng cáo: 0912 345 678",
        "Zalo: 0912 345 678",
    ],
)
def test_how_to_reach_the_newsroom_below_the_byline_is_no_text(line):
    record = read(paragraphs() + f"{AUTHOR}<p>{line}</p>", author="")
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "Đường dây nóng: 0912345678 - Email: toasoan@vidu.vn",
        "Hotline: 0228.3456789 | bandoc@baovidu.vn",
        "Đường dây nóng: 0912345678; Email: baovidudientu@gmail.com",
    ],
)
def test_the_hotline_of_the_newsroom_is_no_text(line):
    assert lines_of(read(paragraphs() + f"<p>{line}</p>", author="")) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Đường dây nóng: 0228 3123 456 của trạm y tế xã trực cả đêm.",
        "Đường dây nóng: 0228 3123 456 - Email: ubndxa@namdinh.gov.vn",
        "Mọi sự ủng hộ xin gửi về tòa soạn, điện thoại 0228 3123 456, email toasoan@vidu.vn.",
    ],
)
def test_a_hotline_that_the_text_tells_is_text(line):
    assert lines_of(read(paragraphs() + f"<p>{line}</p>", author=""))[-1] == line
