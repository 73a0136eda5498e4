"""Last lines of communes, unions and schools: a contributor with an office in short, or without a mark before it."""

import pytest

from dvcrawler.normalize.bylines import read_byline
from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

PICTURES = "<p><img src='/anh/1.jpg' width='600' height='400'></p>" * 2


def read_end(*lines):
    return read(paragraphs() + "".join(f"<p>{line}</p>" for line in lines), author="")


@pytest.mark.parametrize(
    ("line", "author", "office"),
    [
        ("Vũ Thị Nga Công chức VHXH xã Giao Hà", "Vũ Thị Nga", "Công chức VHXH xã Giao Hà"),
        ("Vũ Thị Mai Trường THCS Hải Anh", "Vũ Thị Mai", "Trường THCS Hải Anh"),
        ("Vũ Thị Mai GV trường MN Hải Anh", "Vũ Thị Mai", "GV trường MN Hải Anh"),
        ("Vũ Thị Mai - PBT Đoàn xã", "Vũ Thị Mai", "PBT Đoàn xã"),
        ("Người thực hiện: Vũ Mai – HT nhà trường", "Vũ Mai", "HT nhà trường"),
        ("Tin, ảnh: Vũ Mai, PCT UBND xã", "Vũ Mai", "PCT UBND xã"),
        ("Người viết: chị Vũ Thị Mai - Chủ tịch Hội LHPN xã", "Vũ Thị Mai", "Chủ tịch Hội LHPN xã"),
        ("Tác giả bài viết: Cô Vũ Thị Mai", "Vũ Thị Mai", None),
        ("Tác giả: GV Vũ Thị Mai", "Vũ Thị Mai", None),
        (
            "Vũ Thị Kim Tâm – nguyên giáo viên dạy môn Toán",
            "Vũ Thị Kim Tâm",
            "nguyên giáo viên dạy môn Toán",
        ),
        (
            "Thượng tá Lê Ngọc Hà<br>Phó Trưởng Công an huyện",
            "Lê Ngọc Hà",
            "Thượng tá, Phó Trưởng Công an huyện",
        ),
        ("Lê Ngọc Hà<br>Khoa Dược", "Lê Ngọc Hà", "Khoa Dược"),
        ("Sưu tầm: Cô Lê Hà", "Lê Hà", None),
        ("Tác giả: Ông Văn Tùng", "Ông Văn Tùng", None),
        ("Bài viết, hình ảnh: Ngọc Lan", "Ngọc Lan", None),
        ("Tin Quốc Đạt, Ảnh Văn Trọng", "Quốc Đạt", None),
        ("Thơ Lê Vinh", "Lê Vinh", None),
        ("Vũ Thị Mai - BTV Đoàn xã Hải Anh", "Vũ Thị Mai", "BTV Đoàn xã Hải Anh"),
        ("Vũ Thị Mai (TAND huyện Hải Hậu)", "Vũ Thị Mai", "TAND huyện Hải Hậu"),
        ("~ Lê Vinh ~", "Lê Vinh", None),
        ("«Vũ Thị Mai»", "Vũ Thị Mai", None),
    ],
)
def test_a_contributor_is_the_author(line, author, office):
    record = read_end(line)
    assert ([(each.name, each.office) for each in record.authors], record.problems) == (
        [(author, office)],
        (),
    )
    assert lines_of(record) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Vũ Mai VHTT",
        "Vũ Mai Trường THCS Hải Anh",
        "Vũ Mai Đài TT xã",
        "Vũ Mai_VHTT",
        "Vũ Thị Mai: Công chức VHXH",
        "Trần Văn Đoàn Hội Nông dân xã",
        "(Hồng Minh - BTV Hội LHPN tỉnh)",
        "VTM - Hội Nông dân xã",
        "LV - Trường TH Hải Anh",
        "Lan Chi TH",
        "Tin ảnh Vũ Mai",
        "Tin bài: Vũ Mai VHTT xã Hải Anh",
        "Bài viết: Vũ Mai & học sinh lớp 9A",
        "Tuyên giáo Huyện ủy",
        "Truyền thông MN Hải Anh",
    ],
)
def test_one_whose_name_is_not_sure_is_a_doubt(line):
    record = read_end(line)
    assert (record.author, [each.code.value for each in record.problems]) == (None, ["name_below_text"])
    assert lines_of(record)[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Trần Thị Bích Đào (12’), Vũ Quốc Toàn (78’)",
        "Hải Cường, tháng 4/2023 - xã về đích nông thôn mới",
        "Tin từ cơ sở: bể bơi mở cửa",
        "Thực hiện: từ 1/6/2025",
        "Bài: sưu tầm",
        "Sơn La: Khai mạc hội thi",
    ],
)
def test_last_lines_that_name_nobody_give_no_author(line):
    assert (read_end(line).author, read_end(line).problems) == (None, ())


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Tin từ Huyện đoàn Hải Hậu", "Huyện đoàn Hải Hậu"),
        ("Bài, ảnh: Tổ truyền thông xã", "Tổ truyền thông xã"),
    ],
)
def test_a_body_behind_a_label_is_the_source(line, source):
    assert read_end(line).source == source


