"""A plain name below the box of the text, without a label, a place at the right or a name of its box."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, lines_of, paragraphs, read, read_page

NAME = "Bùi Thanh Sơn"
COMMENT = (
    "Cháu nhà tôi học ở đây hai tuần đã bơi được hết chiều ngang của bể, cảm ơn các thầy cô giáo rất nhiều."
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"<p>{NAME}</p>", NAME),
        (f"<div>{NAME}</div>", NAME),
        (f"<p><span>{NAME}</span></p>", NAME),
        (f"<div class='x'><p>{NAME}</p></div>", NAME),
        ("<p>BÙI THANH SƠN</p>", "BÙI THANH SƠN"),
        ("<p>Thanh Sơn</p>", "Thanh Sơn"),
        ("<p>Bùi Thanh Sơn - Lê Hà</p>", "Bùi Thanh Sơn - Lê Hà"),
        ("<p>PV Bùi Sơn</p>", "PV Bùi Sơn"),
        (f"<p>&nbsp;</p><p>{NAME}</p><div class='tags'><a href='/t'>bể bơi</a></div>", NAME),
        (
            f"<p>{NAME}</p><h3>Tin khác</h3><ul><li><a href='/b-1.html'>Một bài khác của xã</a></li></ul>",
            NAME,
        ),
    ],
)
def test_a_plain_name_right_below_the_text_is_a_doubt_about_the_author(line, name):
    record = read(paragraphs(), line, author="")
    assert (record.author, lines_of(record)) == (None, [*TEXT])
    assert [(each.field, each.code.value) for each in record.problems] == [("author", "name_below_text")]
    assert repr(name) in record.problems[0].reason


@pytest.mark.parametrize(
    "below",
    [
        "<p>Hải Phòng</p>",
        "<p>Văn hóa</p>",
        "<p>Giải trí</p>",
        "<p>Đời sống</p>",
        "<p>Hội Nông dân</p>",
        "<p>Xã Hải Minh</p>",
        "<p>Bình luận</p><p>Lê Thu Hà</p>",
        f"<p><a href='/tin/1'>{NAME}</a></p>",
        f"<div><div>{NAME}</div><div>{COMMENT}</div></div>",
        f"<div><p>{NAME}</p><p>06/06/2025 10:15</p><p>Rất hay</p></div>",
        f"<div><p>{NAME}</p><p>2 giờ trước</p><p>Rất hay</p></div>",
        f"<div class='footer'><p>{NAME}</p></div>",
        f"<ul class='related'><li>{NAME}</li></ul>",
        f"<div><p>Trưởng ban biên tập</p><p>{NAME}</p></div>",
    ],
)
def test_other_lines_and_the_names_of_readers_below_the_text_raise_no_doubt(below):
    record = read(paragraphs(), below, author="")
    assert (record.author, record.problems) == (None, ())


def test_a_plain_name_elsewhere_on_the_page_raises_no_doubt():
    column = f"<div class='cot'><div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div></div></div>"
    assert read_page(f"{column}<div class='phai'><div><p>{NAME}</p></div></div>").problems == ()


def test_the_signature_of_the_text_stands_against_a_name_below_it():
    record = read(paragraphs(), "<p>Lê Thu Hà</p>", author=AUTHOR)
    assert (record.author, record.problems) == (NAME, ())


COLUMNS = {
    "columns": "<div class='row'><div class='col-md-8'>{}</div><div class='col-md-4'>{}</div></div>",
    "before it": "<div class='row'><div class='col-3'>{1}</div><div class='col-9'>{0}</div></div>",
    "named": "<div><div class='main-column'>{}</div><div class='side_column'><div>{}</div></div></div>",
    "cells": "<table><tr><td>{}</td><td>{}</td></tr></table>",
}
ARTICLE = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div></div>"


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("kind", ["author", "tac-gia", "author-name"])
def test_a_box_for_authors_in_a_column_beside_the_article_is_a_doubt_about_the_author(kind, columns):
    record = read_page(COLUMNS[columns].format(ARTICLE, f"<div class='{kind}'>{NAME}</div>"))
    problems = [(each.field, each.code.value) for each in record.problems]
    assert (record.author, problems) == (None, [("author", "name_below_text")])


@pytest.mark.parametrize(
    "page",
    [
        "<div class='col-md-8'>{head}<div class='author'>{name}</div>{text}</div>",
        "<div class='col-8'>{head}{text}<div class='row'><div class='col-6'><div class='author'>{name}</div></div></div></div>",
        "{head}<div class='row'><div class='col-2'><div class='author'>{name}</div></div><div class='col-10'>{text}</div></div>",
        "<div class='bai'>{head}{text}</div><div class='col-md-12'><div class='author'>{name}</div></div>",
        "<div class='bai'>{head}{text}</div><div class='post-footer'><div class='author'>{name}</div></div>",
        "<table><tr><td>{head}{text}<div class='author'>{name}</div></td><td>Tin khác</td></tr></table>",
    ],
)
def test_one_in_the_column_of_the_headline_or_of_the_text_alone_is_the_author(page):
    assert read_page(page.format(head=HEAD, text=paragraphs(), name=NAME)).author == NAME


def test_a_name_in_another_column_does_not_replace_the_signature():
    signed = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div></div>"
    record = read_page(COLUMNS["columns"].format(signed, "<div class='author'>Lê Thu Hà</div>"))
    assert (record.author, record.problems) == (NAME, ())


STATED = {
    "meta": "<meta name='author' content='{}'>",
    "json": '<script type=\'application/ld+json\'>{{"@type":"NewsArticle","author":{{"@type":"Person",'
    '"name":"{}"}}}}</script>',
}
PRINTED = {
    "below the headline": "{head}<p>{name}</p><div class='c'>{text}</div>",
    "in a box": "{head}<p class='author'>{name}</p><div class='c'>{text}</div>",
    "below the text": "{head}<div class='c'>{text}</div><p class='tac-gia'>{name}</p>",
    "last line": "{head}<div class='c'>{text}<p><b>{name}</b></p></div>",
}


def read_stated(stated, printed, name):
    page = PRINTED[printed].format(head=HEAD, text=paragraphs(), name=name)
    return read_page(f"<div class='detail'>{page}</div>", STATED[stated].format(name))


@pytest.mark.parametrize("name", ["Khánh", "Hoa", "Sông"])
@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("stated", STATED)
def test_a_pen_name_of_one_word_that_is_printed_and_stated_is_the_author(stated, printed, name):
    record = read_stated(stated, printed, name)
    assert (record.author, lines_of(record), record.problems) == (name, list(TEXT), ())


@pytest.mark.parametrize("name", ["Admin", "hoa", "hoa123", "Editor", "BBT", "Vidu"])
@pytest.mark.parametrize("printed", ["below the headline", "in a box", "below the text"])
def test_an_account_that_is_printed_and_stated_is_no_author(printed, name):
    head = STATED["meta"].format(name) + "<meta property='og:site_name' content='Vidu'>"
    page = PRINTED[printed].format(head=HEAD, text=paragraphs(), name=name)
    assert read_page(f"<div class='detail'>{page}</div>", head).author is None


@pytest.mark.parametrize("stated", STATED)
def test_a_pen_name_of_one_word_that_is_only_stated_is_no_author(stated):
    page = f"<div class='detail'>{HEAD}<div class='c'>{paragraphs()}</div></div>"
    assert read_page(page, STATED[stated].format("Khánh")).author is None
