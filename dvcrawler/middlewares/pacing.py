"""How fast one host may be asked: no clock and no Scrapy here, times are seconds of any steady clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Good answers after which a lengthened delay is halved.
_GOOD_RUN = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """`first_pause` after one refusal, doubling with each in a row; `longest_pause`: a server that asks
    for more is left alone; `longest_delay`: between two requests, however often it refuses; `in_a_row`:
    so many refusals and it is left alone.
    """

    first_pause: float
    longest_pause: float
    longest_delay: float
    in_a_row: int


@dataclass(slots=True)
class Pace:
    """One host's. `floor` is its Crawl-delay, `delay` what its refusals have made of it."""

    floor: float = 0.0
    delay: float = 0.0
    next_at: float = 0.0
    refusals: int = 0
    good: int = 0

    def claim(self, now: float) -> float:
        """Seconds to wait before the request may be sent; the one behind it waits for its own turn."""
        start = max(now, self.next_at)
        self.next_at = start + max(self.floor, self.delay)
        return start - now

    def note_answer(self) -> None:
        """An answer as asked: after many in a row the host is trusted again, step by step."""
        self.refusals = 0
        self.good += 1
        if self.delay and self.good >= _GOOD_RUN:
            self.good = 0
            self.delay = self.delay / 2 if self.delay > 1 else 0.0

    def note_refusal(self, now: float, limits: Limits, asked: float | None) -> bool:
        """429 or 503: pauses, as long as `asked` (seconds; None: it said nothing), and goes on more
        slowly. True: it is time to leave the host alone.
        """
        self.refusals, self.good = self.refusals + 1, 0
        pause = limits.first_pause * 2 ** (self.refusals - 1) if asked is None else asked
        if pause > limits.longest_pause or self.refusals >= limits.in_a_row:
            return True
        self.delay = min(limits.longest_delay, max(limits.first_pause / 2, self.floor, self.delay * 2))
        self.next_at = max(self.next_at, now + pause)
        return False


def read_retry_after(value: bytes | None, now: datetime) -> datetime | None:
    """The moment that `Retry-After` names, in seconds or as a date; None where it names none."""
    text = (value or b"").decode("latin-1").strip()
    if text.isdecimal() and len(text) < 8:
        return now + timedelta(seconds=int(text))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
