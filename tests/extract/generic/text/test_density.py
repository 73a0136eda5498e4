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
        *PARTS[0],
        "Nước bể sạch mỗi ngày",
        *PARTS[1],
        "Hộ nghèo được miễn",
        *PARTS[2],
    ]


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


#: How page builders and long reports set each part of a text: {n} is its number, {id} a hash of its own.
BUILDERS = {
    "shorthand": "<section class='Theme-Section Theme-Section-Position-{n} Theme-TextSection' id='section-{id}'>"
    "<div class='Theme-Section--inner'><div class='Theme-Layer-BodyText Theme-Layer-BodyText-variant-{n}'>"
    "<div class='Theme-Layer-BodyText--inner'><div class='Theme-ColumnFlow'>{text}</div></div></div></div></section>",
    "elementor": "<section class='elementor-section elementor-element elementor-element-{id}' data-id='{id}'>"
    "<div class='elementor-container'><div class='elementor-column elementor-element elementor-element-{id}'>"
    "<div class='elementor-widget-wrap'><div class='elementor-element elementor-element-{id} elementor-widget"
    " elementor-widget-text-editor'><div class='elementor-widget-container'>{text}</div></div></div></div></div>"
    "</section>",
    "bakery": "<div class='vc_row wpb_row vc_row-fluid vc_custom_16{n}3'><div class='wpb_column vc_column_container"
    " vc_col-sm-{n}'><div class='vc_column-inner'><div class='wpb_wrapper'><div class='wpb_text_column'>"
    "<div class='wpb_wrapper'>{text}</div></div></div></div></div></div>",
    "divi": "<div class='et_pb_section et_pb_section_{n}'><div class='et_pb_row et_pb_row_{n}'><div"
    " class='et_pb_column et_pb_column_{n}'><div class='et_pb_module et_pb_text et_pb_text_{n}'>"
    "<div class='et_pb_text_inner'>{text}</div></div></div></div></div>",
    "wix": "<section id='comp-k{id}' class='comp-k{id} wixui-section'><div data-mesh-id='comp-{id}'><div>"
    "<div id='comp-{id}x' class='comp-{id} wixui-rich-text'>{text}</div></div></div></section>",
    "beaver": "<div class='fl-row fl-row-fixed-width fl-node-{id}'><div class='fl-row-content-wrap'><div"
    " class='fl-row-content fl-node-content'><div class='fl-col-group fl-node-{id}'><div class='fl-col fl-node-{id}'>"
    "<div class='fl-module fl-module-rich-text'><div class='fl-module-content'><div class='fl-rich-text'>{text}</div>"
    "</div></div></div></div></div></div></div>",
    "report": "<div class='sc-block sc-block-{n}'><div class='container'><div class='row'><div class='col-md-8'>"
    "<div class='text-content'>{text}</div></div></div></div></div>",
}
BETWEEN = "<div class='sc-photo'><figure><img src='/kho/be-{n}.jpg' width=1200><figcaption>Bể bơi</figcaption></figure></div>"
SUBHEADS = ("Bể bơi của thôn", "Một mùa hè an toàn", "Chuyện còn dài")


@pytest.mark.parametrize(
    "between", ["", BETWEEN, "<section class='qc'><a href='/dat-bao'>Đặt báo</a></section>"]
)
@pytest.mark.parametrize("has_subheads", [True, False])
@pytest.mark.parametrize("builder", BUILDERS.values(), ids=BUILDERS)
def test_the_parts_that_a_page_builder_sets_are_one_text(builder, has_subheads, between):
    rows, expected = "", []
    for n, (subhead, texts) in enumerate(zip(SUBHEADS, PARTS, strict=True)):
        lines = [subhead, *texts] if has_subheads else [*texts]
        text = "".join(f"<h3>{line}</h3>" if line == subhead else f"<p>{line}</p>" for line in lines)
        rows += builder.format(n=n + 3, id=f"4f{n}c7b1", text=text) + between.format(n=n)
        expected += lines
    record = read_parts(rows)
    assert lines_of(record) == expected
    assert len(record.images) == (3 if "img" in between else 0)


