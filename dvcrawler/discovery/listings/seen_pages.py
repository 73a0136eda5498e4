"""Pages of a run's listings by the articles they show, to notice a pager that leads back."""

from dvcrawler.discovery.listings.listing_state import Listing


class SeenPages:
    """Pages of each listing. Only hashes are kept here and below: a section may have ten thousand pages."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def is_repeated(self, listing: Listing, ids: frozenset[str]) -> bool:
        """Whether an earlier page of the listing showed exactly these articles. A page that is read twice
        does not repeat itself.
        """
        first = self._numbers.setdefault(hash((listing.key, ids)), listing.number)
        return first < listing.number


class ChoicePages:
    """Further pages by their addresses, to notice that they are the same whatever section was chosen."""

    def __init__(self) -> None:
        self._whole: dict[int, int] = {}
        self._chosen: dict[int, tuple[str, int]] = {}
        self._reported: set[str] = set()

    def find_lost(self, url: str, listing: Listing, ids: frozenset[str]) -> str | None:
        """The key of the section whose further page shows the articles of the whole list, once."""
        if not ids:
            return None
        page, shown = hash(url), hash(ids)
        if listing.choice is None:
            self._whole[page] = shown
        else:
            self._chosen[page] = (listing.key, shown)
        key, chosen = self._chosen.get(page, ("", None))
        if chosen is None or self._whole.get(page) != chosen or key in self._reported:
            return None
        self._reported.add(key)
        return key
