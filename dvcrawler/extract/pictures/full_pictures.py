"""The full picture that a thumbnail leads to: by the link around it, or for the script that opens it.

The attributes are those of Fancybox, lightGallery, PhotoSwipe, elevateZoom, Jetpack, WordPress' galleries,
WooCommerce and the portals that call a script of their own.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import islice

from dvcrawler.extract.elements import Element, attributes_of
from dvcrawler.patterns import lazy_regex

PICTURE_ENDING = r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|jfif|tiff?)"
PICTURE_TAGS = frozenset(("img", "amp-img"))
#: On the picture itself.
_FULL = tuple(
    "data-full-url data-full-src data-full data-orig-file data-large-file data-large_image"
    " data-large-image data-large data-zoom-image data-zoom-src data-zoom data-highres data-hires"
    " data-pswp-src".split()
)
_HOLDERS = frozenset((*_FULL, "onclick"))
#: On the link around it; a script reads the first ones, and then `href` is often only "#".
_LEADS = ("data-pswp-src", "data-src", "data-full", "data-full-src", "data-href", "href")
_NAMES_IMAGE = lazy_regex(PICTURE_ENDING, re.I)
_IMAGE_FILE = lazy_regex(rf"[^/:]{PICTURE_ENDING}\Z", re.I)
#: Liferay appends the picture's id to its file name.
_FILE_AND_ID = lazy_regex(rf"[^/:]{PICTURE_ENDING}/[0-9a-f]{{8}}-[0-9a-f-]{{27}}\Z", re.I)
#: `File:Hoa.jpg` of a wiki and `/s1600-h/` of Blogger are pages about a picture.
_PAGE_ABOUT = lazy_regex(r"/[^/]*(?::|%3a)[^/]*\Z|/s[0-9]{2,4}-h/", re.I)
#: The start of what is not a web address: another scheme, or a part that a script fills in.
NO_ADDRESS = lazy_regex(r"(?!https?:)[a-z][a-z0-9+.-]{0,20}:|[#\[{<]|%7b", re.I)
_QUOTED = lazy_regex(r"['\"]([^'\"\s]{1,2000})['\"]")
#: Arguments of a call that are looked at.
_MOST_QUOTED = 5
#: Elements of a link that are looked through for a second picture.
_MOST_WITHIN = 50


def find_full_picture(image: Element, given: Mapping[str, str], around: Iterable[Element]) -> str:
    """The address of the full picture; empty where nothing leads to one. `around`: the elements around the
    picture, from the inside.
    """
    if not _HOLDERS.isdisjoint(given) and (found := _find_own(given)):
        return found
    link = next((box for box in around if box.tag == "a"), None)
    if link is None or not (found := _led_to(link)) or _holds_others(link, image):
        return ""
    return found


def _find_own(given: Mapping[str, str]) -> str:
    """What the picture's own attributes say."""
    found = next((given[name] for name in _FULL if is_picture_file(given.get(name, ""))), "")
    return found.strip() or _scripted(given.get("onclick", ""))


def is_picture_file(address: str) -> bool:
    """Whether the address is that of an image file by its name, neither a page about one nor a script."""
    if not _NAMES_IMAGE.search(address):  # most addresses, and this is checked for every picture
        return False
    address = address.strip()
    path = address.partition("?")[0].partition("#")[0].rstrip()
    if not path or NO_ADDRESS.match(address) or _PAGE_ABOUT.search(path):
        return False
    return _IMAGE_FILE.search(path) is not None or _FILE_AND_ID.search(path) is not None


def _led_to(link: Element) -> str:
    given = attributes_of(link)
    for name in _LEADS:
        if name in given and is_picture_file(given[name]):
            return given[name].strip()
    href = given.get("href", "")
    is_call = href[:11].lower() == "javascript:"
    return _scripted(given.get("onclick", "")) or (_scripted(href) if is_call else "")


def _scripted(call: str) -> str:
    """The first image file among the arguments of a call; empty without one."""
    if not call:
        return ""
    quoted = (found[1] for found in islice(_QUOTED.finditer(call), _MOST_QUOTED))
    return next(filter(is_picture_file, quoted), "")


def _holds_others(link: Element, image: Element) -> bool:
    """Whether the link is that of several pictures, so that its target may be neither. One in `<noscript>` is
    the same as that beside it.
    """
    within = islice(link.iter(), _MOST_WITHIN)
    pictures = [each for each in within if each.tag in PICTURE_TAGS and each is not image]
    return sum(_tag_above(each) != "noscript" for each in pictures) > (_tag_above(image) == "noscript")


def _tag_above(element: Element) -> object:
    above = element.getparent()
    return None if above is None else above.tag
