"""Broken documents that are read all the same."""

import pytest

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.repair import guess_utf16, with_hidden_letters

TEXT = "<html><head><title>Tiêu đề</title></head><body><p>Thân bài</p></body></html>"


def words(data):
    return Page(data, "https://x.vn/").blocks[-1].text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
def test_every_width_and_order_of_bytes_is_read(encoding):
    assert words(TEXT.encode(encoding)) == "Thân bài"


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>" + TEXT.removeprefix("<html>"),
        TEXT.replace("<p>", "<html><body><p>"),
        TEXT.replace("</p></body></html>", ""),
        TEXT.replace("<head>", "</html><head>"),
        TEXT.replace("<p>Thân", "</html>" + " " * 40 + "<p>Thân"),
    ],
)
def test_ends_that_stand_wrongly_hide_nothing(html):
    assert words(html.encode()) == "Thân bài"


def test_the_byte_order_is_guessed_from_the_zeros():
    assert guess_utf16(TEXT.encode("utf-16-be")) == "utf-16-be"
    assert guess_utf16(TEXT.encode("utf-16-le")) == "utf-16-le"
    assert guess_utf16(TEXT.encode()) is None


def test_a_page_without_soft_hyphens_is_not_touched():
    assert with_hidden_letters(TEXT.encode()) is None


def test_bytes_of_a_wrong_table_are_refused_not_garbled():
    with pytest.raises(NotAPageError):
        Page(bytes(range(128, 256)) * 40, "https://x.vn/")
