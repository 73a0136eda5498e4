"""Bylines with what newsrooms add to a name: employers, contacts, photographers, labels of other languages."""

import pytest

from dvcrawler.items import Author
from dvcrawler.normalize.bylines import is_byline, read_byline


def read(text: str) -> tuple[tuple[str, ...], str | None]:
    byline = read_byline(text)
    return (tuple(author.name for author in byline.authors), byline.source) if byline else ((), None)


@pytest.mark.parametrize(
    "text",
    [
        "Hồng Nhung (PV TTXVN tại Paris)",
        "Hồng Nhung - Phóng viên TTXVN",
        "Hồng Nhung, phóng viên thường trú TTXVN tại Hà Nội",
        "Hồng Nhung • TTXVN",
        "Hồng Nhung (phóng viên TTXVN)",
    ],
)
def test_a_reporters_employer_is_the_source(text):
    assert read(text) == (("Hồng Nhung",), "TTXVN")


@pytest.mark.parametrize("text", ["Đức Thiện - HTV", "Đức Thiện/THTV", "Đức Thiện (QTV)"])
def test_an_abbreviation_of_a_broadcaster_is_not_a_person(text):
    byline = read_byline(text)
    assert [author.name for author in byline.authors] == ["Đức Thiện"]
    assert byline.source is not None


@pytest.mark.parametrize("text", ["CTV Hồng Nhung", "BTV Hồng Nhung"])
def test_the_abbreviations_of_staff_are_not_a_broadcasters(text):
    assert read(text) == (("Hồng Nhung",), None)


@pytest.mark.parametrize(
    "text",
    [
        "Hồng Nhung - 0912 345 678",
        "Tác giả: Hồng Nhung | Lượt xem: 1.234",
        "Người viết: Hồng Nhung - Đơn vị: Công an xã",
        "Tác giả: Hồng Nhung; địa chỉ: thôn 3, xã Hải Minh",
        "Hồng Nhung (ĐT: 0912.345.678)",
        "Hồng Nhung, SĐT 0912345678",
        "Hồng Nhung\nEmail: nhung@vidu.vn",
        "Hồng Nhung, e-mail: nhung@vidu.vn",
        "Phóng viên thường trú Hồng Nhung",
        "Hồng Nhung (Phóng viên thường trú tại Nam Định)",
        "[Hồng Nhung]",
        "./. Hồng Nhung",
        "Hồng Nhung - Quang Dũng (ảnh)",
        "Hồng Nhung, Quang Dũng (Ảnh)",
        "Reporter: Hồng Nhung",
        "Text: Hồng Nhung; Photos: Quang Dũng",
        "Story: Hồng Nhung - Photo: Quang Dũng",
        "Text and photos: Hồng Nhung",
        "Translated by Hồng Nhung",
        "Dịch giả: Hồng Nhung",
        "Chuyển ngữ: Hồng Nhung",
        "Đưa tin: Hồng Nhung",
        "Lời bình: Hồng Nhung",
        "Nội dung và hình ảnh: Hồng Nhung",
        "Nội dung, ảnh: Hồng Nhung",
        "Ghi nhanh của Hồng Nhung",
        "Bai, anh: Hồng Nhung",
        "Người chia sẻ: Hồng Nhung",
    ],
)
def test_what_is_printed_beside_a_name_is_not_part_of_it(text):
    assert read(text) == (("Hồng Nhung",), None)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nguồn đăng: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Trích từ: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Trích Báo Nhân Dân", "Báo Nhân Dân"),
        ("VNA", "VNA"),
    ],
)
def test_the_outlet_that_an_excerpt_is_taken_from(text, source):
    assert read(text) == ((), source)


@pytest.mark.parametrize(
    "text",
    [
        "Tác giả: N/A",
        "Photos by Quang Dũng",
        "Quang Dũng (ảnh)",
        "Photo courtesy of Quang Dũng",
        "Trích đoạn: Sông Đáy",
        "Sự kiện tin: lời",
    ],
)
def test_placeholders_and_photographers_are_not_authors(text):
    assert read(text)[0] == ()


def test_the_unnamed_staff_of_an_outlet_stay_its_staff():
    assert read("Nhóm PV TTXVN") == (("Nhóm PV",), "TTXVN")


@pytest.mark.parametrize(
    "name",
    [
        "Công Tằng Tôn Nữ Thị Minh Anh",
        "Tôn Nữ Thị Ninh Hương",
        "Tôn Thất Minh Khôi",
        "Nguyễn Phúc Vĩnh Bảo Long Hải Quân",
        "R'Ô Hok",
    ],
)
def test_a_long_or_foreign_name_behind_a_label_is_one_person(name):
    assert read_byline(f"Tác giả: {name}").authors == (Author(name),)


@pytest.mark.parametrize("text", ["Nguyễn Văn Bình Trần Thu Hà", "Hồng Nhung Quang Dũng Mai Chi"])
def test_two_names_without_a_mark_between_them_are_not_one(text):
    assert read(f"Tác giả: {text}")[0] == ()


@pytest.mark.parametrize("text", ["[Trực Ninh]", "Sự kiện. Ảnh: Quang Dũng", "VP UBND tỉnh"])
def test_places_events_and_offices_are_not_bylines(text):
    byline = read_byline(text)
    assert not is_byline(text) or not byline.authors


def test_the_role_may_stand_before_the_outlet():
    byline = read_byline("Hồng Nhung tổng hợp theo Báo Nhân Dân")
    assert (byline.authors, byline.source) == ((Author("Hồng Nhung", "compiled"),), "Báo Nhân Dân")


@pytest.mark.parametrize("text", ["Thành Nguyễn", "Thành Công Minh"])
def test_a_name_that_begins_with_thanh_is_not_a_body(text):
    assert read(f"Tác giả: {text}")[1] is None


