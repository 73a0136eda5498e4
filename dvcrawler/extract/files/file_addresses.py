"""Addresses of files, recognised by their ending, and of office files extracted from those of viewers."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
#: Media types by ending. The archives hold the files of one decision.
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OPEN_XML}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OPEN_XML}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
ENDINGS = "|".join(sorted(_TYPES, key=len, reverse=True))
#: Most addresses: parsing them takes ten times as long.
_PLAIN = lazy_regex(r"(?:https?://[A-Za-z0-9.-]+)?(/(?!/)[\w./~%@,+=;&-]*)(?:[?#][!-~]*)?", re.ASCII)
_ENDING = lazy_regex(rf"\.({ENDINGS})$", re.I)
#: Liferay puts an identifier after the file's name: `/documents/20182/0/ke-hoach.pdf/0c9b…?t=…`.
_IN_PATH = lazy_regex(rf"\.({ENDINGS})(?:$|/)", re.I)
#: Parameters in which viewers and download handlers carry the file: Google's and Office's viewers, pdf.js,
#: SharePoint's `sourcedoc`, ASP.NET handlers.
_PARAMETERS = frozenset(
    "file url src pdf document doc link path filepath filename name attachment sourcedoc fileurl f u".split()
)
#: Pages that show the file of their parameter. Of other addresses, the address itself downloads the file.
_VIEWER = lazy_regex(r"viewer|gview|pdf\.?js|/embed|flip|\.html?$", re.I)
#: Google Drive shows a file without stating its type.
_DRIVE = lazy_regex(r"https?://drive\.google\.com/(?:file/d/[\w-]+|open\?id=|uc\?)", re.I)
#: Handlers that name a file by a number alone: DotNetNuke's LinkClick, `/download/412`, `/tai-ve/412`,
#: `/van-ban/412/download`, Joomla's DOCman, WordPress's Download Manager, NukeViet's `&download=1&id=412`.
_HANDLER = lazy_regex(
    r"fileticket=|[?&](?:wpdmdl=|download=\d|task=(?:doc_)?download\b)|/\d{1,12}/(?:download|tai-?ve)/?\?"
    r"|/(?:download|dowload|tai[-_]?ve|tai[-_]?xuong|tai[-_]?file|attachments?|get[-_]?file|dinh[-_]?kem)"
    r"(?:[-_]?(?:file|attachment|handler))?(?:\.(?:a[sx][hp]x|php))?[/?][^?]*\d",
    re.I,
)
#: A viewer's address may lead to another viewer.
_DEEPEST = 3


def is_office_type(text: str) -> bool:
    """Whether the text is the media type of an office file."""
    return text.strip().lower() in _TYPES.values()


def type_of(name: str) -> str | None:
    """The media type of a file with this name; None if it does not have the ending of an office file."""
    found = _ENDING.search(name.strip())
    return _TYPES[found[1].lower()] if found else None


def path_of(address: str) -> str:
    """The path of an address; empty if it cannot be read."""
    if plain := _PLAIN.fullmatch(address):
        return plain[1]
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def find_file(base: str, address: str) -> tuple[str, str | None] | None:
    """(absolute address, media type or None) of the file that an address on the page at `base` leads to.

    A viewer's address gives the file that it shows; ViewerJS has it behind a #. None if it names no file.
    """
    viewer, mark, shown = address.partition("#")
    if mark and type_of(shown) is not None and _VIEWER.search(path_of(viewer)):
        return _find_named_file(absolute_url(base, viewer) or base, shown.removeprefix("file="), 0)
    return _unwrap(base, address, 0)


def _unwrap(base: str, address: str, depth: int) -> tuple[str, str | None] | None:
    url = absolute_url(base, address)
    if url is None:
        return None
    parts = urlsplit(url)
    if found := _IN_PATH.search(unquote(parts.path)):
        return url, _TYPES[found[1].lower()]
    for name, value in parse_qsl(parts.query):
        if name.lower() in _PARAMETERS and (named := _find_named_file(url, value, depth)) is not None:
            return named
    return (url, None) if _DRIVE.match(url) or _HANDLER.search(f"{parts.path}?{parts.query}") else None


def _find_named_file(url: str, value: str, depth: int) -> tuple[str, str | None] | None:
    """The file that a parameter's value names; of a download handler it is the handler's own address."""
    value = value.strip()
    lowered = value.lower()
    if lowered.startswith(("http://", "https://", "//", "www.")) or _VIEWER.search(urlsplit(url).path):
        address = f"http://{value}" if lowered.startswith("www.") else value
        return _unwrap(url, address, depth + 1) if depth < _DEEPEST else None
    kind = type_of(value)
    return (url, kind) if kind is not None else None
