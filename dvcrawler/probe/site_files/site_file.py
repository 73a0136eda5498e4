"""The site file that the findings suggest, as source text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit, urlunsplit

from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.probe.answers import shorten
from dvcrawler.probe.findings import Findings, LinkFile, Section
from dvcrawler.probe.rules.pattern_source import find_imported, format_pattern, quote
from dvcrawler.probe.site_files.section_entries import (
    LONGEST_ENTRY,
    MOST_SECTIONS,
    format_section,
    name_sections,
)
from dvcrawler.probe.site_files.site_docstring import write_docstring
from dvcrawler.probe.survey import Survey

_MOST_LINES, _MOST_FEEDS = 60, 4
#: How a file was found that belongs to an index, and one to which a crawl is led.
_PART, _FOUND = "the index", ("robots.txt", "the page's head")
#: Characters of the address of a front page on its line.
_LONGEST_START = 90
#: Characters of a line, less the indent by 8 (ruff: 110 in all).
_LONGEST_LINE = 102
#: The constant of a site file that lists the hosts of the site.
_HOSTS = "HOSTS"
_TITLE_PARTS = re.compile(r"\s[|–-]\s")
_FRONT_WORDS = re.compile(r"trang chủ|trang nhất|home|homepage|index", re.I)
_LONGEST_TITLE = 80


def name_site(front: Page, host: str) -> str:
    """The name that the site gives itself, or else its host."""
    parts = [front.meta.get("og:site_name", ""), *_TITLE_PARTS.split(front.title)]
    named = [text for text in map(clean_text, parts) if text and not _FRONT_WORDS.fullmatch(text)]
    return shorten(named[0], _LONGEST_TITLE) if named else host


def format_site_file(name: str, title: str, surveyed: Survey, patterns: Sequence[AddressPattern]) -> str:
    """`patterns`: the forms of article addresses; none for those of the site's system. The file has as many
    sections as it has room for: a crawl finds the others on the front page.
    """
    most = MOST_SECTIONS - len(surveyed.findings.fronts)
    sources = (_format(name, title, surveyed, patterns, lines) for lines in range(most, 0, -1))
    return next((each for each in sources if each.count("\n") <= _MOST_LINES), None) or _format(
        name, title, surveyed, patterns, 0
    )


def _format(
    name: str, title: str, surveyed: Survey, patterns: Sequence[AddressPattern], section_lines: int
) -> str:
    cms, sections = surveyed.cms, name_sections(surveyed.findings.sections, section_lines)
    imports = ["from dvcrawler.spiders.base.news import NewsSpider"]
    if names := sorted({*filter(None, map(find_imported, patterns))}):
        imports.append(f"from dvcrawler.families.non_articles import {', '.join(names)}")
    if patterns:
        imports.append("from dvcrawler.normalize.urls import AddressPattern")
    if cms is None:
        imports.append("from dvcrawler.extract.site import Site")
    else:
        imports.append(f"from dvcrawler.families import {cms.name}")
        imports.append("from dvcrawler.families.cms import cms_site")
    lines = [
        f'"""{write_docstring(title, surveyed.findings, len(sections))}',
        '"""',
        "",
        *sorted(imports),
        "",
    ]
    lines += _format_constant(list(surveyed.site.hosts))
    lines += ["", f"class {name.capitalize()}(NewsSpider):", f'    name = "{name}"']
    lines += ["    site = Site(" if cms is None else "    site = cms_site("]
    lines += [f"        {line}" for line in _write_arguments(title, surveyed, patterns, sections)]
    return "\n".join([*lines, "    )", ""])


def _write_arguments(
    title: str, surveyed: Survey, patterns: Sequence[AddressPattern], sections: Sequence[Section]
) -> Iterator[str]:
    found = surveyed.findings
    yield from _write_identity(quote(title), surveyed)
    yield from _write_addresses(patterns)
    yield from _write_start(_shorten_start(found.front.url), found.fronts, is_all=not found.bare_hosts)
    if surveyed.cms is not None and (found.fronts or found.bare_hosts):
        yield f"apart={_HOSTS}[1:],"
    files = [f"{quote(file.url)}," for file in _worth_reading(found)]
    yield from _write_tuple("feeds", files) if files else ()
    yield from _write_sections(sections)
    if any(each.name == "front" and each.new_on_second for each in found.sections):
        yield "front_pages=True,"
    yield from _format_tls(surveyed)


