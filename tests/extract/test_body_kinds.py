"""What belongs to a body and what does not, on pages that no layout was written for."""

from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance
from tests.extract.article_pages import TEXT, lines_of, paragraphs
from tests.extract.article_pages import read as read_article

URL = "https://vidu.example.vn/thoi-su/xa-hai-minh-khanh-thanh-duong-123456.html"
FIRST = (
    "Sáng 15-3, xã Hải Minh khánh thành tuyến đường liên thôn dài gần hai cây số, do nhân dân góp công và "
    "hiến đất, sau sáu tháng thi công liên tục của các tổ thợ trong xã."
)
LAST = (
    "Đại diện nhân dân bày tỏ sự phấn khởi trước công trình mới, mong con đường sẽ giúp việc đi lại, buôn bán "
    "của bà con trong vùng thuận lợi hơn trước rất nhiều."
)


def draft_of(text):
    page = Page(text.encode(), URL)
    return read_draft(
        page, unknown_site(URL), any_address(URL), Provenance("live", URL, datetime(2024, 3, 16, tzinfo=UTC))
    )


def read(middle, after=""):
    return draft_after(after, middle).body


def draft_after(after, middle=""):
    text = (
        "<html><head><title>Xã Hải Minh khánh thành đường</title></head><body><div class='article'>"
        "<h1>Xã Hải Minh khánh thành tuyến đường liên thôn kiểu mẫu</h1><p class='date'>15/03/2024 08:05</p>"
        f"<div class='content'><p>{FIRST}</p>{middle}<p>{LAST}</p>{after}</div></div></body></html>"
    )
    return draft_of(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tin khác từ hiện trường cho biết, các tổ thợ đã làm việc suốt đêm để kịp thông xe trước Tết.",
        "Đường dây nóng của Sở Y tế tỉnh đã nhận được hàng trăm cuộc gọi của nhân dân trong tuần qua.",
        "Tin liên quan đến việc hiến đất lan nhanh trong xã, nhiều hộ đã tự nguyện tháo dỡ tường rào.",
        "Bài viết liên quan đến phong trào này từng được trao giải báo chí của tỉnh trong năm ngoái.",
        "Xem thêm các gian hàng trưng bày sản phẩm, du khách tỏ ra thích thú với nghề đan cói địa phương.",
    ],
)
def test_a_sentence_that_begins_like_a_footer_does_not_end_the_body(sentence):
    assert read(f"<p>{sentence}</p>") == (FIRST, sentence, LAST)


def test_items_that_begin_with_a_link_are_kept():
    items = ["Quyết định số 12/QĐ-UBND về phê duyệt kế hoạch", "Quyết định số 13/QĐ-UBND về giao chỉ tiêu"]
    body = read(
        "<ul>"
        + "".join(f"<li><a href='/vb/{n}.pdf'>{text}</a></li>" for n, text in enumerate(items))
        + "</ul>"
    )
    assert all(any(item in paragraph for paragraph in body) for item in items)


def test_empty_cells_keep_the_values_below_their_headings():
    body = read(
        "<table><tr><th>TT</th><th>Đơn vị</th><th>Vụ xuân</th><th>Vụ mùa</th></tr>"
        "<tr><td>1</td><td>Hải Minh</td><td></td><td>120</td></tr>"
        "<tr><td>2</td><td>Hải Anh</td><td>95</td><td></td></tr></table>"
    )
    assert body[1] == "TT | Đơn vị | Vụ xuân | Vụ mùa\n1 | Hải Minh | | 120\n2 | Hải Anh | 95 |"


def test_a_cell_over_two_rows_holds_its_place_in_the_second():
    body = read(
        "<table><tr><th>Cụm</th><th>Xã</th><th>Giờ</th></tr>"
        "<tr><td rowspan=2>Một</td><td>Hải Minh</td><td>7h30</td></tr><tr><td>Hải Anh</td><td>13h30</td></tr></table>"
    )
    assert body[1] == "Cụm | Xã | Giờ\nMột | Hải Minh | 7h30\n| Hải Anh | 13h30"


