"""What is a person's name, and how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.names import is_possible_name, is_sure_name, tidy_name


@pytest.mark.parametrize(
    "text",
    [
        "Lan Anh",
        "THU HÀ",
        "Trần Văn Bình",
        "Nguyễn Thị Minh Ngọc",
        "Tôn Nữ Thị Ninh",
        "M.A",
        "P.V.",
        "MQ",
        "PV",
        "Nhóm phóng viên",
        "BS TRẦN VĂN AN",
        "PGS.TS Lê Hà",
        "Tiến sĩ Lê Thị Hà",
        "Đỗ Khoong Bình",
    ],
)
def test_names_that_need_no_label(text):
    assert is_sure_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nam Định",
        "HẢI HẬU",
        "Hồ Chí Minh",
        "Việt Nam",
        "Kinh Tế",
        "THỊ TRƯỜNG",
        "Tài Chính Quốc Tế",
        "FTSE",
        "UBND",
        "BS",
        "Di tích",
        "Mùa xuân",
        "Tin Liên Quan",
        "Chủ nhật",
        "Thứ Tư",
        "Khóa XX",
        "Lan",
        "John Smith",
        "lan anh",
        "Lan anh",
        "Lan Anh Bình Minh Sơn Hà",
        "Ban Dân Vận",
        "Lan 12",
        "Văn An Ý KIẾN",
        "",
    ],
)
def test_what_is_not_a_name_without_a_label(text):
    assert not is_sure_name(text)


@pytest.mark.parametrize("text", ["Lan", "John Smith", "H'Hen Niê", "MQ", "FTSE", "CTV"])
def test_behind_a_label_more_is_a_name(text):
    assert is_possible_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nam Định",
        "Bút danh",
        "Tác giả",
        "Ban biên tập",
        "Internet",
        "TTXVN",
        "phong trào",
        "Hội An 2",
        "",
    ],
)
def test_places_placeholders_and_words_are_names_nowhere(text):
    assert not is_possible_name(text)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("PV-CTV", ["PV", "CTV"]),
        ("Tác giả: CTV-PV", ["CTV", "PV"]),
        ("PV-Lan Anh", ["Lan Anh"]),
    ],
)
def test_staff_joined_by_a_hyphen_are_no_foreign_name(byline, names):
    read = read_byline(byline)
    assert read is not None
    assert [author.name for author in read.authors] == names


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("THÚY QUYÊN", "Thúy Quyên"),
        ("BS TRẦN VĂN AN", "BS Trần Văn An"),
        ("PGS.TS LÊ HÀ", "PGS.TS Lê Hà"),
        ("NSƯT Minh Hòa", "NSƯT Minh Hòa"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("ĐỨC ĐẠT", "Đức Đạt"),
        ("M.A", "M.A"),
        ("P.V.", "P.V."),
        ("MQ", "MQ"),
        ("LAN", "Lan"),
        ("PV", "PV"),
        ("Lan Anh.", "Lan Anh"),
    ],
)
def test_capitals_become_title_case_and_titles_and_initials_stay(printed, tidy):
    assert tidy_name(printed) == tidy


@given(st.text(alphabet="abAĐđ .'MQÝ-", max_size=20))
def test_tidying_is_idempotent(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@given(st.text())
def test_a_sure_name_is_also_a_possible_one(text):
    assert is_possible_name(text) or not is_sure_name(text)
