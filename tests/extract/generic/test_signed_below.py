"""Who signs an article: below the box of the text, in boxes of the source, beside quotations, in print editions."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, URL, among, lines_of, paragraphs, read, read_page

NAME, OUTLET = "Bùi Thanh Sơn", "Báo Nhân Dân"
QUOTE = "Bơi giỏi thì cha mẹ mới yên tâm cho con ra sông chơi với bạn vào những ngày hè"


@pytest.mark.parametrize(
    "quotation",
    [
        "<div class='quote-box'><div class='quote-text'>{quote}</div><div class='quote-author'>{name}</div></div>",
        "<div class='box-quote'><p>{quote}</p><p class='author'>{name}</p></div>",
        "<blockquote><p>{quote}</p><footer class='author'>{name}</footer></blockquote>",
        "<blockquote class='b'>{quote}<cite class='author'>{name}</cite></blockquote>",
        "<div class='testimonial'><p>{quote}</p><span class='author-name'>{name}</span></div>",
        "<figure class='pullquote'><blockquote>{quote}</blockquote><span class='author'>{name}</span></figure>",
        "<div class='quote'><p>{quote}</p><div><b class='tac-gia'>{name}</b></div></div>",
        "<div class='cau-noi'><p>{quote}</p><p class='byline'>{name}</p></div>",
    ],
)
@pytest.mark.parametrize("author", [NAME, None])
def test_who_is_quoted_is_not_the_author(quotation, author):
    record = among(quotation.format(quote=QUOTE, name="Lò Văn Pánh"), author=AUTHOR if author else "")
    assert record.author == author
    assert QUOTE in record.body


@pytest.mark.parametrize(
    ("below", "author", "source"),
    [
        (f"<p><b>{NAME}</b></p><p><i>Theo {OUTLET}</i></p>", NAME, OUTLET),
        (
            f"<div><i>Theo <a href='https://nhandan.vn/x'>{OUTLET}</a></i></div><div><b>{NAME}</b></div>",
            NAME,
            OUTLET,
        ),
        (f"<p align=right>Theo {OUTLET}</p><p align=right><b>{NAME}</b></p>", NAME, OUTLET),
        (f"<p class='pAuthor'>{NAME}</p><p class='pSource'>{OUTLET}</p>", NAME, OUTLET),
        (f"<p class='pSource'>{OUTLET}</p><p class='pAuthor'>{NAME}</p>", NAME, OUTLET),
        (f"<div class='author'>{NAME}</div><div class='txt-source'>Nguồn: {OUTLET}</div>", NAME, OUTLET),
        (f"<p><b>{NAME}</b></p><p class='nguontin'>Theo {OUTLET}</p>", NAME, OUTLET),
        (f"<p><i>Theo {OUTLET}</i></p>", None, OUTLET),
    ],
)
@pytest.mark.parametrize("is_inside", [False, True])
def test_author_and_source_below_the_text_are_read_in_either_order(below, author, source, is_inside):
    record = read(paragraphs() + below, author="") if is_inside else read(paragraphs(), below, author="")
    assert (record.author, record.source, lines_of(record)) == (author, source, list(TEXT))


@pytest.mark.parametrize(
    "below",
    ["<p>Thôn Đông, xã Hải Minh</p>", "<p><a href='/tv/1.html'>Ngô Bá Lực</a></p>", "<h3>Ngô Bá Lực</h3>"],
)
def test_other_lines_below_the_text_name_no_author(below):
    assert read(paragraphs(), below, author="").author is None


@pytest.mark.parametrize(
    "names", ["print", "print-content", "box_print", "printer-friendly", "content print-page"]
)
def test_the_box_of_a_print_edition_is_read(names):
    record = read_page(
        f"<div class='{names}'>{HEAD}<div class='{names}-text'>{paragraphs()}{AUTHOR}</div></div>"
    )
    assert (lines_of(record), record.author) == (list(TEXT), NAME)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='print'><a href='#'>In bài viết này ra giấy</a></div>",
        "<div class='tools print'><p>In bài viết</p><p>Gửi cho bạn bè</p></div>",
    ],
)
def test_the_buttons_of_a_box_of_that_name_are_not_text(box):
    assert lines_of(among(box)) == list(TEXT)


@pytest.mark.parametrize(
    "line", [f"Nguồn: {URL}", f"(Nguồn: {URL})", f"Nguồn tin: {URL.replace('https', 'http')}"]
)
def test_the_address_of_the_page_itself_is_not_its_source(line):
    for record in (read(paragraphs(), f"<p>{line}</p>"), read(paragraphs(), f"<p><i>{line}</i></p>")):
        assert (record.source, record.author) == (None, NAME)


def test_the_address_of_another_site_is_a_source():
    assert (
        read(paragraphs(), "<p>Nguồn: https://nhandan.vn/be-boi-123.html</p>", author="").source is not None
    )


@pytest.mark.parametrize("names", ["print", "print-content", "PrintArea"])
def test_the_box_of_a_print_edition_is_read_beside_longer_comments(names):
    beside = f"<div class='comments'>{paragraphs(f'{text} {text} {text}' for text in TEXT)}</div>"
    record = read_page(
        f"<div class='bai'>{HEAD}<div class='{names}'><div>{paragraphs()}</div></div></div>{beside}"
    )
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize("cells", ["<td>Lớp</td><td>Số em</td>", "<td>Ca sáng</td><td>Sáu mươi em nhỏ</td>"])
def test_the_name_below_a_table_of_short_rows_is_the_author(cells):
    table = f"<table><tr>{cells}</tr><tr><td>Ca chiều</td><td>Năm mươi em</td></tr></table>"
    record = read(paragraphs(TEXT[:1]) + table)
    assert (record.author, record.problems) == ("Bùi Thanh Sơn", ())


@pytest.mark.parametrize("box", ["<p style='text-align:right'>{}</p>", "<div class='author'>{}</div>"])
@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "pieces, author, source",
    [
        ("<a href='/tac-gia/son'>Bùi Thanh Sơn</a><span>sonbt@example.vn</span>", NAME, None),
        ("<b>Bùi Thanh Sơn</b><i>Theo Báo Nhân Dân</i>", NAME, OUTLET),
        ("<b>Bùi Thanh Sơn</b><i>(tổng hợp)</i>", NAME, None),
        ("<b>Bùi Thanh Sơn</b><b>Lê Thu Hà</b>", f"{NAME}, Lê Thu Hà", None),
    ],
)
def test_pieces_of_a_byline_that_only_a_style_parts_are_read_apart(box, inside, pieces, author, source):
    line = box.format(pieces)
    record = read(paragraphs() + line, author="") if inside else read(paragraphs(), line, author="")
    assert (record.author, record.source, lines_of(record)) == (author, source, [*TEXT])


@pytest.mark.parametrize(
    "line", ["<b>Thôn Đông</b>Đoài", "<b>B</b>ể bơi", "Điện thoại: <b>0912</b><b>345</b>"]
)
def test_pieces_of_a_last_line_that_is_no_byline_stay_as_printed(line):
    record = read(f"{paragraphs()}<p>{line}</p>", author="")
    assert " | " not in record.body
