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
