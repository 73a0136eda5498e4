"""Files that a page shows or offers, by links, frames, objects, flip books and scripts that load a PDF; and
boxes of attached files, by their heading, anywhere on the page: DotNetNuke's modules print them below the
related articles or in the column beside the text.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from dvcrawler.extract.elements import Element, find_link, is_within, text_of
from dvcrawler.extract.files.file_addresses import find_file, is_office_type, type_of
from dvcrawler.extract.files.file_candidates import MOST_LINKS, select_candidates
from dvcrawler.extract.files.file_titles import find_title, find_title_beside, read_stated_title
from dvcrawler.extract.files.offered_addresses import list_addresses
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Caps the ancestors of a file that are examined, and the characters of a heading.
_MOST_AROUND, _LONGEST_HEADING = 6, 60
_HEADING = lazy_regex(
    r"(?:tai (?:xuong|ve) )?(?:(?:cac|danh sach|nhung) )?"
    r"(?:tep|tap|files?|tai lieu|van ban|phu luc|ho so)(?: tin)?"
    r" (?:dinh kem|kem theo|gui kem|kem)(?: theo)?"
    r"|(?:cac )?(?:tep|tep tin|tap tin|file) (?:lien quan|cua bai viet)|dinh kem"
    r"|danh sach (?:tep|tap|files?)(?: tin)?"
    r"|(?:related|attached) (?:files?|documents?)|(?:file |document )?attachments?"
)
#: How many are attached: "(2 tệp)".
_COUNT = lazy_regex(r" \d{1,3} (?:tep|tap|files?)(?: tin)?$")
_EDGES = " :.-–|►»•*()[]0123456789"
_NO_ARTICLE = frozenset(("nav", "footer", "header", "menu"))
_ITEMS = ("li", "article", "tr")
#: Least words of the headline of another article, which makes an item's files that article's.
_WORDS_OF_HEADLINE = 4


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


def is_attached(file: FileLink) -> bool:
    """Whether the file is below a heading for attachments, and not in the list item of another article."""
    for box in islice(file.element.iterancestors(), _MOST_AROUND):
        if box.tag in _NO_ARTICLE or box.tag == "body":
            return False
        owner, text = _find_first_text(box) or (file.element, "")
        if is_within(owner, file.element):
            continue
        if heads_files(text):
            return not _is_of_other_article(box)
        if find_link(owner) is None:
            return False
    return False


def _find_first_text(box: Element) -> tuple[Element, str] | None:
    """(element that it is in or behind, text); None in a box that shows an icon alone."""
    for event, element in etree.iterwalk(box, events=("start", "end")):
        text = element.text if event == "start" else element.tail if element is not box else None
        if text and text.strip():
            return element, text
    return None


def heads_files(text: str) -> bool:
    """True for the heading of the files of an article: "Tải xuống tệp đính kèm:"."""
    folded = fold(clean_text(text)) if len(text) <= _LONGEST_HEADING * 2 else ""
    return _HEADING.fullmatch(_COUNT.sub("", folded).strip(_EDGES)) is not None


def _is_of_other_article(box: Element) -> bool:
    """Whether the box is in a list item that begins with a link to another page."""
    item = next(islice(box.iterancestors(*_ITEMS), 1), None)
    link = next(item.iter("a"), None) if item is not None else None
    if link is None or link in box.iterdescendants("a"):
        return False
    return len(text_of(link).split()) >= _WORDS_OF_HEADLINE
