"""Puts hosts on cooldown: for the rest of the run and, if they name a time, for later runs until then."""

import logging
from datetime import UTC, datetime, timedelta

from scrapy.http import Request

from dvcrawler.discovery.links import is_main_host
from dvcrawler.discovery.requests import is_article_request, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode, PageOutcome, utc_text
from dvcrawler.normalize.url_form import read_host
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession

logger = logging.getLogger(__name__)

#: Caps a remembered cooldown: a server that asks for ten years is tried again tomorrow.
_MAX_COOLDOWN = timedelta(hours=24)


class HostCooldowns:
    """Reports each host once in the run record, by its home page, unless it is an older domain of the site,
    which may refuse without harm. The exit code depends on how many of the home hosts are on cooldown.
    """

    def __init__(self, session: RunSession, site: Site | None) -> None:
        self._session, self._site = session, site
        self._reasons: dict[str, tuple[str, PageCode]] = {}
        self._loaded: set[str] = set()
        #: Hosts from which only pictures and documents were requested.
        self._media_hosts: set[str] = set()

    def __contains__(self, host: str) -> bool:
        return host in self._reasons

    def check(self, host: str, request: Request) -> None:
        """Raises RequestRefused for a host on cooldown, even if an earlier run started it. An article that
        was requested before counts as blocked, not as unsent: as unsent it would come first in the next run,
        and trigger the cooldown again.
        """
        if host not in self._loaded:
            if read_page_request(request).media is not None and not self._is_own(host):
                self._media_hosts.add(host)
            self._load(host)
        if host in self._reasons:
            was_sent = is_article_request(request) and request.meta.get("retry_times")
            raise RequestRefused("blocked" if was_sent else "unsent", *self._reasons[host])

    def start(self, host: str, reason: str, until: datetime | None, code: PageCode) -> None:
        """Puts the host on cooldown. `until`: the time that it named (UTC); None for the rest of the run."""
        if host in self._reasons:
            return
        when = "in this run"
        if until is not None and until > datetime.now(UTC):
            text = utc_text(min(until, datetime.now(UTC) + _MAX_COOLDOWN))
            self._remember(host, text)
            when = f"before {text}"
        self._report(host, f"{reason}; it gets no more requests {when}", code)

    def _load(self, host: str) -> None:
        self._loaded.add(host)
        if self._is_home(host):
            self._session.count(Counter.PACE_HOMES)
        until = self._recall(host)
        if until and lies_ahead(until, _MAX_COOLDOWN):
            self._report(host, f"{host} asked for a pause until {until}", PageCode.COOLDOWN)
        elif until:
            self._remember(host, "")  # written while the clock was ahead; it must not take effect later

    def _report(self, host: str, reason: str, code: PageCode) -> None:
        self._reasons[host] = reason, code
        if not self._is_older(host):
            self._session.count(Counter.PACE_LEFT_ALONE)
            page = PageOutcome(None, self._find_home_page(host), "blocked", reason, code)
            self._session.outcomes.note_page(page)
        else:
            self._session.count(Counter.PACE_ALIAS_LEFT_ALONE)
            logger.warning("%s: %s: the site's other hosts continue", self._session.site, reason)

    def _is_home(self, host: str) -> bool:
        return self._site is None or is_main_host(f"https://{host}/", self._site)

    def _is_older(self, host: str) -> bool:
        """An older domain of the site or a host of its pictures, as opposed to a web archive or the target
        of a robots.txt redirect.
        """
        return host in self._media_hosts or (self._is_own(host) and not self._is_home(host))

    def _is_own(self, host: str) -> bool:
        return self._site is not None and is_own_host(f"https://{host}/", self._site.hosts)

    def _find_home_page(self, host: str) -> str:
        """The home page as the site file writes it."""
        start = self._site.start if self._site is not None else ()
        homes = (url for url in start if read_host(url) == host)
        return next(homes, f"https://{host}/")

    def _remember(self, host: str, until: str) -> None:
        try:
            self._session.ledger.set_checkpoint(f"pace:{host}", until)
        except StorageError as error:
            self._session.stop.abort(error)

    def _recall(self, host: str) -> str | None:
        try:
            return self._session.ledger.checkpoint(f"pace:{host}")
        except StorageError as error:
            self._session.stop.abort(error)
            return None


def lies_ahead(until: str, at_most: timedelta) -> bool:
    """Whether a stored time (UTC text) is in the future. One further off than `at_most` was written while
    the clock was ahead, and is ignored.
    """
    now = datetime.now(UTC)
    return utc_text(now) < until <= utc_text(now + at_most)
