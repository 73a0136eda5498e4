"""Whether an address that a page states is that of the page, or of another of the same site."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_NUMBER = lazy_regex(r"\d{4,}")


class _Place(NamedTuple):
    """All empty for what is not an address."""

    host: str
    path: str
    query: str


class OwnAddresses:
    """Compares with the address of the page, and the one that it calls canonical."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def hold(self, address: str) -> bool:
        """Whether it is the page's, on whatever host."""
        other = _split(address)
        return other.path not in ("", "/") and any(own[1:] == other[1:] for own in self._all)

    def lead_elsewhere(self, address: str) -> bool:
        """Whether it is another one of the same site, and not that of its front page."""
        other = _split(address)
        return self._own.host == other.host and other.path != "" and self._own[1:] != other[1:]

    def name_other_article(self, address: str) -> bool:
        """As `lead_elsewhere`, where it is neither a section's nor the same article's in another form."""
        other = _split(address)
        if not self.lead_elsewhere(address) or self._own.path.startswith(f"{other.path}/"):
            return False
        return not self.share_name(address)

    def share_name(self, address: str) -> bool:
        """Whether it has the number or the last segment of the page's, on whatever host."""
        other = _split(address)
        return any(_share_name(own, other) for own in self._all)

    @cached_property
    def _own(self) -> _Place:
        return _split(self._page.url)

    @cached_property
    def _all(self) -> tuple[_Place, ...]:
        links = (each for each in self._page.tagged["link"] if each.get("rel") == "canonical")
        stated = next((_split(each.get("href") or "") for each in links), self._own)
        return (self._own, stated) if stated.path not in ("", "/") else (self._own,)


def list_addresses(stated: Mapping[str, Any]) -> Iterator[str]:
    """The addresses that a JSON-LD article gives for its page."""
    page = stated.get("mainEntityOfPage")
    values = (page.get("@id"), page.get("url")) if isinstance(page, dict) else (page,)
    yield from (each for each in (stated.get("url"), *values, stated.get("@id")) if isinstance(each, str))


def _share_name(one: _Place, other: _Place) -> bool:
    """Whether both have the same number, or the same last segment."""
    if one.path.rpartition("/")[2] == other.path.rpartition("/")[2]:
        return one.query == other.query or not (one.query and other.query)
    return not set(_NUMBER.findall(one.path + one.query)).isdisjoint(
        _NUMBER.findall(other.path + other.query)
    )


def _split(address: str) -> _Place:
    try:
        parts = urlsplit(address.strip()[:2_000])
    except ValueError:
        return _Place("", "", "")
    host = parts.netloc.lower().removeprefix("www.")
    return _Place(host, unquote(parts.path).rstrip("/").lower(), parts.query)
