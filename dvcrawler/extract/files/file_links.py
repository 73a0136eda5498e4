"""Files that a page shows or offers: links, frames, embedded objects, flip books, scripts that load a PDF."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.elements import names_of
from dvcrawler.extract.files.file_addresses import ENDINGS, find_file, is_office_type, type_of
from dvcrawler.extract.files.file_titles import find_title, find_title_beside, read_stated_title
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url

_DATA = (
    "data-pdf", "data-pdf-url", "data-pdf-src", "data-pdfurl", "data-file", "data-file-url", "data-src",
    "data-url", "data-source", "data-doc", "data-document", "data-href", "source", "df-source",
    "data-flipbook",
)  # fmt: skip
_OFFERING = frozenset((*_DATA, "onclick"))
#: Of handlers that name a file by a number, and of Google Drive; in small letters.
_HANDLERS = (
    "drive.google.com", "fileticket=", "download", "/dowload", "/attach", "tai-ve", "taive", "tai_ve",
    "tai-xuong", "taixuong", "tai_xuong", "taifile", "tai-file", "tai_file", "dinh-kem", "dinhkem",
    "dinh_kem", "getfile", "get-file", "get_file", "wpdmdl=",
)  # fmt: skip
#: By a part of them: most pages have none of the parts in their addresses.
_HANDLERS_WITH = {
    part: tuple(mark for mark in _HANDLERS if part in mark)
    for part in ("drive.g", "ticket=", "load", "/attach", "tai", "dinh", "get", "wpdmdl=")
}
#: In every address by which a frame shows a file; most frames show a video or an advertisement.
_IN_FRAMES = (*ENDINGS.split("|"), "%", *_HANDLERS)
#: On the bytes of a page as they are: ignoring case would take longer than parsing it.
_WRITTEN = "|".join((ENDINGS, ENDINGS.upper(), ENDINGS.title()))
_FIRST, _SECOND = ("".join(sorted({each[place] for each in _WRITTEN.split("|")})) for place in (0, 1))
_PAIRS = "|".join(sorted({each[:2] for each in _WRITTEN.split("|")}))
_RESTS = "|".join(f"(?<={each[:2]}){each[2:]}" for each in _WRITTEN.split("|"))
#: The two letters after a dot are tested before the rest: few dots have them. `.document` is not an ending.
_ENDINGS_OF_PAGE = re.compile(
    rf"\.[{_FIRST}][{_SECOND}](?<=(?:{_PAIRS}))(?:{_RESTS})(?![A-Za-z0-9])".encode()
)
_NAMED_IN_TEXT = re.compile(rb"\.(?:%s)\s{0,99}<" % ENDINGS.encode(), re.I)
#: Bytes before an ending that are searched for the name of its attribute.
_LOOK_BACK = 400
_QUOTED = re.compile(rf"""["']([^"'\s<>]{{1,500}}\.(?:{ENDINGS})(?:[?#][^"'\s<>]{{0,300}})?)["']""", re.I)
#: Calls of the libraries that show a PDF: PDFObject, pdf.js, dFlip, 3D FlipBook, turn.js wrappers.
_SHOWS = re.compile("pdfobject|getdocument|flip_?book|pdfviewer|webviewer|option_df_", re.I)
_FRAMES = {"iframe": ("src", "data-src", "data-lazy-src"), "embed": ("src",), "object": ("data",)}
_HAS_HANDLERS = etree.XPath("boolean(descendant-or-self::a[@onclick])")
_SHOWN_BY_DATA = re.compile(r"pdf|flip|viewer|_df_|df-|document|doc(?:$|[-_])", re.I)
_LONGEST_SCRIPT = 100_000
_MOST_LINKS = 500


class FileLink(NamedTuple):
    """`element` offers the file; `is_shown`: the page shows the file itself, in a viewer or a frame."""

    element: Element
    url: str
    title: str | None
    type: str | None
    is_shown: bool


def file_links(page: Page) -> Iterator[FileLink]:
    """Links to files, in document order. A file may occur more than once, also outside the article."""
    endings = [found.start() for found in islice(_ENDINGS_OF_PAGE.finditer(page.data), _MOST_LINKS)]
    marks = _list_link_marks(page, endings)
    found = 0
    for element in _select_elements(page, endings, marks):
        if not _may_offer(element, marks):
            continue
        for address, is_shown in _list_addresses(element):
            file = _read_file(page.base, element, address, is_shown=is_shown)
            if file is not None:
                yield file
                found += 1
        if found >= _MOST_LINKS:
            return


def _select_elements(page: Page, endings: Sequence[int], marks: Sequence[str]) -> Iterable[Element]:
    tags = _select_tags(page, endings, marks)
    if not tags:
        return _find_links_with(page, marks)
    elements = page.body.iter(*tags)
    if endings:
        return elements
    return (each for each in elements if each.tag == "a" or _may_show_file(each))


def _may_show_file(frame: Element) -> bool:
    """Whether a frame may show one on a page that names no file by its ending."""
    return any(any(map(address.lower().__contains__, _IN_FRAMES)) for address, _ in _list_addresses(frame))


def _list_link_marks(page: Page, endings: Sequence[int]) -> list[str]:
    """Every link to a file has one of these in its address; "" if any link may be one."""
    if any(_NAMED_IN_TEXT.match(page.data, place) for place in endings) or _is_file_said(page):
        return [""]  # the text or the attributes of any link may name a file
    addresses = page.addresses.lower()
    found = {_read_ending(page.data[place : place + 4]) for place in endings}
    handlers = (mark for part, marks in _HANDLERS_WITH.items() if part in addresses for mark in marks)
    return [mark for mark in (*found, *handlers) if mark in addresses]


