"""Captured pages: found, unpacked, made harmless, offered as what they are."""

import gzip
import html
import re
from contextlib import closing
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dvcrawler.storage.media.database import Media
from dvcrawler.storage.store import Store
from dvcrawler.storage.warc.captures import index_path
from dvcrawler.storage.warc.reader import read_warc
from dvcrawler.web.replay import clean_css
from tests.derived.store import article, write
from tests.web.store import capture, client, path_of

URL = "https://thu.example/bai-1.html"
URL_OF_PICTURE = URL.partition("//")[0] + "//" + URL.split("/")[2] + "/a.png"
HTML = "text/html; charset=utf-8"
HOSTILE = """<!DOCTYPE html><html><head><base href="https://evil.example/"><meta charset=utf-8>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<meta http-equiv="Set-Cookie" content="a=b"><link rel="preconnect" href="//evil.example">
<link rel=dns-prefetch href=//evil.example><link rel=stylesheet href=//evil.example/a.css>
<link rel="prerender" href="//evil.example/p"><title>x</title><script>document.title='pwned'</script>
<script src="https://evil.example/a.js"></script><style>@import "https://evil.example/b.css";
body{background:url(https://evil.example/bg.png)} @font-face{font-family:x;src:url(//evil.example/f)}
.a{font-family:x}</style></head>
<body onload="document.title='pwned'" background="https://evil.example/body.png"><p class=a>Chữ thật &lt;b&gt;</p>
<a href="javascript:document.title='pwned'">js</a><a href="https://evil.example/out" target=_top ping=//evil.example>out</a>
<a href=" java&#10;script:alert(1)">js2</a><a href="data:text/html,<script>alert(1)</script>">data</a>
<img src="https://evil.example/i.png" srcset="https://evil.example/s.png 2x" onerror="document.title='pwned'" alt="ảnh">
<iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>parent.document.title='pwned'</script>"></iframe>
<object data="https://evil.example/o"></object><embed src="https://evil.example/e"><svg onload="alert(1)"><script>1</script>
<image href="https://evil.example/svg.png"/></svg><math><a xlink:href="javascript:1">m</a></math>
<form action="https://evil.example/form"><input name=a autofocus onfocus="document.title='pwned'"><button formaction=
"https://evil.example/b">gửi</button></form><video src="https://evil.example/v" poster="https://evil.example/po"></video>
<audio src=//evil.example/a autoplay></audio><noscript><img src=//evil.example/n.png></noscript>
<template><script>1</script></template><details open ontoggle="document.title='pwned'">d</details>
<textarea><p title="</textarea><img src=//evil.example/t onerror=alert(1)>"></textarea>
<table background="//evil.example/tb"><td background="//evil.example/td" style="background:url(//evil.example/st)">ô</td></table>
<noembed><img title="</noembed><img src=//evil.example/ne>"></noembed><xmp><img title="</xmp><img src=//evil.example/xm>"></xmp>
<style><img title="</style><img src=//evil.example/sty onerror=alert(1)>"></style><o:p>Word</o:p>
<portal src=//evil.example/po></portal><input type=image src=//evil.example/ii><frame src=//evil.example/fr>
<plaintext>đuôi <script>alert(1)</script>"""


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def tags_of(text):
    parser = _Tags()
    parser.feed(text)
    return parser


def framed(answer):
    """What the frame of a capture shows."""
    outer = tags_of(answer.text)
    return next(value for tag, name, value in outer.attributes if (tag, name) == ("iframe", "srcdoc"))


def show(data, name):
    return client(data).get(path_of(name))


def test_a_page_is_shown_in_a_sandbox_below_its_address_and_time(tmp_path):
    (name,) = capture(tmp_path, (URL, HTML, "<p>Mở đường liên xã".encode()))
    answer = show(tmp_path, name)
    assert answer.status_code == 200
    assert "Mở đường liên xã" in framed(answer)
    assert URL in answer.text
    assert "31 January 2026, 15:00 (Vietnam time)" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy
    for word in ("allow-scripts", "allow-same-origin", "allow-forms", "allow-popups", "script-src"):
        assert word not in policy
    sandbox = next(
        v for tag, name, v in tags_of(answer.text).attributes if (tag, name) == ("iframe", "sandbox")
    )
    assert sandbox == "allow-top-navigation-by-user-activation"


