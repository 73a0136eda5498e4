"""Requests that a run sends later: sections after the home pages, all listings after the sitemaps."""

from collections.abc import Iterator

from scrapy import Request


class LateRequests:
    """Each is given back once. `homes`: number of home pages of the site."""

    def __init__(self, homes: int) -> None:
        self._listings: Iterator[Request] | None = None
        self._sections: list[Request] = []
        self._homes_left = homes

    def postpone(self, listings: Iterator[Request]) -> None:
        """Postpones these listings until nothing else is left."""
        self._listings = listings

    def take_listings(self) -> Iterator[Request] | None:
        """None if none were postponed."""
        listings, self._listings = self._listings, None
        return listings

    def hold(self, sections: list[Request]) -> None:
        """Holds sections back until every home page was read, or nothing else is left."""
        self._sections = sections

    def note_home(self) -> list[Request]:
        """Counts a home page as read; returns the sections if it was the last one."""
        self._homes_left -= 1
        return self.take_sections() if self._homes_left <= 0 else []

    def take_sections(self) -> list[Request]:
        sections, self._sections = self._sections, []
        return sections
