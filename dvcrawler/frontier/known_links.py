"""Addresses of known articles, for which a run makes no further requests."""

from collections.abc import Iterable

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink

#: Addresses remembered, by their hashes; some 8 MB.
MOST_ADDRESSES = 100_000


class KnownLinks:
    """Remembers addresses that were dropped as known, so that no request is made for them again.

    Used only in a run that crawls the whole site without a period: any other run may have a reason to request
    an article that it dropped before.
    """

    def __init__(self, arguments: Arguments) -> None:
        is_limited = arguments.is_bounded or arguments.has_period
        self._is_final = arguments.is_whole_site and not is_limited and arguments.revisit is None
        self._hashes: set[int] = set()

    def note(self, url: str) -> None:
        """The canonical address of an article that was dropped as known."""
        if self._is_final:
            if len(self._hashes) >= MOST_ADDRESSES:
                self._hashes.clear()
            self._hashes.add(hash(url))

    def leave_out(self, links: Iterable[ArticleLink]) -> list[ArticleLink]:
        """The links without those to remembered addresses."""
        return [link for link in links if hash(link.address.url) not in self._hashes]
