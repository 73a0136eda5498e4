"""The exit code that a run has earned, from its counts alone."""

from collections.abc import Mapping
from typing import Any

from scrapy.settings import BaseSettings

from dvcrawler.exitcodes import ExitCode

_STATUS = "downloader/response_status_count/"
_FEW = 5
_UNSTORED = ("unread", "refused", "failed", "robots", "moved", "blocked")
#: What came of pages that the site answered as it was asked.
_ANSWERED = ("stored", "revised", "unchanged", "outside", "unread", "refused", "gone")
_LISTED = ("pages", "services", "gone", "ends", "home_gone")


def judge(stats: Mapping[str, Any], reason: str, settings: BaseSettings) -> ExitCode:
    """Worst cause first. `reason` is why the spider was closed."""
    if reason == "shutdown":
        return ExitCode.INTERRUPTED
    if stats.get("spider_exceptions/count") or _ours(stats, "defects"):
        return ExitCode.INTERNAL
    if _has_changed(stats, settings.getfloat("DVCRAWLER_UNREAD_SHARE")):
        return ExitCode.CHANGED
    silence = _silence(stats)
    if silence is not None and not (reason == "limit" and _may_yet_answer(silence, stats)):
        return silence
    if reason == "limit":
        return ExitCode.LIMIT
    if any(_outcome(stats, what) for what in _UNSTORED) or _ours(stats, "listing/failed"):
        return ExitCode.PARTIAL
    return ExitCode.OK


def _silence(stats: Mapping[str, Any]) -> ExitCode | None:
    """Blocked, or nothing was answered as asked: forbidden, unreachable; None where something was."""
    if _is_left_alone(stats):
        return ExitCode.BLOCKED
    if any(_outcome(stats, what) for what in _ANSWERED) or any(
        _ours(stats, f"listing/{what}") for what in _LISTED
    ):
        return None
    if _ours(stats, "index/rows"):  # a web archive's index has answered
        return None
    if _ours(stats, "listing/robots") or _outcome(stats, "robots"):
        return ExitCode.ROBOTS
    refusals = (
        _answers(stats, 401, 403, 429) + _ours(stats, "answers/challenge") + _ours(stats, "answers/gate")
    )
    if refusals and refusals >= _answers(stats, *range(500, 600)):
        return ExitCode.BLOCKED
    if stats.get("downloader/request_count"):
        return ExitCode.UNREACHABLE if _failed(stats) else None
    return None


def _may_yet_answer(silence: ExitCode, stats: Mapping[str, Any]) -> bool:
    """Of a run that was ended early: whether it had only met pages that fail, and no listing among them."""
    return silence is ExitCode.UNREACHABLE and not _ours(stats, "listing/failed")


def _is_left_alone(stats: Mapping[str, Any]) -> bool:
    """Whether all home hosts that were asked are left alone: of several, the others have told their news."""
    left = _ours(stats, "pace/left_alone")
    return left > 0 and left >= _ours(stats, "pace/homes")


def _failed(stats: Mapping[str, Any]) -> bool:
    return bool(
        _outcome(stats, "failed") or _ours(stats, "listing/failed") or _ours(stats, "listing/alias_failed")
    )


def _has_changed(stats: Mapping[str, Any], share: float) -> bool:
    if _ours(stats, "listing/home_moved") and not _ours(stats, "listing/links"):
        return True  # of several hosts the others may well go on
    if _ours(stats, "listing/pages") and not _ours(stats, "listing/links"):
        return True
    unread = _outcome(stats, "unread")
    read = sum(_outcome(stats, what) for what in ("stored", "revised", "unchanged", "outside"))
    if not unread:
        return False
    if unread < _FEW:
        return read == 0 and not _ours(stats, "known")
    return unread > share * (read + unread)


def _answers(stats: Mapping[str, Any], *codes: int) -> int:
    return sum(stats.get(f"{_STATUS}{code}", 0) for code in codes)


def _outcome(stats: Mapping[str, Any], what: str) -> int:
    return _ours(stats, f"outcome/{what}")


def _ours(stats: Mapping[str, Any], name: str) -> int:
    return int(stats.get(f"dvcrawler/{name}", 0))
