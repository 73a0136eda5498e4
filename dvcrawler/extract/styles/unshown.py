"""Boxes that a class or a style hides on a wide screen, by the class names of common stylesheets.

What is shown only on wide screens counts as shown; what is only for small screens, print or screen readers
does not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.elements import Element
from dvcrawler.extract.tag_index import put_in_order, select_within
from dvcrawler.normalize.debris import settable
from dvcrawler.patterns import lazy_regex

HIDDEN = lazy_regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: The value of the attribute `hidden` on an element that is hidden by its class or style.
BY_CLASS = "by-class"
#: Caps the number of styles that hide, and the characters of one. Pages have a dozen.
_MOST_STYLES, _LONGEST_STYLE = 50, 200
_WIDTHS = ("", "xs", "sm", "md", "lg", "xl", "xxl", "2xl")
_SHOWN = "block|inline|inline-block|flex|inline-flex|grid|inline-grid|table|table-cell|table-row|contents"
_BOOTSTRAP = lazy_regex(rf"d(?:-(?P<width>sm|md|lg|xl|xxl))?-(?P<value>none|{_SHOWN})")
_TAILWIND = lazy_regex(rf"(?:(?P<width>sm|md|lg|xl|2xl):)?(?P<value>hidden|{_SHOWN})")
#: Bootstrap 2 to 4, Foundation, UIkit, Bulma, Elementor, WordPress: hidden regardless of other classes.
_NEVER = lazy_regex(
    r"hide|is-hidden|uk-hidden|d?is?play-?none|invisible|is-invisible|uk-invisible|visually-?hidden"
    r"|sr-only(?:-focusable)?|is-sr-only|show-for-sr|screen-reader(?:-text|-only|-response)?|visible-print(?:-\w+)?"
    r"|(?:show-for-|only-)print|print-only|hidden-(?:lg|desktop|(?:xs|sm|md|lg|xl)-up)"
    r"|hide-(?:for-(?:large|medium|small)(?:-up)?|(?:on-)?(?:desktop|pc))|hidden-(?:on-)?(?:desktop|pc)"
    r"|(?:show-for-small|visible-for-small)(?:-only)?|uk-hidden(?:@[sml]|-large)|uk-visible-small"
    r"|is-hidden-(?:desktop|tablet|widescreen)|elementor-hidden-(?:desktop|widescreen)"
    r"|(?:mobile|phone)-only|only-(?:mobile|phone)|(?:visible|show)-(?:on-)?(?:mobile|phone)"
)
_SMALL = lazy_regex(r"visible-(?:xs|sm|md|tablet)(?:-block|-inline|-inline-block)?")
_LARGE = lazy_regex(r"visible-(?:lg|desktop)(?:-block|-inline|-inline-block)?")
_OFF_SCREEN = lazy_regex(
    r"(?:left|top|right|text-indent|margin-left)\s*:\s*-9\d{2,}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]",
    re.I,
)
#: On a box this only closes gaps between inner boxes, which set their own size.
_NO_SIZE = lazy_regex(r"font-size\s*:\s*0(?:px|pt|r?em|%)?\s*(?:!important\s*)?(?:;|$)", re.I)


def list_styled(body: Element, holders: Mapping[str, Sequence[Element]]) -> Sequence[Element]:
    """The elements in the body with `style` or `hidden`, in document order. `holders`: the elements with each
    attribute (`tag_index.index_attributes`).
    """
    styled, hidden = (select_within(body, holders[name]) for name in ("style", "hidden"))
    found = put_in_order(body, {*styled, *hidden}) if hidden else styled
    return [each for each in found if each is not body]


def mark_unshown(hidden_by_class: Iterable[Element], styled: Iterable[Element]) -> None:
    """Gives the attribute `hidden` to what is not shown on a wide screen. `styled`: see `list_styled`."""
    for element in (*hidden_by_class, *_find_off_screen(styled)):
        if "hidden" not in element.attrib:
            element.set("hidden", BY_CLASS)


def _find_off_screen(styled: Iterable[Element]) -> list[Element]:
    """Judges each text once: few hide."""
    styles = [(each, each.get("style") or "") for each in styled]
    hiding = _find_hiding(style for _, style in styles)
    found = ((each, style) for each, style in styles if style in hiding) if hiding else ()
    return [each for each, style in found if _is_off_screen(style) or len(each) == 0]


def _find_hiding(styles: Iterable[str]) -> frozenset[str]:
    texts = dict.fromkeys(style for style in styles if len(style) <= _LONGEST_STYLE)
    return frozenset(islice(filter(_may_be_off_screen, texts), _MOST_STYLES))


def show(element: Element) -> None:
    """Undoes `mark_unshown` for the element."""
    if element.get("hidden") == BY_CLASS:
        del element.attrib["hidden"]
    names = element.get("class") or ""
    if hides(names):
        element.set("class", settable(" ".join(name for name in names.split() if not _may_hide(name))))
    if _may_be_off_screen(element.get("style") or ""):
        element.set("style", "")


@lru_cache(maxsize=2048)  # the pages of a site repeat their styles
def _may_be_off_screen(style: str) -> bool:
    return _is_off_screen(style) or _NO_SIZE.search(style) is not None


def _is_off_screen(style: str) -> bool:
    return _OFF_SCREEN.search(style) is not None


def holds_unshown(box: Element) -> bool:
    """Whether a class or a style within the box keeps something off a wide screen."""
    given = {(each.get("class") or "", each.get("style") or "") for each in box.iterdescendants("*")}
    return any(hides(classes) or _may_be_off_screen(style) for classes, style in given)


@lru_cache(maxsize=2048)
def hides(classes: str) -> bool:
    """Whether a value of `class` keeps its element off a wide screen."""
    if len(classes) > _LONGEST_STYLE:
        return False
    names = classes.split()
    if any(map(_NEVER.fullmatch, names)):
        return True
    if any(map(_SMALL.fullmatch, names)) and not any(map(_LARGE.fullmatch, names)):
        return True
    return _find_last(names, _BOOTSTRAP) == "none" or _find_last(names, _TAILWIND) == "hidden"


def _find_last(names: list[str], pattern: re.Pattern[str]) -> str:
    """The value in force on a wide screen: that for the largest width named."""
    best, value = -1, ""
    for found in filter(None, map(pattern.fullmatch, names)):
        width = _WIDTHS.index(found["width"] or "")
        if width > best:
            best, value = width, found["value"]
    return value


def _may_hide(name: str) -> bool:
    patterns = (_NEVER, _SMALL, _BOOTSTRAP, _TAILWIND)
    return any(pattern.fullmatch(name) for pattern in patterns)
