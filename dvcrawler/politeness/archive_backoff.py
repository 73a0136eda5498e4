"""Backs off from a web archive that answers 429: for an hour, then two, four, … across runs."""

from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import read_page_request
from dvcrawler.errors import BlockedError
from dvcrawler.items import utc_text
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.politeness.cooldowns import lies_ahead
from dvcrawler.politeness.pace import read_retry_after
from dvcrawler.run.session import RunSession, session_of

_UNTIL, _HOURS = "archive/until", "archive/hours"
_FIRST_HOURS, _MAX_HOURS = 1, 48
#: Caps Retry-After: a date in another century is a mistake.
_MAX_RETRY_AFTER = timedelta(days=7)


class ArchiveBackoff:
    """The ledger keeps the time; a run before it ends at once as blocked (exit code 12)."""

    def __init__(self, session: RunSession) -> None:
        self._session, self._ledger = session, session.ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_request(self, request: Request) -> None:
        if not read_page_request(request).allow_offsite:
            return
        until = self._ledger.checkpoint(_UNTIL)
        if until and lies_ahead(until, _MAX_RETRY_AFTER):
            self._abort(until)
        elif until:
            self._ledger.set_checkpoint(_UNTIL, "")

    def process_response(self, request: Request, response: Response) -> Response:
        if not read_page_request(request).allow_offsite:
            return response
        if response.status != 429:
            if response.status == 200 and self._ledger.checkpoint(_HOURS) not in (None, str(_FIRST_HOURS)):
                self._ledger.set_checkpoint(_HOURS, str(_FIRST_HOURS))
            return response
        hours = min(read_whole(self._ledger.checkpoint(_HOURS)) or _FIRST_HOURS, _MAX_HOURS)
        asked = read_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        now = datetime.now(UTC)
        until = utc_text(max(now + timedelta(hours=hours), min(asked or now, now + _MAX_RETRY_AFTER)))
        self._ledger.set_checkpoint(_UNTIL, until)
        self._ledger.set_checkpoint(_HOURS, str(hours * 2))
        self._abort(until)
        return response

    def _abort(self, until: str) -> None:
        message = f"the web archive answers 429; run again after {until}; stored data are kept"
        self._session.stop.abort(BlockedError(message))
        raise IgnoreRequest(message)
