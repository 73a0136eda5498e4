"""The docstring of a suggested site file: what the probe found, under its five headings."""

import textwrap
from collections.abc import Iterator
from urllib.parse import urlsplit

from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.url_form import host_of
from dvcrawler.probe.answers import shorten
from dvcrawler.probe.findings import Findings, LinkFile

_WIDTH, _MOST_CAVEATS = 100, 4


def write_docstring(title: str, found: Findings, sections: int) -> str:
    """The docstring of a site file: its five headings with dated findings. `sections`: how many it names."""
    parts = [f"{_strip_quotes(title)}.", ""]
    for heading, text in (
        ("Host", ", ".join([found.host, *map(host_of, found.fronts), *found.bare_hosts]) + "."),
        ("System", _describe_system(found)),
        ("Listing", _describe_listing(found, sections)),
        ("Caveats", _describe_caveats(found)),
        ("History", _describe_history(found)),
    ):
        parts += textwrap.wrap(f"{heading}: {_strip_quotes(text)}", _WIDTH, break_on_hyphens=False)
    return "\n".join(parts)


def _strip_quotes(text: str) -> str:
    """The text as a docstring may hold it: without quotes and backslashes."""
    return text.replace("\\", "/").replace('"', "'")


def _describe_system(found: Findings) -> str:
    system = found.system
    if system.name is None or not system.certain:
        return "not recognised; read by landmarks."
    return f"{system.title} ({'; '.join(system.why[:3])})."


def _describe_listing(found: Findings, sections: int) -> str:
    parts = list(_count_sections(found.sections_seen, sections))
    pagers = [each.pager for each in found.sections if each.pager is not None and each.pager_fault is None]
    parts += [f"page 2 by {pager}" for pager in dict.fromkeys(pagers)]
    parts += [_describe_file("feed", each) for each in found.feeds if each.articles]
    parts += [_describe_file("sitemap", each) for each in found.sitemaps if each.articles]
    return "; ".join(parts) + "."


def _count_sections(seen: int, named: int) -> Iterator[str]:
    yield f"{counted(seen, 'section')} {'is' if seen == 1 else 'are'} linked from the front page"
    if named != seen:
        yield f"{named or 'none'} {'are' if named > 1 else 'is'} named below"


def _describe_file(what: str, file: LinkFile) -> str:
    span = f", {file.first} to {file.last}" if file.first else ""
    return f"{what} {urlsplit(file.url).path} ({counted(file.articles, 'article')}{span})"


def _describe_caveats(found: Findings) -> str:
    if not found.obstacles:
        return "none known."
    return "; ".join(shorten(text, 200) for text in found.obstacles[:_MOST_CAVEATS]) + "."


def _describe_history(found: Findings) -> str:
    read = [sample for sample in found.articles if sample.fault is None]
    days = sorted(str(sample.values["date"]) for sample in read if sample.values.get("date"))
    layouts = ", ".join(dict.fromkeys(str(sample.layout) for sample in read))
    span = f" of {days[0]} to {days[-1]}" if days else ""
    return f"{found.probed_at[:10]} probed: {counted(len(read), 'article')}{span} read by {layouts}."
