"""Lists, tables, verses and captions in the markup of editors, on pages that no layout was written for."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance

URL = "https://vidu.example.vn/van-hoa/hoi-tho-nguyen-tieu-345678.html"
TITLE = "Hội thơ Nguyên tiêu về với làng chài"
FIRST = (
    "Đêm rằm tháng Giêng, hội thơ của làng chài lần đầu được mở ngay trên bến, bà con mang chiếu ra ngồi kín cả "
    "bờ kè để nghe các cụ đọc thơ."
)
LAST = (
    "Ban tổ chức cho biết tập thơ chép tay của làng sẽ được in trong năm nay, mỗi nhà trong xã nhận một bản để "
    "giữ làm kỷ niệm của mùa hội."
)
SIX_EIGHT = (
    "Sông quê nước chảy hiền hòa",
    "Bên bồi bên lở phù sa tháng ngày",
    "Mẹ ngồi đan lưới heo may",
    "Cha giong thuyền sớm vai gầy nắng sương",
)
SEVENS = (
    "Gió lộng ngoài khơi sóng vỗ bờ",
    "Trăng lên đầu bãi sáng như mơ",
    "Thuyền ai thấp thoáng trong sương trắng",
    "Câu hát đưa người tới bến thơ",
)


def read(middle):
    text = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p class='date'>15/03/2024 08:05</p>"
        f"<div class='content'><p>{FIRST}</p>{middle}<p>{LAST}</p></div></body></html>"
    )
    given = Provenance("live", URL, datetime(2024, 3, 16, tzinfo=UTC))
    return read_draft(Page(text.encode(), URL), unknown_site(URL), any_address(URL), given)


def between(middle):
    body = read(middle).body
    assert (body[0], body[-1]) == (FIRST, LAST)
    return body[1:-1]


def wrapped(lines, opening, closing):
    return "".join(f"{opening}{line}{closing}" for line in lines)


@pytest.mark.parametrize("verses", [SIX_EIGHT, SEVENS])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<p>", "</p>"),
        ("<div>", "</div>"),
        ("<p style='text-align:center'><em>", "</em></p>"),
        ("<h4>", "</h4>"),
    ],
)
def test_verses_in_paragraphs_of_their_own_are_a_stanza(verses, opening, closing):
    assert between(wrapped(verses, opening, closing)) == ("\n".join(verses),)


def test_an_empty_paragraph_parts_stanzas():
    markup = wrapped(SIX_EIGHT, "<p>", "</p>") + "<p>&nbsp;</p>" + wrapped(SEVENS, "<p>", "</p>")
    assert between(markup) == ("\n".join(SIX_EIGHT), "\n".join(SEVENS))


@pytest.mark.parametrize(
    "lines",
    [
        ("Cụ Vũ Văn Mận", "Bà Trần Thị Lê", "Anh Phạm Văn Đào", "Chị Hoàng Thị Mai Hoa"),
        ("Ai cũng vui.", "Đêm thơ kéo dài đến khuya.", "Trẻ con chạy khắp bờ kè.", "Người già ngồi lại."),
        SIX_EIGHT[:3],
    ],
)
def test_short_paragraphs_without_a_metre_stay_as_they_are(lines):
    assert between(wrapped(lines, "<p>", "</p>")) == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + wrapped(SEVENS, "<span style='display: block'>", "</span>") + "</p>",
        "<p style='white-space:pre-line'>" + "\n".join(SEVENS) + "</p>",
        "<div style='color:#333;white-space: pre-wrap'>" + "\n".join(SEVENS) + "</div>",
    ],
)
def test_verses_parted_by_a_style_keep_their_lines(markup):
    assert between(markup) == ("\n".join(SEVENS),)


def test_a_style_for_blanks_does_not_part_a_sentence():
    text = "Cụ Mận đọc bài thơ dài nhất của hội, kể chuyện đi biển từ thuở thuyền còn buồm nâu."
    half = len(text) // 2
    style = "<span style='white-space:pre-wrap'>"
    assert between(f"<p>{style}{text[:half]}</span>{style}{text[half:]}</span></p>") == (text,)


def test_figures_beside_small_pictures_stay_below_their_headings():
    table = (
        "<table><caption>Bảng điểm</caption><tr><th>Đội</th><th>Thơ</th><th>Hò</th></tr>"
        "<tr><td><img src='/co/1.png'> Xóm Bến</td><td>9</td><td></td></tr>"
        "<tr><td><img src='/co/2.png'> Xóm Đông</td><td></td><td>8</td></tr></table>"
    )
    assert between(table) == ("Bảng điểm", "Đội | Thơ | Hò\nXóm Bến | 9 |\nXóm Đông | | 8")


def test_a_table_that_lays_out_pictures_and_text_is_not_data():
    text = "Cụ Mận đọc bài thơ dài nhất của hội, kể chuyện đi biển từ thuở thuyền còn buồm nâu, chèo tay suốt đêm."
    row = "<tr><td><img src='/a.jpg'></td><td>{}</td><td>{}</td></tr>"
    table = (
        f"<table>{row.format(text, text + ' Ai nghe cũng lặng.')}{row.format(text[:-1] + '!', text)}</table>"
    )
    assert not any(" | " in paragraph for paragraph in between(table))


@pytest.mark.parametrize(
    "markup",
    [
        "<dl><dt><a href='/a'>Giải thơ lục bát của hội</a></dt><dd>Trao cho cụ Mận.</dd>"
        "<dt><a href='/b'>Giải hò trên sông của hội</a></dt><dd>Trao cho xóm Bến.</dd></dl>",
        "<section><h3>Người đoạt giải</h3><ul><li><a href='/p/1'>Vũ Văn Mận</a> (giải thơ)</li>"
        "<li><a href='/p/2'>Trần Thị Lê</a> (giải hò)</li></ul></section>",
        "<div><ul><li><a href='/p/1'>Xóm Bến</a>: giải hò trên sông</li>"
        "<li><a href='/p/2'>Xóm Đông</a>: giải thơ lục bát</li></ul></div>",
    ],
)
def test_a_list_that_tells_more_than_its_links_is_kept(markup):
    body = " ".join(between(markup))
    assert "thơ" in body and "hò" in body


@pytest.mark.parametrize(
    "items",
    [
        "<li><a href='/a-1.html'>Làng chài vào mùa cá</a> (12/03/2024)</li>",
        "<li><a href='/a-1.html'>Làng chài vào mùa cá, thuyền nào cũng đầy khoang</a> Thời sự</li>",
        "<li><a href='/a-1.html'>Về bến</a></li>",
    ],
)
def test_a_list_of_other_articles_is_not_kept(items):
    assert between(f"<section><h3>Đọc thêm</h3><ul>{items * 2}</ul></section>") in ((), ("Đọc thêm",))


@pytest.mark.parametrize(
    "markup",
    [
        "<figure class='quote'><blockquote>“Thơ là của cả làng.”</blockquote><figcaption>Cụ Mận</figcaption></figure>",
        "<figure><table><tr><td>Xóm Bến</td><td>9</td></tr><tr><td>Xóm Đông</td><td>8</td></tr></table>"
        "<figcaption>Cụ Mận chấm: “Thơ là của cả làng.”</figcaption></figure>",
    ],
)
def test_a_figure_without_a_picture_is_text(markup):
    assert "Thơ là của cả làng" in " ".join(between(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<p align=center><img src='/a.jpg'></p><p align=center><i>Các cụ đọc thơ.</i></p>"
        "<p align=center><i>Ảnh: Lê Thu Hà</i></p>",
        "<p style='text-align:center'><img src='/a.jpg'><br><i>Các cụ đọc thơ.</i><br><i>Ảnh: Lê Thu Hà</i></p>",
    ],
)
def test_a_credit_below_the_first_line_belongs_to_the_caption(markup):
    assert between(markup) == ()
    (image,) = read(markup).images
    assert (image.caption, image.credit) == ("Các cụ đọc thơ.", "Lê Thu Hà")


@pytest.mark.parametrize(
    "sentence",
    [
        "Mời bạn đọc gửi thơ về ban tổ chức trước ngày 30/4 để kịp chấm giải cho mùa hội sau.",
        "Click vào nút đăng ký để nộp bài dự thi là cách mà lớp trẻ trong làng chọn năm nay.",
    ],
)
def test_what_the_reader_is_told_to_do_outside_the_page_is_kept(sentence):
    assert between(f"<p>{sentence}</p>") == (sentence,)


@pytest.mark.parametrize(
    "line",
    [
        "Mời bạn đọc xem thêm các bài thơ khác của hội tại đây.",
        "Kính mời quý độc giả theo dõi chương trình trên kênh của báo.",
        "Bấm vào đây để nghe các cụ đọc thơ trên bến sông.",
        "👁 1205",
        "👁️ 1.205 💬 3",
        "Lượt nghe: 23",
        "5/5 - (2 bình chọn)",
        "A- A A+",
        "Cỡ chữ: A- A+",
        "Tags: <a href='/t/tho'>thơ</a>, <a href='/t/bien'>biển</a>",
        "Tải ứng dụng của báo <a href='/app'>tại đây</a>",
    ],
)
def test_what_the_reader_is_told_to_press_and_counters_are_not(line):
    assert between(f"<p>{line}</p>") == ()


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<img srcset='/kho/hoa xuan.jpg 1x, /kho/hoa xuan 2.jpg 2x'>", "/kho/hoa%20xuan%202.jpg"),
        ("<img srcset='/kho/hoa xuan.jpg'>", "/kho/hoa%20xuan.jpg"),
        ("<img v-lazy=\"'/kho/hoa.jpg'\">", "/kho/hoa.jpg"),
    ],
)
def test_an_address_with_blanks_or_in_quotes_is_taken_whole(markup, url):
    (image,) = read(f"<p>{markup}</p>").images
    assert image.url == f"https://vidu.example.vn{url}"


LEAD = "Hội thơ năm nay có chín làng chài dự, mỗi làng một chiếu, ngồi quanh sân đình đến tận khuya."


@pytest.mark.parametrize("width", ["", "width='200'"])
@pytest.mark.parametrize(
    "cells",
    [
        f"<td {{}}><img src='/tho-1.jpg'></td><td>{LEAD}</td>",
        f"<td>{LEAD}</td><td {{}}><img src='/tho-1.jpg'></td>",
    ],
)
def test_a_sentence_in_a_cell_beside_a_picture_is_text(cells, width):
    assert between(f"<table><tr>{cells.format(width)}</tr></table>") == (LEAD,)


def test_a_sentence_in_a_row_below_a_picture_is_its_caption():
    table = f"<table><tr><td><img src='/tho-1.jpg'></td></tr><tr><td>{LEAD}</td></tr></table>"
    found = read(table)
    assert [image.caption for image in found.images] == [LEAD]
    assert LEAD not in found.body


@pytest.mark.parametrize(
    "button",
    [
        "<h3 class='muc'><button type='button' aria-expanded='true'>{}</button></h3>",
        "<button class='accordion-button collapsed' data-bs-toggle='collapse'>{}</button>",
        "<div class='card-header'><button data-toggle='collapse' data-target='#a'>{}</button></div>",
        "<div class='faq'><button aria-expanded='false'><span>{}</span></button></div>",
    ],
)
def test_a_question_on_a_button_that_unfolds_its_answer_is_text(button):
    question, answer = "Ai được dự hội thơ năm nay?", "Mọi người, không kể làng nào, chỉ cần ghi tên trước."
    markup = f"{button.format(question)}<div class='collapse'><p>{answer}</p></div>"
    assert between(f"<div>{markup}</div>") == (question, answer)


@pytest.mark.parametrize(
    "button",
    [
        "<button class='navbar-toggler' data-toggle='collapse'>Mở menu của trang</button>",
        "<button onclick='x()'>Gửi ý kiến của bạn</button>",
        "<h3><button aria-expanded='false'>Xem thêm</button></h3>",
    ],
)
def test_a_button_without_a_question_or_an_answer_is_not_text(button):
    assert between(button) == ()


@pytest.mark.parametrize(
    "element",
    [
        "<embed src='/a.mp4'>",
        "<embed src='/a.swf'></embed>",
        "<audio controls><source src='/a.mp3'></audio>",
        "<wbr>",
    ],
)
def test_text_behind_an_element_without_content_is_kept(element):
    assert between(f"{element}<p>{SIX_EIGHT[0]}.</p>") == (f"{SIX_EIGHT[0]}.",)
