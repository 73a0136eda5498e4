"""Bylines: names, roles, offices and outlets."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import ROLES, Author
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.text import clean_text

PAGES = Path(__file__).parents[2] / "../shared/corpus/pages.jsonl"
SCRAPS = st.lists(
    st.sampled_from(
        [
            "Tin, ảnh:",
            "Bài:",
            "Ảnh:",
            "Nguồn:",
            "Theo",
            "T/h:",
            "Lan Anh",
            "VĂN BÌNH",
            "M.A",
            "PV",
            "Báo Nam Định",
            "TTXVN",
            "Bí thư Đảng ủy",
            "Đại tá",
            "(",
            ")",
            "thực hiện",
            "tổng hợp",
            "-",
            ",",
            ";",
            "/",
            "và",
            "./.",
            "\n",
            "14:27, 20/02/2024",
            "Nam Định",
            "phát biểu",
            ".",
            ":",
            "x",
        ]
    ),
    max_size=9,
).map(" ".join)


def people(*names, role=None):
    return tuple(Author(name, role) for name in names)


def read(text):
    byline = read_byline(text)
    assert byline is not None
    return byline


TEN = [
    "Lan Anh",
    "Văn Bình",
    "Thu Hà",
    "Minh Đức",
    "Mai Hương",
    "Đức Thắng",
    "Bá Kiên",
    "Văn An",
    "Quang Vinh",
]
TEN.append("Hồng Nhung")


@pytest.mark.parametrize(
    ("text", "names", "role"),
    [
        ("Tin, ảnh: Lan Anh", ["Lan Anh"], "text+photo"),
        ("Tin và ảnh: Lan Anh", ["Lan Anh"], "text+photo"),
        ("Bài và ảnh: Lan Anh", ["Lan Anh"], "text+photo"),
        ("Bài và ảnh Lan Anh", ["Lan Anh"], "text+photo"),
        ("Bài, ảnh: Lan Anh, Văn Bình", ["Lan Anh", "Văn Bình"], "text+photo"),
        ("Bài - ảnh: Lan", ["Lan"], "text+photo"),
        ("Tin, ảnh, clip: Lan Anh", ["Lan Anh"], "text+photo"),
        ("TIN, ẢNH:MQ", ["MQ"], "text+photo"),
        ("Tin, video: Lan Anh", ["Lan Anh"], "performed"),
        ("Bài và clip: Lan Anh", ["Lan Anh"], "performed"),
        ("Tin: Lan Anh và Văn Bình", ["Lan Anh", "Văn Bình"], "text"),
        ("Bài viết: LAN ANH", ["Lan Anh"], "text"),
        ("Reported by P.V", ["P.V"], "text"),
        ("By John Smith", ["John Smith"], "text"),
        ("Thực hiện: Lan Anh - Văn Bình", ["Lan Anh", "Văn Bình"], "performed"),
        ("LAN ANH- VĂN BÌNH- THU HÀ (thực hiện)", ["Lan Anh", "Văn Bình", "Thu Hà"], "performed"),
        ("T/h: Lan Anh", ["Lan Anh"], "performed"),
        ("Lan Anh (T/h)", ["Lan Anh"], "compiled"),
        ("Lan Anh (tổng hợp)", ["Lan Anh"], "compiled"),
        ("Lan Anh tổng hợp", ["Lan Anh"], "compiled"),
        ("Sưu tầm: Lan Anh", ["Lan Anh"], "compiled"),
        ("Biên soạn: Lan Anh", ["Lan Anh"], "compiled"),
        ("Tác giả: Lan Anh", ["Lan Anh"], None),
        ("Lan Anh", ["Lan Anh"], None),
        ("THU HÀ", ["Thu Hà"], None),
        ("Lan Anh - Văn Bình", ["Lan Anh", "Văn Bình"], None),
        ("Lan Anh-Văn Bình", ["Lan Anh", "Văn Bình"], None),
        ("LAN ANH; VĂN BÌNH / THU HÀ & M.A", ["Lan Anh", "Văn Bình", "Thu Hà", "M.A"], None),
        ("M.A", ["M.A"], None),
        ("PV và CTV", ["PV", "CTV"], None),
        ("PV Lan Anh", ["Lan Anh"], None),
        ("BS TRẦN VĂN AN", ["BS Trần Văn An"], None),
        ("* Lan Anh ./.", ["Lan Anh"], None),
        ("Lan Anh/.", ["Lan Anh"], None),
        ("Lan Anh - CTV", ["Lan Anh"], None),
        ("Lan Anh, cộng tác viên", ["Lan Anh"], None),
        ("CTV: Lan Anh", ["Lan Anh"], None),
        ("Lan Anh (lananh@vidu.vn)", ["Lan Anh"], None),
        ("Lan Anh lan.anh@mail.vidu.vn", ["Lan Anh"], None),
        ("LAN ANH&VĂN BÌNH", ["Lan Anh", "Văn Bình"], None),
        ("Lan Anh&Văn Bình", ["Lan Anh", "Văn Bình"], None),
        ("Phóng sự ảnh của Lan Anh", ["Lan Anh"], "photo"),
        (f"Bài, ảnh: {', '.join(TEN)}", TEN, "text+photo"),
        (f"Tác giả: {', '.join(TEN)}", TEN, None),
    ],
)
def test_names_and_role_are_read(text, names, role):
    byline = read(text)
    assert byline.authors == people(*names, role=role)
    assert byline.source is None
    assert is_byline(text)


@pytest.mark.parametrize(
    ("text", "names", "source"),
    [
        ("Lan Anh (Nguồn: Báo Nam Định)", ["Lan Anh"], "Báo Nam Định"),
        ("Lan Anh (Theo TTXVN)", ["Lan Anh"], "TTXVN"),
        ("Lan Anh - Theo TTXVN", ["Lan Anh"], "TTXVN"),
        ("Lan Anh (Báo Nhân Dân)", ["Lan Anh"], "Báo Nhân Dân"),
        ("Lan Anh/Báo Tin tức", ["Lan Anh"], "Báo Tin tức"),
        ("Lan Anh/vov.vn", ["Lan Anh"], "vov.vn"),
        ("Lan Anh\nBáo Nam Định", ["Lan Anh"], "Báo Nam Định"),
        ("Theo Lan Anh/VOV", ["Lan Anh"], "VOV"),
        ("PV TTXVN", ["PV"], "TTXVN"),
        ("Theo TTXVN", [], "TTXVN"),
        ("(Theo Báo Công an Nhân dân)", [], "Báo Công an Nhân dân"),
        ("Nguồn: BĐN", [], "BĐN"),
        ("Nguồn: Cổng TTĐT tỉnh", [], "Cổng TTĐT tỉnh"),
        ("Nguồn: https://bao.vn/tin-1", [], "https://bao.vn/tin-1"),
        ("Báo Nam Định", [], "Báo Nam Định"),
    ],
)
def test_the_outlet_is_the_source_and_no_author(text, names, source):
    byline = read(text)
    assert byline.authors == people(*names)
    assert byline.source == source


@pytest.mark.parametrize("above", ["(Theo VOV)", "(Đài TT-TH Giao Thủy)", "Văn An (TTXVN)"])
def test_a_labelled_source_comes_before_an_outlet_in_brackets(above):
    assert read_byline(f"{above}\nNguồn: Báo Nam Định").source == "Báo Nam Định"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Lan Anh (TTXVN), Văn Bình - Báo Nhân Dân", "TTXVN, Báo Nhân Dân"),
        ("Lan Anh (TTXVN) - VOV", "TTXVN, VOV"),
        ("Theo Báo Nhân Dân (nhandan.vn)", "Báo Nhân Dân"),
        ("Lan Anh - Báo Nhân Dân (https://nhandan.vn)", "Báo Nhân Dân"),
        ("Lan Anh (nhandan.vn)", "nhandan.vn"),
    ],
)
def test_outlets_in_and_before_brackets_are_all_named_and_an_address_is_none(line, source):
    assert read(line).source == source


def test_role_and_source_are_together():
    byline = read("Tin, ảnh: Văn Huỳnh (Nguồn: Báo Nam Định)")
    assert byline.authors == people("Văn Huỳnh", role="text+photo")
    assert byline.source == "Báo Nam Định"
    compiled = read("Lan Anh (tổng hợp từ Internet)")
    assert (compiled.authors, compiled.source) == (people("Lan Anh", role="compiled"), "Internet")


@pytest.mark.parametrize("line", ["Lan Anh dịch từ The Guardian", "Lan Anh tổng hợp từ The Guardian"])
def test_what_a_text_was_compiled_from_needs_no_brackets(line):
    (author,) = read(line).authors
    assert (author.name, author.role, read(line).source) == ("Lan Anh", "compiled", "The Guardian")


@pytest.mark.parametrize(
    "text",
    [
        "Bài: Lan Anh - Ảnh: Văn Bình",
        "Bài: Lan Anh, ảnh: Văn Bình",
        "Ảnh: Văn Bình; Bài: Lan Anh",
        "Bài: Lan Anh (Ảnh: Văn Bình)",
        "Bài:\nLan Anh\nẢnh:\nVăn Bình",
        "Bài: Lan Anh. Ảnh - Văn Bình",
        "Bài - Lan Anh, Ảnh - Văn Bình",
        "Tin Lan Anh - Ảnh Văn Bình",
    ],
)
def test_the_photographer_beside_the_writer_is_not_an_author(text):
    assert read(text).authors == people("Lan Anh", role="text")


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Trần Văn Bình,\nBí thư Đảng ủy xã Yên Thọ", "Trần Văn Bình", "Bí thư Đảng ủy xã Yên Thọ"),
        (
            "Trần Văn Bình\nTỉnh uỷ viên\nGiám đốc Sở Y tế",
            "Trần Văn Bình",
            "Tỉnh uỷ viên, Giám đốc Sở Y tế",
        ),
        (
            "Trần Văn Bình Tỉnh ủy viên, Phó Chủ tịch HĐND huyện",
            "Trần Văn Bình",
            "Tỉnh ủy viên, Phó Chủ tịch HĐND huyện",
        ),
        (
            "Đại tá Trần Văn Bình, Chính ủy Bộ CHQS tỉnh",
            "Trần Văn Bình",
            "Đại tá, Chính ủy Bộ CHQS tỉnh",
        ),
        ("Thượng tá Trần Văn Bình", "Trần Văn Bình", "Thượng tá"),
        ("Trần Văn Bình – CCVH xã Hải Châu", "Trần Văn Bình", "CCVH xã Hải Châu"),
        ("Trần Văn Bình (CBVH-XH xã Hải Châu)", "Trần Văn Bình", "CBVH-XH xã Hải Châu"),
        ("TRẦN VĂN BÌNH (Hội Nông dân tỉnh)", "Trần Văn Bình", "Hội Nông dân tỉnh"),
    ],
)
def test_the_office_is_parted_from_the_name(text, name, office):
    assert read(text).authors == (Author(name, None, office),)
    assert is_byline(text)


def test_two_persons_each_keep_their_office():
    byline = read("Lê Văn An, Giám đốc Sở Y tế; Trần Thị Hà, Chủ tịch Hội Nông dân tỉnh")
    assert [author.office for author in byline.authors] == [
        "Giám đốc Sở Y tế",
        "Chủ tịch Hội Nông dân tỉnh",
    ]


def test_the_time_glued_to_the_name_is_not_part_of_it():
    assert read("Lan Anh 14:27, 20/02/2024").authors == people("Lan Anh")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "./.",
        "|",
        ",",
        "Ảnh: Lan Anh",
        "(Ảnh: TTXVN)",
        "Ảnh minh họa: Internet",
        "Đã ký",
        "Đã ký / Trần Văn Bình",
        "TM. BAN THƯỜNG VỤ",
        "KT. CHỦ TỊCH",
        "Nơi nhận:",
        "Tổng biên tập: Trần Văn Bình",
        "Điện thoại: 0228.123456",
        "BÁO NAM ĐỊNH ĐIỆN TỬ",
        "Thứ Tư, 11/03/2015, 05:49 (GMT+7)",
        "08:11, 14/11/2016",
        "Chủ nhật, 01/01/2023",
        "Ngày 8-10-2012, Hội Nông dân (HND) tỉnh họp mặt (14-10-1930 - 14-10-2012).",
        "Nhà thờ đá lớn nhất vùng",
        "KẾT LUẬN",
        "QUYẾT NGHỊ:",
        "Tin Liên Quan",
        "THỊ TRƯỜNG",
        "Nam Định",
        "HẢI HẬU",
        "Hà Nội",
        "(Trực Ninh)",
        "Bác Hồ",
        "Bút danh",
        "Tác giả",
        "Ban biên tập",
        "Bí thư Thị ủy, Chủ tịch UBND thị xã TRẦN VĂN BÌNH",
        "Trần Văn Bình, Chủ tịch UBND tỉnh phát biểu tại buổi lễ.",
        "Theo hồ sơ di tích, chùa được dựng từ thời Lý",
        "Theo Nghị quyết số 128",
        "Theo Bộ Y tế cho biết",
        "Bài: Phát triển kinh tế hộ",
        "Tin và ảnh hưởng của nó",
        "Trong xã có ba làng nghề.",
        "T/h: Lan Anh Ý KIẾN BẠN ĐỌC",
        "UBND",
        "NTM",
        "Ảnh Internet",
        "Hình Internet",
        "Photo Internet",
        "Ảnh Getty Images",
        "Ảnh Pexels",
        "Ảnh CTV",
        "Ảnh trong bài: Lan Anh",
        "Hình ảnh: Lan Anh",
        "Ảnh cắt từ clip: Lan Anh",
        "Ảnh chụp bởi Lan Anh",
        "Photo courtesy of Lan Anh",
        "Ảnh do nhân vật cung cấp",
        "Ảnh tư liệu",
        "Nguồn ảnh: Lan Anh",
    ],
)
def test_other_lines_are_not_bylines_and_name_nobody(text):
    assert not is_byline(text)
    assert read_byline(text) is None


@pytest.mark.parametrize("text", ["Lan", "John Smith", "FTSE", "Báo Nam Định", "(Lan Anh)", ", ".join(TEN)])
def test_uncertain_names_are_bylines_only_where_one_is_expected(text):
    assert not is_byline(text)
    assert is_byline(text, strict=False)


@given(st.text() | SCRAPS)
def test_no_text_makes_reading_raise_and_every_name_is_clean(text):
    byline = read_byline(text)
    strict, loose = is_byline(text), is_byline(text, strict=False)
    assert not strict or loose
    assert not loose or byline is not None
    if byline is None:
        return
    assert byline.raw == clean_text(text)
    assert byline.authors or byline.source
    for author in byline.authors:
        assert author.name and author.name == clean_text(author.name) and len(author.name) < 80
        assert author.role is None or author.role in ROLES
        assert author.office is None or author.office.strip(" ,")
    assert byline.source is None or byline.source == byline.source.strip()


def test_real_bylines_are_read_and_real_text_is_not_taken_for_one():
    if not PAGES.exists():
        pytest.skip("shared corpus pages.jsonl is absent")
    for page in map(json.loads, PAGES.read_text(encoding="utf-8").splitlines()):
        printed = page["byline_text"]
        if printed:
            assert read_byline(printed) and is_byline(printed), printed
        for line in page["text"].splitlines():
            taken = len(line) > 90 and is_byline(line)
            assert not taken, line


@pytest.mark.parametrize(
    ("text", "source"),
    [("Lan Anh - Trung tâm VH-TT&TT", "Trung tâm VH-TT&TT"), ("Lan Anh/Đài PT&TH tỉnh", "Đài PT&TH tỉnh")],
)
def test_a_sign_within_an_abbreviation_does_not_make_an_author_of_its_end(text, source):
    byline = read(text)
    assert (byline.authors, byline.source) == (people("Lan Anh", role=None), source)


@pytest.mark.parametrize("text", ["Ông Trần Văn Hải", "ÔNG LÊ HÀ", "lananh@vidu.vn"])
def test_a_person_spoken_of_or_an_address_is_not_a_byline(text):
    assert not is_byline(text)


@pytest.mark.parametrize("office", ["Đài truyền thanh xã", "Đài Truyền thanh xã", "Đài phát thanh phường"])
def test_the_loudspeakers_of_a_commune_are_an_outlet(office):
    byline = read_byline(f"Thu Hà - {office}")
    assert ([author.name for author in byline.authors], byline.source) == (["Thu Hà"], office)


@pytest.mark.parametrize(
    "text", ["Sáng 12/3/2019", "Ngày 12/3/2019", "Bản tin | 12/3/2019", "Lần 2", "Số 12"]
)
def test_a_word_of_time_and_a_number_are_no_byline(text):
    assert not is_byline(text, strict=False)
