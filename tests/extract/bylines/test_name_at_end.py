"""Last lines that may be a pen name: they stay in the text, with a doubt about the author."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read


@pytest.mark.parametrize(
    "name",
    [
        "Khánh",
        "Sông Lam",
        "Thu - Hà",
        "Bút Tre",
        "Mộc Miên",
        "Vũ - Lan",
        "UBND xã Hải Minh",
        "Theo lời kể của cụ Hải",
        "Guy de Maupassant (Pháp) - Lan Anh (dịch)",
        "Thomas Hugh (Anh) - Lan Anh (dịch)",
    ],
)
def test_a_short_last_line_that_is_a_pen_name_or_an_office_is_a_doubt_about_the_author(name):
    record = read(paragraphs() + f"<p>{name}</p>", author="")
    assert (record.author, lines_of(record)[-1]) == (None, name)
    assert [(each.field, each.code.value) for each in record.problems] == [("author", "name_below_text")]


@pytest.mark.parametrize(
    "ending",
    [
        "<p>(Còn nữa)</p>",
        "<p>Hải Hậu</p>",
        "<p>Zalo</p>",
        "<p>Lễ trao giải gồm:</p><p>UBND xã Hải Minh</p>",
        "<p>Xin chân thành cảm ơn!</p>",
        "<p>Giải nhất thuộc về:</p><p>Sông Lam</p>",
        "<p><i>Quê tôi bên cửa sông Ninh</i></p><p>Sông Lam</p>",
    ],
)
def test_other_short_last_lines_raise_no_doubt(ending):
    assert read(paragraphs() + ending, author="").problems == ()


def test_a_signed_text_may_end_with_such_a_line():
    assert (
        read(paragraphs() + "<p>Sông Lam</p>", author="<p class='author'>Tác giả: Lê Vinh</p>").problems == ()
    )


TABLE = "<table><tr><td>Đội</td><td>Điểm</td></tr><tr><td>Hải Minh</td><td>12</td></tr></table>"
ITEMS = "<ul><li>Giải nhất: lớp 5A</li><li>Giải nhì: lớp 4B</li></ul>"


@pytest.mark.parametrize("end", [f"<p>Trần Văn Bình</p>{TABLE}", f"<p>Trần Văn Bình</p>{ITEMS}"])
def test_a_name_above_a_table_or_a_list_is_a_doubt_about_the_author(end):
    record = read(paragraphs() + end, author="")
    assert (record.author, [each.code.value for each in record.problems]) == (None, ["name_below_text"])


@pytest.mark.parametrize("end", [TABLE, ITEMS, f"<p>Trần Văn Bình</p><p>Lê Thu Hà</p>{TABLE}"])
def test_tables_lists_and_several_names_raise_none(end):
    assert read(paragraphs() + end, author="").problems == ()


def test_who_had_the_article_made_is_a_doubt_about_the_author():
    record = read(paragraphs() + "<p>Tổ chức thực hiện: Trần Văn Bình</p>", author="")
    assert (record.author, [each.code.value for each in record.problems]) == (None, ["name_below_text"])
    assert read(paragraphs() + "<p>Tổ chức thực hiện: Phòng Giáo dục huyện</p>", author="").problems == ()


@pytest.mark.parametrize("end", ["Tổ chức thực hiện: Trần Văn Bình - Lê Thu Hà", "Đạo diễn: Trần Văn Bình"])
def test_several_organisers_are_a_doubt_too(end):
    assert [each.code for each in read(paragraphs() + f"<p>{end}</p>", author="").problems] == [
        "name_below_text"
    ]


@pytest.mark.parametrize(
    "end",
    [
        "Cô Bùi Thị Lan",
        "Em Bùi Thị Lan, lớp 9A",
        "Lan Anh - Hải Hậu",
        "Bùi Thị Lan (sinh năm 1975)",
        "Hải Minh, 12/4/2023",
        "Hải Cường, tháng 4/2023",
        "Hải Cường ngày 12/4/2023",
        "HẢI CƯỜNG, THÁNG 4/2023",
        "Hải Minh tháng Tư năm 2023",
        "Lan Hương (12/4/2023)",
        "Hoàng Long - tháng 4 năm 2023",
        "Thu Hà, mùa hè 2023",
        "Quốc Việt chiều 12/4/2023",
        "Quốc Việt Thứ tư, 12/04/2023",
        "Quốc Việt Chủ nhật, 16/04/2023",
        "Bùi Thanh Tâm - Nam Định, tháng 4/2023",
        "Trần Hưng Đạo, ngày 12/4/2023",
    ],
)
def test_a_name_with_what_is_said_of_the_person_is_a_doubt(end):
    for line in (f"<p>{end}</p>", f"<p style='text-align:right'><b>{end}</b></p>"):
        record = read(paragraphs() + line, author="")
        assert (record.author, [each.code for each in record.problems]) == (None, ["name_below_text"])


@pytest.mark.parametrize(
    "end",
    [
        "Nam Trực, ngày 12/4/2023",
        "XUÂN TRƯỜNG, NGÀY 12/4/2023",
        "Nam Định, mùa hè 2023",
        "Giao Thủy tháng 4 năm 2023",
        "Ý Yên, ngày 12/4/2023",
        "Chợ Cồn",
        "Bài Cuối",
    ],
)
def test_places_days_and_parts_are_neither_author_nor_doubt(end):
    record = read(paragraphs() + f"<p style='text-align:right'><b>{end}</b></p>", author="")
    assert (record.author, record.problems) == (None, ())


def test_the_day_behind_a_commune_that_the_text_names_is_no_doubt():
    text = [*TEXT, "Năm nay, xã Hải Minh sẽ mở thêm một bể bơi tại khu vực trường trung học cơ sở của xã."]
    for end in ("Hải Minh, tháng 4/2023", "Hải Minh, ngày 12/4/2023", "HẢI MINH, mùa hè 2023"):
        assert read(paragraphs([*text, end]), author="").problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "Trần Văn Hải, tháng 4/2023",
        "Trần Văn Hải, 4-2023",
        "Trần Văn Hải, 12/4/2023",
        "Trần Văn Hải, ngày 12 tháng 4 năm 2023",
        "Trần Văn Hải (tháng Tư năm 2023)",
        "Trần Văn Hải - đầu xuân 2023",
        "Trần Văn Hải viết ngày 12/4/2023",
        "TRẦN VĂN HẢI, THÁNG 4 NĂM 2023",
        "Tác giả: Trần Văn Hải, cuối tháng 4/2023",
    ],
)
def test_a_full_name_before_the_day_on_which_the_text_was_written_is_the_author(line):
    record = read(paragraphs() + f"<p>{line}</p>", author="")
    assert (record.author, lines_of(record), record.problems) == ("Trần Văn Hải", list(TEXT), ())


EDITORS = (
    "Biên tập: Lan Anh",
    "BTV: Lan Anh - Minh Đức",
    "Người biên tập: Trần Thị Hoa",
    "Edited by Lan Anh",
)


PLACES = {
    "right": lambda line: read(paragraphs(), author=f"<p style='text-align:right'><b>{line}</b></p>"),
    "above": lambda line: read(f"<p>{line}</p>" + paragraphs(), author=""),
    "below": lambda line: read(paragraphs(), f"<div class='x'>{line}</div>", author=""),
}


@pytest.mark.parametrize("line", EDITORS)
@pytest.mark.parametrize("place", PLACES)
def test_an_editor_who_alone_is_named_is_a_doubt_about_the_author(place, line):
    record = PLACES[place](line)
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize("signed", ["Tác giả: Lê Vinh", "Lê Vinh", "Theo TTXVN"])
def test_an_editor_beside_an_author_or_a_source_is_no_doubt(signed):
    record = read(paragraphs() + "<p><i>Biên tập: Lan Anh</i></p>", author=f"<p><b>{signed}</b></p>")
    named = (record.author or record.source or "", record.problems)
    assert named == (signed.rpartition(": ")[2].removeprefix("Theo "), ())


@pytest.mark.parametrize("mark", ["<p><b>{}</b></p>", "<p>{}</p>", "<p style='text-align:center'>{}</p>"])
@pytest.mark.parametrize(
    "names", [("Bùi Thanh Sơn", "Lê Thu Hà"), ("Lê Thu Hà", "Bùi Thanh Sơn", "Vũ Minh Đức")]
)
def test_several_names_above_a_last_paragraph_are_a_doubt_about_the_author(names, mark):
    note = "<p>Thư góp ý về hoạt động của bể bơi xin gửi cho trưởng thôn hoặc bỏ vào hòm thư ở cổng nhà văn hóa.</p>"
    record = read(paragraphs(), author="".join(map(mark.format, names)) + note)
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize("note", ["Website: https://vidu.example.vn", "Hãy chia sẻ!</p><p>Hẹn gặp lại!"])
def test_a_name_above_a_last_line_of_another_kind_is_a_doubt_about_the_author(note):
    record = read(paragraphs(), author=f"<p style='text-align:right'><b>Bùi Thanh Sơn</b></p><p>{note}</p>")
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize("names", ["Kim Cương – Kinh Bắc", "Kinh Bắc", "Đ/c Cẩm Tú - Bí thư Đoàn xã"])
@pytest.mark.parametrize("below", ["(CTV)", "Hội Văn nghệ tỉnh", "(Đài Truyền thanh huyện Cờ Xanh)"])
def test_unsure_names_above_where_they_belong_to_are_a_doubt_about_the_author(names, below):
    record = read(paragraphs() + f"<p>{names}</p><p>{below}</p>", author="")
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize("label", ["Nguồn tin", "Nguồn"])
@pytest.mark.parametrize("form", ["<p style='text-align:right'><b>{}</b></p>", "<p>{}</p>"])
def test_a_person_as_the_source_is_a_doubt_about_the_author(label, form):
    record = read(paragraphs(), author=form.format(f"{label}: Lan Phương"))
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.source, problems) == ("Lan Phương", [("author", "name_below_text")])


@pytest.mark.parametrize("source", ["Báo Nhân Dân", "Dân trí", "TTXVN", "Lao Động"])
def test_an_outlet_as_the_source_is_none(source):
    record = read(paragraphs(), author=f"<p style='text-align:right'>Nguồn: {source}</p>")
    assert (record.source, record.problems) == (source, ())


@pytest.mark.parametrize(
    "signed",
    [
        "Phùng Vị – HND tỉnh",
        "Thuế cơ sở 3",
        "Khoa Kiểm soát nhiễm khuẩn",
        "Tổ công nghệ số cộng đồng",
        "QTDND Hải Trung",
        "Hải quan khu vực IV",
    ],
)
def test_a_body_or_a_rare_name_with_its_body_as_the_last_line_is_a_doubt_about_the_author(signed):
    record = read(paragraphs() + f"<p><b>{signed}</b></p>", author="")
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize("lines", [("✍️ Bùi Thanh Sơn",), ("📝 Tin bài: Bùi Thanh Sơn", "📸 Ảnh: Hồ Văn Tú")])
def test_a_picture_before_a_byline_is_no_part_of_it(lines):
    record = read(paragraphs() + "".join(f"<p>{line}</p>" for line in lines), author="")
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "Facebook: Hội Nông dân xã",
        "Kênh Youtube: Thôn Đông quê tôi",
        "Fanpage: Tuổi trẻ thôn Đông",
        "Quan tâm Zalo OA: UBND xã",
        "Theo dõi Hội Nông dân xã tại: Zalo",
        "Tham gia nhóm Zalo của thôn tại đây",
    ],
)
def test_where_to_follow_the_site_below_a_byline_neither_hides_it_nor_signs_the_text(line):
    signed = read(
        paragraphs() + f"<p style='text-align:right'><b>Bùi Thanh Sơn</b></p><p>{line}</p>", author=""
    )
    assert (signed.author, lines_of(signed)) == ("Bùi Thanh Sơn", list(TEXT))
    assert read(paragraphs() + f"<p>{line}</p>", author="").problems == ()
