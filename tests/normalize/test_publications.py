"""Which records with ids of their own are one article."""

import pytest

from dvcrawler.normalize.publications import find_last_number, is_retitled, may_be_retitled, publication_of

BODY = (
    "Sáng nay, hơn hai trăm hộ dân của xã đã tham gia đóng góp ngày công để hoàn thành tuyến đường mới." * 2
)
RECORD = {
    "layout": "generic",
    "content_hash": "a1",
    "body": BODY,
    "date": "2024-03-15",
    "published_at": "2024-03-15T08:05:00+07:00",
    "documents": [],
    "images": [{"url": "https://vidu.vn/anh/1.jpg"}],
}
MIDNIGHT, UNTIMED = {"published_at": "2024-03-15T00:00:00+07:00"}, {"published_at": None}
ONE, TWO = ([{"url": f"https://vidu.vn/tep/{name}.pdf"}] for name in ("ke-hoach", "phu-luc"))


def is_one(first, second):
    keys = publication_of(RECORD | first), publication_of(RECORD | second)
    return keys[0] is not None and keys[0] == keys[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"url": "https://vidu.vn/tin.aspx?id=7&lang=vi"}),
        ({}, {"images": []}),
        ({}, {"summary": "x"}),
        ({}, {"images": [{"url": "https://m.vidu.vn/nho/1.jpg"}]}),
        (UNTIMED, UNTIMED),
        (MIDNIGHT, MIDNIGHT),
        (UNTIMED, UNTIMED | {"images": [{"url": "https://m.vidu.vn/nho/1.jpg"}]}),
        ({"documents": ONE}, {"documents": [{"url": "https://m.vidu.vn/f/ke-hoach.pdf"}]}),
        ({}, {"section": "Tin"}),
        ({"layout": "generic-notice"}, {"layout": "generic-notice"}),
    ],
)
def test_a_headline_a_text_and_a_minute_are_one_article(first, second):
    assert is_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"content_hash": "b2"}),
        ({}, {"published_at": "2024-03-15T08:06:00+07:00"}),
        ({}, UNTIMED),
        ({"documents": ONE}, {"documents": TWO}),
        ({"documents": ONE}, {}),
        (UNTIMED, UNTIMED | {"images": []}),
        (MIDNIGHT, MIDNIGHT | {"images": [{"url": "https://vidu.vn/anh/2.jpg"}]}),
        ({}, {"layout": "nukeviet"}),
        ({"layout": "vnpt"}, {"layout": "vnpt"}),
        ({"body": "Xem tệp đính kèm."}, {"body": "Xem tệp đính kèm."}),
        ({"date": None} | UNTIMED, {"date": None} | UNTIMED),
        (UNTIMED | {"documents": ONE}, UNTIMED),
    ],
)
def test_what_differs_in_any_of_them_or_has_none_is_two_articles(first, second):
    assert not is_one(first, second)


OTHER = {"published_at": "2024-03-15T09:00:00+07:00"}
EDITED = {"body": BODY + " Đã sửa.", "title": "Xã Đông khởi công tuyến đường thôn (cập nhật)"}
SENT = {"url": "https://vidu.vn/tin/1048/{}", "title": "Xã Đông khởi công tuyến đường thôn"}


@pytest.mark.parametrize(
    ("path", "changes", "is_one"),
    [
        ("/tin/{}-304.html", OTHER, True),
        ("/tin/{}-p4n208842", UNTIMED, True),
        ("/{}.304.htm", EDITED, True),
        ("/{}_a304.html", {}, True),
        ("/tin/1048/{}", {}, True),
        ("/{}/1048.html", {}, True),
        ("/tin/{}-304.html", EDITED | OTHER, False),
        ("/tin/{}-304.html", {"documents": ONE}, False),
        ("/tin/1048/{}", OTHER, False),
        ("/tin/1048/{}", EDITED, False),
        ("/tin/{}", {}, False),
        ("/2024/03/15/{}/", {}, False),
        ("/20240315/{}.html", {}, False),
        ("/tin/{}-15-03.html", {}, False),
        ("/tin/{}-nam-2024.html", {}, False),
        ("/tin/12/{}", {}, False),
        ("/tin/{}-304.html", {"body": "Ngắn.", **OTHER}, False),
        ("/tin/1048/{}", MIDNIGHT, False),
        ("/tin/{}-54", {}, True),
        ("/tin/{}-p14n41.html", {}, True),
        ("/tin/{}-54", OTHER, False),
        ("/tin/{}-54", EDITED, False),
    ],
)
def test_an_article_keeps_its_number_under_another_title(path, changes, is_one):
    held, shown = (
        SENT | RECORD | {"url": f"https://vidu.vn{path.format(slug)}"} for slug in ("xa-dong", "xa-tay")
    )
    held |= {"published_at": changes["published_at"]} if changes in (MIDNIGHT, UNTIMED) else {}
    assert is_retitled(held, shown | {"title": "Khởi công một tuyến đường"} | changes) == is_one


@pytest.mark.parametrize(
    ("number", "sign"),
    [(279, "quốc lộ 279"), (15032024, "15/03/2024"), (20240315, ""), (150324, ""), (1532024, ""), (1503, "")],
)
def test_the_number_of_a_headline_or_of_the_day_names_no_article(number, sign):
    held, shown = (
        SENT
        | RECORD
        | {"url": f"https://vidu.vn/ban-tin-{hour}-{number}.html", "title": f"Bản tin {hour} {sign}"}
        for hour in ("sang", "toi")
    )
    assert not is_retitled(held, shown)


@pytest.mark.parametrize(
    ("one", "other"),
    [("/a/x-304", "/b/y-304"), ("/x-304", "/y-305"), ("/x-304", "/x-304/in"), ("/x-304", "/x-304")],
)
def test_other_numbers_and_sections_are_those_of_other_articles(one, other):
    assert not may_be_retitled(f"https://vidu.vn{one}", f"https://vidu.vn{other}")


def test_a_page_that_is_fetched_with_a_last_slash_may_be_the_one_without():
    assert may_be_retitled("https://vidu.vn/tin/xa-dong-304/?a=1", "https://vidu.vn/tin/xa-tay-304")


@pytest.mark.parametrize(
    "url", ["https://khac.vn/tin/xa-dong-304.html", "https://vidu.vn/tin/xa-dong-304.html?lang=en"]
)
def test_an_article_of_another_host_or_language_is_another(url):
    held = SENT | RECORD | {"url": url}
    assert not is_retitled(held, held | {"url": "https://vidu.vn/tin/xa-tay-304.html"})


@pytest.mark.parametrize(
    ("path", "number"),
    [("/tin/7/xa-dong-304.html", "304"), ("/tin/1048/xa", "1048"), ("/xa", None), ("/xa?so=4", None)],
)
def test_the_last_number_of_a_path_is_the_one_that_is_kept(path, number):
    assert find_last_number(f"https://vidu.vn{path}") == number
