"""Files that a page shows or offers: links, frames, embedded objects, flip books, scripts that load a PDF."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dvcrawler.extract.elements import Element
from dvcrawler.extract.files.file_addresses import find_file, is_office_type, type_of
from dvcrawler.extract.files.file_candidates import MOST_LINKS, select_candidates
from dvcrawler.extract.files.file_titles import find_title, find_title_beside, read_stated_title
from dvcrawler.extract.files.offered_addresses import list_addresses
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url


class FileLink(NamedTuple):
    """`element` offers the file; `is_shown`: the page shows the file itself, in a viewer or a frame."""

    element: Element
    url: str
    title: str | None
    type: str | None
    is_shown: bool


def file_links(page: Page) -> Iterator[FileLink]:
    """Links to files, in document order. A file may occur more than once, also outside the article."""
    found = 0
    for element in select_candidates(page):
        for address, is_shown in list_addresses(element):
            file = _read_file(page.base, element, address, is_shown=is_shown)
            if file is not None:
                yield file
                found += 1
        if found >= MOST_LINKS:
            return


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


def _resolve_named(base: str, address: str, names: Iterable[str], said: str) -> tuple[str, str | None] | None:
    """The address, of any form, of a link whose text, `download` or `type` names a file."""
    is_file = is_office_type(said) or any(map(type_of, names))
    url = absolute_url(base, address) if is_file else None
    return (url, None) if url is not None else None


def _read_type(element: Element, names: Iterable[str]) -> str | None:
    """The type that the link states, or that of the file which it names."""
    said = (element.get("type") or "").strip().lower()
    return said if is_office_type(said) else next(filter(None, map(type_of, names)), None)
