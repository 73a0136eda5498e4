"""The address of a picture: themes load pictures lazily, and print a placeholder in place of the address.

The attributes are those of the scripts in use: lazysizes, lazyload, unveil, echo, lozad, b-lazy, Flickity,
Cloudflare Mirage, mod_pagespeed, and the WordPress and Joomla plug-ins built on them.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.elements import names_of
from dvcrawler.extract.pictures.full_pictures import (
    NO_ADDRESS,
    PICTURE_ENDING,
    PICTURE_TAGS,
    find_full_picture,
)

_LATE = (
    "data-src", "data-original", "data-lazy-src", "data-lazyload", "data-lazy", "data-echo", "data-cfsrc",
    "data-pagespeed-lazy-src", "data-flickity-lazyload", "data-ll-src", "data-real-src", "data-original-src",
    "data-actualsrc", "data-delayed-url", "lazy-src",
)  # fmt: skip
_LATE_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "lazy-srcset")
_SETS = (*_LATE_SETS, "srcset")
_LATE_NAMES = frozenset(_LATE + _LATE_SETS)
#: Most pictures have none of them, only a `src`.
_BESIDE_SOURCE = frozenset(_LATE + _SETS)
_IMAGE_FILE = re.compile(rf"{PICTURE_ENDING}$", re.I)
_HOLDS_IMAGE = re.compile(rf"{PICTURE_ENDING}(?![a-z])", re.I)
#: Attributes with the address of a smaller, blurred or other picture.
_LESSER = re.compile(
    r"thumb|small|low|blur|placeholder|loading|preview|avatar|logo|icon|error|share|href", re.I
)
#: Names of placeholder files, and of the picture shown for a missing one.
_PLACEHOLDER = re.compile(
    r"(?:(?:img|images?|icon|ajax|lazy|bg|default)[-_.]?){0,2}"
    r"(?:loading|loader|preload(?:er)?|spinner|placeholder|lazy(?:load(?:er|ing)?)?|blank|spacer|transparent"
    r"|1x1|1px|dummy|(?:dang|đang)[-_]?(?:tai|tải)|(?:khong|chua)[-_]?(?:co[-_]?)?(?:anh|hinh)"
    r"|no[-_]?(?:image|img|photo|picture|pic|thumb(?:nail)?)|image[-_]?not)"
    r"(?:[-_.]?(?:[0-9]{1,4}(?:x[0-9]{1,4})?(?:px)?|img|images?|icon|gif|small|large|big|bg|min|white|gr[ae]y"
    r"|black|trans(?:parent)?|dot|fallback|available|found)){0,3}",
    re.I,
)
#: Names of empty drawings; a photo may have such a name too.
_BLANK_DRAWING = re.compile(
    r"(?:(?:img|image|icon|bg)[-_]?)?(?:pixel|trans|clear|dot|cleardot|empty|holder|gr[ae]y|white|fallback|[a-z0])"
    r"\.(?:gif|png|svg)",
    re.I,
)
_INTERFACE = re.compile(
    r"/(?:common|icons?|logo|banner)/|logo[-_.]|spacer|pixel\.gif"
    # Among the files of the theme, where many sites also keep the pictures of their articles.
    r"|/assets/(?:[\w.-]{1,30}/){0,4}(?:icons?|ic|btn|button|arrow|bullet|share|social|print|e?mail|zalo|facebook|fb"
    r"|twitter|youtube|google|star|close|menu|search|play|quote|line|bg|background|sprite|check|calendar|clock|user"
    r"|eye|view|comment|like|avatar|no-?avatar|default|banner|header|footer)\d{0,3}(?:[-_][\w-]{0,40})?\.\w{3,4}"
    r"|/document_library/|/(?:docx?|xlsx?|pptx?|pdf|word|excel|zip|rar)(?:[-_]?icon)?[-_]?\d{0,3}\.(?:png|gif|svg)",
    re.I,
)
_LONGEST_NAME = 60
_CANDIDATES_END = re.compile(r",\s|(?<=[0-9][wx]),")
_LONGEST_SET = 20_000
_LONGEST_MARKUP = 5_000
_SIZE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)[wx]")
_SIZE_IN_NAME = re.compile(r"[-_](?:[0-9]{2,4}x[0-9]{2,4}|[0-9]{2,4}w?|scaled|e[0-9]{10,13})$")
#: A candidate with a higher density is larger than the picture in `src`.
_USUAL = 1.0
#: The picture that a script puts in the place of this one.
_ASSIGNED = re.compile(r"src['\"]?\s?[=,]\s?['\"](?P<address>[^'\"]{1,500})['\"]")
_BACKGROUND = re.compile(
    r"background(?:-image)?\s*:[^;(]*url\(\s*(?:url\(\s*)?[\"']?(?P<address>[^\"')]+)", re.I
)
#: The background that a script sets: lazysizes, lozad, Flatsome, Elementor, JNews.
LATE_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-bgset", "data-src-bg")
_CAPTION_NAMES = re.compile(r"caption|chu-?thich|(?:img|image|photo|anh)-?(?:desc|note|text)", re.I)
#: CSS pixels.
_LARGEST_ICON = 32
#: Elements around a picture that may be its `<picture>` or its link.
_MOST_AROUND = 3


def background_of(element: Element, given: Mapping[str, str]) -> str:
    """The address of the picture that an empty box shows as its background, now or when a script has loaded
    it; empty unless the box is in a figure or has a caption.
    """
    if len(element) or (element.text or "").strip():
        return ""
    styles = (style for style in _list_styles(given) if "url(" in style)
    found = next(filter(None, map(_BACKGROUND.search, styles)), None)
    source = largest_of(found["address"].strip()) if found is not None else ""
    return source if source and _is_in_figure(element) else ""


def _list_styles(given: Mapping[str, str]) -> list[str]:
    late = [f"background:url({given[name]})" for name in LATE_BACKGROUNDS if name in given]
    return [given.get("style", ""), *late]


def _is_in_figure(element: Element) -> bool:
    if any(box.tag == "figure" for box in islice(element.iterancestors(), 2)):
        return True
    around = element.getparent()
    is_alone = around is not None and len(around) == 1
    below = [box.getnext() for box in ((element, around) if is_alone else (element,)) if box is not None]
    return any(each is not None and _CAPTION_NAMES.search(names_of(each)) for each in below)


def attributes_of(element: Element) -> Mapping[str, str]:
    """All attributes at once; one look-up for each name takes several times as long."""
    items: Any = element.items()
    return dict(items)


def find_source(image: Element, attributes: Mapping[str, str] | None = None) -> str:
    """The address of the picture, never that of a placeholder; empty without one.

    A thumbnail that leads to its full picture stands for that one; a button keeps its own address.
    """
    given = attributes_of(image) if attributes is None else attributes
    around = tuple(islice(image.iterancestors(), _MOST_AROUND))
    printed = _printed_source(given, around)
    full = find_full_picture(image, given, around)
    if not full or (is_interface(printed) and _cut_picture_name(printed) != _cut_picture_name(full)):
        return printed
    return full


def _printed_source(given: Mapping[str, str], around: Sequence[Element]) -> str:
    """`around`: the elements around the picture, from the inside."""
    pictures = [box for box in around if box.tag == "picture"]
    if not pictures and (source := _read_plain_source(given)):
        return source
    for source in _list_candidates(given, pictures):
        source = source.strip()
        if source and not is_placeholder(source):
            return source
    return ""


def is_interface(address: str) -> bool:
    """Whether the picture is one of the site's buttons, logos or file icons, by its address."""
    return _INTERFACE.search(address if address.startswith("/") else f"/{address}") is not None


