"""Pictures in `<noscript>`, which the page shows where no script loads them late."""

from collections.abc import Container
from itertools import islice

from lxml import etree

from dvcrawler.extract.elements import Element, attributes_of
from dvcrawler.extract.pictures.full_pictures import PICTURE_TAGS
from dvcrawler.extract.pictures.picture_addresses import find_source, is_pixel
from dvcrawler.extract.pictures.picture_names import HOLDS_IMAGE, cut_picture_name

_LONGEST_MARKUP = 5_000


def pictures_of_noscript(element: Element) -> list[Element]:
    """The pictures in `<noscript>` that a script would load lazily, not those that are shown next to it.

    Excludes counters, which have no image file name or a size of one pixel.
    """
    within = [*islice(element.iter(*PICTURE_TAGS), 20)] or _parse_escaped(element.text or "")
    images = [each for each in within if not is_pixel(attributes_of(each))]
    around = _list_sources_around(element) if images else []
    shown = {cut_picture_name(source) for source in around if source}
    has_placeholder = "" in around
    return [each for each in images if _is_unshown(find_source(each), shown, has_placeholder=has_placeholder)]


def _parse_escaped(text: str) -> list[Element]:
    """The pictures in the markup that a CMS has escaped once too often: `&lt;img src=…&gt;`."""
    if "<img " not in text:
        return []
    root = etree.fromstring(text[:_LONGEST_MARKUP], etree.HTMLParser())
    return [] if root is None else [*islice(root.iter(*PICTURE_TAGS), 20)]


def _is_unshown(source: str, shown: Container[str], *, has_placeholder: bool) -> bool:
    return cut_picture_name(source) not in shown and (
        has_placeholder or HOLDS_IMAGE.search(source) is not None
    )


def _list_sources_around(element: Element) -> list[str]:
    """The sources of the pictures right before and after the element; empty for one without an address."""
    boxes = [each for each in (element.getprevious(), element.getnext()) if each is not None]
    return [find_source(each) for box in boxes for each in islice(box.iter(*PICTURE_TAGS), 50)]
