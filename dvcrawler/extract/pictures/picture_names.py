"""What the name of a picture's file says: whether it is a placeholder, and of which picture it is a size; and
the largest of a set of sizes (`srcset` and its kin).
"""

import re
from collections.abc import Iterator
from itertools import islice

from dvcrawler.extract.elements import Element
from dvcrawler.extract.pictures.full_pictures import NO_ADDRESS, PICTURE_ENDING
from dvcrawler.patterns import lazy_regex

IMAGE_FILE = lazy_regex(rf"{PICTURE_ENDING}$", re.I)
HOLDS_IMAGE = lazy_regex(rf"{PICTURE_ENDING}(?![a-z])", re.I)
#: The box of a picture.
PICTURE_BOX = lazy_regex(
    r"(?<![a-z])(?:pic|photo|image|img|anh|hinh(?:-?anh)?|figure|fig|picture)(?:[-_]?(?:s|box|wrap|wrapper|container"
    r"|item|block|frame|content|detail|center|bg|full|inner))?(?![a-z])",
    re.I,
)
#: Names of placeholder files, and of the picture shown for a missing one.
_PLACEHOLDER = lazy_regex(
    r"(?:(?:img|images?|icon|ajax|lazy|bg|default)[-_.]?){0,2}"
    r"(?:loading|loader|preload(?:er)?|spinner|placeholder|lazy(?:load(?:er|ing)?)?|blank|spacer|transparent"
    r"|1x1|1px|dummy|(?:dang|đang)[-_]?(?:tai|tải)|(?:khong|chua)[-_]?(?:co[-_]?)?(?:anh|hinh)"
    r"|no[-_]?(?:image|img|photo|picture|pic|thumb(?:nail)?|avatar)|image[-_]?not"
    r"|(?:default|anonymous|guest)[-_]?avatar|avatar[-_]?(?:default|anonymous|guest))"
    r"(?:[-_.]?(?:[0-9]{1,4}(?:x[0-9]{1,4})?(?:px)?|img|images?|icon|gif|small|large|big|bg|min|white|gr[ae]y"
    r"|black|trans(?:parent)?|dot|fallback|available|found)){0,3}",
    re.I,
)
#: Names of empty drawings; a photo may have such a name too.
_BLANK_DRAWING = lazy_regex(
    r"(?:(?:img|image|icon|bg)[-_]?)?(?:pixel|px|trans|clear|dot|cleardot|empty|holder|gr[ae]y|white|fallback|[a-z0])"
    r"\.(?:gif|png|svg)",
    re.I,
)
_LONGEST_NAME = 60
_SIZE_IN_NAME = lazy_regex(r"[-_](?:[0-9]{2,4}x[0-9]{2,4}|[0-9]{2,4}w?|scaled|e[0-9]{10,13})$")
_CANDIDATES_END = lazy_regex(r",\s|(?<=[0-9][wx]),")
_LONGEST_SET = 20_000
_SIZE = lazy_regex(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)[wx]")


def is_placeholder(source: str) -> bool:
    """Whether the address is not that of a picture: inline data, a script, or a placeholder file."""
    if NO_ADDRESS.match(source):
        return True
    name = cut_file_name(source)
    if len(name) > _LONGEST_NAME:
        return False
    stem = IMAGE_FILE.sub("", name)
    return stem != name and bool(_PLACEHOLDER.fullmatch(stem) or _BLANK_DRAWING.fullmatch(name))


def cut_file_name(source: str) -> str:
    return source.partition("?")[0].partition("#")[0].rstrip().rpartition("/")[2]


def cut_picture_name(source: str) -> str:
    """The same for all sizes of one picture, as CMSs name them."""
    return _SIZE_IN_NAME.sub("", IMAGE_FILE.sub("", cut_file_name(source))).lower()


def largest_of(srcset: str) -> str:
    """The address of the largest candidate of a `srcset`; one without a size counts as `1x`."""
    return choose_largest_above(srcset, -1.0)


def choose_largest_above(srcset: str, least: float) -> str:
    """The largest candidate above that size; empty without one."""
    best, largest = "", least
    for candidate in _CANDIDATES_END.split(srcset[:_LONGEST_SET]):
        candidate = candidate.strip(" ,\t\r\n")
        address, _, size = candidate.rpartition(" ")  # the address itself may have blanks
        found = _SIZE.fullmatch(size)
        address = address.rstrip() if found and address else candidate
        number = float(found[1]) if found else 1.0
        if number > largest and is_address(address) and not is_placeholder(address):
            best, largest = address, number
    return best


def list_sets(picture: Element) -> Iterator[str]:
    """The sets of each `<source>` of a `<picture>`."""
    for source in islice(picture.iter("source"), 20):
        yield source.get("data-srcset") or source.get("srcset") or ""


def is_address(text: str) -> bool:
    return "/" in text or IMAGE_FILE.search(text) is not None