def test_nothing_hostile_is_left_in_the_frame(tmp_path):
    (name,) = capture(tmp_path, (URL, HTML, HOSTILE.encode()))
    page = framed(show(tmp_path, name))
    parsed = tags_of(page)
    assert set(parsed.tags) <= {
        "html",
        "head",
        "body",
        "p",
        "a",
        "img",
        "div",
        "span",
        "style",
        "details",
        "table",
        "tr",
        "td",
        "tbody",
        "pre",
    }
    assert not [
        each
        for each in parsed.attributes
        if each[1] in ("src", "srcset", "background", "action", "poster", "ping")
        or each[1].startswith("on")
        or (each[1] == "href")
    ]
    assert "Chữ thật &lt;b&gt;" in page
    assert "Word" in page
    assert "đuôi" in page


@pytest.mark.parametrize(
    "css",
    [
        "a{background:url(//evil.example/a)}",
        "a{background:URL( 'https://evil.example' )}",
        "@import '//evil.example';",
        "@IMPORT url(//evil.example);",
        r"a{background:\75rl(//evil.example)}",
        r"a{background:u\000072 l(//evil.example)}",
        r"@\69mport '//evil.example';",
        r"a{background:\url(//evil.example)}",
        "a{background:image-set('//evil.example' 1x)}",
        "a{background:-webkit-image-set('//evil.example' 1x)}",
        "a{background:url(data:image/svg+xml,x)}",
        "@font-face{src:url(//evil.example)}",
        "a{background:url\\28 //evil.example)}",
        "a{cursor:url(//evil.example),auto}",
    ],
)
def test_a_style_loads_nothing(css):
    cleaned = clean_css(css)
    assert not re.search(r"url\(|import|image-set|\\", cleaned, re.I), cleaned


@pytest.mark.parametrize(
    "css",
    ["a{color:red;width:10px}", r"a::before{content:'\f101'}", "a{background:url(data:image/png;base64,AA)}"],
)
def test_a_harmless_style_stays(css):
    assert clean_css(css) == css


def test_a_link_and_a_picture_lead_to_their_captured_copies(tmp_path):
    body = (
        b'<a href="/bai-2.html#x">hai</a><a href="/bai-3.html">ba</a><picture><source srcset="x"><img src="a.png">'
        b'</picture><img data-src="/a.png" src="data:,">'
    )
    names = capture(
        tmp_path,
        (URL, HTML, body),
        ("https://thu.example/bai-2.html", HTML, b"<p>hai"),
        ("https://thu.example/a.png", "image/png", b"\x89PNG"),
    )
    page = framed(show(tmp_path, names[0]))
    assert f'<a href="{path_of(names[1])}" target="_top">hai</a>' in page
    assert '<a title="https://thu.example/bai-3.html">ba</a>' in page
    assert page.count(f'<img src="{path_of(names[2])}/bytes">') == 2


def test_bytes_are_offered_as_a_download_and_never_as_a_page(tmp_path):
    body = gzip.compress("<script>alert(1)</script>chữ".encode())
    (name,) = capture(tmp_path, (URL, HTML, body, [(b"Content-Encoding", b"gzip")]))
    answer = client(tmp_path).get(path_of(name) + "/bytes")
    assert answer.content == gzip.decompress(body)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''bai-1.html"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("kind", "sent", "is_download"),
    [
        ("application/pdf", "application/pdf", True),
        ("image/png", "image/png", False),
        ("image/svg+xml", "application/octet-stream", True),
        ("application/x-sh", "application/octet-stream", True),
        ("text/html\r\nX: y", "application/octet-stream", True),
        ("", "application/octet-stream", True),
        ("IMAGE/JPEG; x", "image/jpeg", False),
        ("application/javascript", "application/octet-stream", True),
    ],
)
def test_a_file_goes_out_as_what_it_is_or_as_mere_bytes(tmp_path, kind, sent, is_download):
    (name,) = capture(tmp_path, ("https://thu.example/tep", kind, b"%PDF-1.4"))
    answer = client(tmp_path).get(path_of(name) + "/bytes")
    assert answer.headers["content-type"] == sent
    assert ("content-disposition" in answer.headers) == is_download
    page = show(tmp_path, name)
    assert page.status_code == 200
    assert path_of(name) + "/bytes" in page.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
    ],
)
@pytest.mark.parametrize("said", ["application/octet-stream", "", "text/html", "image/jpg"])
def test_a_picture_is_shown_whatever_its_server_calls_it(tmp_path, said, body, kind):
    picture, page = capture(tmp_path, (URL_OF_PICTURE, said, body), (URL, HTML, b'<img src="/a.png">'))
    answer = client(tmp_path).get(path_of(picture) + "/bytes")
    assert (answer.headers["content-type"], "content-disposition" in answer.headers) == (kind, False)
    assert f'src="{path_of(picture)}/bytes"' in framed(show(tmp_path, page))
    assert f'<img src="{path_of(picture)}/bytes"' in show(tmp_path, picture).text


