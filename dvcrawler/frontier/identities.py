"""Gives article requests the id under which the article is stored, if two articles share a number, and holds
an article's address back while another one that may show the same article is under way.

One article may be linked under two sections, or under a new title. Whether both show the same text is known
once the first has been stored; without this, that would depend on which page the server answers first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from dvcrawler.discovery.requests import (
    copy_request,
    is_article_request,
    read_page_request,
    requested_address,
)
from dvcrawler.normalize.identity import named_id, number_of, own_id, settle, with_id
from dvcrawler.normalize.numbers import read_stamp
from dvcrawler.normalize.same_article import has_bare_number, is_reused
from dvcrawler.normalize.site_names import is_portal_name, native_id_of
from dvcrawler.normalize.urls import Address, path_id
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.entries import day_of
from dvcrawler.storage.ledgers.ledger import Ledger

#: Number of ids with one number that wait: more have a part in common that does not name the article.
_MOST_WAITING = 4
#: Requests that are held in memory, 4 KB each; and numbers that are remembered, 200 bytes each.
_MOST_HELD, _MOST_NUMBERS = 1000, 100_000


class Identities:
    """Decides by the URLs in the ledger of the site `name`. `read` parses a URL into an article address, or
    gives None. Raises StorageError when the disk fails.
    """

    def __init__(self, ledger: Ledger, name: str, read: Callable[[str], Address | None]) -> None:
        self._ledger, self._name, self._read = ledger, name, read

    def settle(self, outputs: Sequence[Any]) -> list[Any]:
        """Settles the ids in a page's outputs; of two articles with one number the first one gets it."""
        addresses = [requested_address(one) for one in outputs if is_article_request(one)]
        if not addresses:
            return list(outputs)
        outputs = self._set_path_ids(outputs, addresses)
        urls = self._find_urls([requested_address(one) for one in outputs if is_article_request(one)])
        return [self._settle(one, urls) if is_article_request(one) else one for one in outputs]

    def settle_captures(self, captures: Sequence[PendingCapture]) -> list[PendingCapture]:
        """Settles the ids of captures from a web archive's index."""
        read = [self._read(capture.original) for capture in captures]
        urls = self._find_urls([address for address in read if address is not None])
        days = self._find_days([address for address in read if address is not None])
        settled = []
        for capture, address in zip(captures, read, strict=True):
            if address is not None:
                address = self._settle_address(address, urls)
                held = days.get(address.native_id)
                address = _part_reused(address, _captured_on(capture), held)
            settled.append(capture._replace(article=address.native_id) if address else capture)
        return settled

    def settle_address(self, address: Address) -> Address:
        """The address under the id of its article: another one may have its number."""
        return self._settle_address(address, self._find_urls([address]))

    def as_known(self, request: Request, id: str) -> Request:
        """The request under the id that the ledger has for its article."""
        return _set_address(request, with_id(requested_address(request), native_id_of(id, self._name)))

    def _set_path_ids(self, outputs: Sequence[Any], addresses: Sequence[Address]) -> Sequence[Any]:
        """Restores the ids of articles that were stored before their site's pattern was known."""
        if not is_portal_name(self._name):
            return outputs
        known = self._find_known_urls(map(_build_path_id, addresses))
        return [_set_path_id(one, known) if is_article_request(one) else one for one in outputs]

    def _settle(self, request: Request, urls: dict[str, str]) -> Request:
        address = self._settle_address(requested_address(request), urls)
        if (listed := read_page_request(request).listed) is not None:
            held = self._find_days([address]).get(address.native_id)
            address = _part_reused(address, held, listed)
        return _set_address(request, address)

    def _find_days(self, addresses: Iterable[Address]) -> dict[str, date | None]:
        """The days of the known articles with these ids, of addresses that have nothing but a number."""
        bare = [each.native_id for each in addresses if has_bare_number(each)]
        known = self._ledger.known([f"{self._name}:{each}" for each in bare]) if bare else {}
        return {each: day_of(known.get(f"{self._name}:{each}")) for each in bare}

    def _settle_address(self, address: Address, urls: dict[str, str]) -> Address:
        """The address under its own id, which `urls` then holds for those after it."""
        settled = settle(address, urls.get, self._read)
        urls.setdefault(settled.native_id, settled.url)
        return settled

    def _find_urls(self, addresses: Sequence[Address]) -> dict[str, str]:
        """The known URLs by number; of other addresses also by the ids that they alone would give."""
        urls = self._find_known_urls(address.native_id for address in addresses)
        others = [each for each in addresses if urls.get(each.native_id) != each.url]
        return urls | self._find_known_urls(build(each) for each in others for build in (own_id, named_id))

    def _find_known_urls(self, native_ids: Iterable[str]) -> dict[str, str]:
        ids = [f"{self._name}:{native_id}" for native_id in native_ids]
        return {native_id_of(id_, self._name): url for id_, url in self._ledger.urls(ids).items()}


