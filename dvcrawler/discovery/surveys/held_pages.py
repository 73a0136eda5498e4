"""Listings that are held until the rule for article addresses is known, and the pages still to come."""

from scrapy.http import Response

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_state import Listing


class HeldPages:
    """`wait_for` and `stop_waiting` take the key of a listing, or the address of any other page."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Response, Listing]] = {}
        self._waiting: set[str] = set()
        self._seen: set[tuple[str, int, bool]] = set()

    def wait_for(self, key: str) -> None:
        self._waiting.add(key)

    def stop_waiting(self, key: str) -> None:
        self._waiting.discard(key)

    def stop_waiting_for_all(self) -> None:
        """Continues without the pages that could not be fetched."""
        self._waiting.clear()

    @property
    def is_complete(self) -> bool:
        return not self._waiting

    def hold(self, response: Response, listing: Listing) -> bool:
        """Keeps the page. Returns whether it was not seen before in this run."""
        is_new = not self.has_seen(listing)
        self._seen.add(_identify(listing))
        self._held[listing.key] = (response, listing)
        self._waiting.discard(listing.key)
        return is_new

    def has_seen(self, listing: Listing) -> bool:
        return _identify(listing) in self._seen

    def count_seen(self) -> int:
        """Pages that were held at any time in this run."""
        return len(self._seen)

    def list_keys(self) -> set[str]:
        """The keys of the sections that are held."""
        return {section_key(response.url) for response, _ in self._held.values()}

    def first(self) -> tuple[Response, Listing] | None:
        """The page that was held first."""
        return next(iter(self._held.values()), None)

    def release(self) -> list[tuple[Response, Listing]]:
        """Returns the pages and forgets them. Their order does not depend on which was answered first: of two
        addresses of one article, the first that is found is stored.
        """
        held = sorted(self._held.values(), key=lambda each: each[0].url)
        self._held.clear()
        return held


def _identify(listing: Listing) -> tuple[str, int, bool]:
    return listing.key, listing.number, listing.is_refreshed
