"""Obstacles to a crawl of the site, each with advice."""

from collections.abc import Iterator, Sequence

from dvcrawler.discovery.script_lists.loaded_lists import LOADED
from dvcrawler.discovery.surveys.nothing_found import DOCUMENTS_ONLY
from dvcrawler.errors import ExitCode
from dvcrawler.messages.plurals import counted
from dvcrawler.probe.advice import WAIT_LONGER, advise_unread, advise_without_articles
from dvcrawler.probe.findings import Findings, Front, LinkFile, Robots, Sample, Section
from dvcrawler.probe.menus.sections import FORBIDDEN

#: Seconds of Crawl-delay from which a first crawl takes days.
_SLOW = 10.0
_BY_FILES, _NOT_FOUND = "found by feeds and sitemaps only", "not found, as no feed or sitemap names any"


def find_obstacles(findings: Findings) -> tuple[str, ...]:
    """The obstacles, most important first."""
    has_files = any(file.articles for file in (*findings.feeds, *findings.sitemaps))
    return (
        *_check_front(findings.front, findings.owner),
        *_check_answers(findings.fronts_again, findings.ended),
        *_check_robots(findings.front, findings.robots),
        *_check_links(findings),
        *_check_sections(findings.sections, has_files=has_files),
        *_check_files(findings.feeds, findings.sitemaps),
        *_check_samples(findings.articles),
    )


def _check_front(front: Front, owner: str | None) -> Iterator[str]:
    if front.target is not None:
        yield f"the front page redirects to {front.target}: probe that address; {_advise_move(owner)}"
    elif front.fault is not None:
        fault = front.fault.replace(" instead of the article", "")
        yield f"the front page cannot be read: {fault}: {advise_unread(front)}"
    if front.tls_exception == "legacy":
        yield 'the server knows only the old TLS renegotiation: write tls="legacy" in the site file'
    elif front.fault is None and front.tls_failed:
        yield f"{front.tls}; docs/adding-a-site.md says how to pin a certificate (`--tls-pin`)"
    if front.fault is None and front.url.startswith("http:"):
        yield "only plain HTTP answers: begin at the http address (`start`)"


def _advise_move(owner: str | None) -> str:
    if owner is None:
        return "in a site file, name that host first in `hosts`, and this one after it"
    return (
        f"if the articles of {owner} are there at the same paths, add the host to `hosts` of its site file "
        "and the address to `start`: their ids stay"
    )


def _check_answers(again: int, ended: str | None) -> Iterator[str]:
    if again:
        yield (
            f"all {again} other pages that were asked for are the front page again: the server answers every "
            "address with it, so nothing behind it can be read"
        )
    if ended is not None:
        yield f"{ended}, and was asked nothing more: {WAIT_LONGER}"


def _check_robots(front: Front, robots: Robots) -> Iterator[str]:
    if robots.forbids_all and front.outcome != "robots":
        yield "robots.txt forbids the front page: a crawl will end with 14; ask the portal"
    if robots.delay is not None and robots.delay >= _SLOW:
        yield f"robots.txt asks for {robots.delay:g} s between two requests: a first crawl takes long"


def _check_links(findings: Findings) -> Iterator[str]:
    others = findings.rule.others
    if findings.front.fault is None and not findings.rule.matched:
        seen = f"; the most frequent links are {others[0][0]}, such as {others[0][2]}" if others else ""
        advice = advise_without_articles(findings.front, findings.owner)
        yield f"no article address was recognised{seen}: {advice}"
    yield from (f"{url} asks for a login: articles like it cannot be read" for url in findings.logins)
    if left := findings.hosts_left:
        said = f"{counted(len(left), 'further host')} not looked at, such as {left[0]}"
        yield f"{said}: probe each, and add those with the portal's menu to `hosts` and `start`"
    if left := findings.links_left:
        said = f"{counted(len(left), 'link')} among the articles left out, such as {left[0]}"
        yield f"{said}: look whether they are articles, and add their form to `addresses`"


