"""The findings as a page of text, at most 80 columns wide."""

from collections.abc import Iterator
from datetime import date

from dvcrawler.messages.plurals import counted
from dvcrawler.probe.findings import Findings, Front, LinkFile, Robots, System
from dvcrawler.probe.report_articles import (
    describe_rule,
    describe_sample,
    describe_sections,
    list_items,
    make_row,
    shorten_own,
)

#: Days without an article after which a newspaper or portal has probably stopped.
_SILENT_DAYS = 60
#: Hosts that are named.
_MOST_HOSTS = 5


def format_report(found: Findings) -> str:
    """The whole report in the order of the probe; obstacles, which need a person, come last."""
    lines = [f"{found.url}", f"probed {found.probed_at}, {counted(found.requests, 'request')}", ""]
    lines += _describe_front(found.front)
    lines += _describe_robots(found.robots, found.front)
    lines += make_row("site file", found.owner or "none owns this host")
    if found.front.fault is None:
        lines += _describe_system(found.system)
        lines += _describe_files("feeds", found.feeds, found.host)
        lines += _describe_files("sitemaps", found.sitemaps, found.host)
        lines += _describe_newest(found)
        lines += describe_sections(found)
        for number, host in enumerate(_describe_hosts(found)):
            lines += make_row("" if number else "hosts", host)
        lines += describe_rule(found.rule, found.host)
        for number, sample in enumerate(found.articles, 1):
            lines += ["", *describe_sample(number, sample, found.host)]
    if found.owner is not None:
        lines += ["", _write_changes_heading(found), *list_items(found.changes)]
    lines += ["", "will not work:" if found.obstacles else "nothing in the way of a crawl was found"]
    lines += list_items(found.obstacles)
    return "\n".join(lines)


def _describe_hosts(found: Findings) -> list[str]:
    """The further hosts of the site, and what it has there."""
    fronts = [f"sections at {front}" for front in found.fronts]
    fronts += [f"articles on {host}, which has no front page" for host in found.bare_hosts]
    if others := found.other_hosts:
        named = f"{', '.join(others[:_MOST_HOSTS])}{', …' if len(others) > _MOST_HOSTS else ''}"
        fronts.append(f"{counted(len(others), 'other')} below its own: {named}; crawl each by its front page")
    return fronts


def _write_changes_heading(found: Findings) -> str:
    if found.changes:
        return "changed since the site file:"
    if found.front.fault is not None:
        return "unknown whether the site has changed since its file was written"
    days = _count_silent_days(found)
    silent = f", but it has no article of the last {days} days" if _is_silent(days) else ""
    return f"nothing has changed since the site file{silent}"


def _describe_front(front: Front) -> list[str]:
    fault = front.fault.replace(" instead of the article", "") if front.fault else None
    what = fault or f"{front.status}, {_format_size(front.size)}, {front.charset}"
    lines = make_row("front page", f"{what}; {front.server}" if front.server else what)
    if front.title:
        lines += make_row("", f"“{front.title}”")
    if front.redirects:
        lines += make_row("leads to", " → ".join((*front.redirects, front.url)))
    if front.target:
        lines += make_row("", f"it redirects to another host: {front.target}")
    return lines + make_row("TLS", front.tls or "not seen")


def _format_size(size: int) -> str:
    return f"{size // 1024} KB" if size >= 1024 else counted(size, "byte")


def _describe_robots(robots: Robots, front: Front) -> list[str]:
    if robots.status is None:
        is_told = robots.fault is None or robots.fault == front.fault
        return make_row("robots.txt", "not seen" if is_told else robots.fault or "")
    delay = f"{robots.delay:g} s between requests" if robots.delay is not None else "no Crawl-delay"
    forbidden = "; it forbids the front page" if robots.forbids_all else ""
    return make_row(
        "robots.txt",
        f"{robots.status}; {counted(robots.rules, 'rule')} for us, {delay}, "
        f"{counted(len(robots.sitemaps), 'sitemap')}{forbidden}",
    )


def _describe_system(system: System) -> list[str]:
    if system.name is None:
        return make_row("system", "none that is known")
    doubt = "" if system.certain else "perhaps "
    return make_row("system", f"{doubt}{system.title}: {'; '.join(system.why)}")


def _describe_files(label: str, files: tuple[LinkFile, ...], host: str) -> list[str]:
    if not files:
        return make_row(label, "none found")
    lines: list[str] = []
    for file in files:
        lines += make_row(
            label if not lines else "",
            f"{shorten_own(file.url, host)} ({_describe_origin(file.named_by)}): {_describe_file(file)}",
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
    days = _count_silent_days(found)
    if days is None:
        return []
    ago = counted(days, "day") + " before this probe" if days else "the day of this probe"
    silent = ": the site has stopped, or its news are elsewhere" if _is_silent(days) else ""
    lines = make_row("newest", f"{find_newest(found)}, {ago}{silent}")
    if silent and found.front.notice is not None:
        lines += make_row("", f"its front page says: “{found.front.notice}”")
    return lines


def find_newest(found: Findings) -> str | None:
    """The day of the newest article in feeds, sitemaps and samples; days after the probe are mistakes."""
    today = found.probed_at[:10]
    return max((day for day in _list_days(found) if day <= today), default=None)


def _list_days(found: Findings) -> Iterator[str]:
    yield from (file.last[:10] for file in (*found.feeds, *found.sitemaps) if file.last and file.articles)
    days = (sample.values.get("date") for sample in found.articles)
    yield from (day for day in days if isinstance(day, str))


def _count_silent_days(found: Findings) -> int | None:
    """The days between the newest article and the probe; None if no day was seen."""
    newest = find_newest(found)
    if newest is None:
        return None
    return (date.fromisoformat(found.probed_at[:10]) - date.fromisoformat(newest)).days


def _is_silent(days: int | None) -> bool:
    """Whether a site without a new article for that long has probably stopped."""
    return days is not None and days >= _SILENT_DAYS
