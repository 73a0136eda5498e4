"""The address of a picture: themes load pictures lazily, and print a placeholder in place of the address.

The attributes are those of the scripts in use: lazysizes, lazyload, unveil, echo, lozad, b-lazy, Flickity,
Cloudflare Mirage, mod_pagespeed, and the WordPress and Joomla plug-ins built on them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from dvcrawler.extract.elements import Element, attributes_of
from dvcrawler.extract.pictures.full_pictures import find_full_picture
from dvcrawler.extract.pictures.picture_names import (
    HOLDS_IMAGE,
    choose_largest_above,
    cut_picture_name,
    is_address,
    is_placeholder,
    largest_of,
    list_sets,
)
from dvcrawler.patterns import lazy_regex

_LATE = tuple(
    "data-src data-original data-lazy-src data-lazyload data-lazy data-echo data-cfsrc"
    " data-pagespeed-lazy-src data-flickity-lazyload data-ll-src data-real-src data-original-src"
    " data-actualsrc data-delayed-url lazy-src".split()
)
_LATE_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "lazy-srcset")
_SETS = (*_LATE_SETS, "srcset")
_LATE_NAMES = frozenset(_LATE + _LATE_SETS)
#: Most pictures have none of them, only a `src`.
_BESIDE_SOURCE = frozenset(_LATE + _SETS)
#: Attributes with the address of a smaller, blurred or other picture.
_LESSER = lazy_regex(
    r"thumb|small|low|blur|placeholder|loading|preview|avatar|logo|icon|error|share|href", re.I
)
_INTERFACE = lazy_regex(
    r"/(?:common|icons?|logo|banner)/|logo[-_.]|spacer|pixel\.gif"
    # Among the files of the theme, where many sites also keep the pictures of their articles.
    r"|/assets/(?:[\w.-]{1,30}/){0,4}(?:icons?|ic|btn|button|arrow|bullet|share|social|print|e?mail|zalo|facebook|fb"
    r"|twitter|youtube|google|star|close|menu|search|play|quote|line|bg|background|sprite|check|calendar|clock|user"
    r"|eye|view|comment|like|avatar|no-?avatar|default|banner|header|footer)\d{0,3}(?:[-_][\w-]{0,40})?\.\w{3,4}"
    r"|/document_library/|/(?:docx?|xlsx?|pptx?|pdf|word|excel|zip|rar)(?:[-_]?icon)?[-_]?\d{0,3}\.(?:png|gif|svg)",
    re.I,
)
#: A button among the pictures of a template, as older sites keep them: "/images/in.gif", "/img/loa.png".
#: No folder of it is one of uploads, where a photo may have such a name.
_BUTTON = lazy_regex(
    r"/(?:(?!uploads?/|(?:user)?files?/|media/|data/|news/|tin|wp-content/u)[a-z_][\w.~-]{0,30}/){0,5}"
    r"(?:images?|imgs?|pics?|hinh|css|styles?|skins?|themes?|templates?|icons?|static|common|layouts?|buttons?)/"
    r"(?:[a-z_]{1,15}/)?(?:(?:icons?|ico?|btn|but(?:ton)?|i)[-_]?)?"
    r"(?:in(?:-?an)?|print|e?mail|gui|send|font|co-?chu|phong-?to|thu-?nho|zoom|a[-_]?(?:cong|tru|plus|minus)|loa"
    r"|speaker|audio|nghe|volume|dong-?ho|clock|time|date|lich|calendar|eye|views?|luot-?xem|new|moi|hot|line|hr"
    r"|dot|bullet|arrow|mui-?ten|next|prev|back|top|home|rss|comments?|binh-?luan|fb|face(?:book)?|tw(?:itter)?"
    r"|g-?plus|google|zalo|youtube|linkhay|zing-?me|share|chia-?se|like|save|luu|pdf|word|excel|doc|download|tai-?ve"
    r"|attach|dinh-?kem|tag|star|sao|user|close|search|menu|play|check)"
    r"(?:[-_]?(?:tang|giam|in|out|hr|icon|small|on|off|\d{1,3}))?\.(?:gif|png|svg)",
    re.I,
)
_HOST = lazy_regex(r"^/?(?:https?:)?//[^/]{1,200}", re.I)
_DRAWN = (".gif", ".png", ".svg", ".GIF", ".PNG", ".SVG")
#: A candidate with a higher density is larger than the picture in `src`.
_USUAL = 1.0
#: The picture that a script puts in the place of this one.
_ASSIGNED = lazy_regex(r"src['\"]?\s?[=,]\s?['\"](?P<address>[^'\"]{1,500})['\"]")
#: CSS pixels.
_LARGEST_ICON = 32
#: Elements around a picture that may be its `<picture>` or its link.
_MOST_AROUND = 3


def find_source(image: Element, attributes: Mapping[str, str] | None = None) -> str:
    """The address of the picture, never that of a placeholder; empty without one.

    A thumbnail that leads to its full picture counts as that one; a button keeps its own address.
    """
    given = attributes_of(image) if attributes is None else attributes
    around = tuple(islice(image.iterancestors(), _MOST_AROUND))
    printed = _printed_source(given, around)
    full = find_full_picture(image, given, around)
    if not full or (is_interface(printed) and cut_picture_name(printed) != cut_picture_name(full)):
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
    path = address if address.startswith("/") else f"/{address}"
    return _INTERFACE.search(path) is not None or (path.endswith(_DRAWN) and _is_button(path))


def _is_button(path: str) -> bool:
    return _BUTTON.fullmatch(_HOST.sub("", path)) is not None


def _read_plain_source(given: Mapping[str, str]) -> str:
    """The `src` of a picture that states no other address, as most do; empty where others are to be tried."""
    if not _BESIDE_SOURCE.isdisjoint(given):
        return ""
    source = given.get("src", "").strip()
    return "" if not source or is_placeholder(source) else source


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


def _list_candidates(given: Mapping[str, str], pictures: Sequence[Element]) -> Iterator[str]:
    """Candidate addresses, most trusted first: a set with sizes, from which browsers choose too; lazily
    loaded ones; the printed one; those around the picture.
    """
    has_others = not _BESIDE_SOURCE.isdisjoint(given)
    if has_others:
        yield from (choose_largest_above(given[name], _USUAL) for name in _SETS if name in given)
    # The parser takes <source> for what holds the picture.
    for box in pictures:
        yield from (choose_largest_above(srcset, _USUAL) for srcset in list_sets(box))
    if has_others and is_late(given):
        yield from _list_late_addresses(given)
    yield given.get("src", "")
    yield largest_of(given.get("srcset", ""))
    yield from _list_other_addresses(given)
    for box in pictures:
        yield from map(largest_of, list_sets(box))


def _list_late_addresses(given: Mapping[str, str]) -> Iterator[str]:
    yield from (given[name] for name in _LATE if name in given and is_address(given[name]))
    yield from (largest_of(given[name]) for name in _LATE_SETS if name in given)


def _list_other_addresses(given: Mapping[str, str]) -> Iterator[str]:
    """Any other attribute with the address of an image file, for scripts that are not listed here."""
    for name, value in given.items():
        text = value.strip().strip("'\"")  # Vue: v-lazy="'/anh.jpg'"
        if name.startswith("on"):  # onload="this.src='/anh.jpg'"
            found = _ASSIGNED.search(text + "'")
            text = found["address"] if found is not None else ""
        if "/" in text and " " not in text and not _LESSER.search(name) and HOLDS_IMAGE.search(text):
            yield text