def test_lines_of_a_poem_stay_lines_and_stanzas_stay_apart():
    one = [
        "Sáng nay gió thổi qua đồng",
        "lúa xanh gợn sóng mênh mông bến bờ",
        "Con đò cũ đợi ai chờ",
        "mái chèo khua nước bây giờ về đâu",
    ]
    two = [
        "Chiều nay khói bếp lên cao",
        "mẹ già tựa cửa ngóng vào phía đê",
        "Người đi chưa hẹn ngày về",
        "câu thơ để lại bên lề tháng năm",
    ]
    body = read("".join(f"<p>{'<br>'.join(stanza)}</p>" for stanza in (one, two)))
    assert body[1:3] == ("\n".join(one), "\n".join(two))


def test_two_verses_of_a_paragraph_next_to_a_poem_are_a_stanza():
    poem = [
        "Quê tôi có con sông xanh",
        "nước trong soi bóng hàng tre",
        "trưa hè nắng đổ xuống sông",
        "lấp loáng",
    ]
    couplet = ["Tôi giữ mãi mối tình mới mẻ", "sông của quê hương, sông của tuổi trẻ"]
    body = read("".join(f"<p>{'<br>'.join(stanza)}</p>" for stanza in (couplet, poem)))
    assert body[1:3] == ("\n".join(couplet), "\n".join(poem))


@pytest.mark.parametrize(
    ("markup", "office"),
    [
        ("<p>Vũ Thị Hồng<br>Xã Hải Minh, huyện Hải Hậu</p>", "Xã Hải Minh, huyện Hải Hậu"),
        ("<p><b>Vũ Thị Hồng</b><br><i>Trường Tiểu học Hải Minh</i></p>", "Trường Tiểu học Hải Minh"),
        ("<p>Vũ Thị Hồng</p><p>Phó Chủ tịch UBND xã</p>", "Phó Chủ tịch UBND xã"),
    ],
)
def test_a_name_with_its_office_or_address_below_is_the_byline_at_the_end(markup, office):
    draft = draft_after(markup)
    assert draft.byline_raw == f"Vũ Thị Hồng\n{office}"
    assert draft.body[-1] == LAST


def test_several_persons_with_their_addresses_are_text():
    winners = ["Giải nhất:", "Vũ Thị Hồng", "Xã Hải Minh", "Trần Văn Hải", "Xã Hải Anh"]
    draft = draft_after("".join(f"<p>{line}</p>" for line in winners))
    assert draft.byline_raw is None and draft.body[-5:] == tuple(winners)


@pytest.mark.parametrize(
    "line",
    [
        "Đã xem 1201 lần",
        "Số lượt đọc: 1201",
        "Lượt truy cập: 1201",
        "Lượt xem: 980",
        "admin admin",
        "Pho Ban bien tap",
    ],
)
def test_a_counter_or_an_account_below_the_text_is_not_text(line):
    assert read("", f"<p>{line}</p>") == (FIRST, LAST)


def test_other_articles_between_two_paragraphs_do_not_end_the_body():
    links = "".join(
        f"<li><a href='/tin/bai-{n}-{n}12345.html'>Một bài viết khác số {n} của báo</a></li>"
        for n in range(3)
    )
    assert read(f"<div class='related'><p>Tin liên quan</p><ul>{links}</ul></div>") == (FIRST, LAST)


ICONS = (
    "<img src='/icons/mail.png'>Gửi bài<img src='/icons/print.png'>In bài<img src='/icons/talk.png'>Thảo luận"
)
FILES = "<table class='files'><tr><th>Tài liệu</th></tr><tr><td><img src='/icons/doc.png'>Kế hoạch.doc</td></tr></table>"


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td><p>{FIRST}</p><p>{LAST}</p>{FILES}</td></tr><tr><td>{ICONS}</td></tr></table>",
        f"<table><tr><td>{FIRST}<br><br>{LAST}{FILES}</td></tr><tr><td>{ICONS}</td></tr></table>",
        f"<table><tr><td>{FILES}<p>{FIRST}</p><p>{LAST}</p></td></tr><tr><td>{ICONS}</td></tr></table>",
        f"<table><tr><td><p>{FIRST}</p><p>{LAST}</p><p>{FIRST[:-1]} đó.</p></td></tr><tr><td>{ICONS}</td></tr></table>",
        f"<table><tr><td><table><tr><td><img src='/a.jpg'>Cảnh lễ</td></tr></table>{FIRST}<p>{LAST}</p></td></tr></table>",
    ],
)
def test_a_table_around_the_whole_article_is_not_a_picture_with_its_caption(table):
    body = draft_of(
        "<html><head><title>Xã Hải Minh khánh thành đường</title></head><body><div id='main'>"
        "<h1>Xã Hải Minh khánh thành tuyến đường liên thôn kiểu mẫu</h1><p class='date'>15/03/2024 08:05</p>"
        f"{table}</div></body></html>"
    ).body
    assert FIRST in body
    assert LAST in body