def _read_plain_source(given: Mapping[str, str]) -> str:
    """The `src` of a picture that states no other address, as most do; empty where others are to be tried."""
    if not _BESIDE_SOURCE.isdisjoint(given):
        return ""
    source = given.get("src", "").strip()
    return "" if not source or is_placeholder(source) else source


def is_placeholder(source: str) -> bool:
    """Whether the address is not that of a picture: inline data, a script, or a placeholder file."""
    if NO_ADDRESS.match(source):
        return True
    name = _cut_file_name(source)
    if len(name) > _LONGEST_NAME:
        return False
    stem = _IMAGE_FILE.sub("", name)
    return stem != name and bool(_PLACEHOLDER.fullmatch(stem) or _BLANK_DRAWING.fullmatch(name))


def is_late(attributes: Mapping[str, str]) -> bool:
    """Whether a script loads the picture, which may be hidden until then."""
    return not _LATE_NAMES.isdisjoint(attributes)


def is_pixel(given: Mapping[str, str]) -> bool:
    """Whether a picture with these attributes is a tracking pixel, an icon or a smiley by its sizes."""
    width, height = given.get("width"), given.get("height")
    if not width and not height:
        return False
    return not (width and not _is_tiny(width)) and not (height and not _is_tiny(height))


def _is_tiny(side: str) -> bool:
    number = side.strip().removesuffix("px")
    return number.isascii() and number.isdigit() and int(number[:6]) <= _LARGEST_ICON


def largest_of(srcset: str) -> str:
    """The address of the largest candidate of a `srcset`; one without a size counts as `1x`."""
    return _choose_largest_above(srcset, -1.0)