def _write_addresses(patterns: Sequence[AddressPattern]) -> Iterator[str]:
    if patterns:
        lines = chain.from_iterable(format_pattern(pattern, _HOSTS) for pattern in patterns)
        yield from _write_tuple("addresses", [*lines])


def _write_sections(sections: Sequence[Section]) -> Iterator[str]:
    if sections:
        lines = chain.from_iterable(map(format_section, sections))
        yield from ("sections={", *(f"    {line}" for line in lines), "},")


def _write_tuple(name: str, lines: Sequence[str]) -> Iterator[str]:
    """An argument that is a tuple; a single value that fits on the line stays on it, as ruff formats it."""
    whole = f"{name}=({lines[0]}),"
    if len(lines) == 1 and len(whole) <= _LONGEST_LINE:
        yield whole
    else:
        yield from (f"{name}=(", *(f"    {line}" for line in lines), "),")


def _format_tls(surveyed: Survey) -> Iterator[str]:
    if surveyed.findings.front.tls_exception == "legacy":
        yield 'tls="legacy",'
    if surveyed.site.tls_pin is not None:
        pins = surveyed.site.tls_pin.split(",")
        yield from ("tls_pin=(", *(f'    "{pin},"' for pin in pins[:-1]), f'    "{pins[-1]}"', "),")


def _write_identity(title: str, surveyed: Survey) -> tuple[str, ...]:
    cms, host = surveyed.cms, quote(surveyed.findings.host)
    if cms is None:
        return ("name=name,", f"title={title},", *_format_hosts(surveyed.site.hosts), "layouts=(),")
    return (f"{cms.name}.CMS,", "name,", f"{title},", f"{host},")


def _shorten_start(url: str) -> str:
    """The address of the front page; of its host where that is too long for a line."""
    front = urlsplit(url)
    start = urlunsplit(front._replace(path=front.path or "/", fragment=""))
    return start if len(start) <= _LONGEST_START else f"{front.scheme}://{front.netloc}/"


def _format_hosts(hosts: Iterable[str]) -> list[str]:
    named = list(hosts)
    if len(named) > 1:
        return [f"hosts={{host: host for host in {_HOSTS}}},"]
    return [f"hosts={{{quote(named[0])}: {quote(named[0])}}},"]


def _write_start(start: str, fronts: Sequence[str], *, is_all: bool) -> Iterator[str]:
    """The front pages; those of further hosts by the constant. Each has a line where one is too short.
    `is_all`: every further host has one.
    """
    first = quote(start)
    if not fronts:
        yield f"start=({first},),"
        return
    named = f"{_HOSTS}[1:{'' if is_all else len(fronts) + 1}]"
    others = f'*(f"{urlsplit(fronts[0]).scheme}://{{host}}/" for host in {named})'
    whole = f"start=({first}, {others}),"
    yield from [whole] if len(whole) <= _LONGEST_LINE else _write_tuple("start", [f"{first},", f"{others},"])


def _format_constant(hosts: Sequence[str]) -> list[str]:
    """The hosts of a portal with sections on several, first its own."""
    if len(hosts) < 2:
        return []
    return [f"{_HOSTS} = (", *(f"    {quote(host)}," for host in hosts), ")", ""]


def _worth_reading(found: Findings) -> list[LinkFile]:
    """The feeds and sitemaps with articles to which a crawl is not led, or all where no section lists any."""
    files = [*found.feeds, *found.sitemaps]
    is_listed = any(section.articles for section in found.sections)
    has_parts = any(file.articles for file in files if file.named_by == _PART)
    left_out = (_PART, *_FOUND) if is_listed else (_PART,)
    own = (file for file in files if file.named_by not in left_out)
    return [file for file in own if _fits(file) and _leads_to_articles(file, has_parts)][:_MOST_FEEDS]


def _fits(file: LinkFile) -> bool:
    return len(quote(file.url)) <= LONGEST_ENTRY


def _leads_to_articles(file: LinkFile, has_parts: bool) -> bool:
    return file.articles > 0 or (file.children > 0 and has_parts)
