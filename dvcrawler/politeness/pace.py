"""How fast one host may be crawled. Times are seconds of a monotonic clock that the caller reads."""

from dataclasses import dataclass
from datetime import datetime

from dvcrawler.normalize.numbers import read_delay

#: Successful responses in a row after which an increased delay is halved.
_SUCCESSES_TO_RECOVER = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """`first_pause`: seconds of backoff after one refusal, doubled with each further one in a row.
    `longest_pause`: a server that asks for more is put on cooldown. `longest_delay`: caps the seconds
    between two requests. `in_a_row`: number of refused URLs in a row that start a cooldown.
    """

    first_pause: float
    longest_pause: float
    longest_delay: float
    in_a_row: int


@dataclass(slots=True)
class Pace:
    """One host's pace. `floor`: DOWNLOAD_DELAY or its Crawl-delay; `delay`: the increase after refusals, both
    in seconds. `next_at`: the first time that no waiting request has claimed; `free_at`: the first time at
    which any may be sent, by what was sent and refused so far. `refusals` counts those in a row, `addresses`
    the different URLs among them.
    """

    floor: float = 0.0
    delay: float = 0.0
    next_at: float = 0.0
    free_at: float = 0.0
    refusals: int = 0
    addresses: int = 0
    good: int = 0

    def claim(self, now: float, least: float = 0.0) -> float:
        """Seconds to wait before this request; the next one may follow `least` seconds after it."""
        start = max(now, self.next_at)
        self.next_at = start + self._gap(least)
        return start - now

    def check_turn(self, now: float) -> float:
        """Seconds that a request still has to wait at the time it claimed: one before it may have been sent
        later than planned, or refused.
        """
        return max(now, self.free_at) - now

    def note_sent(self, now: float, least: float = 0.0) -> None:
        """Counts the delay from when the request was sent: a wait may take longer than planned."""
        self.free_at = max(self.free_at, now + self._gap(least))
        self.next_at = max(self.next_at, self.free_at)

    def _gap(self, least: float) -> float:
        return max(self.floor, self.delay, least)

    def note_answer(self) -> None:
        """Notes a successful response; after many in a row the delay is halved."""
        self.refusals = self.addresses = 0
        self.good += 1
        if self.delay and self.good >= _SUCCESSES_TO_RECOVER:
            self.good = 0
            self.delay = self.delay / 2 if self.delay > 1 else 0.0

    def note_refusal(self, now: float, limits: Limits, asked: float | None, *, counts: bool = True) -> bool:
        """429 or 503: pauses for `asked` seconds (None: no Retry-After), and increases the delay. Returns
        True when the host is to be put on cooldown. `counts` is False for a URL that was refused before: a
        dead page, however often it is tried, says nothing about its host, and only leads to a pause.
        """
        self.refusals, self.good = self.refusals + 1, 0
        self.addresses += counts
        pause = self._compute_pause(limits) if asked is None else asked
        if pause > limits.longest_pause or self.addresses >= limits.in_a_row:
            return True
        if counts:
            self.delay = min(limits.longest_delay, max(limits.first_pause / 2, self.floor, self.delay * 2))
        self.free_at = max(self.free_at, now + pause)
        self.next_at = max(self.next_at, self.free_at)
        return False

    def _compute_pause(self, limits: Limits) -> float:
        """Caps the backoff at the pause before the last tolerated refusal: dead pages stretch it no more."""
        doublings = min(self.refusals - 1, max(limits.in_a_row - 2, 0))
        return min(limits.first_pause * 2.0**doublings, limits.longest_pause)


def read_retry_after(value: bytes | None, now: datetime) -> datetime | None:
    """The time (UTC) that `Retry-After` names, in seconds or as a date; None if it cannot be read."""
    return read_delay((value or b"").decode("latin-1"), now)