@pytest.mark.parametrize(
    "heading", ["Một số hình ảnh tại buổi lễ:", "Sau đây là một số hình ảnh của hội thi:"]
)
@pytest.mark.parametrize("byline", ["Ngọc Lan", "Tin, ảnh: Ngọc Lan"])
def test_a_heading_of_pictures_does_not_announce_the_name_below_them(heading, byline):
    record = read(paragraphs() + f"<p>{heading}</p>{PICTURES}<p>{byline}</p>", author="")
    assert (record.author, lines_of(record)) == ("Ngọc Lan", [*TEXT, heading])


@pytest.mark.parametrize("credit", ["Ảnh: Internet", "Nguồn ảnh: Internet", "Ảnh: Quang Minh"])
def test_a_credit_of_pictures_above_the_byline_is_no_text(credit):
    record = read_end(credit, "Hà Linh")
    assert (record.author, lines_of(record)) == ("Hà Linh", list(TEXT))


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["PGS,TS Phạm Quang Vinh", "ThS Lê Thị Hà"], ["PGS.TS Phạm Quang Vinh", "ThS Lê Thị Hà"]),
        (["Vũ Văn Minh", "Lê Thị Hà", "Trần Văn Long"], ["Vũ Văn Minh", "Lê Thị Hà", "Trần Văn Long"]),
        (["Vũ Văn Minh", "UVBTV, Trưởng Ban Tuyên giáo Tỉnh ủy"], ["Vũ Văn Minh"]),
    ],
)
def test_the_lines_of_names_above_the_text_are_its_authors(lines, authors):
    above = "".join(f"<p>{line}</p>" for line in lines)
    record = read(above + paragraphs(), author="")
    assert ([each.name for each in record.authors], lines_of(record)) == (authors, list(TEXT))


def test_the_address_of_the_original_below_its_source_stays_in_the_text():
    record = read_end("Nguồn: Báo Nhân Dân", "Link: https://nhandan.vn/be-boi")
    assert (record.source, lines_of(record)[-1]) == ("Báo Nhân Dân", "Link: https://nhandan.vn/be-boi")


@pytest.mark.parametrize("heading", ["Kỳ 2: Chuyện người giữ bể", "Bài dự thi: Gương sáng thôn Đông"])
def test_the_name_below_a_series_or_a_contest_is_the_author(heading):
    record = read(f"<p>{heading}</p><p><b>Lê Thị Hà</b></p>" + paragraphs(), author="")
    assert (record.author, lines_of(record)) == ("Lê Thị Hà", [heading, *TEXT])


@pytest.mark.parametrize("office", ["Trường Đại học Hải Minh", "Ban Tuyên giáo Tỉnh ủy"])
def test_an_office_below_several_names_is_part_of_the_byline(office):
    byline = f"Trần Văn Hải\nLê Thị Hà\n{office}"
    read_line = read_byline(byline)
    assert read_line is not None
    assert [each.name for each in read_line.authors] == ["Trần Văn Hải", "Lê Thị Hà"]


@pytest.mark.parametrize("line", ["Văn hóa xã Hải Minh", "Tư pháp xã", "Văn hóa - Xã hội xã"])
def test_a_desk_of_a_commune_as_the_last_line_may_be_the_author(line):
    record = read_end(line)
    assert (record.author, [each.field for each in record.problems]) == (None, ["author"])


def test_a_last_line_about_culture_and_society_is_no_desk():
    assert not read_end("Văn hóa xã hội phát triển").problems


@pytest.mark.parametrize(
    "line",
    [
        "Vũ Văn Hải kể - Lê Thị Hà ghi",
        "Vũ Văn Hải kể, Lê Thị Hà ghi lại",
        "Nhạc: Vũ Văn Hải - Lời: Lê Thị Hà",
    ],
)
def test_who_told_a_text_and_who_wrote_it_down_may_be_its_author(line):
    record = read_end(line)
    assert (record.author, [each.field for each in record.problems]) == (None, ["author"])


@pytest.mark.parametrize(
    "line", ["Lê Thị Hà ghi theo lời kể của ông Hải", "Lê Thị Hà (ghi theo lời kể của ông Hải)"]
)
def test_who_wrote_down_what_somebody_told_is_the_author(line):
    assert read_end(line).author == "Lê Thị Hà"


@pytest.mark.parametrize("line", ["Mã an toàn:", "Like và Share", "(Hết)"])
def test_a_line_of_the_page_below_the_name_hides_no_author(line):
    assert read(paragraphs(), f"<p><b>Lê Thị Hà</b></p><p>{line}</p>", author="").author == "Lê Thị Hà"


def test_a_name_behind_a_star_above_the_text_is_the_author():
    record = read(f"<p>* Lê Thị Hà</p>{paragraphs()}", author="")
    assert (record.author, lines_of(record)) == ("Lê Thị Hà", [*TEXT])