def _check_sections(sections: Sequence[Section], *, has_files: bool) -> Iterator[str]:
    if not sections:
        return
    older = f"older articles, if there are any, are {_BY_FILES if has_files else _NOT_FOUND}"
    yield from _check_lists(sections, older)
    yield from _check_pagers(sections)
    listing = [section for section in sections if section.articles]
    if listing and all(each.pager is each.pager_fault is None for each in listing):
        yield f"no section shows a way to its second page: {older}"


def _check_lists(sections: Sequence[Section], older: str) -> Iterator[str]:
    """Sections that may not be asked for, and those whose list a script loads. `older`: how old articles are
    found.
    """
    if forbidden := [each.url for each in sections if each.fault == FORBIDDEN]:
        said = f"robots.txt forbids {counted(len(forbidden), 'section')}, such as {forbidden[0]}"
        yield f"{said}: their {older}"
    loaded = (each.name for each in sections if each.fault == LOADED)
    yield from (f"section {name} lists no articles: {LOADED}" for name in loaded)


def _check_pagers(sections: Sequence[Section]) -> Iterator[str]:
    """A line for each reason why further pages are not reached."""
    faults: dict[str, list[str]] = {}
    for section in sections:
        if section.pager_fault is not None:
            faults.setdefault(section.pager_fault, []).append(section.name)
    for fault, names in faults.items():
        subject, whose = ("section", "its") if len(names) == 1 else ("sections", "their")
        yield f"{subject} {', '.join(names)}: {whose} further pages are not reached: {fault}"


def _check_files(feeds: Sequence[LinkFile], sitemaps: Sequence[LinkFile]) -> Iterator[str]:
    for file in (*feeds, *sitemaps):
        if file.fault is not None and not file.named_by.startswith("usual"):
            yield f"{file.url}: {file.fault}"


def _check_samples(samples: Sequence[Sample]) -> Iterator[str]:
    yield from _name_unread(samples)
    read = [sample for sample in samples if sample.fault is None]
    if read and all(sample.values.get("kind") == "document" for sample in read):
        yield DOCUMENTS_ONLY
    undated = [sample for sample in read if not sample.values.get("date")]
    if len(undated) > len(read) / 2:
        verb = "has" if len(undated) == 1 else "have"
        yield f"{len(undated)} of {counted(len(read), 'article')} {verb} no date: compare them with the pages"


def _name_unread(samples: Sequence[Sample]) -> Iterator[str]:
    """A line for each reason why pages gave no record."""
    unread: dict[str, list[str]] = {}
    for sample in samples:
        if sample.fault is not None:
            unread.setdefault(sample.fault, []).append(sample.url)
    for fault, urls in unread.items():
        more = f" and {counted(len(urls) - 1, 'other')}" if len(urls) > 1 else ""
        yield f"{urls[0]}{more} gave no record: {fault}"


def judge(findings: Findings) -> ExitCode:
    """The exit code of a probe; docs/exit-codes.md explains it."""
    hindrance = _judge_access(findings.front, findings.robots)
    if hindrance is not None:
        return hindrance
    is_unread = all(each.fault is not None for each in findings.articles)
    if is_unread and findings.ended is not None:
        return ExitCode.UNREACHABLE
    if findings.changes or is_unread:
        return ExitCode.CHANGED
    return ExitCode.PARTIAL if findings.obstacles else ExitCode.OK


def _judge_access(front: Front, robots: Robots) -> ExitCode | None:
    if front.target is not None:
        return ExitCode.CHANGED
    if robots.forbids_all or front.outcome == "robots":
        return ExitCode.ROBOTS
    if front.outcome == "blocked" or front.status in (401, 403, 429):
        return ExitCode.BLOCKED
    return ExitCode.UNREACHABLE if front.fault is not None else None
