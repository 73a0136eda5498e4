"""Declared charsets: those that browsers honour, and no other codec that Python happens to have."""

import codecs
import encodings
import pkgutil

import pytest

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.normalize.encodings.charsets import (
    _CODECS,
    _PIECE,
    declared_codec,
    find_codec,
    is_english_1252,
    is_utf8,
)

URL = "https://baolamdong.vn/"
PAGE = b"<html><body><p>m\xe1i \xf3 xu\xe2n m\xe0u xanh</p>"
#: A name that no browser knows, or that it does not take for text.
STRANGE = (
    "idna undefined punycode utf-7 utf-32 utf-16 hz rot13 rot_13 unicode_escape raw_unicode_escape zlib zip bz2 hex "
    "base64 quopri uu mbcs oem charmap cp037 cp500 ptcp154 klingon aliases __init__ "
).split()


@pytest.mark.parametrize("label", STRANGE)
def test_a_label_that_browsers_ignore_counts_as_not_declared(label):
    assert find_codec(label) is None
    with pytest.raises(NotAPageError, match="not utf-8 text"):
        Page(PAGE + b"\xff" * 300, URL, f"text/html; charset={label}")
    read = Page(b"<meta charset=windows-1252>" + PAGE, URL, f"text/html; charset={label}")
    assert "mái ó xuân" in read.data.decode()


@pytest.mark.sampled(4)
@pytest.mark.parametrize("label", sorted({name for _, name, _ in pkgutil.iter_modules(encodings.__path__)}))
def test_no_codec_of_python_raises_or_hangs_as_a_charset(label):
    for where in (("text/html; charset=" + label, b""), (None, b'<meta charset="%s">' % label.encode())):
        try:
            Page(where[1] + PAGE + bytes(range(1, 256)) * 40, URL, where[0])
        except NotAPageError as error:
            assert "text" in str(error)


def test_every_label_means_a_codec_that_reads_any_bytes():
    noise = bytes(range(256)) * 20
    for label, codec in _CODECS.items():
        assert codecs.lookup(codec)._is_text_encoding, label
        assert isinstance(noise.decode(codec, "replace"), str)


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "ISO-8859-1"])
def test_what_says_latin_1_is_read_as_windows_1252(label):
    assert "“mái”" in Page(b"<p>\x93m\xe1i\x94", URL, f"text/html; charset={label}").data.decode()


@pytest.mark.parametrize(
    ("header", "meta", "codec"),
    [
        ("text/html; charset=windows-1258", b"<meta charset=koi8-r>", "cp1258"),
        ("text/html; charset = 'windows-1258'", b"", "cp1258"),
        ("text/html; charset=idna", b"<meta charset=koi8-r>", "koi8-r"),
        (None, b'<meta http-equiv=Content-Type content="text/html; charset=windows-1258">', "cp1258"),
        (None, b'<?xml version="1.0" encoding="punycode"?>', "utf-8"),
        (None, b"<meta charset=utf-16>", "utf-8"),
        ("charset=" * 100_000, b"<meta " * 100_000, "utf-8"),
    ],
)
def test_the_header_comes_before_the_page(header, meta, codec):
    assert declared_codec(meta, header) == codec


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "windows-1252", "windows-1258", "us-ascii", "koi8-r", "utf-8"]
)
@pytest.mark.parametrize("bad", [b"\xc3 ", b"\xff", b"\x96", b"\xe1\xba "])
def test_utf_8_with_a_damaged_byte_stays_utf_8_whatever_is_declared(label, bad):
    text = "Bà con xã ven đê góp đất mở đường liên thôn".encode()
    page = Page(b"<p>" + text + bad + text + b"</p>", URL, f"text/html; charset={label}")
    assert page.data.decode().count("Bà con xã ven đê góp đất mở đường liên thôn") == 2
    assert "\ufffd" in page.data.decode()


@pytest.mark.parametrize("letter", ["é", "ệ", "😀"])
@pytest.mark.parametrize("before", range(5))
def test_a_letter_between_two_pieces_of_a_page_is_read_as_one_letter(before, letter):
    data = b"x" * (_PIECE - before) + letter.encode() * 2 + b"x" * _PIECE
    assert is_utf8(data)
    assert not is_utf8(data.replace(letter.encode(), letter.encode()[:-1], 1))
    assert not is_utf8(data + letter.encode()[:-1])


ENGLISH = (
    "<h1>Farmers\u2019 market \u2013 a new start</h1><p>\u201cWe are ready\u2026\u201d, said the owner of the caf\xe9, "
    "where tea is \u20ac2 a cup.</p>"
)


@pytest.mark.parametrize("declared", ["", "<meta charset=utf-8>", "<meta charset='klingon'>"])
def test_english_in_windows_1252_that_does_not_say_so_is_read(declared):
    page = Page((declared + ENGLISH).encode("cp1252"), URL)
    assert ENGLISH in page.data.decode()


@pytest.mark.parametrize(
    "text",
    [
        b"B\xb8o Nam \xa7\xde\x6eh",
        b"H\xe9i ngh\xde",
        b"Tho\xaa\xf8i s\xf6\xef",
        "Hội nghị “tổng kết”".encode(),
    ],
)
def test_vietnamese_in_any_encoding_is_not_taken_for_english(text):
    assert not is_english_1252(text)


def test_ascii_alone_is_not_taken_for_english():
    assert not is_english_1252(b"plain")
