"""Answers to requests, and the interface that fetches pages: over the network, or out of files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal, Protocol

from dvcrawler.discovery.listings.listing_state import Shell
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.script_lists.filled_pages import (
    add_part,
    add_script,
    fill,
    has_lists_apart,
    may_load,
    plan_loading,
)
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.items import Cause, PageCode
from dvcrawler.messages.printable import printable

#: "ending": the probe sends no more requests. "absent": not in the files that are read.
Outcome = Literal["answered", "failed", "blocked", "robots", "moved", "ending", "absent"]


@dataclass(frozen=True)
class Answer:
    """`asked`: the requested address; `url`: where the answer came from, after redirects.

    `status` is None if nothing came; `failure` says why, `code` and `cause` for programs. `target`: the
    address on another host that it redirects to. `headers`: names in lower case. `at`: when it came (UTC).
    `tls`: the certificate in words, None without one.
    """

    asked: str
    url: str
    at: datetime
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    outcome: Outcome = "answered"
    failure: str | None = None
    code: PageCode | None = None
    cause: Cause | None = None
    target: str | None = None
    redirects: tuple[str, ...] = ()
    tls: str | None = None
    #: Where the list came from that a script loads into the page.
    loaded: str | None = None

    @property
    def is_ok(self) -> bool:
        return self.status == 200

    @property
    def fault(self) -> str | None:
        """Why there is no page, in words; None if there is one."""
        if self.failure is not None:
            return self.failure
        return None if self.is_ok else f"the server says {self.status}"

    @cached_property
    def page(self) -> Page | None:
        if not self.is_ok:
            return None
        try:
            with limit_reading():
                page = Page(self.body, self.url, self.headers.get("content-type"))
                return page if len(page.root) else None
        except NotAPageError:
            return None

    @property
    def link_count(self) -> int:
        """Number of links of the page."""
        return sum(1 for _ in self.page.links) if self.page is not None else 0


class Fetch(Protocol):
    """Brings pages. `spent`: requests sent so far. `ended`: why a silent server is asked for nothing more.
    Never raises because of a server.
    """

    @property
    def spent(self) -> int: ...

    @property
    def ended(self) -> str | None: ...

    async def get(self, url: str, form: bytes | None = None) -> Answer:
        """The page at `url`; `form` is posted."""
        ...

    async def robots(self, origin: str) -> Answer:
        """robots.txt of an origin, such as `https://example.vn`."""
        ...

    async def try_host(self, front: str) -> Answer:
        """The front page of a host that may be the site's too."""
        ...

    def take_hosts(self, hosts: Mapping[str, str]) -> None:
        """From now on, these are the hosts of the site."""
        ...

    def allow_legacy_tls(self) -> None:
        """Later requests accept the old renegotiation; certificates are still verified."""
        ...


def shorten(text: str, most: int = 200) -> str:
    """One printable line of at most `most` characters."""
    text = printable(" ".join(text.split()))
    return text if len(text) <= most else text[: most - 1] + "…"


async def fill_page(fetch: Fetch, answer: Answer, shared: SharedParts) -> Answer:
    """The answer with the lists of its page, which take as many requests as the page names, and with the
    scripts that were read for them.
    """
    if not answer.is_ok or answer.page is None or not may_load(answer.body):
        return answer
    try:
        with limit_reading():
            planned = plan_loading(answer.page, answer.body, answer.headers.get("content-type"), shared)
        shell = await _load(fetch, *planned, shared)
    except NotAPageError:
        return answer
    if not shell.lists and shell.body is answer.body:
        return answer
    loaded = shell.lists[0].url if shell.lists and not has_lists_apart(shell) else None
    return replace(answer, body=fill(shell), loaded=loaded)


async def _load(fetch: Fetch, shell: Shell, template: str | None, shared: SharedParts) -> Shell:
    while (asked := shell.next_request) is not None and asked.form is None:
        part = await fetch.get(asked.url)
        body = part.body if part.is_ok else None
        if shell.scripts:
            shell, template = add_script(shell, body, shared)
        else:
            shell = add_part(shell, body, template)
    return shell
