"""The part of a probe's report about sections, the rule of article addresses, and sample articles."""

import textwrap
from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit, urlunsplit

from dvcrawler.messages.plurals import counted
from dvcrawler.probe.answers import shorten
from dvcrawler.probe.findings import Findings, Rule, Sample, Section

_WIDTH, _LABEL = 80, 12
_FIELDS = "title date published_at author source section summary body images documents".split()
_wrap = partial(textwrap.wrap, break_on_hyphens=False)
#: Characters of a value that are shown.
_LONGEST_VALUE = 150


def make_row(label: str, text: str) -> list[str]:
    """`label      text`, wrapped; a continuation line has no label."""
    width = _WIDTH - _LABEL
    wrapped = _wrap(text, width) or [""]
    return [f"{label if number == 0 else '':<{_LABEL}}{line}".rstrip() for number, line in enumerate(wrapped)]


def shorten_own(url: str, host: str) -> str:
    """The address; on the site's own host without scheme and host."""
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return shorten(url)
    return shorten(urlunsplit(parts._replace(scheme="", netloc="")))


def list_items(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from _wrap(shorten(text, 600), _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def describe_sections(found: Findings) -> list[str]:
    lines = make_row("sections", f"{found.sections_seen} linked from the front page; looked at:")
    for section in found.sections:
        what = section.fault or counted(section.articles, "article")
        lines += make_row("", f"{section.name}: {what}{_describe_pager(section)}")
    return lines


def _describe_pager(section: Section) -> str:
    if section.pager is None:
        return f"; no further pages: {section.pager_fault}" if section.pager_fault else ""
    result = section.pager_fault or f"{section.new_on_second} new on page 2"
    return f"; page 2 by {section.pager}: {result}"


def describe_rule(rule: Rule, host: str) -> list[str]:
    verb = "matches" if rule.matched == 1 else "match"
    end = ":" if rule.patterns or rule.examples else ""
    lines = make_row("articles", f"{counted(rule.matched, 'link')} {verb} {rule.source}{end}")
    for pattern in rule.patterns:
        lines += make_row("", pattern)
    has_examples = any("such as" in pattern for pattern in rule.patterns)
    for url in () if has_examples else rule.examples:
        lines += make_row("", f"such as {shorten_own(url, host)}")
    if rule.others:
        lines += make_row(
            "other links",
            f"{rule.others[0][1]} as {rule.others[0][0]}, such as {shorten_own(rule.others[0][2], host)}",
        )
        for shape, count, example in rule.others[1:]:
            lines += make_row("", f"{count} as {shape}, such as {shorten_own(example, host)}")
    return lines


def describe_sample(number: int, sample: Sample, host: str) -> list[str]:
    lines = make_row(f"article {number}", shorten_own(sample.url, host))
    if sample.fault is not None:
        return lines + make_row("  unread", sample.fault)
    lines += make_row("  layout", f"{sample.layout}, id {sample.native_id}")
    for name in _FIELDS:
        lines += make_row(f"  {name[:9]}", _describe_value(name, sample.values.get(name)))
    for field, code, reason in sample.problems:
        lines += make_row("  doubt", f"{field}: {reason} ({code})")
    return lines


def _describe_value(name: str, value: object) -> str:
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, str):
        text = shorten(value, _LONGEST_VALUE)
        return f"{len(value)} characters: {text}" if name == "body" else text
    if isinstance(value, list):
        return f"{len(value)}: " + shorten("; ".join(str(each["url"]) for each in value), _LONGEST_VALUE)
    return shorten(str(value), _LONGEST_VALUE)
