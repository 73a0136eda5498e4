"""What sites call an element, its class and id as patterns search them, and how much text it holds."""

from collections.abc import Collection, Iterable, Iterator, Set
from itertools import islice
from typing import Any, cast

from lxml import etree

from dvcrawler.normalize.text import clean_text

#: Its only name in lxml.
Element = etree._Element
ALL_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SUBHEADINGS = ALL_HEADINGS[1:]
#: The headings that head a text or a list, rather than a part of one.
TOP_HEADINGS = ALL_HEADINGS[:3]
#: Elements that play a video or a recording, those of AMP among them.
PLAYERS = ("video", "audio", "iframe", "embed", "object", "amp-video", "amp-youtube")
#: Words beside an element in a sentence; a label has fewer.
_LEAST_BESIDE = 5
_TEXTS = etree.XPath("descendant::text()", smart_strings=False)


def attributes_of(element: Element) -> dict[str, str]:
    """All attributes at once; one look-up for each name takes several times as long."""
    items: Any = element.items()
    return dict(items)


def names_of(element: Element) -> str:
    """Class and id, in one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def look_of(element: Element) -> tuple[str, str]:
    """Tag and class, by which a template distinguishes its elements."""
    return str(element.tag), element.get("class") or ""


def are_alike(one: Element, other: Element) -> bool:
    """Whether both have the same tag and class, as a template writes them."""
    return one.tag == other.tag and one.get("class") == other.get("class")


def is_leaf(element: Element) -> bool:
    """Whether no element is in it. `len()` counts all of them, for each line of a box with thousands."""
    return next(element.iterchildren(), None) is None


def unwrap(element: Element) -> Element:
    """The innermost element that holds all of its text: editors set paragraphs in `<span>` and `<font>`."""
    while (inner := find_only_child(element)) is not None:
        if (element.text or "").strip() or (inner.tail or "").strip():
            break
        element = inner
    return element


def find_only_child(element: Element) -> Element | None:
    """The element in it if there is one and no more, without counting them as `len()` does."""
    first = next(element.iterchildren(), None)
    return first if first is not None and first.getnext() is None else None


def ancestors_or_self(element: Element, levels: int | None = None) -> tuple[Element, ...]:
    """The element and those around it, the innermost first. `levels`: the most of these."""
    return (element, *islice(element.iterancestors(), levels))


def find_holder(element: Element) -> Element | None:
    """The nearest element around it that holds more: page builders set each paragraph in its own box."""
    holder = element.getparent()
    while holder is not None and find_only_child(holder) is not None and not (holder.text or "").strip():
        holder = holder.getparent()
    return holder


def text_of(element: Element) -> str:
    """All text of the element. Serialising takes a quarter of the time of XPath's `string()`."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def text_before(element: Element) -> str:
    """The text right before the element, after the one before it."""
    before, around = element.getprevious(), element.getparent()
    text = before.tail if before is not None else around.text if around is not None else None
    return text or ""


def is_amid_words(element: Element) -> bool:
    """Whether it is in the midst of a paragraph, or at its end: words are right before it."""
    before = text_before(element).split()
    return bool(before) and len(before) + len((element.tail or "").split()) >= _LEAST_BESIDE


def direct_text(element: Element) -> str:
    """Its text without that of the elements in it, such as the pictogram before a date."""
    inner = unwrap(element)
    return clean_text("".join([inner.text or "", *(child.tail or "" for child in inner)]))


def find_common_box(one: Element, other: Element, levels: int | None = None) -> Element | None:
    """The innermost element that is one of them, or around it, and holds both. `levels`: the most elements
    around `other` that are looked at.
    """
    around = set(ancestors_or_self(one))
    return next((each for each in ancestors_or_self(other, levels) if each in around), None)


def find_part(element: Element, boxes: Collection[Element | None]) -> Element | None:
    """The child of the innermost of the boxes around the element that it is, or is in; None if it is in none
    of them.
    """
    return next((each for each in ancestors_or_self(element) if each.getparent() in boxes), None)


def find_link(element: Element) -> Element | None:
    """The link that the element is, or is in."""
    return element if element.tag == "a" else next(element.iterancestors("a"), None)


def find_any_link(element: Element) -> Element | None:
    """The link that the element is, or is in; else the first one in it."""
    link = find_link(element)
    return next(element.iter("a"), None) if link is None else link


def is_within(element: Element, box: Element) -> bool:
    """Whether the element is the box, or in it."""
    return element is box or any(each is box for each in element.iterancestors())


def is_inside(element: Element, *tags: str) -> bool:
    """Whether an element with one of the tags is around it."""
    return next(element.iterancestors(*tags), None) is not None


def holds_any(element: Element, *tags: str) -> bool:
    """Whether the element has one of the tags, or an element in it has."""
    return next(element.iter(*tags), None) is not None


def has_at_least(items: Iterable[object], number: int) -> bool:
    """Whether there are that many items; none behind them is looked for."""
    return len(list(islice(items, number))) == number


def is_within_any(element: Element, boxes: Set[Element]) -> bool:
    """Whether the element is one of the boxes, or in one."""
    return element in boxes or not boxes.isdisjoint(element.iterancestors())


def text_length(element: Element) -> int:
    """Characters of the element's text, without the white space around each piece."""
    if len(element) == 0:
        return len((element.text or "").strip())
    return sum(map(len, map(str.strip, cast("list[str]", _TEXTS(element)))))


def is_longer(element: Element, most: int) -> bool:
    """Whether its text has more than `most` characters; stops counting there."""
    length = len((element.text or "").strip())
    for inner in element.iterdescendants("*"):
        if length > most:
            return True
        length += len((inner.text or "").strip()) + len((inner.tail or "").strip())
    return length > most


def select_like(elements: Iterable[Element], box: Element) -> Iterator[Element]:
    """The elements with the tag of `box`. Broken pages have tags that lxml reads and refuses to search for:
    with control characters or braces.
    """
    tag = box.tag
    return (each for each in elements if each.tag == tag)