def _choose_largest_above(srcset: str, least: float) -> str:
    """The largest candidate above that size; empty without one."""
    best, largest = "", least
    for candidate in _CANDIDATES_END.split(srcset[:_LONGEST_SET]):
        candidate = candidate.strip(" ,\t\r\n")
        address, _, size = candidate.rpartition(" ")  # the address itself may have blanks
        found = _SIZE.fullmatch(size)
        address = address.rstrip() if found and address else candidate
        number = float(found[1]) if found else 1.0
        if number > largest and _is_address(address) and not is_placeholder(address):
            best, largest = address, number
    return best


def pictures_of_noscript(element: Element) -> list[Element]:
    """The pictures in `<noscript>` that a script would load lazily, not those that are shown next to it.

    Excludes counters, which have no image file name or a size of one pixel.
    """
    within = [*islice(element.iter(*PICTURE_TAGS), 20)] or _parse_escaped(element.text or "")
    images = [each for each in within if not is_pixel(attributes_of(each))]
    around = _list_sources_around(element) if images else []
    shown = {_cut_picture_name(source) for source in around if source}
    has_placeholder = "" in around
    return [each for each in images if _is_unshown(find_source(each), shown, has_placeholder=has_placeholder)]


def _parse_escaped(text: str) -> list[Element]:
    """The pictures in the markup that a CMS has escaped once too often: `&lt;img src=…&gt;`."""
    if "<img " not in text:
        return []
    root = etree.fromstring(text[:_LONGEST_MARKUP], etree.HTMLParser())
    return [] if root is None else [*islice(root.iter(*PICTURE_TAGS), 20)]


def _is_unshown(source: str, shown: Container[str], *, has_placeholder: bool) -> bool:
    return _cut_picture_name(source) not in shown and (
        has_placeholder or _HOLDS_IMAGE.search(source) is not None
    )


def _list_sources_around(element: Element) -> list[str]:
    """The sources of the pictures right before and after the element; empty for one without an address."""
    boxes = [each for each in (element.getprevious(), element.getnext()) if each is not None]
    return [find_source(each) for box in boxes for each in islice(box.iter(*PICTURE_TAGS), 50)]


def _list_candidates(given: Mapping[str, str], pictures: Sequence[Element]) -> Iterator[str]:
    """Candidate addresses, most trusted first: a set with sizes, from which browsers choose too; lazily
    loaded ones; the printed one; those around the picture.
    """
    has_others = not _BESIDE_SOURCE.isdisjoint(given)
    if has_others:
        yield from (_choose_largest_above(given[name], _USUAL) for name in _SETS if name in given)
    # The parser takes <source> for what holds the picture.
    for box in pictures:
        yield from (_choose_largest_above(srcset, _USUAL) for srcset in _list_sets(box))
    if has_others and is_late(given):
        yield from _list_late_addresses(given)
    yield given.get("src", "")
    yield largest_of(given.get("srcset", ""))
    yield from _list_other_addresses(given)
    for box in pictures:
        yield from map(largest_of, _list_sets(box))


def _list_late_addresses(given: Mapping[str, str]) -> Iterator[str]:
    yield from (given[name] for name in _LATE if name in given and _is_address(given[name]))
    yield from (largest_of(given[name]) for name in _LATE_SETS if name in given)


def _list_other_addresses(given: Mapping[str, str]) -> Iterator[str]:
    """Any other attribute with the address of an image file, for scripts that are not listed here."""
    for name, value in given.items():
        text = value.strip().strip("'\"")  # Vue: v-lazy="'/anh.jpg'"
        if name.startswith("on"):  # onload="this.src='/anh.jpg'"
            found = _ASSIGNED.search(text + "'")
            text = found["address"] if found is not None else ""
        if "/" in text and " " not in text and not _LESSER.search(name) and _HOLDS_IMAGE.search(text):
            yield text


def _list_sets(picture: Element) -> Iterator[str]:
    """Those of each `<source>` of a `<picture>`."""
    for source in islice(picture.iter("source"), 20):
        yield source.get("data-srcset") or source.get("srcset") or ""


def _is_address(text: str) -> bool:
    return "/" in text or _IMAGE_FILE.search(text) is not None


def _cut_file_name(source: str) -> str:
    return source.partition("?")[0].partition("#")[0].rstrip().rpartition("/")[2]


def _cut_picture_name(source: str) -> str:
    """The same for all sizes of one picture, as CMSs name them."""
    return _SIZE_IN_NAME.sub("", _IMAGE_FILE.sub("", _cut_file_name(source))).lower()