@pytest.mark.parametrize("text", ["Thành ủy Nam Định", "Thành đoàn Hà Nội", "Thành phố Nam Định"])
def test_offices_of_a_town_are_bodies(text):
    assert read(f"Tin, ảnh: {text}") == ((), text)


@pytest.mark.parametrize(
    "text",
    ["Hồng Nhung & CTV", "Hồng Nhung và nhóm PV", "Hồng Nhung, PV", "Hồng Nhung & CTV\nNguồn: Báo Nam Định"],
)
def test_staff_without_a_name_is_no_author_beside_one_with_a_name(text):
    assert read(text)[0] == ("Hồng Nhung",)


@pytest.mark.parametrize("office", ["xã Giao Thủy", "Xóm 5, xã Hải Minh", "giáo viên Trường THCS Hải Minh"])
def test_an_address_or_an_occupation_in_brackets_is_the_office(office):
    byline = read_byline(f"CTV Hồng Nhung ({office})")
    assert byline.authors == (Author("Hồng Nhung", None, office),)
    assert is_byline(f"CTV Hồng Nhung ({office})")


@pytest.mark.parametrize("text", ["Theo Hồng Nhung/VOV| Thị trường", "Theo TTXVN) Zalo", "VOV | Kinh tế"])
def test_what_is_printed_behind_the_outlet_is_not_its_name(text):
    assert read(text)[1] in (None, "VOV")


@pytest.mark.parametrize(
    "text",
    ["Anh Toàn - 0912 345 678", "Chị Lan: ĐT: 0912345678", "Hồng Nhung (45’)", "Hồng Nhung (9), Đức (78)"],
)
def test_whom_to_call_and_who_scored_are_not_authors(text):
    assert not is_byline(text)


def test_a_number_behind_one_name_counts_articles():
    assert read("Hồng Nhung (37)") == (("Hồng Nhung",), None)


@pytest.mark.parametrize(
    ("text", "names", "source"),
    [
        ("Vũ Hồng Nhung, Hải Hậu", ("Vũ Hồng Nhung",), None),
        ("Vũ Hồng Nhung - Nam Định", ("Vũ Hồng Nhung",), None),
        ("Vũ Hồng Nhung - Khánh Hoà", ("Vũ Hồng Nhung",), None),
        ("Vũ Hồng Nhung, lớp 12A1, Trường THPT Hải Minh", ("Vũ Hồng Nhung",), None),
        ("Vũ Hồng Nhung, cựu chiến binh xã Hải Minh", ("Vũ Hồng Nhung",), None),
        ("BÀI ẢNH: HỒNG NHUNG", ("Hồng Nhung",), None),
        ("✍ Hồng Nhung", ("Hồng Nhung",), None),
        ("Tổng hợp từ Báo Nhân Dân", (), "Báo Nhân Dân"),
        ("(Tổng hợp theo TTXVN)", (), "TTXVN"),
    ],
)
def test_where_authors_live_what_they_do_and_what_is_compiled(text, names, source):
    assert is_byline(text)
    assert read(text) == (names, source)


@pytest.mark.parametrize(
    "text", ["Thanh Xuân - Hà Nội", "Long Xuyên, An Giang", "Tổng hợp từ nhiều nguồn khác nhau"]
)
def test_a_district_with_its_province_is_no_author(text):
    assert not is_byline(text)


def roles(text):
    byline = read_byline(text)
    return [(author.name, author.role) for author in byline.authors] if byline else []


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Thomas Hugh (Anh) - Lan Anh (dịch)", "Thomas Hugh"),
        ("John Smith - Lan Anh dịch", "John Smith"),
        ("Haruki Murakami – Lan Anh (lược dịch)", "Haruki Murakami"),
        ("Jean-Pierre Dupont, Lan Anh (chuyển ngữ)", "Jean-Pierre Dupont"),
        ("O. Henry - Lan Anh (biên dịch)", "O. Henry"),
        ("John Smith & Lan Anh (tổng hợp)", "John Smith"),
        ("Tác giả: John Smith; Người dịch: Lan Anh", "John Smith"),
    ],
)
def test_only_the_translator_of_a_foreign_author_has_the_role(text, foreign):
    assert roles(text) == [(foreign, None), ("Lan Anh", "compiled")]


@pytest.mark.parametrize("first", ["Mai Anh", "H'Hen Niê", "Y Ban", "M.A", "Nguyễn Thuỵ Kha"])
def test_two_vietnamese_names_share_the_role(first):
    assert roles(f"{first} - Lan Anh (dịch)") == [(first, "compiled"), ("Lan Anh", "compiled")]


def test_a_foreign_name_alone_has_the_role_printed_behind_it():
    assert roles("John Smith (tổng hợp)") == [("John Smith", "compiled")]


@pytest.mark.parametrize(
    "text",
    [
        "Theo lời kể của cụ Trần Văn Hải - Lê Hiền (ghi)",
        "Theo lời kể của ông Nam, Lê Hiền ghi",
        "(Theo lời kể của cựu chiến binh Vũ Văn Nam) Lê Hiền (ghi)",
        "Ghi theo lời kể của bà Mơ - Lê Hiền (ghi lại)",
        "Theo lời ông Nguyễn Văn Bình – Lê Hiền lược ghi",
        "Theo câu chuyện kể của chị Hoa; Lê Hiền (ghi chép)",
        "Lê Hiền (ghi)",
        "Lê Hiền ghi lại",
    ],
)
def test_who_wrote_down_what_another_told_is_the_author(text):
    assert roles(text) == [("Lê Hiền", "compiled")]
    assert is_byline(text)