def test_a_download_has_the_name_that_its_server_gave_it(tmp_path):
    sent = [(b"Content-Disposition", 'attachment; filename="Kế hoạch.pdf"'.encode())]
    (name,) = capture(tmp_path, ("https://thu.example/download?id=5", "application/pdf", b"%PDF-1.4", sent))
    told = client(tmp_path).get(path_of(name) + "/bytes").headers["content-disposition"]
    assert told == "attachment; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"


PDF = b"%PDF-1.4 0123456789"
IS_WHOLE = (200, PDF, None)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-3", (206, b"%PDF", "bytes 0-3/19")),
        ("bytes=9-", (206, b"0123456789", "bytes 9-18/19")),
        ("bytes=-3", (206, b"789", "bytes 16-18/19")),
        ("bytes=-99", (206, PDF, "bytes 0-18/19")),
        ("bytes=17-99", (206, b"89", "bytes 17-18/19")),
        ("BYTES= 18-18 ", (206, b"9", "bytes 18-18/19")),
        ("bytes=19-", (416, b"", "bytes */19")),
        ("bytes=-0", (416, b"", "bytes */19")),
        ("bytes=5-2", IS_WHOLE),
        ("bytes=-", IS_WHOLE),
        ("bytes=a-b", IS_WHOLE),
        ("bytes=0-1,3-4", IS_WHOLE),
        ("seconds=0-3", IS_WHOLE),
        ("bytes=٣-٤", IS_WHOLE),
        ("bytes=0-" + "9" * 5000, IS_WHOLE),
        ("", IS_WHOLE),
    ],
)
def test_a_part_of_a_file_is_sent_where_it_is_asked_for(tmp_path, asked, expected):
    (name,) = capture(tmp_path, ("https://thu.example/tep.pdf", "application/pdf", PDF))
    answer = client(tmp_path).get(path_of(name) + "/bytes", Range=asked.encode())
    assert (answer.status_code, answer.content, answer.headers.get("content-range")) == expected
    assert int(answer.headers["content-length"]) == len(expected[1])
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if answer.status_code != 416:
        assert answer.headers["accept-ranges"] == "bytes"
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"].startswith("attachment;")


def test_a_part_of_a_file_as_it_was_before_is_not_promised(tmp_path):
    (name,) = capture(tmp_path, ("https://thu.example/tep.pdf", "application/pdf", PDF))
    ask = client(tmp_path)
    asked = {"Range": "bytes=0-3", "If-Range": '"x"'}
    assert ask.get(path_of(name) + "/bytes", **asked).content == PDF
    assert ask.head(path_of(name) + "/bytes", Range="bytes=0-3").status_code == 200


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_revisit_shows_its_original(tmp_path, is_indexed):
    page = (URL, HTML, "<p>Không đổi".encode())
    first, second = capture(tmp_path, page, page, is_indexed=is_indexed)
    answer = show(tmp_path, second)
    assert "Không đổi" in framed(answer)
    assert "unchanged since the capture of 31 January 2026, 15:00" in answer.text
    assert "unchanged since" not in show(tmp_path, first).text


def test_a_revisit_whose_original_is_gone_says_so(tmp_path):
    page = (URL, HTML, b"<p>1")
    first, _ = capture(tmp_path, page, page)
    (path,) = (tmp_path / "warc/thu").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole)
    offsets = [found.offset for found in read_warc(path)]
    (tmp_path / "warc/thu/rest.warc.gz").write_bytes(whole[offsets[3] :])
    path.unlink()
    index_path(tmp_path, "thu").unlink()
    second = next(found for found in read_warc(tmp_path / "warc/thu/rest.warc.gz") if found.kind == "revisit")
    answer = show(tmp_path, f"rest.warc.gz#{second.record_id}")
    assert answer.status_code == 404
    assert "is not held" in answer.text
    assert show(tmp_path, first).status_code == 404


