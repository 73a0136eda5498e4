"""Lists of persons at the end of a text are part of it, with and without the author below."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, lines_of, paragraphs, read

LISTS = [
    ("Trần Văn Lợi - 0912345678", "Ngô Thị Mến - 0913456789"),
    ("Trần Văn Lợi (0912.345.678)", "Ngô Thị Mến (0913.456.789)"),
    ("Trần Văn Lợi, thôn Đông", "Ngô Thị Mến, thôn Đoài", "Vũ Đình Tiến, thôn Nam"),
]


@pytest.mark.parametrize("names", LISTS)
@pytest.mark.parametrize("author", ["", AUTHOR, "<p><b>Bùi Thanh Sơn</b></p>"])
def test_persons_of_a_list_are_text_and_no_authors(names, author):
    record = read(paragraphs((*TEXT, *names)), author=author)
    assert lines_of(record) == [*TEXT, *names]
    assert record.author == ("Bùi Thanh Sơn" if author else None)


@pytest.mark.parametrize("line", ["Trần Văn Lợi (0912345678)", "Trần Văn Lợi, Hội Nông dân xã"])
def test_one_such_line_signs_the_text(line):
    assert read(paragraphs((*TEXT, line)), author="").author == "Trần Văn Lợi"


def test_an_address_behind_its_label_is_text():
    line = "Website: <a href='https://hoi-lang.vn'>https://hoi-lang.vn</a>"
    assert "Website: https://hoi-lang.vn" in lines_of(read(paragraphs((*TEXT, line, TEXT[0]))))


def at_right(*lines):
    return "".join(f"<p style='text-align:right'>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["Liên hệ:", "Lan Anh"],
        ["Liên hệ: 0912345678", "Trần Văn Lợi"],
        ["Mọi chi tiết xin liên hệ: Văn phòng xã", "Trần Văn Lợi"],
        ["Đầu mối liên hệ: bà Hà", "Lê Thị Hà"],
        ["Hotline 0912345678", "Lê Thị Hà"],
        ["Trần Văn Lợi - Bí thư Đảng ủy", "Lê Thị Hà - Phó Bí thư Đảng ủy"],
        ["Trần Văn Lợi - Trường THCS Hải Anh", "Lê Thị Hà - Trường THCS Hải Anh"],
    ],
)
def test_persons_to_call_and_officials_at_the_right_may_be_the_authors(lines):
    record = read(paragraphs() + at_right(*lines), author="")
    assert (record.author, [each.field for each in record.problems]) == (None, ["author"])
    assert lines_of(record) == [*TEXT, *lines]


@pytest.mark.parametrize(
    "line",
    ["Bạn đọc có thể liên hệ: Văn phòng xã, điện thoại 0912345678.", "Liên hệ công tác ngày càng tốt."],
)
def test_a_sentence_on_whom_to_call_is_text_above_the_byline(line):
    record = read(paragraphs((*TEXT, line)) + at_right("Lan Anh"), author="")
    assert (record.author, record.problems, lines_of(record)) == ("Lan Anh", (), [*TEXT, line])


def test_a_labelled_name_below_whom_to_call_is_the_author():
    record = read(paragraphs((*TEXT, "Liên hệ: 0912345678")) + at_right("Tin, ảnh: Lan Anh"), author="")
    assert record.author == "Lan Anh"
