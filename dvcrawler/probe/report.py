"""The findings as a page of text, at most 80 columns wide."""

import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from dvcrawler.messages.plurals import counted
from dvcrawler.probe.answers import shorten
from dvcrawler.probe.findings import Findings, Front, LinkFile, Robots, Rule, Sample, Section, System
from dvcrawler.probe.newest import count_silent_days, find_newest, is_silent

_WIDTH, _LABEL = 80, 12
_FIELDS = (
    "title",
    "date",
    "published_at",
    "author",
    "source",
    "section",
    "summary",
    "body",
    "images",
    "documents",
)
#: Characters of a value that are shown.
_LONGEST_VALUE = 150


def format_report(found: Findings) -> str:
    """The whole report in the order of the probe; obstacles, which need a person, come last."""
    lines = [f"{found.url}", f"probed {found.probed_at}, {counted(found.requests, 'request')}", ""]
    lines += _describe_front(found.front)
    lines += _describe_robots(found.robots, found.front)
    lines += _make_row("site file", found.owner or "none owns this host")
    if found.front.fault is None:
        lines += _describe_system(found.system)
        lines += _describe_files("feeds", found.feeds, found.host)
        lines += _describe_files("sitemaps", found.sitemaps, found.host)
        lines += _describe_newest(found)
        lines += _describe_sections(found)
        for number, host in enumerate(_describe_hosts(found)):
            lines += _make_row("" if number else "hosts", host)
        lines += _describe_rule(found.rule, found.host)
        for number, sample in enumerate(found.articles, 1):
            lines += ["", *_describe_sample(number, sample, found.host)]
    if found.owner is not None:
        lines += ["", _write_changes_heading(found), *_list_items(found.changes)]
    lines += ["", "will not work:" if found.obstacles else "nothing in the way of a crawl was found"]
    lines += _list_items(found.obstacles)
    return "\n".join(lines)


def _describe_hosts(found: Findings) -> list[str]:
    """The further hosts of the site, and what it has there."""
    fronts = [f"sections at {front}" for front in found.fronts]
    return fronts + [f"articles on {host}, which has no front page" for host in found.bare_hosts]


def _write_changes_heading(found: Findings) -> str:
    if found.changes:
        return "changed since the site file:"
    if found.front.fault is not None:
        return "unknown whether the site has changed since its file was written"
    days = count_silent_days(found)
    silent = f", but it has no article of the last {days} days" if is_silent(days) else ""
    return f"nothing has changed since the site file{silent}"


def _make_row(label: str, text: str) -> list[str]:
    """`label      text`, wrapped; a continuation line has no label."""
    width = _WIDTH - _LABEL
    wrapped = textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False) or [""]
    return [f"{label if number == 0 else '':<{_LABEL}}{line}".rstrip() for number, line in enumerate(wrapped)]


def _shorten_own(url: str, host: str) -> str:
    """The address; on the site's own host without scheme and host."""
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.") != host.removeprefix("www."):
        return shorten(url)
    return shorten(urlunsplit(parts._replace(scheme="", netloc="")))


