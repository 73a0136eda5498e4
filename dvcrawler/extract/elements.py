"""What sites call an element: its class and id, as patterns search them."""

from lxml.etree import _Element as Element


def names_of(element: Element) -> str:
    """Class and id, in one text."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
