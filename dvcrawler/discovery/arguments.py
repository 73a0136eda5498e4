"""The arguments of a run: `-a NAME=VALUE` on the command line, validated."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Arguments:
    """`since` and `until`: days of publication, inclusive. `limit`: number of article pages to fetch.
    `revisit`: known articles of this many days are read again, -1 for all, None for those that are due by the
    ledger. `units`: first labels of the hosts, for a site with many.

    The source is at most one of `urls` (a list of addresses), `warc` (WARC files), `archive` (URL of a web
    archive) and `commoncrawl` (URL of an index service); the live site where all are None. `minutes` and
    `requests` limit the run. `tls`: "legacy" for an outdated server; `tls_pin`: hash of its certificate;
    None for what the site file says. `article` and `listing`: regular expressions found in the addresses of
    articles and of listings; None if they are learned. `media`: kinds of files to
    keep, None for what the setting says.
    """

    since: date | None = None
    until: date | None = None
    section: str | None = None
    limit: int | None = None
    revisit: int | None = None
    urls: str | None = None
    warc: str | None = None
    archive: str | None = None
    commoncrawl: str | None = None
    host: str | None = None
    start: str | None = None
    units: tuple[str, ...] = ()
    minutes: float | None = None
    requests: int | None = None
    tls: str | None = None
    tls_pin: str | None = None
    article: str | None = None
    listing: str | None = None
    media: tuple[str, ...] | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether the run is limited to a part of the site."""
        return self.limit is not None or self.is_apart or self.until is not None

    @property
    def is_backfill(self) -> bool:
        """Whether the pages come from a web archive, whose index lists them."""
        return self.archive is not None or self.commoncrawl is not None

    @property
    def has_period(self) -> bool:
        return self.since is not None or self.until is not None

    def is_past(self, today: date) -> bool:
        """Whether the period of the run is over."""
        return self.since is not None and self.until is not None and self.until < today

    @property
    def takes_left_over(self) -> bool:
        """Whether the run asks for all that earlier ones found and left. One of a period finds its own again,
        and asks for a few: a sitemap may have named tens of thousands.
        """
        return self.is_whole_site and not self.has_period

    @property
    def is_from_archive(self) -> bool:
        """Whether nothing is requested from the site itself."""
        return self.is_backfill or self.warc is not None

    @property
    def is_apart(self) -> bool:
        """Whether the pages come from a list or an archive instead of the site's own listings."""
        return self.urls is not None or any((self.warc, self.archive, self.commoncrawl))

    @property
    def is_live(self) -> bool:
        """Whether the pages come from the site's own listings."""
        return not self.is_apart

    @property
    def is_whole_site(self) -> bool:
        """Whether the run follows everything that the live site links to."""
        return not self.is_apart and self.section is None

    def covers(self, day: date | str | None) -> bool:
        """Whether the day (as text: `YYYY-MM-DD`) lies in the period; always True for None."""
        if day is None:
            return True
        if self.since and str(day) < self.since.isoformat():
            return False
        return not (self.until and str(day) > self.until.isoformat())

    def revisit_from(self, today: date) -> date | None:
        """The day from which known articles are read again; None without `revisit`."""
        if self.revisit is None:
            return None
        return date.min if self.revisit < 0 else today - timedelta(days=self.revisit)


def month_is_before(arguments: Arguments, month: tuple[int, int] | None) -> bool:
    """Whether the whole month lies before `since`."""
    if month is None or arguments.since is None:
        return False
    return month < (arguments.since.year, arguments.since.month)


def month_is_after(arguments: Arguments, month: tuple[int, int] | None) -> bool:
    """Whether the whole month lies after `until`."""
    if month is None or arguments.until is None:
        return False
    return month > (arguments.until.year, arguments.until.month)