@pytest.mark.parametrize("name", ["row", "hang", ""])
def test_rows_of_excerpts_are_not_parts_of_the_text(name):
    excerpt = " ".join(TEXT[:2])
    item = (
        f"<div class='o'><a href='/b-1.html'>Một bài khác của chuyên mục thể thao</a><p>{excerpt}</p></div>"
    )
    row = f"<div class='{name}'><div><div><div>{{}}</div></div></div></div>"
    record = read_parts(row.format(nest(MORE, "div")) + LINKS + row.format(item) + LINKS + row.format(item))
    assert lines_of(record)[: len(MORE)] == [*MORE]
    assert excerpt not in lines_of(record) or record.problems


ITEMS = tuple(
    "".join(f"<li>{item}</li>" for item in items)
    for items in (
        ("Năm lạng bì lợn luộc chín, thái chỉ", "Ba lạng thịt nạc mông", "Một lạng thính gạo nếp"),
        (
            "Trộn đều bì với thịt đã băm, nêm nước mắm ngon và tỏi giã nhỏ.",
            "Rắc thính từng ít một, bóp nhẹ tay cho thính bám đều vào bì lợn.",
            "Nắm thành từng nắm vừa ăn, bọc lá ổi rồi gói lá chuối bên ngoài.",
        ),
    )
)


@pytest.mark.parametrize("heading", ["<h2>{}</h2>", "<h3>{}</h3>", "<p><b>{}</b></p>"])
@pytest.mark.parametrize("box", ["{}", "<div class='c'>{}</div>"])
@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_headings_above_lists_are_of_a_text_of_lists(heading, box, tag):
    first, second = (f"<{tag}>{items}</{tag}>" for items in ITEMS)
    text = heading.format("Nguyên liệu") + first + heading.format("Cách làm") + second
    lines = lines_of(read_page(f"<article>{HEAD}{box.format(text)}</article>"))
    assert (lines[0], lines[4], len(lines)) == ("Nguyên liệu", "Cách làm", 8)


@pytest.mark.parametrize("name", ["sapo", "hometext", "tom-tat", "mota"])
@pytest.mark.parametrize("inner", ["{}", "<p>{}</p>"])
def test_a_lead_longer_than_each_part_is_no_text_by_itself(name, inner):
    lead = " ".join(MORE[:2])
    parts = "".join(nest([text], *ROWS) for text in [*TEXT, *MORE])
    record = read_parts(f"<div class='{name}'>{inner.format(lead)}</div>", f"<div class='than'>{parts}</div>")
    assert (record.summary, lines_of(record)) == (lead, [*TEXT, *MORE])


CARD = (
    "<div class='the'><h3><a href='/tin/khac-{0}.html'>Tin của xã bên số {0} đăng trong tuần</a></h3>"
    f"<p>{MORE[0]} {MORE[1]} {MORE[2]}</p></div>"
)


@pytest.mark.parametrize(
    "name",
    [
        "content block_ads_connect",
        "qc-noidung",
        "bai tts-doc",
        "box-news",
        "noi-dung share-zone",
        "article-follow",
        "detail audio",
        "voice-bai",
        "content popup-in",
        "news newest",
    ],
)
def test_the_text_beside_its_headline_counts_under_any_name_on_a_page_of_longer_lists(name):
    text = f"<div class='{name}'>{nest(TEXT)}</div>"
    cards = "".join(map(CARD.format, range(8)))
    record = read_page(f"<div class='giua'><div class='bai'>{HEAD}{text}</div><div>{cards}</div></div>")
    assert lines_of(record) == list(TEXT)


def test_the_field_of_a_long_lead_is_not_the_box_of_the_text():
    lead = " ".join(TEXT) + " " + " ".join(MORE)
    parts = "".join(f"<div class='hang'><div><p>{text}</p></div></div>" for text in WHOLE)
    record = read_page(f"<div>{HEAD}<div class='sapo'><p>{lead}</p></div></div><div class='x'>{parts}</div>")
    assert (record.summary, lines_of(record)) == (lead, WHOLE)
