"""Answers to requests, and the interface that fetches pages: over the network, or out of files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal, Protocol

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
