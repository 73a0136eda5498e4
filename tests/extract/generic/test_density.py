"""A text in several boxes of the page, each in a row and a column of its own, as long reports are set."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, read_page

MORE = (
    "Trước ngày khai trương, thôn mời cán bộ y tế của trạm xá xã về tập huấn cách sơ cứu người đuối nước.",
    "Nhiều phụ huynh ở thôn bên cũng đăng ký cho con theo học, nên ban quản lý phải mở thêm một ca buổi tối.",
    "Nước bể được lọc và thử mỗi sáng, kết quả ghi lên tấm bảng treo ngay cạnh cửa ra vào cho mọi người xem.",
    "Cuối hè, các em thi bơi năm mươi mét, em nào bơi được quá nửa quãng sẽ nhận giấy chứng nhận biết bơi.",
    "Huyện đoàn đã về xem cách làm và dự định vận động ba thôn khác trong vùng trũng xây bể theo mẫu này.",
)
PARTS = (TEXT[:2], MORE, TEXT[2:])
WHOLE = [text for part in PARTS for text in part]
LINKS = "<div class='canh'><ul><li><a href='/tin/x-1.html'>Đọc nhiều nhất trong tuần qua ở tỉnh</a></li></ul></div>"
ROWS = ("div class='chu'", "div class='trong'", "div class='cot'", "div class='hang'")


def nest(texts, *boxes):
    content = "".join(f"<p>{text}</p>" for text in texts)
    for box in boxes:
        content = f"<{box}>{content}</{box.split()[0]}>"
    return content


def read_parts(*parts):
    return read_page(f"{HEAD}<div class='bai'>{''.join(parts)}</div>")


@pytest.mark.parametrize("between", ["", "<div class='ad'>Quảng cáo</div>", "<p>Ảnh: Bùi Sơn</p>", LINKS])
@pytest.mark.parametrize(
    "boxes",
    [
        ("div",),
        ("div", "div"),
        ("div", "div", "div"),
        ("div", "div", "div", "div"),
        ("div", "div", "div", "div", "div"),
        ROWS,
        ("article", "div", "div", "section"),
        ("td", "tr", "table"),
        ("td", "tr", "tbody", "table"),
        ("div", "td", "tr", "table", "div"),
    ],
)
def test_parts_of_a_text_in_rows_and_columns_are_one_text(boxes, between):
    record = read_parts(*(f"<div class='khoi'>{nest(texts, *boxes)}{between}</div>" for texts in PARTS))
    assert [line for line in lines_of(record) if line in WHOLE] == WHOLE


def test_a_subhead_in_a_row_of_its_own_is_part_of_the_text():
    first, second, third = (nest(texts, *ROWS) for texts in PARTS)
    record = read_parts(first, "<h2>Nước bể sạch mỗi ngày</h2>", second, "<h2>Hộ nghèo được miễn</h2>", third)
    assert lines_of(record) == [
        *PARTS[0], "Nước bể sạch mỗi ngày", *PARTS[1], "Hộ nghèo được miễn", *PARTS[2],
    ]  # fmt: skip


@pytest.mark.parametrize("place", range(4))
def test_the_boxes_of_the_parts_may_be_numbered(place):
    parts = (
        nest(texts, *(box.replace("'", f"-{n}'") if i == place else box for i, box in enumerate(ROWS)))
        for n, texts in enumerate(PARTS)
    )
    assert lines_of(read_parts(*(f"<div>{part}{LINKS}</div>" for part in parts))) == WHOLE


def test_a_row_with_a_picture_between_the_parts_does_not_end_the_text():
    picture = "<figure><img src='/a/be-boi.jpg' width=900><figcaption>Bể bơi buổi sáng</figcaption></figure>"
    row = "<div><div><div><div>" + picture + "</div></div></div></div>"
    first, second, third = (nest(texts, *4 * ("div",)) for texts in PARTS)
    record = read_parts(first, row, second, third)
    assert lines_of(record) == WHOLE
    assert [image.caption for image in record.images] == ["Bể bơi buổi sáng"]


@pytest.mark.parametrize("heading", ["h2", "h3", "h4"])
def test_a_row_whose_heading_is_a_link_is_another_article(heading):
    link = f"<{heading}><a href='/tin/y-2.html'>Một bài khác của chuyên mục</a></{heading}>"
    inner = f"<div class='trong'>{link}{nest(TEXT, ROWS[0])}</div>"
    other = f"<div class='hang'><div class='cot'>{inner}</div></div>"
    record = read_parts(nest(PARTS[1], *ROWS), LINKS, other)
    assert lines_of(record) == [*PARTS[1]]
