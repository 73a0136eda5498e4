"""The verdicts as a person or a program reads them."""

from collections.abc import Iterator, Sequence
from typing import Any

from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.normalize.printable import printable


def format_report(verdicts: Sequence[Verdict]) -> str:
    """A line for each site; under an alarm its evidence and what to do. Sites never run in one line."""
    idle = [each.site for each in verdicts if each.state == State.NEVER_RUN and not each.is_alarm]
    lines = [line for each in verdicts if each.site not in idle for line in _site(each)]
    return "\n".join([*lines, *([f"never run: {', '.join(idle)}"] if idle else [])])


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Plain data. Times are ISO, UTC."""
    return {
        "site": verdict.site,
        "state": str(verdict.state),
        "exit_code": int(verdict.code),
        "signs": [_sign(sign) for sign in verdict.signs],
        "runs": verdict.runs,
        "running_since": verdict.running,
        "last_run": verdict.last_run,
        "last_result": verdict.last_result,
        "last_exit_code": verdict.last_exit_code,
        "last_success": verdict.last_success,
        "last_new": verdict.last_new,
        "newest": verdict.newest,
        "usual_silence_seconds": None if verdict.usual_silence is None else round(verdict.usual_silence),
        "requests": verdict.requests,
        "outcomes": verdict.outcomes,
    }


def _sign(sign: Finding) -> dict[str, Any]:
    return {
        "state": str(sign.state),
        "exit_code": int(sign.exit_code),
        "what": sign.what,
        "advice": sign.advice,
        "runs": list(sign.runs),
    }


def _site(verdict: Verdict) -> Iterator[str]:
    if verdict.state == State.NEVER_RUN:
        yield f"{verdict.site}: never run ({int(verdict.code)}): crawl it, or name another folder with --data"
        return
    if not verdict.signs:
        yield f"{verdict.site}: ok; {_last(verdict)}"
        return
    first, *others = verdict.signs
    yield f"{verdict.site}: {first.state} ({int(verdict.code)}): {printable(first.what)}"
    yield from _evidence(first)
    for sign in others:
        yield f"  also {sign.state}: {printable(sign.what)}"
        yield from _evidence(sign)
    yield f"  {_last(verdict)}"


def _evidence(sign: Finding) -> Iterator[str]:
    if sign.runs:
        yield f"  runs: {printable(', '.join(sign.runs))}"
    yield f"  do: {sign.advice}"


def _last(verdict: Verdict) -> str:
    parts = []
    if verdict.running:
        parts.append(f"a run is under way since {verdict.running}")
    if verdict.last_run:
        parts.append(f"last run {verdict.last_run} ({verdict.last_result})")
    parts.append(f"last new {verdict.last_new}" if verdict.last_new else "nothing new in the runs on record")
    return printable("; ".join(parts))
