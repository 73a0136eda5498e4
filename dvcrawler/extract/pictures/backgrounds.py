"""Pictures that a box shows as its background."""

import re
from collections.abc import Mapping
from itertools import islice

from dvcrawler.extract.elements import Element, attributes_of, holds_any, is_inside, names_of
from dvcrawler.extract.pictures.picture_names import PICTURE_BOX, is_placeholder, largest_of
from dvcrawler.patterns import lazy_regex

_BACKGROUND = lazy_regex(
    r"background(?:-image)?\s*:[^;(]*url\(\s*(?:url\(\s*)?[\"']?(?P<address>[^\"')]+)", re.I
)
#: The background that a script sets: lazysizes, lozad, Flatsome, Elementor, JNews.
LATE_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-bgset", "data-src-bg")
#: Attributes that may give an element a background.
BACKGROUNDS = frozenset(("style", *LATE_BACKGROUNDS))
#: Buttons are drawings, or in another format.
_PHOTOGRAPH = lazy_regex(r"\.(?:jpe?g|webp)(?:\?|$)", re.I)
_COVER = lazy_regex(
    r"(?<![a-z])(?:cover|hero|banner-?bai|(?:featured|lead|main|post|article|detail)-?(?:image|img|photo|thumb"
    r"|thumbnail|cover|bg)|anh-?bia)(?![a-z])",
    re.I,
)
#: As high as a picture.
_HIGH = lazy_regex(
    r"(?<!line-)(?:height|padding(?:-top|-bottom)?)\s*:\s*(?:0 0 )?(?:[1-9]\d\d|[3-9]\d[.\d]*(?:%|v[wh]|em))",
    re.I,
)
#: Boxes and files, or folders, of what adorns a page, advertises or shows a person.
_ADORNS = lazy_regex(
    r"(?<![a-z])(?:banner|quang-?cao|qc|ads?|advert[a-z]*|logo|icons?|avatars?|users?|author|qr|line|divider|video"
    r"|parallax|loading)(?![a-z])",
    re.I,
)
_ADORNING_FILE = lazy_regex(
    r"(?:^|/)(?:banner|quang-?cao|qc|ads?|logo|icons?|avatars?|users?|qr|line|divider|border|nen|hoa-?van|pattern"
    r"|background|bg|themes?|templates?|skins?)(?![a-z])",
    re.I,
)
_REPEATED = lazy_regex(r"(?<!no-)repeat(?:-[xy])?(?![\w-])", re.I)
_MOST_LOOKED_AT = 200
_CAPTION_NAMES = lazy_regex(r"caption|chu-?thich|(?:img|image|photo|anh)-?(?:desc|note|text)", re.I)


def background_of(element: Element, given: Mapping[str, str]) -> str:
    """The address of the picture that a box shows as its background, now or when a script has loaded it;
    empty unless it is a cover, or an empty box in a figure, with a caption, or that its name or its height
    says to be a picture.
    """
    source, is_empty = _find_address(given), not (len(element) or (element.text or "").strip())
    if not source or not (is_empty or holds_any(element, "h1")):
        return ""
    is_stated = (
        _is_stated(element, given, source, is_empty=is_empty) and _PHOTOGRAPH.search(source) is not None
    )
    return source if is_stated or (is_empty and _is_in_figure(element)) else ""


def _is_stated(box: Element, given: Mapping[str, str], source: str, *, is_empty: bool) -> bool:
    """Whether the box is named as a cover, or is said to be a picture."""
    if _COVER.search(given.get("class", "")):
        return True
    return is_empty and (given.get("role") == "img" or _shows_picture(box, given, source))


def _shows_picture(box: Element, given: Mapping[str, str], source: str) -> bool:
    """Whether an empty box, but no link or ornament, is named as a picture's, or as high as one."""
    names, style = given.get("class", ""), given.get("style", "")
    if _ADORNS.search(names) or _ADORNING_FILE.search(source) or _REPEATED.search(style):
        return False
    is_like = PICTURE_BOX.search(names) or _HIGH.search(style)
    return is_like is not None and box.tag != "a" and not is_inside(box, "a")


def find_background(box: Element, source: str) -> Element | None:
    """The element in the box, or the box itself, that shows this picture as its background."""
    for element in islice(box.iter("*"), _MOST_LOOKED_AT):
        if not BACKGROUNDS.isdisjoint(element.keys()) and _find_address(attributes_of(element)) == source:
            return element
    return None


def _find_address(given: Mapping[str, str]) -> str:
    styles = (style for style in _list_styles(given) if "url(" in style)
    found = next(filter(None, map(_BACKGROUND.search, styles)), None)
    return largest_of(found["address"].strip()) if found is not None else ""


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


def embedded_picture(element: Element) -> str:
    """The address of the photograph that an `<object>` or a drawing (`<svg>`) shows; empty without one."""
    if element.tag == "object":
        source = element.get("data") or ""
    else:
        image = next(element.iter("image"), None)
        source = "" if image is None else image.get("href") or image.get("xlink:href") or ""
    return source if _PHOTOGRAPH.search(source) and not is_placeholder(source) else ""
