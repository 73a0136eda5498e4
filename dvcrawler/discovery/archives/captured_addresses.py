"""Addresses in an archive: articles under the site's rule, and those that are left out."""

import logging
import re
from collections import defaultdict
from urllib.parse import urlsplit

from dvcrawler.extract.site import Site
from dvcrawler.families.learning.address_shape import Shape, Target, read_target, shape_of, show_target
from dvcrawler.families.non_sections import is_file, is_front_page, is_never_section
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.patterns import lazy_regex

logger = logging.getLogger(__name__)
#: Fewer addresses of one shape are pages beside the articles. Most addresses that are kept.
_LEAST, _MOST = 5, 50_000
#: Words of a headline.
_LEAST_WORDS = 4
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


class SkippedAddresses:
    """Sorts addresses by their shape: an older system of the site gave its articles other ones."""

    def __init__(self) -> None:
        self._found: defaultdict[Shape, dict[str, Target]] = defaultdict(dict)
        self._left = _MOST

    def add(self, url: str) -> None:
        target = read_target(url) if self._left > 0 else None
        if target is None or is_file(urlsplit(url).path) or is_never_section(url) or is_front_page(url):
            return
        shape = shape_of(target)
        if not shape.has_number and target.slug_words < _LEAST_WORDS:
            return
        self._left -= target.text not in self._found[shape]
        self._found[shape].setdefault(target.text, target)

    def warn(self, site: str) -> None:
        """Names those of the most frequent shape, if there are any."""
        if (skipped := self.describe()) is not None:
            logger.warning(
                "%s: %s left out, whose addresses do not look like an article's: %s; if they are "
                "articles, name their shape with -a article=REGEX",
                site,
                *skipped,
            )

    def describe(self) -> tuple[str, str] | None:
        """How many were left out, and the most frequent shape with an example; None if none is frequent."""
        frequent = [[*each.values()] for each in self._found.values() if len(each) >= _LEAST]
        if not frequent:
            return None
        targets = max(frequent, key=len)
        shown = f"{len(targets)} as {show_target(targets[0])}, such as {targets[0].text[:200]}"
        return counted(sum(map(len, frequent)), "archived page"), shown
