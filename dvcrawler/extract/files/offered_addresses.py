"""The addresses of what an element of a page offers or shows: a link, a frame, a script, a flip book."""

import re
from collections.abc import Iterator

from dvcrawler.extract.elements import Element, names_of
from dvcrawler.extract.files.file_addresses import ENDINGS
from dvcrawler.patterns import lazy_regex

#: Attributes by which scripts show a file in a box.
DATA = tuple(
    "data-pdf data-pdf-url data-pdf-src data-pdfurl data-file data-file-url data-src data-url"
    " data-source data-doc data-document data-href source df-source data-flipbook".split()
)
_QUOTED = lazy_regex(rf"""["']([^"'\s<>]{{1,500}}\.(?:{ENDINGS})(?:[?#][^"'\s<>]{{0,300}})?)["']""", re.I)
#: Calls of the libraries that show a PDF: PDFObject, pdf.js, dFlip, 3D FlipBook, turn.js wrappers.
_SHOWS = lazy_regex("pdfobject|getdocument|flip_?book|pdfviewer|webviewer|option_df_", re.I)
#: The elements that show a file, with the attributes that name it.
FRAMES = {"iframe": ("src", "data-src", "data-lazy-src"), "embed": ("src",), "object": ("data",)}
_SHOWN_BY_DATA = lazy_regex(r"pdf|flip|viewer|_df_|df-|document|doc(?:$|[-_])", re.I)
_LONGEST_SCRIPT = 100_000


def list_addresses(element: Element) -> Iterator[tuple[str, bool]]:
    """(address as written, is_shown) of what the element offers."""
    if element.tag == "a":
        yield from ((address, False) for address in _list_link_addresses(element))
    elif element.tag in FRAMES:
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
    yield from (element.get(name) or "" for name in FRAMES[element.tag])
    yield from (each.get("value") or "" for each in element.iterchildren("param"))


def _list_attribute_addresses(element: Element) -> Iterator[tuple[str, bool]]:
    """The files of flip books, of buttons with a script, and of boxes that a script turns into a viewer."""
    for address in _QUOTED.findall(element.get("onclick") or ""):
        yield address, False
    for name in DATA:
        address = element.get(name)
        if address:
            names = f"{name} {names_of(element)}"
            yield address, bool(_SHOWN_BY_DATA.search(names))