@pytest.mark.parametrize("state", ["missing", "damaged", "behind"])
def test_a_capture_is_found_whatever_has_become_of_the_index(tmp_path, state):
    first, second = capture(
        tmp_path, (URL, HTML, b"<p>mot"), (URL + "?2", HTML, b"<p>hai"), is_indexed=state == "damaged"
    )
    if state == "damaged":
        index_path(tmp_path, "thu").write_bytes(b"no database" * 500)
    if state == "behind":
        capture(tmp_path, (URL, HTML, b"x"), site="khac")
    assert "mot" in framed(show(tmp_path, first))
    assert "hai" in framed(show(tmp_path, second))


@pytest.mark.parametrize("record", ["{uuid}", "urn:uuid:{uuid}", "%3Curn:uuid:{uuid}%3E", "{upper}"])
def test_the_usual_forms_of_a_record_id_are_read(tmp_path, record):
    (name,) = capture(tmp_path, (URL, HTML, b"<p>mot"))
    file, _, uuid = path_of(name).removeprefix("/capture/").partition("/")
    path = f"/capture/{file}/{record.format(uuid=uuid, upper=uuid.upper())}"
    assert client(tmp_path).get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "a.warc.gz/00000000-0000-0000-0000-000000000000",
        "../../etc/passwd/x",
        "..%2F..%2Fthu/x",
        "x/y",
        "{file}/nix",
        "{file}/00000000-0000-0000-0000-000000000000",
        "%2e%2e/x",
        "{file}%00/x",
        ".warc.gz/x",
    ],
)
def test_a_capture_that_is_not_held_is_404(tmp_path, path):
    (name,) = capture(tmp_path, (URL, HTML, b"<p>mot"))
    assert client(tmp_path).get("/capture/" + path.format(file=name.partition("#")[0])).status_code == 404


@pytest.mark.parametrize(
    ("body", "headers", "says"),
    [
        (b"", [], "The answer had no content."),
        (b"\x1f\x8b\x08broken", [(b"Content-Encoding", b"gzip")], "Cannot be unpacked"),
        (gzip.compress(b"a" * 11_000_000), [(b"Content-Encoding", b"gzip")], "Cannot be unpacked"),
    ],
)
def test_a_body_that_cannot_be_shown_is_named(tmp_path, body, headers, says):
    (name,) = capture(tmp_path, (URL, HTML, body, headers))
    assert says in show(tmp_path, name).text
    assert client(tmp_path).get(path_of(name) + "/bytes").status_code == 404


def test_a_record_too_large_for_a_page_is_named_and_not_read_into_memory(tmp_path):
    (name,) = capture(tmp_path, (URL, HTML, b"a" * 12_000_000))
    answer = show(tmp_path, name)
    assert answer.status_code == 413
    assert "Too large to be shown." in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 50_000 + b"chu",
        b"<b><i>" * 3_000 + b"chu",
        b"\x00\x00chu",
        b"chu",
        b"<",
        b"<!--chu",
        b"<table>" * 2_000,
        b"<a href='" + b"x" * 1_000_000,
        b"<p " + b"a=b " * 100_000 + b">chu",
        b"<?xml version='1.0'?><html><p>chu",
        b"<!DOCTYPE x [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]><p>&b;",
        b"<frameset><frame src=//evil.example>",
        b"\xff\xfe<\x00p\x00>\x00c\x00",
        b"<style>p{}\x01\x0b</style><p style='a:b&#1;'>chu<a href='/&#2;'>a</a><img src='/&#3;'>",
    ],
    ids=range(14),
)
def test_a_strange_body_gives_a_page_all_the_same(tmp_path, body):
    (name,) = capture(tmp_path, (URL, "text/html", body))
    assert show(tmp_path, name).status_code == 200


@pytest.mark.parametrize("charset", ["windows-1258", "utf-16", "no-such", "idna"])
def test_a_charset_is_the_one_declared_or_harmless(tmp_path, charset):
    body = "<p>Tiếng".encode("cp1258" if charset == "windows-1258" else "utf-8", "replace")
    (name,) = capture(tmp_path, (URL, f"text/html; charset={charset}", body))
    assert "Ti" in framed(show(tmp_path, name))


def test_text_that_is_not_markup_is_shown_as_text(tmp_path):
    (name,) = capture(tmp_path, ("https://thu.example/robots.txt", "text/plain", b"<b>User-agent</b>: *"))
    page = framed(show(tmp_path, name))
    assert "&lt;b&gt;User-agent&lt;/b&gt;: *" in page