def test_a_bold_sentence_above_the_box_of_the_text_is_the_lead():
    lead = "Nhân dân trong xã đã góp công và hiến đất để mở rộng con đường."
    draft = draft_of(
        "<html><head><title>Xã Hải Minh khánh thành tuyến đường liên thôn</title></head><body><section>"
        "<h5>Xã Hải Minh khánh thành tuyến đường liên thôn</h5><span>(Thứ Sáu, 15/03/2024, 08:05:10)</span>"
        f"<p><strong>{lead}</strong></p><div id='chi-tiet'><p>{FIRST}</p><p>{LAST}</p><p>{FIRST[:-1]} đó.</p></div>"
        "</section></body></html>"
    )
    assert draft.summary == lead
    assert draft.title == "Xã Hải Minh khánh thành tuyến đường liên thôn"


@pytest.mark.parametrize(
    "row", ["Người đăng: Vũ Hồng Nhung Lượt xem: 512", "Viết bởi Vũ Hồng Nhung - Đã xem 512 lần"]
)
def test_a_row_of_facts_below_the_headline_is_the_byline_and_no_text(row):
    draft = draft_of(
        "<html><head><title>Xã Hải Minh khánh thành đường</title></head><body><article>"
        "<h1>Xã Hải Minh khánh thành tuyến đường liên thôn kiểu mẫu</h1><div class='meta'><time>15/03/2024 08:05</time>"
        f"{row}</div><p>{FIRST}</p><p>{LAST}</p></article></body></html>"
    )
    assert draft.body == (FIRST, LAST)
    assert "Vũ Hồng Nhung" in draft.byline_raw
    assert "512" not in draft.byline_raw


def test_a_heading_that_nothing_follows_is_not_text():
    files = "<div class='files'><h3>Tài liệu</h3><ul><li><a href='/tai-ve?id=5'>Kế hoạch năm học.pdf</a></li></ul></div>"
    assert read("", files) == (FIRST, LAST)


def test_a_section_of_the_text_keeps_its_heading():
    assert read("<h3>Góp công, hiến đất</h3>") == (FIRST, "Góp công, hiến đất", LAST)


CARD = ("<img src='/9.jpg'>", "Xã Hải Anh xây nhà văn hóa mới", "Ba xóm góp công dựng nhà trong một tháng.")


@pytest.mark.parametrize("name", ["box", "card", ""])
@pytest.mark.parametrize(
    "markup",
    [
        "<a href='/b-9.html'>{0}</a><a href='/b-9.html'>{1}</a><p>{2}</p>",
        "<a href='/b-9.html'>{0}</a><h3><a href='/b-9.html'>{1}</a></h3><p>{2}</p>",
        "<a href='/b-9.html'>{0}<strong>{1}</strong> <span>{2}</span></a>",
        "<a href='/b-9.html'>{1}</a><br>{2}",
    ],
)
def test_a_card_that_leads_to_another_article_is_not_text(markup, name):
    body = read(f"<div class='{name}'>{markup.format(*CARD)}</div>")
    assert body == (FIRST, LAST)


@pytest.mark.parametrize(
    "markup",
    [
        "<p><a href='/b-9.html'>Xã Hải Anh</a> xây nhà văn hóa mới trong một tháng.</p>",
        "<p><a href='/anh/9.jpg'><img src='/9.jpg'></a>Ba xóm góp công dựng nhà văn hóa trong một tháng.</p>",
        "<div><a href='/vb/9.pdf'>Kế hoạch số 9 về xây nhà văn hóa</a><p>Ban hành ngày 3-1.</p></div>",
    ],
)
def test_a_line_with_a_link_or_a_document_is_text(markup):
    assert len(read(markup)) > 2


