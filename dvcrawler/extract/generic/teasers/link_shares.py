"""How much of an element's text is links to other pages."""

from dvcrawler.extract.elements import SUBHEADINGS, Element, is_inside, text_length
from dvcrawler.extract.styles.answers import heads_answer
from dvcrawler.extract.styles.looks import TOGGLES

_TOGGLES = TOGGLES | {"aria-controls"}


def link_share(element: Element, lengths: dict[Element, int] | None = None) -> float:
    """The share of the element's text that leads elsewhere, 0 to 1. `lengths` keeps the characters of each
    link: boxes in one another share their links.
    """
    if len(element) == 0 and element.tag != "a":
        return 0.0  # a paragraph without anything in it, as most are
    lengths = {} if lengths is None else lengths
    linked = 0
    for link in element.iter("a"):
        length = lengths.get(link)
        if length is None:
            length = lengths[link] = 0 if opens_panel(link) else text_length(link)
        linked += length
    return linked / text_length(element) if linked else 0.0


def opens_panel(link: Element) -> bool:
    """Whether the link heads a part of this page that a click unfolds: a question above its answer."""
    address = link.get("href") or ""
    if len(address) < 2 or address[0] != "#":
        return (len(address) < 2 or address[:11].lower() == "javascript:") and heads_answer(link)
    is_heading = is_inside(link, *SUBHEADINGS)
    return is_heading or not _TOGGLES.isdisjoint(link.keys())
