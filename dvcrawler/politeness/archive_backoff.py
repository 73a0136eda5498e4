"""A web archive that says "too many" (429) is left alone for an hour, then two, four, … across runs."""

from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from dvcrawler.errors import BlockedError
from dvcrawler.items import utc_text
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.politeness.cooldowns import lies_ahead
from dvcrawler.politeness.pace import read_retry_after
from dvcrawler.run.session import RunSession, session_of

_UNTIL, _HOURS = "archive/until", "archive/hours"
_FIRST, _MOST = 1, 48
#: However long an archive asks for: a date of another century is a mistake.
_LONGEST = timedelta(days=7)


class ArchiveBackoff:
    """The ledger remembers until when; a run that comes earlier ends at once, blocked (12)."""

    def __init__(self, session: RunSession) -> None:
        self._session, self._ledger = session, session.ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_request(self, request: Request) -> None:
        if not request.meta.get("allow_offsite"):
            return
        until = self._ledger.checkpoint(_UNTIL)
        if until and lies_ahead(until, _LONGEST):
            self._give_up(until)
        elif until:
            self._ledger.set_checkpoint(_UNTIL, "")

    def process_response(self, request: Request, response: Response) -> Response:
        if not request.meta.get("allow_offsite"):
            return response
        if response.status != 429:
            if response.status == 200 and self._ledger.checkpoint(_HOURS) not in (None, str(_FIRST)):
                self._ledger.set_checkpoint(_HOURS, str(_FIRST))
            return response
        hours = min(read_whole(self._ledger.checkpoint(_HOURS)) or _FIRST, _MOST)
        asked = read_retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        now = datetime.now(UTC)
        until = utc_text(max(now + timedelta(hours=hours), min(asked or now, now + _LONGEST)))
        self._ledger.set_checkpoint(_UNTIL, until)
        self._ledger.set_checkpoint(_HOURS, str(hours * 2))
        self._give_up(until)
        return response

    def _give_up(self, until: str) -> None:
        message = f"the web archive answers 429; run again after {until}, what was stored stays"
        self._session.stop.abort(BlockedError(message))
        raise IgnoreRequest(message)