def _list_items(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(
            shorten(text, 600),
            _WIDTH,
            initial_indent="  - ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )


def _describe_front(front: Front) -> list[str]:
    fault = front.fault.replace(" instead of the article", "") if front.fault else None
    what = fault or f"{front.status}, {_format_size(front.size)}, {front.charset}"
    lines = _make_row("front page", f"{what}; {front.server}" if front.server else what)
    if front.title:
        lines += _make_row("", f"“{front.title}”")
    if front.redirects:
        lines += _make_row("redirects", " → ".join((*front.redirects, front.url)))
    if front.target:
        lines += _make_row("", f"it redirects to another host: {front.target}")
    return lines + _make_row("TLS", front.tls or "not seen")


def _format_size(size: int) -> str:
    return f"{size // 1024} KB" if size >= 1024 else counted(size, "byte")


def _describe_robots(robots: Robots, front: Front) -> list[str]:
    if robots.status is None:
        is_told = robots.fault is None or robots.fault == front.fault
        return _make_row("robots.txt", "not seen" if is_told else robots.fault or "")
    delay = f"{robots.delay:g} s between requests" if robots.delay is not None else "no Crawl-delay"
    forbidden = "; it forbids the front page" if robots.forbids_all else ""
    return _make_row(
        "robots.txt",
        f"{robots.status}; {counted(robots.rules, 'rule')} for us, {delay}, "
        f"{counted(len(robots.sitemaps), 'sitemap')}{forbidden}",
    )


def _describe_system(system: System) -> list[str]:
    if system.name is None:
        return _make_row("system", "none that is known")
    doubt = "" if system.certain else "perhaps "
    return _make_row("system", f"{doubt}{system.title}: {'; '.join(system.why)}")


def _describe_files(label: str, files: tuple[LinkFile, ...], host: str) -> list[str]:
    if not files:
        return _make_row(label, "none found")
    lines: list[str] = []
    for file in files:
        lines += _make_row(
            label if not lines else "",
            f"{_shorten_own(file.url, host)} ({_describe_origin(file.named_by)}): {_describe_file(file)}",
        )
    return lines


def _describe_origin(named_by: str) -> str:
    """Why the file was asked for."""
    usual, _, system = named_by.partition("usual")
    return f"named by {usual}" if usual else f"its usual address{system}"


def _describe_file(file: LinkFile) -> str:
    if file.fault is not None:
        return file.fault
    if file.children:
        return f"an index of {file.children}"
    span = f", {file.first} to {file.last}" if file.first else ""
    return f"{counted(file.entries, 'address')}, {file.articles} of articles{span}"


def _describe_newest(found: Findings) -> list[str]:
    """The day of the newest article: whether the site still publishes."""
    days = count_silent_days(found)
    if days is None:
        return []
    ago = counted(days, "day") + " before this probe" if days else "the day of this probe"
    silent = ": the site has stopped, or its news are elsewhere" if is_silent(days) else ""
    return _make_row("newest", f"{find_newest(found)}, {ago}{silent}")


def _describe_sections(found: Findings) -> list[str]:
    lines = _make_row("sections", f"{found.sections_seen} linked from the front page; looked at:")
    for section in found.sections:
        what = section.fault or counted(section.articles, "article")
        lines += _make_row("", f"{section.name}: {what}{_describe_pager(section)}")
    return lines


def _describe_pager(section: Section) -> str:
    if section.pager is None:
        return f"; no further pages: {section.pager_fault}" if section.pager_fault else ""
    result = section.pager_fault or f"{section.new_on_second} new on page 2"
    return f"; page 2 by {section.pager}: {result}"


def _describe_rule(rule: Rule, host: str) -> list[str]:
    verb = "matches" if rule.matched == 1 else "match"
    end = ":" if rule.patterns or rule.examples else ""
    lines = _make_row("articles", f"{counted(rule.matched, 'link')} {verb} {rule.source}{end}")
    for pattern in rule.patterns:
        lines += _make_row("", pattern)
    has_examples = any("such as" in pattern for pattern in rule.patterns)
    for url in () if has_examples else rule.examples:
        lines += _make_row("", f"such as {_shorten_own(url, host)}")
    if rule.others:
        lines += _make_row(
            "other links",
            f"{rule.others[0][1]} as {rule.others[0][0]}, such as {_shorten_own(rule.others[0][2], host)}",
        )
        for shape, count, example in rule.others[1:]:
            lines += _make_row("", f"{count} as {shape}, such as {_shorten_own(example, host)}")
    return lines


def _describe_sample(number: int, sample: Sample, host: str) -> list[str]:
    lines = _make_row(f"article {number}", _shorten_own(sample.url, host))
    if sample.fault is not None:
        return lines + _make_row("  unread", sample.fault)
    lines += _make_row("  layout", f"{sample.layout}, id {sample.native_id}")
    for name in _FIELDS:
        lines += _make_row(f"  {name[:9]}", _describe_value(name, sample.values.get(name)))
    for field, code, reason in sample.problems:
        lines += _make_row("  doubt", f"{field}: {reason} ({code})")
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
