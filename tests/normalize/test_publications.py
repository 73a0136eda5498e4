"""Which records with ids of their own are one article."""

import pytest

from dvcrawler.normalize.publications import publication_of

BODY = (
    "Sáng nay, hơn hai trăm hộ dân của xã đã tham gia đóng góp ngày công để hoàn thành tuyến đường mới." * 2
)
RECORD = {
    "layout": "generic", "content_hash": "a1", "body": BODY, "date": "2024-03-15",
    "published_at": "2024-03-15T08:05:00+07:00", "documents": [], "images": [{"url": "https://vidu.vn/anh/1.jpg"}],
}  # fmt: skip
MIDNIGHT, UNTIMED = {"published_at": "2024-03-15T00:00:00+07:00"}, {"published_at": None}
ONE, TWO = ([{"url": f"https://vidu.vn/tep/{name}.pdf"}] for name in ("ke-hoach", "phu-luc"))


def is_one(first, second):
    keys = publication_of(RECORD | first), publication_of(RECORD | second)
    return keys[0] is not None and keys[0] == keys[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}), ({}, {"url": "https://vidu.vn/tin.aspx?id=7&lang=vi"}), ({}, {"images": []}), ({}, {"summary": "x"}),
        ({}, {"images": [{"url": "https://m.vidu.vn/nho/1.jpg"}]}), (UNTIMED, UNTIMED), (MIDNIGHT, MIDNIGHT),
        (UNTIMED, UNTIMED | {"images": [{"url": "https://m.vidu.vn/nho/1.jpg"}]}),
        ({"documents": ONE}, {"documents": [{"url": "https://m.vidu.vn/f/ke-hoach.pdf"}]}), ({}, {"section": "Tin"}),
        ({"layout": "generic-notice"}, {"layout": "generic-notice"}),
    ],
)  # fmt: skip
def test_a_headline_a_text_and_a_minute_are_one_article(first, second):
    assert is_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"content_hash": "b2"}), ({}, {"published_at": "2024-03-15T08:06:00+07:00"}), ({}, UNTIMED),
        ({"documents": ONE}, {"documents": TWO}), ({"documents": ONE}, {}), (UNTIMED, UNTIMED | {"images": []}),
        (MIDNIGHT, MIDNIGHT | {"images": [{"url": "https://vidu.vn/anh/2.jpg"}]}), ({}, {"layout": "nukeviet"}),
        ({"layout": "vnpt"}, {"layout": "vnpt"}), ({"body": "Xem tệp đính kèm."}, {"body": "Xem tệp đính kèm."}),
        ({"date": None} | UNTIMED, {"date": None} | UNTIMED), (UNTIMED | {"documents": ONE}, UNTIMED),
    ],
)  # fmt: skip
def test_what_differs_in_any_of_them_or_has_none_is_two_articles(first, second):
    assert not is_one(first, second)
