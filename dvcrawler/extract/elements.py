"""What sites call an element, its class and id as patterns search them, and how much text it holds."""

from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element


def names_of(element: Element) -> str:
    """Class and id, in one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def unwrap(element: Element) -> Element:
    """The innermost element that holds all of its text: editors set paragraphs in `<span>` and `<font>`."""
    while len(element) == 1 and not ((element.text or "").strip() or (element[0].tail or "").strip()):
        element = element[0]
    return element


def is_within(element: Element, box: Element) -> bool:
    """Whether the element is the box, or in it."""
    return element is box or any(each is box for each in element.iterancestors())


def is_longer(element: Element, most: int) -> bool:
    """Whether its text has more than `most` characters; stops counting there."""
    length = 0
    for text in element.itertext("*"):
        length += len(text.strip())
        if length > most:
            return True
    return False


def select_like(elements: Iterable[Element], box: Element) -> Iterator[Element]:
    """Those with the tag of `box`. Broken pages have tags that lxml reads and refuses to search for: with
    control characters or braces.
    """
    tag = box.tag
    return (each for each in elements if each.tag == tag)