def _set_path_id(request: Request, known: Mapping[str, str]) -> Request:
    address = requested_address(request)
    path = _build_path_id(address)
    is_known = path in known and address.shared is None
    return _set_address(request, replace(address, native_id=path) if is_known else address)


def _part_reused(address: Address, earlier: date | None, later: date | None) -> Address:
    """The address under its own id if its number names another article on each of these days."""
    return with_id(address, own_id(address)) if is_reused(address, earlier, later) else address


def _captured_on(capture: PendingCapture) -> date | None:
    at = read_stamp(capture.stamp)
    return at.date() if at is not None else None


def _build_path_id(address: Address) -> str:
    """The path as an id, after the host where the site keeps the ids of that host apart."""
    host = urlsplit(address.url).hostname or ""
    return (host if address.native_id.startswith(f"{host}/") else "") + path_id(address.url)


def _set_address(request: Request, address: Address) -> Request:
    if address is requested_address(request):
        return request
    settled = copy_request(request, replace(read_page_request(request), address=address))
    settled.cb_kwargs["address"] = address
    return settled


def preference(request: Request) -> tuple[int, str]:
    """The order in which the addresses of one article are preferred: the shortest first, then by letters."""
    url = requested_address(request).url
    return len(url), url


class Twins:
    """Lets the first address that is found pass, of those with one number."""

    def __init__(self) -> None:
        #: The id that passed, by number, since Scrapy's queue was last empty.
        self._under_way: dict[str, str] = {}
        self._held: list[Request] = []
        self._waiting = Counter[str]()

    def hold_back(self, outputs: list[Any], *, by_preference: bool = False) -> list[Any]:
        """The outputs without article requests that have to wait; `release` gives those. `by_preference`: of
        the addresses in one batch the shortest passes, so that the order of lists does not decide.
        """
        articles = [*filter(is_article_request, outputs)]
        if by_preference:
            articles.sort(key=preference)
        waiting = {id(each) for each in articles if self._has_to_wait(each)}
        return [each for each in outputs if id(each) not in waiting]

    def release(self) -> list[Request]:
        """The requests whose turn it is. Call it when no page is under way."""
        self._under_way.clear()
        self._waiting.clear()
        held, self._held = self._held, []
        return self.hold_back(held)

    def take_excess(self) -> list[str]:
        """The addresses of held requests for which there is no room in memory."""
        excess, self._held = self._held[_MOST_HELD:], self._held[:_MOST_HELD]
        return [request.url for request in excess]

    def _has_to_wait(self, output: object) -> bool:
        if not is_article_request(output) or read_page_request(output).archived is not None:
            return False
        native_id = requested_address(output).native_id
        number = number_of(native_id)
        if len(self._under_way) < _MOST_NUMBERS:
            self._under_way.setdefault(number, native_id)
        if self._under_way.get(number, native_id) == native_id or self._waiting[number] >= _MOST_WAITING:
            return False
        self._waiting[number] += 1
        self._held.append(output)
        return True
