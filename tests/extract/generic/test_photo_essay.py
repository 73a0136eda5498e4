"""A page of pictures with captions and no text is a photo essay, whose byline is found."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.notice_pages import make_page, read

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
