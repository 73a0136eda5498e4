"""Recognises pictures and documents, as opposed to error pages, JSON or nothing sent in their place."""

import re
from collections.abc import Mapping

_IMAGE_STARTS = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_PICTURE_TYPES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_DOCUMENT_STARTS = (b"%PDF-", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"{\\rtf", b"Rar!", b"7z\xbc\xaf\x27\x1c")
#: Inside the first bytes of AVIF and HEIC (ISO media) and WebP (RIFF).
_IMAGE_BRANDS = re.compile(rb"\A(?:.{4}ftyp(?:avi[fs]|hei[cfsx]|mif1|msf1)|RIFF.{4}WEBP)", re.S)
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?!svg\b)(?!\?xml\b)", re.I)
_DRAWING = re.compile(rb"<(?:svg:)?svg[\s/>]", re.I)
#: What may come before a drawing's first tag, with its end; editors write several KB of comments.
_PROLOGS = ((b"<?xml", b"?>"), (b"<!--", b"-->"), (b"<!doctype svg", b">"))
_LONGEST_PROLOG, _MOST_PROLOGS = 1 << 16, 20
#: The media type of SVG.
DRAWING_TYPE = "image/svg+xml"
#: Word and Excel also save, and portals export, documents as HTML, XML or a mail with its pictures.
_OFFICE_MARKUP = re.compile(
    rb"urn:schemas-microsoft-com:office:(?:word|excel|office)|<\?mso-application\b"
    rb"|\AMIME-Version: [^\0]{0,400}multipart/related",
    re.I,
)
#: A PDF may begin with other bytes (its specification allows 1 KB).
_HEAD = 1024
_PLAIN_DOCUMENTS = ("text/plain", "text/csv", "text/rtf")
_OFFICE = re.compile(r"application/(?:pdf|msword|rtf|vnd\.(?:ms-|openxmlformats-|oasis\.)[\w.+-]+)")


def find_media_fault(kind: str, headers: Mapping[str, str], body: bytes) -> str | None:
    """Why the body is not kept as a picture ("images") or as a document; None if it is one.

    `headers` have names in lower case; `body` is without its Content-Encoding.
    """
    if not body:
        return "the answer is empty"
    said = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_kept = _is_image(said, body) if kind == "images" else _is_document(said, body)
    if is_kept:
        return None
    what = "a picture" if kind == "images" else "a document"
    return f"the answer is not {what} (Content-Type {said[:80] or 'missing'})"


def picture_type(body: bytes) -> str | None:
    """The media type of a picture, by its first bytes alone; None for other bytes."""
    found = next((kind for start, kind in _PICTURE_TYPES if body.startswith(start)), None)
    if found is not None:
        return found
    brand = _IMAGE_BRANDS.match(body[:_HEAD])
    if brand is None:
        return DRAWING_TYPE if _is_drawing(body) else None
    return "image/webp" if brand[0].endswith(b"WEBP") else "image/avif" if b"ftypav" in brand[0] else None


def _is_image(said: str, body: bytes) -> bool:
    if body.startswith(_IMAGE_STARTS) or _IMAGE_BRANDS.match(body[:_HEAD]) or _is_drawing(body):
        return True
    if _MARKUP.match(body[:_HEAD]):
        return False
    return said.startswith("image/") and not body[:_HEAD].isascii()


def _is_drawing(body: bytes) -> bool:
    """Whether the body is SVG. A page may hold a drawing, too, but begins with something else."""
    rest = body[:_LONGEST_PROLOG].removeprefix(b"\xef\xbb\xbf").lstrip()
    for _ in range(_MOST_PROLOGS):
        found = next((each for each in _PROLOGS if rest[:20].lower().startswith(each[0])), None)
        if found is None:
            break
        start, end = found
        if start == b"<!doctype svg" and b"[" in rest[: rest.find(b">") + 1]:
            end = b"]>" if b"]>" in rest else b"] >"
        rest = rest.partition(end)[2].lstrip()
    return _DRAWING.match(rest) is not None


def _is_document(said: str, body: bytes) -> bool:
    if body.startswith(_DOCUMENT_STARTS) or b"%PDF-" in body[:_HEAD]:
        return True
    if _OFFICE.fullmatch(said) and _OFFICE_MARKUP.search(body[:_HEAD]):
        return True
    if _MARKUP.match(body[:_HEAD]):
        return False
    # A scanned page may be attached as a picture.
    return (
        said in _PLAIN_DOCUMENTS
        or _is_image(said, body)
        or (_OFFICE.fullmatch(said) is not None and not body[:_HEAD].isascii())
    )
