"""If no site can be reached, one cause is more likely than many, and one alarm is enough."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from dvcrawler.errors import ExitCode
from dvcrawler.health.history import seconds
from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.items import utc_text

#: Seconds within which all sites were tried last, and two of them fell silent: one round of cron.
_ONE_ROUND = 86400.0
_ADVICE_OF_ERRORS = (
    "open one of the sites from another network; check this machine's proxy, its clock and its certificate "
    "authorities (ca-certificates); else wait"
)
_ADVICE = "run `dvcrawler doctor`; check this machine's network, its DNS and its proxy"


def find_outage(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts; if no site answers, those of the silent sites get one finding in common.

    Sites that are retired, or that were not tried lately, do not count.
    """
    silent = _find_silent_sites(verdicts)
    together = _find_silences(silent)
    if len(together) < 2 or not any(each.is_alarm for each in silent):
        return list(verdicts)
    first = utc_text(datetime.fromtimestamp(min(together), UTC))
    if any(each.has_answer for each in silent):
        what = f"none of {len(silent)} sites can be read since {first}: servers answer, but only with errors"
        advice = _ADVICE_OF_ERRORS
    else:
        what = f"this machine has no network: none of {len(silent)} sites has answered since {first}"
        advice = _ADVICE
    finding = Finding(State.UNREACHABLE, what, advice, is_of_machine=True)
    have_ended = all(each.proposal for each in silent)
    return [_add_outage(each, finding, have_ended) if each in silent else each for each in verdicts]


def _find_silences(silent: Sequence[Verdict]) -> list[float]:
    """When the sites fell silent, of those that did in the last round."""
    since = [moment for each in silent if (moment := seconds(each.unreachable_since)) is not None]
    return [moment for moment in since if moment >= max(since) - _ONE_ROUND]


def _find_silent_sites(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The sites that were tried lately, if none of them answered."""
    tried = [each for each in verdicts if each.runs and each.state is not State.RETIRED and each.last_run]
    newest = max(map(_read_last_try, tried), default=0.0)
    lately = [each for each in tried if _read_last_try(each) >= newest - _ONE_ROUND]
    return lately if all(each.last_exit_code == ExitCode.UNREACHABLE for each in lately) else []


def _read_last_try(verdict: Verdict) -> float:
    return seconds(verdict.last_run) or 0.0


def _add_outage(verdict: Verdict, finding: Finding, have_ended: bool) -> Verdict:
    """`have_ended`: every site has been lost for so long that an outage would have been noticed."""
    others = [each for each in verdict.findings if each.state not in (State.UNREACHABLE, State.GONE)]
    findings = (finding, *others)
    proposal = verdict.proposal if have_ended else ()
    return replace(verdict, state=finding.state, code=finding.exit_code, findings=findings, proposal=proposal)
