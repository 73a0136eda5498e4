"""Differences between a site and its site file."""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.record import FALLBACKS
from dvcrawler.extract.site import Site
from dvcrawler.messages.plurals import counted
from dvcrawler.probe.findings import Findings, Front, Rule, Sample, Section, System

#: Number of links of one shape outside the site's rule that make a list of articles.
_MANY = 5
_FALLBACKS = frozenset(layout.name for layout in FALLBACKS)


def find_changes(site: Site, found: Findings, left: Sequence[str], shape: str) -> tuple[str, ...]:
    """`left`: links that look like articles and that the site file does not match; `shape`: of the first."""
    return (
        *_find_move(site, found.front),
        *_describe_sections(site, found.sections),
        *_describe_addresses(found.rule, left, shape),
        *_describe_layouts(site, found.articles),
        *_describe_system(site, found.system),
    )


def _find_move(site: Site, front: Front) -> Iterator[str]:
    if front.target is not None:
        yield f"the front page redirects to {front.target}, which is not a host of {site.name}"
    elif (
        front.fault is None
        and front.url not in site.start
        and front.url.rstrip("/") not in {each.rstrip("/") for each in site.start}
    ):
        yield f"the front page is now {front.url}; the site file begins at {site.start[0]}"


def _describe_sections(site: Site, sections: Sequence[Section]) -> Iterator[str]:
    named = set(site.sections.values())
    for section in sections:
        if section.url not in named:
            continue
        if section.fault is not None:
            yield f"section {section.name} is gone: {section.fault} ({section.url})"
        elif not section.articles:
            yield f"section {section.name} lists no articles any more ({section.url})"


def _describe_addresses(rule: Rule, left: Sequence[str], shape: str) -> Iterator[str]:
    if not rule.matched:
        yield "no link on the pages looked at has an article address of the site file"
    if len(left) >= _MANY:
        said = f"{len(left)} links look like articles and do not match the site file"
        yield f"{said}, as {shape}, such as {left[0]}"


def _describe_layouts(site: Site, samples: Sequence[Sample]) -> Iterator[str]:
    own = [layout.name for layout in site.layouts]
    fallen = [sample for sample in samples if sample.layout in _FALLBACKS]
    if own and fallen:
        count = f"{len(fallen)} of {counted(len(samples), 'article')}"
        names = ", ".join(own)
        yield f"generic reads {count}, such as {fallen[0].url}: none of the layouts {names} does"
    unread = [sample for sample in samples if sample.fault is not None]
    if unread:
        count = f"{len(unread)} of {counted(len(samples), 'article')}"
        yield f"{count} gave no record: {unread[0].fault} ({unread[0].url})"


def _describe_system(site: Site, system: System) -> Iterator[str]:
    if system.certain and system.name != site.family and site.family not in ("own", "any"):
        yield f"the site file says {site.family}; the pages are made by {system.title} ({system.why[0]})"
