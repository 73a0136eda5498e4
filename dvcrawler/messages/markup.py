"""Text of foreign pages in a page of ours."""

from html import escape

from dvcrawler.messages.printable import printable


def text(value: str) -> str:
    """The text as HTML, without control and direction characters: those would change how the page reads."""
    return escape(printable(value))
