"""Which captures of an article a web archive is asked for when its latest one does not show the article."""

from collections.abc import Iterator
from datetime import date

from dvcrawler.discovery.archives.cdx import Row
from dvcrawler.discovery.responses import is_whole, published_day, shows_another
from dvcrawler.extract.drafts import with_id_of
from dvcrawler.items import Draft, PageOutcome
from dvcrawler.normalize.identity import own_id, with_id
from dvcrawler.normalize.same_article import has_bare_number, is_reused
from dvcrawler.normalize.urls import Address

#: The share of a slug that a page of another article may have by chance, where its day says so too.
_BY_CHANCE = 0.3


def choose_earlier(
    captures: tuple[Row, ...], address: Address, read: Draft | PageOutcome | None
) -> list[Row]:
    """Those of the captures, the latest first, that are to be tried; empty if `read`, out of a later one, is
    the article. Where the page shows another one, those of before it was published: what the archive holds of
    that time is the article that had the number then.
    """
    if not isinstance(read, Draft) or not is_whole(read):
        return list(captures)
    written = published_day(read)
    day = date.fromisoformat(written) if written else None
    if shows_another(read, address, 0.0 if day is None else _BY_CHANCE):
        return _list_before(captures, day)
    return [each for each in captures if is_reused(address, each.at.date(), day)]


def _list_before(captures: tuple[Row, ...], day: date | None) -> list[Row]:
    """The captures of before the day; all if the day is not known."""
    return [each for each in captures if day is None or each.at.date() < day]


def under_own_id(read: Draft | PageOutcome, address: Address) -> Iterator[Draft]:
    """The article of a page that took a bare number over, if it is one: no other address shows it."""
    if isinstance(read, Draft) and is_whole(read) and has_bare_number(address):
        yield with_id_of(read, with_id(address, own_id(address)))
