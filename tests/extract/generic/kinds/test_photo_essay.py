"""A page of pictures with captions and no text is a photo essay, whose byline is found."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.article_pages import HEAD, read_page
from tests.extract.notice_pages import DATE, TITLE, make_page, read

CAPTIONS = (
    "Người dân xã Thanh Lợi nạo vét kênh cấp ba sáng chủ nhật.",
    "Các cụ cao tuổi mang nước chè ra tận bờ ruộng cho đội nạo vét.",
    "Trạm bơm đầu làng chạy thử trước ngày vào vụ.",
    "Lũ trẻ theo bố mẹ ra đồng, bắt cua dưới mương cạn.",
)
BYLINE = "<p style='text-align:right'><strong>Vũ Minh Hà</strong></p>"
FORMS = {
    "figures": "<figure><img src='/anh/{n}.jpg'><figcaption>{text}</figcaption></figure>",
    "figures with credits": "<figure><img src='/anh/{n}.jpg'><figcaption>{text} Ảnh: Lê Thu</figcaption></figure>",
    "slides": "<div class='slide'><img data-src='/anh/{n}.jpg' src='/cho.gif'><div class='caption'>{text}</div></div>",
}


def pictures(form, captions=CAPTIONS):
    return "".join(form.format(n=n, text=text) for n, text in enumerate(captions))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_pictures_with_captions_are_an_article(form):
    record = read(make_page(pictures(form) + BYLINE))
    assert (record["kind"], record["layout"], record["body"]) == ("photo", "generic", "")
    assert [image["caption"] for image in record["images"]] == list(CAPTIONS)
    assert record["author"] == "Vũ Minh Hà"


def test_a_short_lead_above_the_pictures_is_kept():
    record = read(
        make_page(f"<p>Sáng 12-6, xã Thanh Lợi ra quân làm thủy lợi.</p>{pictures(FORMS['figures'])}")
    )
    assert (record["kind"], record["body"]) == ("photo", "Sáng 12-6, xã Thanh Lợi ra quân làm thủy lợi.")


def test_two_pictures_are_not_enough():
    found = read(make_page(pictures(FORMS["figures"], CAPTIONS[:2])))
    assert isinstance(found, RecordRefused) or found["kind"] != "photo"


@pytest.mark.parametrize(
    "form",
    [
        "<a href='/bai-{n}.html'><img src='/anh/{n}.jpg' alt='{text}'></a>",
        "<p><a href='https://khac.example.vn/{n}'><img src='/anh/{n}.jpg' alt='{text}'></a></p>",
        "<div><img src='/anh/{n}.jpg'><a href='/xem?id={n}'>{text}</a></div>",
    ],
)
def test_pictures_that_lead_to_other_pages_are_not_one(form):
    assert isinstance(read(make_page(pictures(form))), RecordRefused)


PLAIN = {
    "boxes side by side": "<div><img src='/anh/{n}.jpg'></div><div>{text}</div>",
    "paragraphs": "<p><img src='/anh/{n}.jpg'></p><p>{text}</p>",
    "lines": "<p><img src='/anh/{n}.jpg'><br>{text}</p>",
    "items": "<div class='item'><img src='/anh/{n}.jpg'><div>{text}</div></div>",
    "nested": "<div class='item'><div class='a'><img src='/anh/{n}.jpg'></div><div class='b'><p>{text}</p></div></div>",
    "list": "<ul><li><img src='/anh/{n}.jpg'><p>{text}</p></li></ul>",
}
LEAD = "Sáng 12-6, xã Thanh Lợi ra quân làm thủy lợi, có sự tham gia của người dân cả ba thôn ven đê."


@pytest.mark.parametrize("lead", ["", LEAD])
@pytest.mark.parametrize("form", PLAIN.values(), ids=PLAIN)
def test_one_plain_line_below_each_picture_is_its_caption(form, lead):
    record = read(make_page(f"<p>{lead}</p>{pictures(form)}{BYLINE}"))
    assert [image["caption"] for image in record["images"]] == list(CAPTIONS)
    assert (record["kind"], record["author"]) == ("photo", "Vũ Minh Hà")
    assert " ".join(filter(None, (record["summary"], record["body"]))) == lead


LONG = tuple(f"{text} Việc làm trong ba ngày, có hơn hai trăm người." for text in CAPTIONS)


@pytest.mark.parametrize("form", [PLAIN["items"], PLAIN["nested"]])
def test_captions_of_two_sentences_are_told_by_their_boxes(form):
    record = read(make_page(pictures(form, LONG) + BYLINE))
    assert [image["caption"] for image in record["images"]] == list(LONG)


@pytest.mark.parametrize(
    "content",
    [
        pictures(PLAIN["paragraphs"], LONG),
        pictures(PLAIN["paragraphs"], CAPTIONS) + f"<p>{LEAD}</p><p>{LEAD} {LEAD}</p>" * 3,
        pictures(PLAIN["paragraphs"] + f"<p>{LEAD}</p>", CAPTIONS),
    ],
    ids=["sentences", "text below", "text between"],
)
def test_paragraphs_between_pictures_stay_text(content):
    record = read(make_page(content))
    assert CAPTIONS[1] in record["body"]


def test_a_sentence_above_the_box_of_the_pictures_is_kept():
    lead = "Sáng chủ nhật, xã Thanh Lợi ra quân nạo vét kênh."
    head = f"<h1>{TITLE}</h1><p>{DATE}</p><p>{lead}</p>"
    box = f"<div class='c'>{pictures(FORMS['figures'])}</div>"
    page = f"<html><head><title>{TITLE}</title></head><body><div class='d'>{head}{box}</div></body></html>"
    assert read(page.encode())["body"] == lead


@pytest.mark.parametrize(
    "below",
    [
        "<p>Ảnh: Việt Thắng</p>",
        "<p class='author'>Ảnh: Việt Thắng</p>",
        "<p><i>Ảnh: Việt Thắng - Lê Thu</i></p>",
    ],
)
def test_who_took_the_pictures_of_an_unsigned_essay_is_a_doubt_about_its_author(below):
    record = read(make_page(pictures(FORMS["figures"]) + below))
    problems = [(each["field"], each["code"]) for each in record["problems"]]
    assert (record["author"], problems) == (None, [("author", "name_below_text")])


def test_a_short_sentence_above_the_pictures_is_the_text_of_an_essay():
    lead = "Cả xã ra đồng sáng nay."
    record = read_page(f"<div>{HEAD}<p>{lead}</p><div>{pictures(FORMS['figures'])}</div></div>")
    assert (record.body, record.kind, len(record.images)) == (lead, "photo", len(CAPTIONS))
