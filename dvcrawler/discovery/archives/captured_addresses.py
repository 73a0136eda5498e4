"""Addresses in an archive: articles under the site's rule, and those that are left out."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from dvcrawler.extract.site import Site
from dvcrawler.families.learning.address_shape import Shape, Target, read_target, shape_of, show_target
from dvcrawler.families.non_sections import is_file, is_front_page, is_never_section
from dvcrawler.items import PageCode, PageOutcome
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
        #: Number of captures of articles.
        self.recognised = 0
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

    def report(self, site: Site, *, is_chosen: bool) -> Iterator[PageOutcome]:
        """The outcome that names those of the most frequent shape, if they are more than the articles. Else,
        or where the user said which addresses are articles (`is_chosen`), there is only a warning.
        """
        if (skipped := self.describe()) is None:
            return
        number, shown = skipped
        reason = (
            f"{counted(number, 'archived page')} left out, whose addresses do not look like an article's: "
            f"{shown}; if they are articles, name their shape with -a article=REGEX"
        )
        if number > self.recognised and not is_chosen:
            yield PageOutcome(None, site.start[0], "unread", reason, PageCode.NO_ARTICLE_LINKS)
        else:
            logger.warning("%s: %s", site.name, reason)

    def describe(self) -> tuple[int, str] | None:
        """How many were left out, and the most frequent shape with an example; None if none is frequent."""
        frequent = [[*each.values()] for each in self._found.values() if len(each) >= _LEAST]
        if not frequent:
            return None
        targets = max(frequent, key=len)
        shown = f"{len(targets)} as {show_target(targets[0])}, such as {targets[0].text[:200]}"
        return sum(map(len, frequent)), shown
