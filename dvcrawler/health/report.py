"""Verdicts as text for people and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable


def format_report(verdicts: Sequence[Verdict]) -> str:
    """Formats one line per site, with evidence and advice below an alarm; sites never run share a line."""
    idle = [each.site for each in verdicts if each.state == State.NEVER_RUN and not each.is_alarm]
    lines = list(_format_outage(verdicts))
    lines += [line for each in verdicts if each.site not in idle for line in _format_site(each)]
    return "\n".join([*lines, *([f"never run: {', '.join(idle)}"] if idle else [])])


def _format_outage(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """One alarm for all the sites that this machine cannot reach."""
    silent = [each for each in verdicts if _is_of_machine(each)]
    if silent:
        finding = silent[0].findings[0]
        state = f"{finding.state} ({int(finding.exit_code)})"
        yield f"all {len(silent)} sites: {state}: {printable(finding.what)}"
        yield f"  sites: {', '.join(each.site for each in silent)}"
        yield from _describe_evidence(finding)
        yield from _format_proposals("sites have", silent)


def _format_proposals(who: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    lines = [line for each in verdicts for line in each.proposal]
    if lines:
        yield f"  if the {who} ended, add these lines to dvcrawler.toml, and this alarm ends:"
        yield from (f"    {printable(line)}" for line in lines)


def _is_of_machine(verdict: Verdict) -> bool:
    return bool(verdict.findings) and verdict.findings[0].is_of_machine


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Converts a verdict to JSON types. Times are ISO 8601 in UTC."""
    return {
        "site": verdict.site,
        "state": str(verdict.state),
        "exit_code": int(verdict.code),
        "retired": verdict.retired,
        "proposal": list(verdict.proposal),
        "signs": [_convert_finding(finding) for finding in verdict.findings],
        "runs": verdict.runs,
        "running_since": verdict.running,
        "last_run": verdict.last_run,
        "last_result": verdict.last_result,
        "last_exit_code": verdict.last_exit_code,
        "last_success": verdict.last_success,
        "last_new": verdict.last_new,
        "newest": verdict.newest,
        "waiting": verdict.waiting,
        "usual_silence_seconds": None if verdict.usual_silence is None else round(verdict.usual_silence),
        "requests": verdict.requests,
        "outcomes": verdict.outcomes,
    }


def _convert_finding(finding: Finding) -> dict[str, Any]:
    return {
        "state": str(finding.state),
        "exit_code": int(finding.exit_code),
        "what": finding.what,
        "advice": finding.advice,
        "runs": list(finding.runs),
    }


def _format_site(verdict: Verdict) -> Iterator[str]:
    if verdict.state == State.NEVER_RUN:
        advice = "crawl it, or name another data folder with --data"
        yield f"{verdict.site}: never run ({int(verdict.code)}): {advice}"
        return
    if _is_of_machine(verdict):
        return
    if verdict.retired:
        yield f"{verdict.site}: retired since {printable(verdict.retired)}"
        return
    if not verdict.findings:
        yield f"{verdict.site}: ok; {_describe_last_run(verdict)}"
        return
    first, *others = verdict.findings
    yield f"{verdict.site}: {first.state} ({int(verdict.code)}): {printable(first.what)}"
    yield from _describe_evidence(first)
    for finding in others:
        yield f"  also {finding.state}: {printable(finding.what)}"
        yield from _describe_evidence(finding)
    yield from _format_proposals("site has", [verdict])
    yield f"  {_describe_last_run(verdict)}"


def _describe_evidence(finding: Finding) -> Iterator[str]:
    if finding.runs:
        yield f"  runs: {printable(', '.join(finding.runs))}"
    yield f"  do: {finding.advice}"


def _describe_last_run(verdict: Verdict) -> str:
    parts = []
    if verdict.running:
        parts.append(f"a run has been under way since {verdict.running}")
    if verdict.last_run:
        parts.append(f"last run {verdict.last_run} ({verdict.last_result})")
    parts.append(f"last new {verdict.last_new}" if verdict.last_new else "nothing new in the runs on record")
    if verdict.waiting:
        parts.append(
            f"{counted(verdict.waiting, 'known article')} could not be read, see `dvcrawler coverage`"
        )
    return printable("; ".join(parts))
