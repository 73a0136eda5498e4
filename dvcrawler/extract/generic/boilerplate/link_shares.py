"""How much of an element's text is links to other pages."""

from lxml.etree import _Element as Element

from dvcrawler.extract.elements import SUBHEADINGS, text_length
from dvcrawler.extract.styles.looks import TOGGLES

_TOGGLES = TOGGLES | {"aria-controls"}


def is_in_link(element: Element) -> bool:
    """Whether an element around this one is a link."""
    return next(element.iterancestors("a"), None) is not None


def link_share(element: Element) -> float:
    """The share of the element's text that leads elsewhere, 0 to 1."""
    if len(element) == 0 and element.tag != "a":
        return 0.0  # a paragraph without anything in it, as most are
    linked = sum(text_length(link) for link in element.iter("a") if not opens_panel(link))
    return linked / text_length(element) if linked else 0.0


def opens_panel(link: Element) -> bool:
    """Whether the link heads a part of this page that a click unfolds: a question above its answer."""
    if len(address := link.get("href") or "") < 2 or address[0] != "#":
        return False
    is_heading = next(link.iterancestors(*SUBHEADINGS), None) is not None
    return is_heading or not _TOGGLES.isdisjoint(link.keys())
