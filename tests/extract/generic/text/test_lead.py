"""A lead between headline and text without a box of its own."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

LEAD = "Trẻ em thôn Đông không còn phải tập bơi ngoài sông, nơi mỗi mùa hè đều có người đuối nước."
LINKS = (
    "<ul>"
    + "".join(
        f"<li><a href='/tin/bai-{n}.html'>Học sinh xã bên dự thi bơi cấp huyện lần thứ {n}</a></li>"
        for n in range(4)
    )
    + "</ul>"
)


@pytest.mark.parametrize("lead", [LEAD, f"<span>{LEAD}</span>", f"<em>{LEAD}</em>", f"<font>{LEAD}</font>"])
@pytest.mark.parametrize(
    "below", ["<div class='khac'><p>Đọc nhiều</p>{}</div>", "<div><h4>Tin khác</h4>{}</div>"]
)
def test_a_lead_in_the_box_of_text_and_links_is_kept(lead, below):
    text = f"<div class='c'>{paragraphs()}</div>"
    record = read_page(f"<div class='detail'>{HEAD}{lead}{text}{below.format(LINKS)}</div>")
    assert record.summary == LEAD or lines_of(record)[0] == LEAD
    assert lines_of(record)[-4:] == list(TEXT)


def test_a_line_of_links_is_no_lead():
    line = f"<span><a href='/tin/bai-9.html'>{LEAD}</a></span>"
    record = read_page(f"<div class='detail'>{HEAD}{line}<div class='c'>{paragraphs()}</div>{LINKS}</div>")
    assert record.summary is None
    assert lines_of(record) == list(TEXT)


STAMPS = {
    "a class": ("<span class='location-stamp'>Hải Phòng</span>{}", "Hải Phòng"),
    "capitals": ("<span>NAM ĐỊNH</span><span>{}</span>", "NAM ĐỊNH"),
    "an outlet": ("<b>TTO</b>{}", "TTO"),
    "a place in bold": ("<strong class='place'>Giao Thủy</strong>{}", "Giao Thủy"),
}


@pytest.mark.parametrize("form, stamp", STAMPS.values(), ids=STAMPS)
@pytest.mark.parametrize("tag", ["p", "h2", "div"])
def test_a_place_that_a_style_parts_from_the_lead_is_parted(form, stamp, tag):
    lead = f"<{tag} class='sapo'>{form.format(LEAD)}</{tag}>"
    record = read_page(f"<div class='detail'>{HEAD}{lead}<div class='c'>{paragraphs()}</div></div>")
    assert (record.summary, lines_of(record)) == (f"{stamp} - {LEAD}", list(TEXT))


@pytest.mark.parametrize(
    "lead",
    [
        f"<span class='dropcap'>{LEAD[0]}</span>{LEAD[1:]}",
        f"<b>NAM ĐỊNH -</b> {LEAD}",
        f"<b>(TTO)</b> {LEAD}",
        f"<b>Trẻ em</b> {LEAD}",
        f"{LEAD} <b>XÃ</b>",
    ],
)
def test_other_pieces_of_a_lead_stay_together(lead):
    record = read_page(
        f"<div class='detail'>{HEAD}<p class='sapo'>{lead}</p><div class='c'>{paragraphs()}</div></div>"
    )
    for tag in ("<span class='dropcap'>", "</span>", "<b>", "</b>"):
        lead = lead.replace(tag, "")
    assert record.summary == lead


@pytest.mark.parametrize("box", ["<div class='a'>{}</div>", "{}"])
def test_the_line_below_a_picture_is_its_caption_and_no_lead(box):
    shown = box.format(f"<p><img src='/upload/be-boi-1.jpg'></p><p>{LEAD}</p>")
    record = read_page(f"<div class='detail'>{HEAD}{shown}<div class='c'>{paragraphs()}</div></div>")
    assert record.summary is None
    assert lines_of(record) == [*TEXT]


def test_a_bold_sentence_below_the_headline_is_the_lead_however_short():
    lead = "Trẻ em thôn Đông không còn phải tập bơi ngoài sông."
    record = read_page(
        f"<div class='detail'>{HEAD}<p><b>{lead}</b></p><div class='c'>{paragraphs()}</div></div>"
    )
    assert (record.summary, lines_of(record)) == (lead, [*TEXT])


SHORT = "Các em nhỏ thôn Đông có bể bơi ngay tại sân đình làng."
SECOND = "Các em nhỏ thôn Đông có bể bơi ngay tại sân đình"


@pytest.mark.parametrize(
    "lead",
    [
        f"<p>{SHORT}</p>",
        f"<div>{SHORT}</div>",
        f"<p><em>{SHORT}</em></p>",
        f"<h2>{SECOND}</h2>",
        f"<h3>{SECOND}</h3>",
    ],
)
def test_a_short_sentence_and_a_second_headline_above_the_text_are_its_lead(lead):
    record = read_page(f"<div class='detail'>{HEAD}{lead}<div class='c'>{paragraphs()}</div></div>")
    assert (record.summary, lines_of(record)) == (SHORT if SHORT in lead else SECOND, list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "<p>Chia sẻ bài viết này.</p>",
        "<h2>Nội dung chi tiết</h2>",
        "<p>Lượt xem trong ngày hôm nay: 1.234.</p>",
        "<p>Bài đã được cập nhật lần cuối vào ngày 12/3/2024.</p>",
        "<p><a href='/b.html'>Xã bên đã có thêm một bể bơi cho trẻ em.</a></p>",
        "<h2><a href='/b.html'>Xã bên đã có thêm một bể bơi cho trẻ em</a></h2>",
    ],
)
def test_a_label_a_link_and_a_date_above_the_text_are_no_lead(line):
    record = read_page(f"<div class='detail'>{HEAD}{line}<div class='c'>{paragraphs()}</div></div>")
    assert (record.summary, lines_of(record)) == (None, list(TEXT))


FIELDS = (
    "<p class='sapo'>{}</p>",
    "<h2 class='detail-sapo'>{}</h2>",
    "<div class='lead'><p>{}</p></div>",
    "<div class='hometext m-bottom'>{}</div>",
    "<p class='article-summary'>{}</p>",
)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("lead", ["Bể mở cửa đón các em.", "Bể bơi thôn Đông mở cửa ba ca"])
@pytest.mark.parametrize("box", ["<div class='c'>{}</div>", "{}"])
def test_a_short_lead_in_its_own_field_is_the_summary(field, lead, box):
    record = read_page(f"<main>{HEAD}{field.format(lead)}{box.format(paragraphs())}</main>")
    assert (record.summary, lines_of(record)) == (lead, [*TEXT])


@pytest.mark.parametrize("line", ["05/06/2025 07:20", "Bùi Thanh Sơn", "Tác giả: Bùi Thanh Sơn", "Xem thêm"])
def test_a_fact_in_such_a_field_is_no_summary(line):
    record = read_page(f"<main>{HEAD}<p class='sapo'>{line}</p><div class='c'>{paragraphs()}</div></main>")
    assert record.summary is None


HEADING = "Bể bơi của nhà nào cũng góp"


@pytest.mark.parametrize(
    "mark", ["<h2>{}</h2>", "<h3>{}</h3>", "<p><b>{}</b></p>", "<p><strong>{}</strong></p>"]
)
@pytest.mark.parametrize(
    "form",
    [
        "{0}{1}<div><div>{2}</div></div>",
        "<section>{0}{1}</section><div><div>{2}</div></div>",
        "<div>{0}</div><div>{1}</div><div><div><div>{2}</div></div></div>",
        "<div class='o'><div>{0}</div></div><div class='o'><div>{1}</div></div><div class='p'><div>{2}</div></div>",
        "{0}<img src='/upload/be-boi.jpg'><p>Bể bơi ngày đầu mở cửa. Ảnh: Bùi Sơn</p>{1}<div class='x'>{2}</div>",
    ],
)
def test_a_heading_between_two_paragraphs_above_the_box_of_the_text_is_kept(mark, form):
    text = form.format(paragraphs(TEXT[:1]), mark.format(HEADING), paragraphs(TEXT[1:]))
    record = read_page(f"<div class='detail'>{HEAD}<div class='c'>{text}</div></div>")
    lines = [record.summary, *lines_of(record)] if record.summary else lines_of(record)
    assert lines == [TEXT[0], HEADING, *TEXT[1:]]


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ bài viết này",
        "<a href='/a'>Xem thêm tin của xã</a>",
        "Bùi Thanh Sơn",
        "Theo dõi trang trên Zalo",
    ],
)
def test_a_line_in_bold_for_the_reader_above_the_box_of_the_text_is_none(line):
    text = f"{paragraphs(TEXT[:1])}<p><b>{line}</b></p><div><div>{paragraphs(TEXT[1:])}</div></div>"
    record = read_page(f"<div class='detail'>{HEAD}<div class='c'>{text}</div></div>")
    lines = [record.summary, *lines_of(record)] if record.summary else lines_of(record)
    assert lines == list(TEXT)
