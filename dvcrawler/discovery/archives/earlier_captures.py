"""Which captures of an article a web archive is asked for when its latest one does not show the article."""

from datetime import date

from dvcrawler.discovery.archives.cdx import Row
from dvcrawler.discovery.responses import is_whole, published_day, shows_another
from dvcrawler.items import Draft, PageOutcome
from dvcrawler.normalize.identity import is_reused
from dvcrawler.normalize.urls import Address


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
    if shows_another(read, address):
        return [each for each in captures if day is None or each.at.date() < day]
    return [each for each in captures if is_reused(address, each.at.date(), day)]
