"""Lines that are only a link, and headings in boxes of links."""

from itertools import islice

from dvcrawler.extract.elements import Element, find_link, holds_any
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.teasers.other_pages import opens_panel
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS, is_picture_file

#: A line with this share of links counts as a link.
_ONLY_LINK = 0.75
#: The boxes around a heading, and the share of links in one with little else.
_LEVELS, _MOSTLY_LINKS = 3, 0.5


def is_link(element: Element, furniture: Furniture) -> bool:
    """Whether the line is only a link: to a related article, a topic, a file."""
    link = find_link(element)
    if link is not None:
        return not (opens_panel(link) or _enlarges_picture(link))
    return furniture.link_share(element) >= _ONLY_LINK


def _enlarges_picture(link: Element) -> bool:
    """Whether the link leads from a picture, with its caption, to the file of it."""
    return is_picture_file(link.get("href") or "") and holds_any(link, *PICTURE_TAGS)


def is_in_box_of_links(heading: Element, furniture: Furniture) -> bool:
    """Whether a heading is in a box with little else but links."""
    boxes = islice(heading.iterancestors(), _LEVELS)
    return any(furniture.link_share(box) >= _MOSTLY_LINKS for box in boxes)
