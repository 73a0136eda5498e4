"""Articles at the addresses under which an archive has their pages."""

import re

from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.patterns import lazy_regex

#: What is not part of an address of which it is behind.
_BEHIND = lazy_regex(r"%(?:0[ad]|2[0237]|3[ce]|e2%80%8b)|[\s\"<>]|&(?:utm_|fbclid)", re.I)
_MARKS = ")]}'.,;:!*"


def read_captured(url: str, site: Site) -> Address | None:
    """The article at a captured address. Crawlers followed addresses with what was printed behind them: a
    bracket, a blank, the beginning of a tag.
    """
    address = read_address(url, site.addresses, site.hosts)
    if address is not None:
        return address
    shorter = _BEHIND.split(url.replace("&amp;", "&"), maxsplit=1)[0].rstrip(_MARKS)
    return read_address(shorter, site.addresses, site.hosts) if shorter != url else None
