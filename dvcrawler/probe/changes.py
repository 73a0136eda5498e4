"""Differences between a site and its site file."""

import re
from collections.abc import Iterator, Sequence

from dvcrawler.extract.layout_choice import FALLBACKS
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_unknown
from dvcrawler.families.files.known_sites import site_for_url
from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.text import fold
from dvcrawler.probe.findings import Findings, Front, Rule, Sample, Section, System

#: Number of links of one shape outside the site's rule that make a list of articles.
_MANY = 5
#: Letters of the words of a site's title that may be in the title of its front page.
_LEAST_LETTERS, _WORD = 3, re.compile(r"\w+")
_FALLBACKS = frozenset(layout.name for layout in FALLBACKS)


def find_changes(site: Site, found: Findings, left: Sequence[str]) -> tuple[str, ...]:
    """`left`: links that look like articles and that the site file does not match."""
    return (
        *find_move(site, found.front),
        *_find_other_site(site, found),
        *_describe_sections(site, found.sections),
        *_describe_addresses(found.rule, left),
        *_describe_layouts(site, found.articles),
        *_describe_system(site, found.system),
    )


def find_move(site: Site, front: Front) -> Iterator[str]:
    """What is said of a front page that leads elsewhere."""
    if front.target is not None:
        yield f"the front page redirects to {front.target}, {_name_owner(site, front.target)}"
    elif (
        front.fault is None
        and front.url not in site.start
        and front.url.rstrip("/") not in {each.rstrip("/") for each in site.start}
    ):
        yield f"the front page is now {front.url}; the site file begins at {site.start[0]}"


def _name_owner(site: Site, target: str) -> str:
    owner = site_for_url(target)
    if is_unknown(owner):
        return f"which is not a host of {site.name}"
    return f"which belongs to the site file {owner.name}"


def _find_other_site(site: Site, found: Findings) -> Iterator[str]:
    """Whether somebody else's site is at the host: neither its pages nor its name are known."""
    title = found.front.title
    if not title or found.rule.matched or any(each.fault is None for each in found.articles):
        return
    words = {word for word in fold(site.title).split() if len(word) >= _LEAST_LETTERS}
    if not words & set(_WORD.findall(fold(title))):
        yield f"the front page is called “{title}”, not {site.title}: another site may have taken the host"


def _describe_sections(site: Site, sections: Sequence[Section]) -> Iterator[str]:
    """A line for each reason why sections of the site file are of no use."""
    named, faults = set(site.sections.values()), dict[str, list[Section]]()
    for section in sections:
        if section.url in named and (section.fault is not None or not section.articles):
            faults.setdefault(section.fault or "", []).append(section)
    for fault, lost in faults.items():
        yield _describe_lost(lost, fault)


def _describe_lost(lost: Sequence[Section], fault: str) -> str:
    """`fault`: why the sections cannot be read; empty if they can and list no articles."""
    is_one = len(lost) == 1
    names = ", ".join(each.name for each in lost)
    what = f"section {names}" if is_one else f"sections {names}"
    if fault:
        return f"{what} {'is' if is_one else 'are'} gone: {fault} ({lost[0].url})"
    return f"{what} {'lists' if is_one else 'list'} no articles any more ({lost[0].url})"


def _describe_addresses(rule: Rule, left: Sequence[str]) -> Iterator[str]:
    if not rule.matched:
        yield "no link on the pages looked at has an article address of the site file"
    if len(left) >= _MANY:
        said = f"{len(left)} links look like articles and do not match the site file"
        yield f"{said}, as {kind_of(left[0])}, such as {left[0]}"


def _describe_layouts(site: Site, samples: Sequence[Sample]) -> Iterator[str]:
    own = [layout.name for layout in site.layouts]
    fallen = [sample for sample in samples if sample.layout in _FALLBACKS]
    if own and fallen:
        count = f"{len(fallen)} of {counted(len(samples), 'article')}"
        names = ", ".join(own)
        why = f"none of the layouts {names} does" if len(own) > 1 else f"the layout {names} does not"
        yield f"generic reads {count}, such as {fallen[0].url}: {why}"
    unread = [sample for sample in samples if sample.fault is not None]
    if unread:
        count = f"{len(unread)} of {counted(len(samples), 'article')}"
        yield f"{count} gave no record: {unread[0].fault} ({unread[0].url})"


def _describe_system(site: Site, system: System) -> Iterator[str]:
    if system.certain and system.name != site.family and site.family not in ("own", "any"):
        yield f"the site file says {site.family}; the pages are made by {system.title} ({system.why[0]})"
