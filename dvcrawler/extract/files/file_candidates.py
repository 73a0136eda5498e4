"""The elements of a page that may offer a file, chosen quickly: most pages have no files, and many links."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from dvcrawler.extract.elements import Element, is_within
from dvcrawler.extract.files.file_addresses import ENDINGS, is_office_type
from dvcrawler.extract.files.offered_addresses import DATA, FRAMES, list_addresses
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex, occurs

_OFFERING = frozenset((*DATA, "onclick"))
#: Of handlers that name a file by a number, and of Google Drive; in small letters.
_HANDLERS = tuple(
    "drive.google.com fileticket= download /dowload /attach tai-ve taive tai_ve tai-xuong taixuong"
    " tai_xuong taifile tai-file tai_file dinh-kem dinhkem dinh_kem getfile get-file get_file"
    " wpdmdl=".split()
)
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
_ENDINGS_OF_PAGE = lazy_regex(
    rf"\.[{_FIRST}][{_SECOND}](?<=(?:{_PAIRS}))(?:{_RESTS})(?![A-Za-z0-9])".encode()
)
_NAMED_IN_TEXT = lazy_regex(rb"\.(?:%s)\s{0,99}<" % ENDINGS.encode(), re.I)
#: Bytes before an ending that are searched for the name of its attribute.
_LOOK_BACK = 400
_HAS_HANDLERS = etree.XPath("boolean(descendant-or-self::a[@onclick])")
#: Endings and links that are looked at.
MOST_LINKS = 500


def select_candidates(page: Page) -> Iterator[Element]:
    """The elements that may offer a file, in document order."""
    endings = [found.start() for found in islice(_ENDINGS_OF_PAGE.finditer(page.data), MOST_LINKS)]
    marks = _list_link_marks(page, endings)
    return (each for each in _select_elements(page, endings, marks) if _may_offer(each, marks))


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
    return any(any(map(address.lower().__contains__, _IN_FRAMES)) for address, _ in list_addresses(frame))


def _list_link_marks(page: Page, endings: Sequence[int]) -> list[str]:
    """Every link to a file has one of these in its address; "" if any link may be one."""
    if any(_NAMED_IN_TEXT.match(page.data, place) for place in endings) or _is_file_said(page):
        return [""]  # the text or the attributes of any link may name a file
    addresses = page.addresses.lower()
    found = {_read_ending(page.data[place : place + 4]) for place in endings}
    handlers = (mark for part, marks in _HANDLERS_WITH.items() if occurs(part, addresses) for mark in marks)
    return [mark for mark in (*found, *handlers) if occurs(mark, addresses)]


def _read_ending(written: bytes) -> str:
    """The first letters of an ending with its dot; of a short one, without what follows it."""
    return "." + "".join(filter(str.isalnum, written.decode("ascii", "replace").lower()))


def _is_file_said(page: Page) -> bool:
    """Whether an attribute of a link says that it leads to a file. Few links have such attributes at all."""
    stated = (*page.with_attribute["download"], *page.with_attribute["type"])
    return any(each.tag == "a" and each.get("href") and _names_file(each) for each in stated)


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
        return tag in FRAMES or tag == "script" or not _OFFERING.isdisjoint(element.keys())
    if marks:
        address = (element.get("href") or "").lower()
        for mark in marks:
            if mark in address:
                return True
    return element.get("onclick") is not None


def _select_tags(page: Page, endings: Sequence[int], marks: Sequence[str]) -> tuple[str, ...]:
    """The tags to examine: all if an attribute of any element may name a file, none if only links may."""
    before = [page.data[max(0, place - _LOOK_BACK) : place].lower() for place in endings]
    if any(map(_is_in_data_attribute, before)):
        return ("*",)
    if any(map(_is_in_script, before)):
        return ("a", *FRAMES, "script")
    if not any(is_within(frame, page.body) for tag in FRAMES for frame in page.tagged[tag]):
        return ()
    if marks or (endings and _HAS_HANDLERS(page.body)):  # a handler names a file by its ending
        return ("a", *FRAMES)
    return tuple(FRAMES)


def _is_in_data_attribute(before: bytes) -> bool:
    """Whether the markup ends in the value of an attribute that may name a file on any element."""
    value = max(before.rfind(b'="'), before.rfind(b"='"))
    words = before[:value].split() if value > 0 else []
    return b"onclick" in before or (bool(words) and words[-1].decode("latin-1") in DATA)


def _is_in_script(before: bytes) -> bool:
    """Whether the text before a file's ending is a string of a script rather than an attribute or text."""
    quote = max(before.rfind(b'"'), before.rfind(b"'"))
    return quote >= 0 and b">" not in before[quote:] and before[:quote].rstrip()[-1:] != b"="
