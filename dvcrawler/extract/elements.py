"""What sites call an element, its class and id as patterns search them, and how much text it holds."""

from lxml.etree import _Element as Element


def names_of(element: Element) -> str:
    """Class and id, in one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_longer(element: Element, most: int) -> bool:
    """Whether its text has more than `most` characters; stops counting there."""
    length = 0
    for text in element.itertext("*"):
        length += len(text.strip())
        if length > most:
            return True
    return False
