"""Hosts that are left alone: in this run and, where they named a moment, by every run before it."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.http import Request

from dvcrawler.errors import StorageError
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode, utc_text
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.politeness.pace import host_of
from dvcrawler.run.session import RunSession

logger = logging.getLogger(__name__)

#: A server that says "come back in ten years" is asked again tomorrow.
_LONGEST_MEMORY = timedelta(hours=24)


class HostCooldowns:
    """Each is named once in the run record, by its home page, unless it is an older domain of the site:
    that may refuse without harm. The verdict goes by how many of the hosts that were asked are left alone.
    """

    def __init__(self, session: RunSession, spider: Any) -> None:
        self._session, self._spider = session, spider
        self._reasons: dict[str, tuple[str, PageCode]] = {}
        self._met: set[str] = set()

    def __contains__(self, host: str) -> bool:
        return host in self._reasons

    def check(self, host: str, request: Request) -> None:
        """Raises Refusal for one that is left alone, also by what an earlier run was told. An article that
        was asked for before is not unsent: it would come first in the next run, and shut it out again.
        """
        if host not in self._met:
            self._meet(host)
        if host in self._reasons:
            was_sent = "address" in request.meta and request.meta.get("retry_times")
            raise RequestRefused("blocked" if was_sent else "unsent", *self._reasons[host])

    def leave(self, host: str, reason: str, until: datetime | None, code: PageCode) -> None:
        """From now on; `until`: the moment that it named."""
        if host in self._reasons:
            return
        when = "in this run"
        if until is not None and until > datetime.now(UTC):
            text = utc_text(min(until, datetime.now(UTC) + _LONGEST_MEMORY))
            self._remember(host, text)
            when = f"before {text}"
        self._name(host, f"{reason}; it is not asked again {when}", code)

    def _meet(self, host: str) -> None:
        self._met.add(host)
        if self._is_home(host):
            self._session.count("pace/homes")
        until = self._remembered(host)
        if until and lies_ahead(until, _LONGEST_MEMORY):
            self._name(host, f"{host} asked to be left alone until {until}", PageCode.COOLDOWN)
        elif until:
            self._remember(host, "")  # or one of a clock that was ahead would come true in time

    def _name(self, host: str, reason: str, code: PageCode) -> None:
        self._reasons[host] = reason, code
        if not self._is_older(host):
            self._session.count("pace/left_alone")
            self._session.note_page(None, self._home_page(host), "blocked", reason, code)
        else:
            self._session.count("pace/alias_left_alone")
            logger.warning("%s: %s: the site's other hosts go on", self._session.site, reason)

    def _is_home(self, host: str) -> bool:
        is_own_home = getattr(self._spider, "is_own_home", None)  # a researcher's own spider has none
        return is_own_home is None or bool(is_own_home(f"https://{host}/"))

    def _is_older(self, host: str) -> bool:
        """An older domain: neither a web archive nor a host that another's robots.txt leads to."""
        site = getattr(self._spider, "site", None)
        is_own = site is not None and is_own_host(f"https://{host}/", site.hosts)
        return is_own and not self._is_home(host)

    def _home_page(self, host: str) -> str:
        """As the site file writes it."""
        homes = (url for url in self._start() if host_of(url) == host)
        return next(homes, f"https://{host}/")

    def _start(self) -> Sequence[str]:
        site = getattr(self._spider, "site", None)
        start: Sequence[str] = site.start if site is not None else self._spider.start_urls
        return start

    def _remember(self, host: str, until: str) -> None:
        try:
            self._session.ledger.set_checkpoint(f"pace:{host}", until)
        except StorageError as error:
            self._session.fail(error)

    def _remembered(self, host: str) -> str | None:
        try:
            return self._session.ledger.checkpoint(f"pace:{host}")
        except StorageError as error:
            self._session.fail(error)
            return None


def lies_ahead(until: str, at_most: timedelta) -> bool:
    """Whether a remembered moment is still to come. One further off than was ever remembered was written
    under a clock that was ahead, and says nothing.
    """
    now = datetime.now(UTC)
    return utc_text(now) < until <= utc_text(now + at_most)
