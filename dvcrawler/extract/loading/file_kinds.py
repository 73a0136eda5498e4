"""What a file served or saved instead of a page is. Some hold pages, which have other addresses."""

import re

import orjson

from dvcrawler.patterns import lazy_regex

_MEDIA = "an image, a sound or a film"
_BEGINNINGS = {
    b"WARC/": "a WARC file; -a source=warc: reads it",
    b"warc/": "a WARC file; -a source=warc: reads it",
    b"filedesc://": "an ARC file; -a source=warc: reads it",
    b"bplist00": "a Safari web archive; save the page as HTML",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"{\\rtf": "an RTF file",
    b"Rar!\x1a": "a RAR file",
    b"7z\xbc\xaf": "a 7z file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
    b"\x00\x00\x01\x00": "an image",
    b"RIFF": _MEDIA,
    b"OggS": _MEDIA,
    b"ID3": _MEDIA,
    b"fLaC": _MEDIA,
    b"\x1aE\xdf\xa3": _MEDIA,
    b"diff --git ": "a patch",
}
_PATCH = lazy_regex(
    rb"From [0-9a-f]{40} |(?:Index: |diff -|Only in |--- )[^\n]{1,400}\n(?:[^\n]{0,400}\n){0,3}?\+\+\+ "
)
#: The first statement of a script, or the first rule of a style sheet.
_CODE = lazy_regex(
    rb"""["']use\ strict["'] | (?:var|let|const)\s+[\w$]+\s*[=,;]
    | (?:async\s+)?function\s*+(?:[\w$]++\s*+)?\(
    | [!;+(]{1,3}\s*function\b | [;(]{1,3}\s*\(\s*\)\s*=> | import\s*[{*"'(] | import\s+[\w$]+\s+from\b
    | export\s+(?:default|const|function|class|\{)
    | (?:window|document|module|exports|jQuery|define|\$)\s*[.(] | @(?:charset|import|media|font-face)\b
    | (?::root|body|html|\*)\s*[,{]""",
    re.VERBOSE,
)
_COMMENT = lazy_regex(rb"/\*|//")
_PAGE = lazy_regex(rb"^[ \t]*<(?:!doctype|html|head|body)\b", re.M | re.I)
_HEADERS = lazy_regex(rb"HTTP/\d(?:\.\d)? (\d{3})[^\n]{0,1000}\n(?:[\w-]+:[^\n]*\n){0,200}?\r?\n")
_MOST_HEADERS = 4000
#: Headers of redirects are saved, too.
_MOST_ANSWERS = 20
_BLANK = b"\xef\xbb\xbf \t\r\n"


def drop_headers(data: bytes) -> bytes:
    """The page without the HTTP headers with which `curl -i` and `wget --save-headers` save it; unchanged if
    what they are followed by is not a page, or is not what was asked for.
    """
    rest, status = data, b""
    for _ in range(_MOST_ANSWERS):
        found = _HEADERS.match(rest) if rest.startswith(b"HTTP/") else None
        if found is None:
            break
        rest, status = rest[found.end() :], found[1]
    is_page = status.startswith(b"2") and (
        rest[:200].lstrip(_BLANK).startswith(b"<") or rest.startswith(b"\x1f\x8b")
    )
    return rest if is_page else data


def name_file(data: bytes) -> str | None:
    """What the bytes are, by their beginning; None for what may be a page."""
    if data.startswith(tuple(_BEGINNINGS)):
        return next(what for begin, what in _BEGINNINGS.items() if data.startswith(begin))
    if data[4:8] == b"ftyp":  # MP4, AVIF, HEIC: behind a length
        return _MEDIA
    if found := _HEADERS.match(data):
        return f"a saved answer with the HTTP status {found[1].decode()} and no page"
    begin = data[:_MOST_HEADERS].lstrip(_BLANK)
    if begin[:1] in (b"{", b"["):
        return _name_json(data, begin)
    if _PATCH.match(begin):
        return "a patch"
    if _is_code(data, begin):
        return "a script or a style sheet"
    return _name_mail(begin.lower())


def _is_code(data: bytes, begin: bytes) -> bool:
    has_code = _CODE.match(begin) or _COMMENT.match(begin)
    return has_code is not None and not _PAGE.search(data)


def _name_json(data: bytes, begin: bytes) -> str | None:
    if b'"log"' in begin and b'"entries"' in data:
        return "a HAR file; save the page as HTML"
    try:
        orjson.loads(data.strip(_BLANK))
    except orjson.JSONDecodeError:
        return None
    return "JSON"


def _name_mail(head: bytes) -> str | None:
    if b"mime-version:" not in head:
        return None
    if b"multipart/related" in head:
        return "an MHTML file; save the page as HTML"
    is_mail = re.search(rb"^subject:", head, re.M) and re.search(rb"^from:", head, re.M)
    return "an e-mail; save the page as HTML" if is_mail else None