def test_an_article_leads_to_its_captured_page(tmp_path):
    (name,) = capture(tmp_path, (URL, HTML, b"<p>mot"))
    write(tmp_path, article(1, "Một", "Chữ.", capture=name))
    text = client(tmp_path).get("/article/thu:1").text
    link = html.unescape(re.search(r'class="button" href="([^"]+)"', text)[1])
    assert "mot" in framed(client(tmp_path).get(link))


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/nho.png" srcset="/nho.png 300w, /a.png 1200w">',
        '<img data-srcset="/a.png 2x" src="/nho.png">',
        '<picture><source srcset="/a.png 1600w, /nho.png 400w"><img src="/nho.png"></picture>',
        '<img src="/a.png">',
    ],
)
def test_a_picture_is_shown_from_whichever_of_its_sizes_is_held(tmp_path, markup):
    picture, page = capture(
        tmp_path, (URL_OF_PICTURE, "image/png", b"\x89PNG\r\n\x1a\n"), (URL, HTML, markup.encode())
    )
    assert f'src="{path_of(picture)}/bytes"' in framed(show(tmp_path, page))


def test_a_picture_that_was_held_behind_a_redirect_is_shown(tmp_path):
    named = "https://thu.example/a.png"
    picture, page = capture(
        tmp_path,
        ("https://kho.example/1.png", "image/png", b"\x89PNG\r\n\x1a\n"),
        (URL, HTML, b'<img src="/a.png">'),
    )
    assert "<img>" in framed(show(tmp_path, page))
    images = [{"url": named, "caption": None, "credit": None, "capture": None}]
    write(tmp_path, article(1, "Một", "Chữ.", images=images))
    with closing(Media(tmp_path, "thu", 9)) as media, Store(tmp_path, "thu") as store:
        media.catch_up(store)
        media.note_held(named, picture, 8)
    assert f'src="{path_of(picture)}/bytes"' in framed(show(tmp_path, page))


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [(b"<p>mot", b"<p>hai", True), (b"text/html", b"text/xhtm", True), (b"<p>mot", b"<p>mot", False)],
)
def test_a_record_that_does_not_match_its_digest_is_told_above_the_page(tmp_path, before, after, is_told):
    first, again = capture(tmp_path, (URL, HTML, b"<p>mot"), (URL, HTML, b"<p>mot"))
    (path,) = (tmp_path / "warc/thu").iterdir()
    with path.open("rb") as file:
        offsets = [found.offset for found in read_warc(path)]
        members = [
            gzip.decompress(file.read(end - start))
            for start, end in pairwise([*offsets, path.stat().st_size])
        ]
    members[1] = members[1].replace(before, after)
    path.write_bytes(b"".join(map(gzip.compress, members)))
    index_path(tmp_path, "thu").unlink()
    for name in (first, again):
        answer = show(tmp_path, name)
        assert ("does not match its digest" in answer.text, answer.status_code) == (is_told, 200)
    assert ("không khớp với mã kiểm tra" in client(tmp_path, "vi").get(path_of(first)).text) is is_told


DRAWING = (
    b'<?xml version="1.0"?><!-- Inkscape --><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
)


@pytest.mark.parametrize("url", ["https://thu.example/so-do.SVG?v=2", "https://thu.example/anh?id=7"])
@pytest.mark.parametrize("said", ["image/svg+xml", "text/xml", "text/plain", "application/octet-stream", ""])
def test_a_drawing_is_shown_as_a_picture_and_opened_by_no_link(tmp_path, url, said):
    drawing, page = capture(tmp_path, (url, said, DRAWING), (URL, HTML, f'<img src="{url}">'.encode()))
    write(
        tmp_path,
        article(1, "Một", "Chữ.", images=[{"url": url, "caption": None, "credit": None, "capture": drawing}]),
    )
    source = f'<img src="{path_of(drawing)}/bytes"'
    assert source in client(tmp_path).get("/article/thu:1").text
    assert source in framed(show(tmp_path, page))
    assert source in show(tmp_path, drawing).text
    answer = client(tmp_path).get(path_of(drawing) + "/bytes")
    assert (answer.headers["content-type"], answer.content) == ("image/svg+xml", DRAWING)
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-disposition"].lower().endswith(".svg")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'; ")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("said", ["text/html", "application/xhtml+xml"])
def test_a_page_that_begins_with_a_drawing_is_a_page(tmp_path, said):
    (name,) = capture(tmp_path, (URL, said, b"<svg></svg><p>Bai viet"))
    assert "Bai viet" in framed(show(tmp_path, name))
    assert (
        client(tmp_path).get(path_of(name) + "/bytes").headers["content-type"] == "application/octet-stream"
    )
