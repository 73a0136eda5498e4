"""The exit code of a run, derived from its counters."""

from collections.abc import Iterable, Mapping

from scrapy.settings import BaseSettings

from dvcrawler.errors import ExitCode
from dvcrawler.run.counters import Counter, CounterGroup, GroupedCounter, read_count
from dvcrawler.run.stop import is_limit

_Stats = Mapping[str, object]

#: With fewer unread pages than this, their share says nothing about the site.
_MIN_UNREAD = 5
#: Outcomes of pages that should have been articles.
_UNSTORED = ("unread", "refused", "failed", "robots", "moved", "blocked")
#: Outcomes of pages whose layout was recognised.
_READ = ("stored", "revised", "unchanged", "outside")
#: Outcomes that show that the site answers.
_ANSWERED = (*_READ, "unread", "refused", "gone")
_LISTING_ANSWERED = (
    Counter.LISTING_PAGES,
    Counter.LISTING_SERVICES,
    Counter.LISTING_GONE,
    Counter.LISTING_ENDS,
    Counter.LISTING_HOME_GONE,
    Counter.ANSWERS_READ,
    Counter.INDEX_ROWS,  # a backfill queries the web archive, not the site
)
#: Links that the run did not ask for because of its arguments.
_LEFT_OUT = (
    Counter.LEFT_BY_LIMIT,
    Counter.LISTING_SEARCHES,
    Counter.OUTSIDE_BY_DAY,
    Counter.OUTSIDE_BY_NUMBER,
)
#: Fewer pages than this say nothing of those that were left out.
_MIN_ASKED = 3
_LISTING_FAILED = CounterGroup.LISTING.counter("failed")
_LISTING_ROBOTS = CounterGroup.LISTING.counter("robots")


def judge(stats: _Stats, reason: str, settings: BaseSettings) -> ExitCode:
    """The exit code for the most serious cause. `reason` is Scrapy's for closing the spider."""
    if reason == "shutdown":
        return ExitCode.INTERRUPTED
    if bool(stats.get("spider_exceptions/count")) or read_count(stats, Counter.DEFECTS) > 0:
        return ExitCode.INTERNAL
    is_limited = is_limit(reason)
    if _has_changed(stats, settings.getfloat("DVCRAWLER_UNREAD_SHARE"), is_limited=is_limited):
        return ExitCode.CHANGED
    silence = _find_silence(stats)
    if silence is not None and not (is_limited and _may_still_answer(silence, stats)):
        return silence
    if is_limited:
        return ExitCode.LIMIT
    return ExitCode.PARTIAL if _is_partial(stats) else ExitCode.OK


def _is_partial(stats: _Stats) -> bool:
    unstored = _sum_outcomes(stats, _UNSTORED) - read_count(stats, Counter.REFUSED_AGAIN)
    return unstored + read_count(stats, _LISTING_FAILED) > 0


def _find_silence(stats: _Stats) -> ExitCode | None:
    """Why the site gave nothing: BLOCKED, ROBOTS, UNREACHABLE; None if it answered or was not requested."""
    if _is_on_cooldown(stats):
        return ExitCode.BLOCKED
    if _sum_outcomes(stats, _ANSWERED) or _sum(stats, _LISTING_ANSWERED):
        return None
    if read_count(stats, _LISTING_ROBOTS) or _sum_outcomes(stats, ("robots",)):
        return ExitCode.ROBOTS
    if _is_refused(stats):
        return ExitCode.BLOCKED
    if not stats.get("downloader/request_count"):
        return None
    return ExitCode.UNREACHABLE if _has_failures(stats) else None


def _may_still_answer(silence: ExitCode, stats: _Stats) -> bool:
    """Whether a run stopped at a limit had only met failing pages, with no listing among them."""
    return silence is ExitCode.UNREACHABLE and not read_count(stats, _LISTING_FAILED)


def _is_on_cooldown(stats: _Stats) -> bool:
    """Whether every main host that was requested is on cooldown; if one is not, the site still answers."""
    on_cooldown = read_count(stats, Counter.PACE_LEFT_ALONE)
    return 0 < on_cooldown >= read_count(stats, Counter.PACE_HOMES)


def _is_refused(stats: _Stats) -> bool:
    """Whether refusals are at least as many as server errors."""
    refusals = _sum(stats, (Counter.ANSWERS_CHALLENGE, Counter.ANSWERS_GATE))
    refusals += _count_statuses(stats, (401, 403, 429))
    return refusals > 0 and refusals >= _count_statuses(stats, range(500, 600))


def _has_failures(stats: _Stats) -> bool:
    failed = _sum_outcomes(stats, ("failed",))
    return failed + _sum(stats, (_LISTING_FAILED, Counter.LISTING_ALIAS_FAILED)) > 0


def _has_changed(stats: _Stats, share: float, *, is_limited: bool) -> bool:
    """Whether listings lead to no articles, or more than this share of the pages is unread. `is_limited`: the
    run left pages out, which may be there although all that it asked for are gone.
    """
    return _is_unread(stats, share) or (is_all_gone(stats) and not is_limited)


def _is_unread(stats: _Stats, share: float) -> bool:
    # A home page that moved means nothing as long as another host of the site has links.
    has_listings = _sum(stats, (Counter.LISTING_HOME_MOVED, Counter.LISTING_PAGES)) > 0
    if has_listings and not read_count(stats, Counter.LISTING_LINKS):
        return True
    unread, read = _sum_outcomes(stats, ("unread",)), _sum_outcomes(stats, _READ)
    if 0 < unread < _MIN_UNREAD:
        is_sample = unread < _MIN_ASKED and _sum(stats, _LEFT_OUT) > 0
        return read == 0 and not (read_count(stats, Counter.KNOWN) or is_sample)
    return unread > share * (read + unread)


def is_all_gone(stats: _Stats) -> bool:
    """Whether the listings name articles of which the site has none, and of which none was ever read: it
    serves its front page, and has lost or moved what it leads to. Pages that did not answer may be there.

    In a run that left links out for its period or limit, only some that it asked for itself can show it.
    """
    others = _sum_outcomes(stats, (*_READ, *_UNSTORED)) + read_count(stats, Counter.KNOWN_READ)
    if others or not read_count(stats, Counter.LISTING_LINKS):
        return False
    gone = _sum_outcomes(stats, ("gone",)) - read_count(stats, Counter.LISTING_NAMED_GONE)
    if _sum(stats, _LEFT_OUT):
        return gone >= _MIN_ASKED
    return gone + read_count(stats, Counter.KNOWN_GONE) > 0


def _sum_outcomes(stats: _Stats, names: Iterable[str]) -> int:
    return _sum(stats, map(CounterGroup.OUTCOME.counter, names))


def _sum(stats: _Stats, counters: Iterable[Counter | GroupedCounter]) -> int:
    return sum(read_count(stats, counter) for counter in counters)


def _count_statuses(stats: _Stats, codes: Iterable[int]) -> int:
    """Responses with one of these statuses, by the counters of Scrapy's downloader middleware."""
    keys = (f"downloader/response_status_count/{code}" for code in codes)
    return sum(count for key in keys if isinstance(count := stats.get(key, 0), int))