def _read_ending(written: bytes) -> str:
    """The first letters of an ending with its dot; of a short one, without what is behind it."""
    return "." + "".join(filter(str.isalnum, written.decode("ascii", "replace").lower()))


def _is_file_said(page: Page) -> bool:
    """Whether an attribute of a link says that it leads to a file. Few links have such attributes at all."""
    said = [each for each in page.anchors.elements if each.get("download") or each.get("type")]
    return any(map(_names_file, said))


def _names_file(link: Element) -> bool:
    """Whether an attribute of the link names the file or its type."""
    said = link.get("type")
    return bool(link.get("download")) or (said is not None and is_office_type(said))


def _find_links_with(page: Page, marks: Sequence[str]) -> list[Element]:
    if not marks:
        return []
    links = zip(page.anchors.elements, map(str.lower, page.anchors.addresses), strict=True)
    if len(marks) == 1:
        mark = marks[0]
        return [element for element, address in links if mark in address]
    return [element for element, address in links if any(mark in address for mark in marks)]


def _may_offer(element: Element, marks: list[str]) -> bool:
    """A quick test, because it is applied to every link of a page, or to every element."""
    tag = element.tag
    if tag != "a":
        return tag in _FRAMES or tag == "script" or not _OFFERING.isdisjoint(element.keys())
    if marks:
        address = (element.get("href") or "").lower()
        for mark in marks:
            if mark in address:
                return True
    return element.get("onclick") is not None


def _read_file(base: str, element: Element, address: str, *, is_shown: bool) -> FileLink | None:
    title = read_stated_title(element) if is_shown else find_title(element)
    names = [each for each in (title, element.get("download")) if each]
    file = find_file(base, address) or _resolve_named(base, address, names, element.get("type") or "")
    if file is None:
        return None
    kind = file[1] or _read_type(element, names)
    if title is None and not is_shown:
        title = find_title_beside(element)
    return FileLink(element, file[0], title, kind, is_shown)


def _select_tags(page: Page, endings: Sequence[int], marks: Sequence[str]) -> tuple[str, ...]:
    """The tags to examine: all if an attribute of any element may name a file, none if only links may."""
    before = [page.data[max(0, place - _LOOK_BACK) : place].lower() for place in endings]
    if any(map(_is_in_data_attribute, before)):
        return ("*",)
    if any(map(_is_in_script, before)):
        return ("a", *_FRAMES, "script")
    if next(page.body.iter(*_FRAMES), None) is None:
        return ()
    if marks or (endings and _HAS_HANDLERS(page.body)):  # a handler names a file by its ending
        return ("a", *_FRAMES)
    return tuple(_FRAMES)


def _is_in_data_attribute(before: bytes) -> bool:
    """Whether the markup ends in the value of an attribute that may name a file on any element."""
    value = max(before.rfind(b'="'), before.rfind(b"='"))
    words = before[:value].split() if value > 0 else []
    return b"onclick" in before or (bool(words) and words[-1].decode("latin-1") in _DATA)


def _is_in_script(before: bytes) -> bool:
    """Whether the text before a file's ending is a string of a script rather than an attribute or text."""
    quote = max(before.rfind(b'"'), before.rfind(b"'"))
    return quote >= 0 and b">" not in before[quote:] and before[:quote].rstrip()[-1:] != b"="


def _resolve_named(base: str, address: str, names: Iterable[str], said: str) -> tuple[str, str | None] | None:
    """The address, of any form, of a link whose text, `download` or `type` names a file."""
    is_file = is_office_type(said) or any(map(type_of, names))
    url = absolute_url(base, address) if is_file else None
    return (url, None) if url is not None else None


def _read_type(element: Element, names: Iterable[str]) -> str | None:
    """The type that the link states, or that of the file which it names."""
    said = (element.get("type") or "").strip().lower()
    return said if is_office_type(said) else next(filter(None, map(type_of, names)), None)


def _list_addresses(element: Element) -> Iterator[tuple[str, bool]]:
    """(address as written, is_shown) of what the element offers."""
    if element.tag == "a":
        yield from ((address, False) for address in _list_link_addresses(element))
    elif element.tag in _FRAMES:
        yield from ((address, True) for address in _list_frame_addresses(element))
    elif element.tag == "script":
        text = (element.text or "")[:_LONGEST_SCRIPT]
        if _SHOWS.search(text):
            yield from ((address, True) for address in _QUOTED.findall(text))
    else:
        yield from _list_attribute_addresses(element)


def _list_link_addresses(element: Element) -> list[str]:
    return [element.get("href") or "", *_QUOTED.findall(element.get("onclick") or "")]


def _list_frame_addresses(element: Element) -> Iterator[str]:
    yield from (element.get(name) or "" for name in _FRAMES[element.tag])
    yield from (each.get("value") or "" for each in element.iterchildren("param"))


def _list_attribute_addresses(element: Element) -> Iterator[tuple[str, bool]]:
    """The files of flip books, of buttons with a script, and of boxes that a script turns into a viewer."""
    for address in _QUOTED.findall(element.get("onclick") or ""):
        yield address, False
    for name in _DATA:
        address = element.get(name)
        if address:
            names = f"{name} {names_of(element)}"
            yield address, bool(_SHOWN_BY_DATA.search(names))
