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
