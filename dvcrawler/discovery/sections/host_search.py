"""The search for further hosts of a portal in one run: which are asked, and what was decided about each."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scrapy.http import Response

from dvcrawler.discovery.listings.page_kinds import is_shell
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sections.section_hosts import LEAST_CARDS, find_candidates, is_part
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.normalize.url_form import host_of

#: What a server says of an address that has no page.
_NO_PAGE = (403, 404, 410)
#: Caps the refused hosts that are remembered.
_MOST_REFUSED = 200


@dataclass(slots=True)
class HostSearch:
    """The search of one run. `fronts`: the front pages of the further hosts that hold sections; `bare`: hosts
    of articles without a front page; `refused`: hosts that were looked at and are neither; `homes`: front
    pages of the portal.
    """

    hosts: Mapping[str, str]
    fronts: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    refused: set[str] = field(default_factory=set)
    homes: list[Page] = field(default_factory=list)
    _waiting: dict[str, int] = field(default_factory=dict)
    _has_asked: bool = False

    def has_new(self, page: Page) -> bool:
        """Whether the front page leads to a host that no run has looked at."""
        return bool(self._find_new(page))

    def look(self, page: Page) -> None:
        """Takes a front page of the portal."""
        found = self._find_new(page)
        if not self._waiting and not self.homes:
            self._waiting = found
        self._waiting |= {
            front: cards for front, cards in found.items() if cards > self._waiting.get(front, cards)
        }
        self.homes.append(page)

    def choose(self) -> list[str]:
        """The front pages to look at, once."""
        has_asked, self._has_asked = self._has_asked, True
        return [] if has_asked else list(self._waiting)

    def judge(self, front: str, page: Page | None, *, is_bare: bool = False) -> bool:
        """Whether the front page is that of a host with sections of the portal. `is_bare`: the host has none:
        it is nobody's site, and the articles that the portal lists there are its own.
        """
        host, cards = host_of(front), self._waiting.pop(front, 0)
        if is_bare and cards >= LEAST_CARDS:
            self.bare = (*self.bare, host)
        elif page is not None and any(is_part(home, page, cards, self.hosts) for home in self.homes):
            self.fronts = (*self.fronts, front)
        else:
            self.refused = {*sorted(self.refused)[: _MOST_REFUSED - 1], host}
            return False
        self.hosts = {**self.hosts, host: host}
        return True

    def is_listed(self, front: str) -> bool:
        """Whether the portal lists several articles of a host that was not judged."""
        return self._waiting.get(front, 0) >= LEAST_CARDS

    def _find_new(self, page: Page) -> dict[str, int]:
        found = find_candidates(page, self.hosts)
        return {front: cards for front, cards in found.items() if host_of(front) not in self.refused}


def parse_refused(text: str) -> set[str]:
    """The refused hosts as they were written; none for anything else."""
    try:
        read = json.loads(text)
    except ValueError:
        return set()
    return set(map(str, read)) if isinstance(read, list) else set()


def lacks_front(
    front: str, page: Page | None, status: int | None, url: str, hosts: Mapping[str, str]
) -> bool:
    """Whether a further host has no front page: it is missing, leads to the portal, or to no page of its own.
    `url`: where the answer came from; `hosts`: those of the portal. One that a script builds may be a site's.
    """
    own = host_of(front)
    if page is not None:
        is_linked = any(host_of(link) == own for link in page.linked_addresses)
        return not is_linked and (not is_shell(page) or _names_one(page, hosts))
    return status in _NO_PAGE or host_of(url) in hosts or (status == 200 and host_of(url) == own)


def _names_one(page: Page, hosts: Iterable[str]) -> bool:
    """Whether the page has an address on one of the hosts: its script leads there."""
    return any(f"//{host}/".encode() in page.data for host in hosts)


def read_front(response: Response, front: str) -> Page | None:
    """The front page of a further host; None if it is missing, is not a page, or belongs to another host."""
    if response.status != 200 or host_of(response.url) != host_of(front):
        return None
    try:
        page = Page(response.body, response.url, content_type(response))
    except NotAPageError:
        return None
    return page if len(page.root) else None