@pytest.mark.parametrize(
    "letter", ["<p class='dropcap'>{}</p>", "<div style='float:left'>“{}</div>", "<h3>{}</h3>"]
)
def test_a_first_letter_in_a_box_of_its_own_is_of_its_word(letter):
    body = read(f"{letter.format('B')}<p>a xóm góp công dựng nhà văn hóa trong một tháng.</p>")
    assert body[1].strip("“") == "Ba xóm góp công dựng nhà văn hóa trong một tháng."


@pytest.mark.parametrize("joint", ["\n\n", "\r\n \r\n", "\n\t\n\n"])
def test_empty_lines_part_the_paragraphs_of_preformatted_text(joint):
    wrapped = (
        "Đường mới đi qua ba thôn, mặt rộng năm mét, hai bên trồng cây,\nđèn chiếu sáng do các hộ tự lắp."
    )
    body = read(f"<pre>{joint.join((FIRST, wrapped, LAST))}</pre>")
    assert body[1:4] == (FIRST, wrapped.replace("\n", " "), LAST)


def test_a_line_longer_than_any_wrapped_one_is_a_paragraph():
    first, last = FIRST + " " + LAST, LAST + " " + FIRST
    assert read(f"<div style='white-space:pre-line'>{first}\n{last}</div>")[1:3] == (first, last)


def test_a_question_that_is_stated_as_the_lead_stays_in_the_body():
    question = f"Hỏi: {FIRST.rstrip('.')}?"
    text = (
        f"<html><head><title>Xã trả lời bạn đọc</title><meta name='description' content='{question}'></head>"
        "<body><h1>Xã trả lời bạn đọc về con đường mới</h1><p class='date'>15/03/2024 08:05</p><p class='sapo'>"
        f"<b>{question}</b></p><div class='content'><p>{question}</p><p>Trả lời: {LAST}</p><p>{FIRST}</p></div></body>"
    )
    draft = draft_of(text)
    assert (draft.summary, draft.body[0]) == (None, question)


@pytest.mark.parametrize("asks", ["PV: ", "Phóng viên: ", "Hỏi: ", "P.V: ", ""])
@pytest.mark.parametrize(
    "question", ["Thưa ông, vì sao thôn chọn làm bể bơi mà không làm sân bóng cho các em?"]
)
def test_the_first_question_of_an_interview_is_not_its_lead(asks, question):
    answers = "".join(
        f"<p><b>{asks}{each}</b></p><p>- {text}</p>"
        for each, text in (
            (question, TEXT[0]),
            ("Kinh phí lấy ở đâu ra?", TEXT[1]),
            ("Các em học thế nào?", TEXT[2]),
        )
    )
    record = read_article(answers)
    assert record.summary is None and lines_of(record)[:2] == [f"{asks}{question}", f"- {TEXT[0]}"]


def test_a_lead_that_asks_the_only_question_stays_the_lead():
    lead = "Vì sao một thôn nghèo như thôn Đông lại dành gần một tỉ đồng để làm một bể bơi cho học sinh?"
    record = read_article(f"<p><b>{lead}</b></p>{paragraphs()}")
    assert (record.summary, lines_of(record)) == (lead, list(TEXT))


@pytest.mark.parametrize("name", ["verse", "wp-block-verse", "bai-tho"])
def test_two_lines_that_are_named_verses_stay_apart(name):
    verses = ("Bờ đê cỏ ấm chân trần", "Mẹ gom nắng cuối gửi phần cho con")
    assert read(f"<pre class='{name}'>{verses[0]}\n{verses[1]}</pre>")[1:3] == verses


def test_verses_set_apart_above_the_lead_do_not_hide_it():
    verses = ["Sông quê dài rộng mênh mang", "Em bơi một quãng nắng vàng theo em"]
    motto = "".join(f"<p style='text-align:center'><i>{line}</i></p>" for line in verses)
    lead = "Hơn hai trăm trẻ em trong xã đã biết bơi sau một mùa hè học miễn phí ở bể bơi thôn Đông."
    record = read_article(f"{motto}<p><b>{lead}</b></p>{paragraphs()}")
    assert (record.summary, lines_of(record)) == (lead, [*verses, *TEXT])
