"""The front page and robots.txt: whether the site can be reached and may be crawled at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.feed_files.feed_reader import sitemaps_of
from dvcrawler.discovery.fronts.refresh import find_form_refresh
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.extract.loading.placeholders import find_notice
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_refresh, find_script_refresh
from dvcrawler.items import PageCode
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.probe.answers import Answer, Fetch, fill_page, shorten
from dvcrawler.probe.findings import Front, Robots
from dvcrawler.probe.front_kinds import describe_answer, find_file, find_kind, frames_of

_AGENT = "dvcrawler"
#: A Crawl-delay with a fraction, which the parser ignores; it is rounded up.
_FRACTION = re.compile(r"(?im)^([ \t]{0,9}crawl-delay[ \t]{0,9}:[ \t]{0,9})([0-9]{1,6})\.[0-9]{1,6}")
#: OpenSSL's message for a server that supports only the old renegotiation.
_LEGACY = "legacy renegotiation"
#: What a failure begins with if it is that of robots.txt.
_ROBOTS = "robots.txt cannot be fetched: "
#: Most attempts at the front page: over HTTP, with old TLS, at the target of a refresh.
_MOST_STEPS = 3
#: Most links of a page that only sends its visitors on.
_MOST_LINKS = 3


async def open_front(fetch: Fetch, url: str, hosts: dict[str, str]) -> tuple[Front, Answer]:
    """The front page: if necessary with old TLS, over plain HTTP, or at the address it refreshes to."""
    answer, tls, exception = await fetch.get(url), None, None
    if answer.failure is not None and _LEGACY in answer.failure:
        exception, tls = "legacy", shorten(answer.failure)
        fetch.allow_legacy_tls()
        answer = await fetch.get(url)
    elif answer.status is None and answer.outcome == "failed" and url.startswith("https:"):
        tls = _find_tls_failure(answer)
        plain = await fetch.get(urlunsplit(urlsplit(url)._replace(scheme="http")))
        answer = plain if plain.status is not None else answer
    before = (url,) if answer.asked != url else ()
    answer, asked = await _follow_refreshes(fetch, answer, before, hosts)
    answer, asked = await _open_frames(fetch, answer, asked, hosts)
    answer = await fill_page(fetch, answer, SharedParts().for_page(is_home=True))
    front = _describe(url, answer, asked, hosts, answer.tls or tls, exception)
    return replace(front, tls_failed=tls is not None and exception is None), answer


async def _follow_refreshes(
    fetch: Fetch, answer: Answer, asked: tuple[str, ...], hosts: dict[str, str]
) -> tuple[Answer, tuple[str, ...]]:
    """The page to which the refreshes lead, and the addresses on the way there."""
    for _ in range(_MOST_STEPS):
        target = _refresh_of(answer)
        if target is None or not is_own_host(target.url, hosts) or target.url in asked:
            break
        asked = (*asked, answer.url)
        answer = await fetch.get(target.url, target.form)
    return answer, asked


def _find_tls_failure(answer: Answer) -> str | None:
    """Why the secure connection failed, also where that of robots.txt did; None for any other failure."""
    return (
        shorten((answer.failure or "").removeprefix(_ROBOTS)) if answer.code is PageCode.TLS_FAILED else None
    )


def _refresh_of(answer: Answer) -> NextPage | None:
    """The page to which a front page without links sends its visitors."""
    page = answer.page
    if page is None or answer.link_count > _MOST_LINKS:
        return None
    target = find_refresh(page, answer.headers.get("refresh")) or find_script_refresh(page)
    return NextPage(target) if target is not None else find_form_refresh(page)


async def _open_frames(
    fetch: Fetch, answer: Answer, before: tuple[str, ...], hosts: Mapping[str, str]
) -> tuple[Answer, tuple[str, ...]]:
    """The frame with the most links, if the front page consists of frames."""
    if answer.page is None:
        return answer, before
    frames = [await fetch.get(url) for url in frames_of(answer.page, hosts)]
    linking = [frame for frame in frames if frame.link_count]
    if not linking:
        return answer, before
    return max(linking, key=lambda frame: frame.link_count), (*before, answer.url)


def _find_target(answer: Answer, hosts: Mapping[str, str]) -> str | None:
    """The address on another host to which a front page without links refreshes."""
    target = _refresh_of(answer)
    return target.url if target is not None and not is_own_host(target.url, hosts) else None


def _describe(
    url: str,
    answer: Answer,
    before: tuple[str, ...],
    hosts: Mapping[str, str],
    tls: str | None,
    exception: str | None,
) -> Front:
    page = answer.page
    kind, words = _find_fault(answer)
    return Front(
        asked=url,
        url=answer.url,
        status=answer.status,
        outcome=answer.outcome,
        fault=words,
        code=answer.code,
        cause=kind,
        target=answer.target or _find_target(answer, hosts),
        redirects=tuple(dict.fromkeys((*before, *answer.redirects))),
        title=(shorten(page.title) or None) if page is not None else None,
        charset=page.charset if page is not None else None,
        size=len(answer.body),
        server=shorten(answer.headers.get("server", "")) or None,
        tls=tls,
        tls_exception=exception,
        shows=find_kind(page, hosts) if page is not None else None,
        notice=_find_notice(page) if page is not None else None,
    )


def _find_fault(answer: Answer) -> tuple[str | None, str | None]:
    """Why the answer is not a page that can be read, as a cause and in words."""
    came = None
    if answer.fault is None:
        came = find_file(answer) or (describe_answer(answer) if answer.page is None else None)
    return came or (answer.cause, answer.fault)


def _find_notice(page: Page) -> str | None:
    found = find_notice(block.text for block in page.blocks)
    return shorten(found) if found is not None else None


def read_robots(answer: Answer) -> Robots:
    """The rules of robots.txt for our user agent; a missing file has no rules (RFC 9309)."""
    if answer.outcome != "answered" or not answer.is_ok:
        return Robots(answer.status, answer.failure)
    text = answer.body.decode("utf-8", "replace").removeprefix("\ufeff")
    parser = RobotFileParser()
    parser.parse(_FRACTION.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", text).splitlines())
    delay = parser.crawl_delay(_AGENT)
    entry = next((each for each in parser.entries if each.applies_to(_AGENT)), parser.default_entry)  # type: ignore[attr-defined]
    rules = entry.rulelines if entry is not None else []
    return Robots(
        status=answer.status,
        delay=float(delay) if delay is not None else None,
        rules=len(rules),
        forbids_all=_forbids_all([(rule.path, rule.allowance) for rule in rules]),
        sitemaps=tuple(sitemaps_of(text, answer.url)),
    )


def _forbids_all(rules: Sequence[tuple[str, bool]]) -> bool:
    """`rules`: path and whether it is allowed. Finer rules only show in the answer to a request."""
    return ("/", False) in rules and not any(allowed for _, allowed in rules)
