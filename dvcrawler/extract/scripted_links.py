"""Links without an anchor: elements that a script of their own sends elsewhere when they are clicked."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml.etree import _Element as Element

from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.normalize.links import absolute_url

_CLICKED = (
    "//*[not(self::a[@href])"
    " and (@data-href or contains(@onclick, 'location') or contains(@onclick, 'open('))]"
)
#: An address followed by `+` is put together, and unknown.
_GOES = re.compile(
    r"(?:\blocation(?:\.href)?\s{0,3}=|\blocation\.(?:assign|replace)\(|\bwindow\.open\()\s{0,3}"
    r"(?P<quote>['\"])(?P<address>[^'\"\s]{1,2000})(?P=quote)(?!\s{0,9}\+)"
)


def scripted_links(page: Page) -> Iterator[tuple[str, Element]]:
    """(absolute address, element), as `Page.links` gives those of anchors."""
    if b"data-href" not in page.data and b"onclick" not in page.data:
        return
    for element in islice(cast("list[Element]", page.root.xpath(_CLICKED)), MOST_LINKS):
        found = _GOES.search((element.get("onclick") or "").replace("\\/", "/"))
        address = element.get("data-href") or (found["address"] if found else "")
        url = absolute_url(page.base, address.strip()) if address.strip()[:1] not in ("", "#") else None
        if url is not None:
            yield url, element
