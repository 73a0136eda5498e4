"""Files of another kind that are served or saved in place of a page."""

import gzip

import pytest

from dvcrawler.bodies import LARGEST_PAGE
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
        (b"RIFF\x1a\x00\x00\x00WEBPVP8L", "an image, a sound or a film"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "an image, a sound or a film"),
        (b"ID3\x03\x00", "an image, a sound or a film"),
        (b"\x00\x00\x01\x00\x01\x00", "an image"),
        (MHTML, "an MHTML file"),
        (b"Received: from a\r\n" + MHTML, "an MHTML file"),
        (b"PK\x03\x04\x14", "a ZIP or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Office file"),
        (b"\x89PNG\r\n", "an image"),
        (b"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n", "a patch"),
        (b"diff --git a/x b/x\n", "a patch"),
        (b"--- a/tin.html\n+++ b/tin.html\n@@ -1 +1 @@\n+", "a patch"),
        (b"/*! thu.js */\n!function(e){e.innerHTML='", "a script"),
        (b"'use strict';\nvar page = '", "a script"),
        (b"const page = `", "a script"),
        (b"$(function () { $('#a').html('", "a script"),
        (b'@charset "utf-8";\nbody { background: url("', "a script or a style sheet"),
        (b"From: a@thu.vn\nSubject: Tin\nMIME-Version: 1.0\nContent-Type: text/html\n\n", "an e-mail"),
        (b'{"log":{"version":"1.2","entries":[{"response":{"content":{"text":"', "a HAR file"),
        (
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n",
            "a saved answer with the HTTP status 404",
        ),
    ],
)
def test_a_file_that_holds_a_page_is_not_that_page(begin, what):
    with pytest.raises(NotAPageError, match=f"^the answer is {what}") as refused:
        Page(begin + HTML, URL)
    assert refused.value.page_code is PageCode.WRONG_TYPE


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf\n", b"MIME-Version: 1.0\r\n\r\n", b"PK "])
def test_what_stands_before_the_markup_of_a_page_does_not_matter(begin):
    assert Page(begin + HTML, URL).root.findtext(".//h1") == "Lúa chín sớm"


@pytest.mark.parametrize("text", ['{"title":{"rendered":"<p>Tin</p>"}}', '\n["<p>Tin</p>"]'])
def test_json_is_not_a_page(text):
    with pytest.raises(NotAPageError, match=r"^the answer is JSON"):
        Page(text.encode(), URL)


@pytest.mark.parametrize(
    "begin",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/2 200 \ncontent-type: text/html\n\n",
        b"HTTP/1.1 302 Found\r\nLocation: /bai-1.html\r\n\r\nHTTP/1.0 200 OK\r\n\r\n\n",
    ],
)
def test_http_headers_that_were_saved_with_a_page_are_no_text_of_it(begin):
    assert Page(begin + HTML, URL).data.lstrip().startswith(HTML[:6])


@pytest.mark.parametrize(
    "begin",
    [
        b"// header.php\n",
        b"/* cache */\n",
        b"{{ title }} ",
        b"[cached] ",
        b"--- tin ---\n",
        b"Import gao tang. ",
        b"HTTP/1.1 ",
    ],
)
def test_a_page_behind_text_that_looks_like_code_is_a_page(begin):
    assert Page(begin + b"\n" + HTML, URL).root.findtext(".//h1") == "Lúa chín sớm"


@pytest.mark.parametrize(
    "kind", ["image/png", "font/woff2", "application/pdf", "application/octet-stream; x=1"]
)
def test_the_type_that_is_declared_tells_what_no_markup_shows(kind):
    with pytest.raises(NotAPageError, match=r"^not a page: ") as refused:
        Page(b"Tin trong ng\xc3\xa0y", URL, kind)
    assert refused.value.page_code is PageCode.WRONG_TYPE
    assert Page(HTML, URL, kind).blocks[0].text == "Lúa chín sớm"


def test_a_page_that_is_too_large_when_unpacked_is_refused():
    with pytest.raises(NotAPageError, match=r"when unpacked$") as refused:
        Page(gzip.compress(b"0" * (LARGEST_PAGE + 1)), URL)
    assert refused.value.page_code is PageCode.TOO_LARGE
