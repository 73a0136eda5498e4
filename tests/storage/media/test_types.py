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
        ("images", "image/x-unknown", BINARY),
        ("documents", "application/pdf", b"%PDF-1.7\n" + BINARY),
        ("documents", "application/octet-stream", b"\n\n%PDF-1.4\n"),
        ("documents", "application/msword", b"\xd0\xcf\x11\xe0" + BINARY),
        ("documents", "application/octet-stream", b"PK\x03\x04" + BINARY),
        ("documents", "text/html", b"PK\x03\x04" + BINARY),
        ("documents", "application/rtf", b"{\\rtf1\\ansi"),
        ("documents", "text/csv; charset=utf-8", b"a,b\n1,2\n"),
        ("documents", "image/jpeg", b"\xff\xd8\xff\xe0" + BINARY),
    ],
)
def test_what_begins_like_the_kind_is_kept(kind, said, body):
    assert find_media_fault(kind, {"content-type": said}, body) is None


@pytest.mark.parametrize("kind", ["images", "documents"])
@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("text/html", HTML), ("image/png", HTML), ("application/pdf", HTML), ("application/pdf", b"\n  <html>"),
        ("application/octet-stream", b"\xef\xbb\xbf<html>"), ("application/json", b'{"error": "no"}'),
        ("image/jpeg", b"File not found"), ("application/pdf", b"Khong tim thay"), ("", b"plain words"),
        ("image/png", b""), ("application/xml", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>"),
        ("text/javascript", b"alert(1)"),
    ],
)  # fmt: skip
def test_what_servers_send_in_its_place_is_named(kind, said, body):
    assert find_media_fault(kind, {"content-type": said}, body)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("images", ("images",)), ("documents,images", ("images", "documents")), (" Images , DOCUMENTS ", ("images", "documents")),
     ("images,images,", ("images",)), ("none", ()), ("None", ())],
)  # fmt: skip
def test_kinds_are_read_in_any_order_and_case(text, kinds):
    assert read_kinds(text) == kinds


@pytest.mark.parametrize("text", ["", ",", "none,images", "image", "pdf", "images documents", "1"])
def test_other_kinds_are_refused(text):
    with pytest.raises(ValueError, match="images, documents"):
        read_kinds(text)
