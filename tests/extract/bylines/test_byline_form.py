"""The office of an author on the line below the name, and a name behind the last sentence."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read, read_page

OFFICES = ["Trường Tiểu học Hải Minh", "Phó Trưởng ban Tuyên giáo Huyện ủy"]


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("head", ["", "<meta name='author' content='Bùi Thanh Sơn'>"])
def test_the_office_below_a_name_above_the_text_is_that_of_the_author(office, head):
    byline = f"<p>Bùi Thanh Sơn</p><p>{office}</p>"
    record = read_page(f"<div class='detail'>{HEAD}{byline}<div class='c'>{paragraphs()}</div></div>", head)
    assert [(each.name, each.office) for each in record.authors] == [("Bùi Thanh Sơn", office)]
    assert lines_of(record) == [*TEXT]


@pytest.mark.parametrize("tail", ["./. Lan Anh", "./. Tin, ảnh: Lan Anh", "./. (Lan Anh)"])
def test_a_name_behind_the_mark_of_the_end_is_the_author(tail):
    *above, last = TEXT
    record = read(paragraphs(above) + f"<p>{last.rstrip('.')}{tail}</p>", author="")
    assert (record.author, len(lines_of(record))) == ("Lan Anh", len(TEXT))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Quốc Trưởng/.", "Quốc Trưởng"),
        ("Lan Anh - Viết Dư/.", "Lan Anh, Viết Dư"),
        ("Văn Phúc, Thanh Tâm/.", "Văn Phúc, Thanh Tâm"),
        ("Lưu: VT, VX/.", None),
    ],
)
def test_a_name_before_the_mark_of_the_end_is_the_author(line, author):
    record = read(paragraphs(), author=f"<p>{line}</p>")
    assert (record.author, lines_of(record)) == (author, [*TEXT, *([] if author else [line])])


@pytest.mark.parametrize(
    "byline", ["Bùi Thanh Sơn - Phó Chủ tịch UBND huyện", "Bùi Thanh Sơn, Trường Tiểu học Hải Minh"]
)
@pytest.mark.parametrize(
    "lead", ["", "<p><b>Hơn hai trăm trẻ em trong xã đã biết bơi sau một mùa hè học miễn phí.</b></p>"]
)
def test_the_paragraph_below_a_name_with_its_office_stays(byline, lead):
    record = read(f"{lead}<p>{byline}</p>{paragraphs()}", author="")
    assert (record.author, lines_of(record)) == ("Bùi Thanh Sơn", [*TEXT])


def test_a_sentence_that_begins_with_an_office_is_no_office():
    sentence = "Bí thư Đảng ủy xã Hải Minh đã vận động bà con góp tiền xây bể bơi cho trẻ em."
    record = read(f"<p>Bùi Thanh Sơn</p><p>{sentence}</p>{paragraphs()}", author="")
    assert lines_of(record) == [sentence, *TEXT]


def test_a_line_below_a_name_with_its_office_at_the_end_stays():
    end = "<p align='right'>Bùi Thanh Sơn - Sở Y tế</p><p>Lịch học bơi mùa hè ở các xã</p>"
    assert lines_of(read(paragraphs() + end, author=""))[-1] == "Lịch học bơi mùa hè ở các xã"


FIRMS = (
    "Vinamilk",
    "PC Nam Định",
    "Agribank",
    "FPT",
    "EVNNPC",
    "Viettel Nam Định",
    "Sun Group",
    "Nam Á Bank",
    "Tập đoàn Hòa Phát",
    "Điện lực Ý Yên",
    "Dược Nam Hà",
    "Petrolimex",
    "May Sông Hồng",
    "Bảo Việt",
    "Hòa Phát",
    "Trung Nguyên",
    "Phú Mỹ Hưng",
    "Gạch Đồng Tâm",
    "Nhựa Tiền Phong",
    "Điện Máy Xanh",
    "Sữa Ba Vì",
    "Hoa Sen",
    "Gạo Toản Xuân",
    "Rạng Đông",
    "BẢO VIỆT",
)


@pytest.mark.parametrize("name", [*FIRMS, "Hải Cường 12/4/2023", "Xuân Phú 5-6-2025", "Hải Cường 4/2023"])
@pytest.mark.parametrize("form", ["<p style='text-align:right'><b>{}</b></p>", "<p><b>{}</b></p>"])
def test_a_firm_or_a_place_with_the_day_is_no_author_but_a_doubt(form, name):
    record = read(paragraphs(), author=form.format(name))
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems, lines_of(record)[-1]) == (None, [("author", "name_below_text")], name)


@pytest.mark.parametrize("name", ["May Sông Hồng", "Bảo Việt", "Trung Nguyên", "Vinamilk"])
@pytest.mark.parametrize("form", ["<p style='text-align:right'><b>{}</b></p>", "<p>{}</p>"])
def test_the_author_that_the_page_states_counts_beside_a_firm(form, name):
    head = "<meta name='author' content='Lê Thu Hà'>"
    record = read_page(
        f"<div class='detail'>{HEAD}<div class='c'>{paragraphs()}{form.format(name)}</div></div>", head
    )
    assert (record.author, record.problems) == ("Lê Thu Hà", ())


def test_a_label_shows_that_a_name_like_that_of_a_firm_is_an_author():
    assert read(paragraphs(), author="<p>Tác giả: Bảo Việt</p>").author == "Bảo Việt"


@pytest.mark.parametrize(
    "name",
    [
        "Khánh",
        "Sông Hồng",
        "HVT",
        "John Smith",
        "Mộc Miên",
        "Y Phương",
        "Nguyễn Thị Hoa 12/4/2023",
        "Lan Anh 12.4.2023",
    ],
)
def test_a_pen_name_that_is_set_apart_is_the_author(name):
    record = read(paragraphs(), author=f"<p style='text-align:right'><b>{name}</b></p>")
    assert (record.author, record.problems) == (name.split(" 12")[0], ())


@pytest.mark.parametrize(
    "names",
    [
        "<p>Lê Thị Hà, Trần Văn Hải</p>",
        "<p>Lê Thị Hà - Trần Văn Hải</p>",
        "<p>Lê Thị Hà</p><p>Trần Văn Hải</p>",
        "<p><b>Lê Thị Hà<br>Trần Văn Hải</b></p>",
    ],
)
@pytest.mark.parametrize(
    "office",
    [
        "Trường Chính trị tỉnh",
        "(Trường THPT Hải Minh)",
        "Khoa Xây dựng Đảng, Trường Chính trị tỉnh",
        "Giảng viên Trường Chính trị tỉnh",
    ],
)
def test_the_office_below_several_names_above_the_text_is_part_of_the_byline(names, office):
    lead = "<h2 class='sapo'>Hơn hai trăm trẻ em trong xã đã biết bơi sau một mùa hè học miễn phí.</h2>"
    for above in ("", lead):
        record = read(f"{above}{names}<p>{office}</p>{paragraphs()}", author="")
        assert (record.author, lines_of(record)) == ("Lê Thị Hà, Trần Văn Hải", [*TEXT])


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Trần Văn Bình",
        "Đ/c Trần Văn Bình, Bí thư Đảng ủy xã",
        "Bí thư Đảng ủy Trần Văn Bình",
        "Phó Chủ tịch UBND xã: Trần Văn Bình",
        "Ông Trần Văn Bình<br>Chủ tịch UBND xã",
    ],
)
def test_an_official_above_the_text_may_be_the_author(line):
    record = read(f"<p><b>{line}</b></p>{paragraphs()}", author="")
    assert (record.author, [each.field for each in record.problems]) == (None, ["author"])


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Trần Văn Bình phát biểu tại lễ khai trương",
        "Bí thư Đảng ủy xã kiểm tra bể bơi",
        "Ông kể chuyện bể bơi",
        "Đảng ủy xã vô cùng thương tiếc báo tin:</b></p><p><b>Đồng chí Trần Văn Bình",
    ],
)
def test_a_line_above_the_text_that_tells_something_is_no_author(line):
    assert not read(f"<p><b>{line}</b></p>{paragraphs()}", author="").problems


@pytest.mark.parametrize("mark", ["-", "–", " -", "- ", " - "])
@pytest.mark.parametrize(
    "outlet", ["Đài TT Giao Phong", "TTXVN", "Báo Nam Định", "Trung tâm VHTT xã Hải Anh"]
)
def test_an_outlet_behind_a_dash_with_or_without_blanks_is_the_source(mark, outlet):
    record = read(paragraphs(), author=f"<p>Thanh Hòa{mark}{outlet}</p>")
    assert (record.author, record.source, lines_of(record)) == ("Thanh Hòa", outlet, [*TEXT])


@pytest.mark.parametrize(
    "label", ["Nhập tin:", "Người nhập:", "Người nhập tin:", "Nhập liệu:", "Người up bài:"]
)
def test_who_typed_the_text_is_not_its_author(label):
    line = f"{label} Nguyễn Văn An"
    alone = read(paragraphs(), author=f"<p>{line}</p>")
    assert (alone.author, lines_of(alone), len(alone.problems)) == (None, [*TEXT], 1)
    beside = read(paragraphs(), author=f"<p><b>Thanh Hòa</b></p><p>{line}</p>")
    assert (beside.author, beside.problems) == ("Thanh Hòa", ())
