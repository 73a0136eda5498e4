"""Articles with a link that is never closed, into which the parser puts the text below it."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, among, lines_of, paragraphs, read, read_page

LONG = tuple(f"{text} {other}" for text, other in zip(TEXT, TEXT[1:] + TEXT[:1], strict=True))


def article(content):
    return read_page(f"<div class='detail'>{HEAD}<div class='c'>{content}{AUTHOR}</div></div>")


@pytest.mark.parametrize(
    "link", ["<a href='/tin/khac-345702.html'>", "<a href='#'>", "<a name='m1' href='x'><b>"]
)
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "line",
    [
        "<p>{}</p>",
        "{}<br><br>",
        "<div>{}</div>",
        "<p align='justify'><span>{}</span></p>",
        "<section><p>{}</p></section>",
    ],
)
def test_the_text_behind_a_link_that_is_never_closed_is_kept(link, place, line):
    lines = [line.format(text) for text in LONG]
    record = article("".join((*lines[:place], link, *lines[place:])))
    assert [line for line in (record.summary, *lines_of(record)) if line] == list(LONG)
    assert record.author == "Bùi Thanh Sơn"


def test_a_card_that_is_one_link_is_not_text():
    card = (
        "<a href='/tin/khac-345702.html'><img src='/u/9.jpg'><h3>Khởi công cầu vượt sông nối hai huyện</h3>"
        "<p>Cây cầu dài gần sáu trăm mét sẽ thay bến phà cũ.</p><p>Dự kiến thông xe sau hai năm.</p></a>"
    )
    assert lines_of(among(card)) == list(TEXT)


@pytest.mark.parametrize("table", ["<table><tr><td>", "<table><tbody><tr><td>", "<table><tr><td><div>"])
def test_lines_above_a_table_that_is_never_closed_are_kept(table):
    content = f"{TEXT[0]}<br>{TEXT[1]}<br>{table}{TEXT[2]}<br>{TEXT[3]}<br>{LONG[0]}<br>{LONG[1]}<br>"
    record = read_page(
        f"<div class='detail'>{HEAD}<div class='c'>{content}</div></div><ul><li><a href='/a'>Xem</a></li></ul>"
    )
    assert [line for line in (*TEXT, *LONG[:2]) if line not in record.body] == []


def test_a_bold_text_that_is_never_closed_has_no_lead():
    record = read(f"<p>{LONG[0]}</p><b>" + paragraphs(LONG[1:]))
    assert (record.summary, lines_of(record)) == (None, list(LONG))


def test_a_link_among_the_paragraphs_stays_one():
    assert lines_of(
        among("<p><a href='/tin/khac-345702.html'>Khởi công cầu vượt sông nối hai huyện</a></p>")
    ) == list(TEXT)
