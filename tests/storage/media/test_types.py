import pytest

from dvcrawler.normalize.media_kinds import read_kinds
from dvcrawler.storage.media.types import find_media_fault

HTML = b"<!DOCTYPE html><html><body>Trang chu</body></html>"
BINARY = bytes(range(256))


@pytest.mark.parametrize(
    ("kind", "said", "body"),
    [
        ("images", "image/jpeg", b"\xff\xd8\xff\xe0" + BINARY),
        ("images", "image/jpeg", b"\x89PNG\r\n\x1a\n" + BINARY),
        ("images", "", b"GIF89a" + BINARY),
        ("images", "application/octet-stream", b"RIFF\x10\x00\x00\x00WEBPVP8 " + BINARY),
        ("images", "text/html", b"\xff\xd8\xff\xe0" + BINARY),
        ("images", "image/avif", b"\x00\x00\x00\x20ftypavif" + BINARY),
        ("images", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("images", "image/svg+xml", b'<?xml version="1.0"?>\n<svg></svg>'),
        ("images", "image/svg+xml", b"<?xml version='1.0'?><!-- by hand --><!DOCTYPE svg><svg/>"),
        ("images", "text/plain", b"\xef\xbb\xbf <!-- a --><!-- b -->\n<SVG width='9'></SVG>"),
        (
            "images",
            "image/svg+xml",
            b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd">\n<svg></svg>',
        ),
        (
            "images",
            "image/svg+xml",
            b"<?xml version='1.0'?><!DOCTYPE svg [" + b"<!ENTITY a 'b'>" * 200 + b"]><svg></svg>",
        ),
        ("images", "image/svg+xml", b"<?xml version='1.0'?><!--" + b" licence" * 500 + b"--><svg></svg>"),
        (
            "images",
            "image/svg+xml",
            b"<?xml version='1.0'?><svg:svg xmlns:svg='http://www.w3.org/2000/svg'></svg:svg>",
        ),
        ("images", "image/x-unknown", BINARY),
        ("documents", "application/pdf", b"%PDF-1.7\n" + BINARY),
        ("documents", "application/octet-stream", b"\n\n%PDF-1.4\n"),
        ("documents", "application/msword", b"\xd0\xcf\x11\xe0" + BINARY),
        ("documents", "application/octet-stream", b"PK\x03\x04" + BINARY),
        ("documents", "text/html", b"PK\x03\x04" + BINARY),
        ("documents", "application/rtf", b"{\\rtf1\\ansi"),
        ("documents", "text/csv; charset=utf-8", b"a,b\n1,2\n"),
        ("documents", "image/jpeg", b"\xff\xd8\xff\xe0" + BINARY),
        (
            "documents",
            "application/msword",
            b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><body>So 5</body>',
        ),
        (
            "documents",
            "application/vnd.ms-excel",
            b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
        ),
        (
            "documents",
            "application/msword",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>',
        ),
        (
            "documents",
            "application/msword",
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n",
        ),
    ],
)
def test_what_begins_like_the_kind_is_kept(kind, said, body):
    assert find_media_fault(kind, {"content-type": said}, body) is None


@pytest.mark.parametrize("kind", ["images", "documents"])
@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("text/html", HTML),
        ("image/png", HTML),
        ("application/pdf", HTML),
        ("application/pdf", b"\n  <html>"),
        ("application/octet-stream", b"\xef\xbb\xbf<html>"),
        ("application/json", b'{"error": "no"}'),
        ("image/jpeg", b"File not found"),
        ("application/pdf", b"Khong tim thay"),
        ("", b"plain words"),
        ("image/png", b""),
        ("application/xml", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"),
        ("text/javascript", b"alert(1)"),
        ("image/svg+xml", b"<?xml version='1.0'?><!DOCTYPE html><html><svg></svg>"),
        ("image/svg+xml", b"<!-- cut"),
        ("image/svg+xml", b"<!DOCTYPE svg ["),
        ("image/svg+xml", b"<svgx>"),
        ("text/html", b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><p>A page saved by Word</p>'),
    ],
)
def test_what_servers_send_in_its_place_is_named(kind, said, body):
    assert find_media_fault(kind, {"content-type": said}, body)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("images", ("images",)),
        ("documents,images", ("images", "documents")),
        (" Images , DOCUMENTS ", ("images", "documents")),
        ("images,images,", ("images",)),
        ("none", ()),
        ("None", ()),
    ],
)
def test_kinds_are_read_in_any_order_and_case(text, kinds):
    assert read_kinds(text) == kinds


@pytest.mark.parametrize("text", ["", ",", "none,images", "image", "pdf", "images documents", "1"])
def test_text_that_does_not_name_kinds_is_refused(text):
    with pytest.raises(ValueError, match="images, documents"):
        read_kinds(text)
