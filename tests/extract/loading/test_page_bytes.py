"""Files of another kind that are served or saved in place of a page."""

import pytest

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.items import PageCode

URL = "https://thu.vn/bai-1.html"
HTML = "<html><body><h1>Lúa chín sớm</h1><p>Bà con đã gặt xong.</p></body></html>".encode()
MHTML = (
    b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\tboundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\n'
)


@pytest.mark.parametrize(
    ("begin", "what"),
    [
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "a WARC file"),
        (b"filedesc://a.arc 0.0.0.0 20140331 text/plain 76\n", "an ARC file"),
        (b"bplist00\xd1\x01\x02", "a Safari web archive"),
        (MHTML, "an MHTML file"),
        (b"Received: from a\r\n" + MHTML, "an MHTML file"),
        (b"PK\x03\x04\x14", "a ZIP or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file"),
        (b"\x89PNG\r\n", "an image"),
    ],
)
def test_a_file_that_holds_a_page_is_not_that_page(begin, what):
    with pytest.raises(NotAPageError, match=f"^the answer is {what}") as refused:
        Page(begin + HTML, URL)
    assert refused.value.page_code is PageCode.WRONG_TYPE


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf\n", b"MIME-Version: 1.0\r\n\r\n", b"PK "])
def test_what_stands_before_the_markup_of_a_page_does_not_matter(begin):
    assert Page(begin + HTML, URL).root.findtext(".//h1") == "Lúa chín sớm"
