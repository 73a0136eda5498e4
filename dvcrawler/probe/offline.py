"""A probe without the network: pages out of saved files or WARC files."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from dvcrawler.discovery.archives.warc_pages import ArchivedPage, is_archive, read_kept
from dvcrawler.errors import UsageError
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.items import Cause
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.probe.answers import Answer
from dvcrawler.storage.warc.captures import REDIRECTS
from dvcrawler.storage.warc.message import unpack
from dvcrawler.storage.warc.reader import Damage

#: Redirects that are followed among the pages of a file.
_MOST_REDIRECTS = 5


class Saved:
    """`probe.answers.Fetch` over saved pages. `pages`: by canonical address."""

    def __init__(self, pages: Mapping[str, Answer], at: datetime) -> None:
        self._pages, self._at = pages, at

    @property
    def spent(self) -> int:
        """Always 0: nothing is sent."""
        return 0

    @property
    def ended(self) -> str | None:
        """Always None: files answer at once."""
        return None

    @property
    def is_empty(self) -> bool:
        return not self._pages

    async def get(self, url: str, form: bytes | None = None) -> Answer:
        absent = Answer(url, url, self._at, outcome="absent")
        if form is not None:
            return replace(absent, failure="a form cannot be posted to a file")
        passed: tuple[str, ...] = ()
        target = url
        while len(passed) <= _MOST_REDIRECTS:
            found = self._pages.get(_build_key(target))
            if found is None:
                return replace(absent, url=target, failure="it is not in the files", redirects=passed)
            location = _find_target(found)
            if location is None:
                return replace(found, asked=url, url=target, redirects=passed)
            passed, target = (*passed, target), location
        loop = replace(absent, url=target, outcome="failed", redirects=passed)
        return replace(loop, failure="redirected in a loop", cause=Cause.REDIRECT_LOOP)

    async def robots(self, origin: str) -> Answer:
        return await self.get(f"{origin}/robots.txt")

    async def try_host(self, front: str) -> Answer:
        return await self.get(front)

    def take_hosts(self, hosts: Mapping[str, str]) -> None:
        """Does nothing: files are not limited to hosts."""

    def allow_legacy_tls(self) -> None:
        """Does nothing: files need no TLS."""


def open_files(files: Mapping[Path, datetime], front: str) -> Saved:
    """The pages of the files. A saved page has the address that it names itself (canonical link, og:url); the
    first that names none is the front page. If that is missing, the page with the most links is used.
    `files`: when each was saved. Raises UsageError for a file that has no address.
    """
    pages: dict[str, Answer] = {}
    for path, at in files.items():
        read = _read_warc(path) if is_archive(path.name) else [_read_page(path, at, front, pages)]
        for answer in read:
            _add_page(pages, answer)
    if pages and _build_key(front) not in pages:
        stand_in = max(pages.values(), key=lambda page: page.link_count)
        pages[_build_key(front)] = Answer(front, front, stand_in.at, 302, {"location": stand_in.url})
    return Saved(pages, max(files.values()))


def _add_page(pages: dict[str, Answer], answer: Answer) -> None:
    """The first answer of an address counts, unless it only leads to its own https or slash."""
    key = _build_key(answer.url)
    held = pages.get(key)
    target = _find_target(held) if held is not None else None
    if held is None or (target is not None and _build_key(target) == key):
        pages[key] = answer


def _find_target(answer: Answer) -> str | None:
    is_redirect = answer.status in REDIRECTS
    return absolute_url(answer.url, answer.headers.get("location", "")) if is_redirect else None


def _read_page(path: Path, at: datetime, front: str, known: Mapping[str, Answer]) -> Answer:
    data = path.read_bytes()
    url = _find_own_address(data, front)
    if url is None and _build_key(front) in known:
        raise UsageError(
            f"{path} does not say its address (canonical link, og:url); put the pages into a WARC file"
        )
    url = url or front
    return Answer(url, url, at, 200, {}, data)


def _find_own_address(data: bytes, front: str) -> str | None:
    try:
        stated = _list_stated_addresses(Page(data, front))
    except NotAPageError:
        return None
    host = (urlsplit(front).hostname or "").removeprefix("www.")
    named = (url for each in stated if (url := absolute_url(front, each)) is not None)
    return next((url for url in named if host in (urlsplit(url).hostname or "")), None)


def _list_stated_addresses(page: Page) -> list[str]:
    links = [each.get("href") or "" for each in page.root.iter("link") if each.get("rel") == "canonical"]
    return [*links, page.meta.get("og:url", "")]


def _read_warc(path: Path) -> list[Answer]:
    """The answers of a web archive; leaves out revisits, and records that are damaged or too large.

    Raises UsageError for a file that holds damage alone.
    """
    found, damage = [], None
    for each in read_kept(path):
        damage = each if isinstance(each, Damage) else damage
        if not isinstance(each, ArchivedPage) or each.answer is None:
            continue
        if each.too_large is None and not each.is_revisit:
            try:
                body = unpack(each.answer)
            except ValueError:
                continue
            found.append(Answer(each.url, each.url, each.at, each.answer.status, each.answer.headers, body))
    if damage is not None and not found:
        raise UsageError(f"{path}: {damage.what}; name other files with --file")
    return found


def _build_key(url: str) -> str:
    try:
        return canonical_url(url).rstrip("/")
    except ValueError:
        return url
