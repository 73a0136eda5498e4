"""Bylines outside the box of the text: in boxes of the source or the author, on two lines, with an outlet."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read, read_page

NAME, OTHER, OFFICE = "Bùi Thanh Sơn", "Vũ Thị Hà", "Trường Tiểu học Hải Minh"
SIX = [NAME, OTHER, "Đỗ Quang Vinh", "Lê Thu Hà", "Trần Văn Lợi", "Ngô Thanh Tùng"]


def credits_of(record):
    return [(each.name, each.office) for each in record.authors], record.source


@pytest.mark.parametrize(
    ("below", "names", "source"),
    [
        (f"<div class='source'>{NAME}</div>", [NAME], None),
        (f"<p class='article-source'>{NAME} - {OTHER}</p>", [NAME, OTHER], None),
        (f"<div class='nguon'>{NAME} (TTXVN)</div>", [NAME], "TTXVN"),
        (f"<p>{NAME}/TTXVN</p>", [NAME], "TTXVN"),
        (f"<p>{NAME} (tổng hợp)</p>", [NAME], None),
        ("<p>(Theo TTXVN)</p>", [], "TTXVN"),
        (f"<p align='right'><b>{NAME}<br>{OTHER}</b></p>", [NAME, OTHER], None),
        (f"<div class='author'>{NAME}<br>{OTHER}</div>", [NAME, OTHER], None),
        (f"<p><b>{NAME}</b></p><p><b>{OTHER}</b></p>", [NAME, OTHER], None),
        (f"<p align='right'>{NAME}</p><p align='right'>{OTHER}</p>", [NAME, OTHER], None),
        (f"<p><b>{NAME}</b></p><div><b>{OTHER}</b></div>", [NAME], None),
        ("".join(f"<div class='author'>{name}</div>" for name in SIX), SIX, None),
        (f"<div class='author'><p>{NAME}</p><p>Email: son@vidu.vn</p></div>", [NAME], None),
        (f"<div class='author'><p>{NAME}</p><p>ĐT: 0912.345.678</p></div>", [NAME], None),
        (f"<div class='author'>{NAME} - ĐT: 0912 345 678</div>", [NAME], None),
    ],
)
def test_the_byline_below_the_box_of_the_text_is_read(below, names, source):
    record = read(paragraphs(), below, author="")
    assert credits_of(record) == ([(name, None) for name in names], source)
    assert (lines_of(record), record.problems) == ([*TEXT], ())


@pytest.mark.parametrize("office", [OFFICE, "Xóm 5, xã Hải Minh"])
@pytest.mark.parametrize("line", ["{}<br>{}", "<p>{}</p><p>{}</p>"])
def test_the_office_in_the_box_of_the_author_is_the_authors(line, office):
    record = read(paragraphs(), f"<div class='author'>{line.format(NAME, office)}</div>", author="")
    assert credits_of(record) == ([(NAME, office)], None)


def test_two_names_on_two_lines_below_the_headline_are_two_authors():
    head = f"{HEAD}<p>{NAME}<br>{OTHER}</p>"
    record = read_page(f"<div class='detail'>{head}<div class='c'>{paragraphs()}</div></div>")
    assert credits_of(record) == ([(NAME, None), (OTHER, None)], None)


@pytest.mark.parametrize(
    "below", ["<div class='source'>Hải Phòng</div>", f"<p>{NAME}</p>", "<p>Ảnh: Lê Hà</p>"]
)
def test_a_bare_name_a_place_or_a_photographer_there_is_no_author(below):
    assert credits_of(read(paragraphs(), below, author="")) == ([], None)


@pytest.mark.parametrize("kind", ["author", "tac-gia", "byline"])
@pytest.mark.parametrize(
    "form",
    [
        "{one}{two}{text}",
        "{one}{text}{two}",
        "<p>Hè đã về.</p>{one}{text}{two}",
        "{text}{one}{two}",
    ],
)
@pytest.mark.parametrize("tag", ["p", "span"])
def test_two_boxes_for_authors_in_the_box_of_the_text_name_two(tag, form, kind):
    one, two = (f"<{tag} class='{kind}'>{name}</{tag}>" for name in (NAME, OTHER))
    record = read(form.format(one=one, two=two, text=paragraphs()), author="")
    assert credits_of(record) == ([(NAME, None), (OTHER, None)], None)
    assert [line for line in lines_of(record) if line != "Hè đã về."] == [*TEXT]


def test_a_box_for_the_account_beside_that_of_the_author_names_no_second_one():
    account = f"<p class='posted-by'>{OTHER}</p>"
    record = read(f"{account}{paragraphs()}<p class='author'>{NAME}</p>", author="")
    assert credits_of(record)[0] == [(NAME, None)]
