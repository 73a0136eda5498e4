"""Addresses in an archive that are left out: the site's rule does not know them as articles'."""

import logging
from collections import defaultdict
from typing import NamedTuple
from urllib.parse import urlsplit

from dvcrawler.families.learning.address_shape import Shape, Target, read_target, shape_of, show_target
from dvcrawler.families.non_sections import is_file, is_front_page, is_never_section
from dvcrawler.messages.plurals import counted

logger = logging.getLogger(__name__)

#: Fewer addresses of one shape are pages beside the articles. Most addresses that are kept.
_LEAST, _MOST = 5, 50_000
#: Words of a headline.
_LEAST_WORDS = 4


class Skipped(NamedTuple):
    """`pages`: how many; `shown`: the most frequent shape, with an example."""

    pages: str
    shown: str


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
            logger.warning("%s: %s left out, whose addresses do not look like an article's: %s; if they are "
                           "articles, name their shape with -a article=REGEX", site, *skipped)  # fmt: skip

    def describe(self) -> Skipped | None:
        """How many were left out; None if no shape of articles is frequent."""
        frequent = [[*each.values()] for each in self._found.values() if len(each) >= _LEAST]
        if not frequent:
            return None
        targets = max(frequent, key=len)
        shown = f"{len(targets)} as {show_target(targets[0])}, such as {targets[0].text[:200]}"
        return Skipped(counted(sum(map(len, frequent)), "archived page"), shown)
