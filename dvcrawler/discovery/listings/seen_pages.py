"""Pages of a run's listings by the articles they show, to notice a pager that leads back."""

from dvcrawler.items import Listing


class SeenPages:
    """Only hashes are kept: a section may have ten thousand pages."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def is_repeated(self, listing: Listing, ids: frozenset[str]) -> bool:
        """Whether an earlier page of the listing showed exactly these articles. A page that is read twice
        does not repeat itself.
        """
        first = self._numbers.setdefault(hash((listing.key, ids)), listing.number)
        return first < listing.number
