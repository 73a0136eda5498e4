"""Markup that a page holds outside its own tree: in a script, an attribute, an escaped text."""

from lxml import html

from dvcrawler.extract.elements import Element
from dvcrawler.normalize.debris import settable

#: Without comments, as that of pages: Word's `<!--[if gte mso 9]>` are in texts that editors pasted.
_PARSER = html.HTMLParser(remove_comments=True, remove_pis=True)


def read_fragment(markup: str, tag: str = "div") -> Element:
    """The markup in an element of that tag, which has no parent."""
    box: Element = html.fragment_fromstring(settable(markup), create_parent=tag, parser=_PARSER)
    return box
