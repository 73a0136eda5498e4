"""How fast one host may be asked: no clock and no Scrapy here, times are seconds of any steady clock."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from dvcrawler.normalize.moments import read_delay
from dvcrawler.normalize.url_form import canonical_host

#: Good answers after which a lengthened delay is halved.
_GOOD_RUN = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """`first_pause` after one refusal, doubling with each in a row; `longest_pause`: a server that asks
    for more is left alone; `longest_delay`: between two requests, however often it refuses; `in_a_row`:
    so many refused addresses and it is left alone.
    """

    first_pause: float
    longest_pause: float
    longest_delay: float
    in_a_row: int


@dataclass(slots=True)
class Pace:
    """One host's. `floor` is DOWNLOAD_DELAY or its Crawl-delay, `delay` what its refusals have made of it;
    `refusals` in a row, and of how many `addresses`.
    """

    floor: float = 0.0
    delay: float = 0.0
    next_at: float = 0.0
    refusals: int = 0
    addresses: int = 0
    good: int = 0

    def claim(self, now: float, least: float = 0.0) -> float:
        """Seconds to wait before the request may be sent; the one behind it waits for its own turn, which
        comes no sooner than `least` behind it.
        """
        start = max(now, self.next_at)
        self.next_at = start + max(self.floor, self.delay, least)
        return start - now

    def note_sent(self, now: float, least: float = 0.0) -> None:
        """A wait may take longer than it should: what counts is when the request went out."""
        self.next_at = max(self.next_at, now + max(self.floor, self.delay, least))

    def note_answer(self) -> None:
        """An answer as asked: after many in a row the host is trusted again, step by step."""
        self.refusals = self.addresses = 0
        self.good += 1
        if self.delay and self.good >= _GOOD_RUN:
            self.good = 0
            self.delay = self.delay / 2 if self.delay > 1 else 0.0

    def note_refusal(self, now: float, limits: Limits, asked: float | None, *, counts: bool = True) -> bool:
        """429 or 503: pauses, as long as `asked` (seconds; None: it said nothing), and goes on more
        slowly. True: it is time to leave the host alone. `counts` is False for a page that was refused
        before: a dead page says nothing of its host, however often it is tried, and only makes it pause.
        """
        self.refusals, self.good = self.refusals + 1, 0
        self.addresses += counts
        pause = self._pause(limits) if asked is None else asked
        if pause > limits.longest_pause or self.addresses >= limits.in_a_row:
            return True
        if counts:
            self.delay = min(limits.longest_delay, max(limits.first_pause / 2, self.floor, self.delay * 2))
        self.next_at = max(self.next_at, now + pause)
        return False

    def _pause(self, limits: Limits) -> float:
        """No longer than before the last refusal that is put up with: many dead pages may stand in a row."""
        doublings = min(self.refusals - 1, max(limits.in_a_row - 2, 0))
        return min(limits.first_pause * 2.0**doublings, limits.longest_pause)


def host_of(url: str) -> str:
    """The host as a pace counts it: with and without www it is the same server."""
    return canonical_host(urlsplit(url).hostname or "", {})


def read_retry_after(value: bytes | None, now: datetime) -> datetime | None:
    """The moment that `Retry-After` names, in seconds or as a date; None where it names none."""
    return read_delay((value or b"").decode("latin-1"), now)
