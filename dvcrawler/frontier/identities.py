"""Gives article requests the id under which the article is stored, if two articles share a number."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request

from dvcrawler.discovery.requests import (
    copy_request,
    is_article_request,
    read_page_request,
    requested_address,
)
from dvcrawler.normalize.identity import own_id, settle, with_id
from dvcrawler.normalize.site_names import is_portal_name, native_id_of
from dvcrawler.normalize.urls import Address, path_id
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.ledger import Ledger


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
        settled = []
        for capture, address in zip(captures, read, strict=True):
            if address is not None:
                address = self._settle_address(address, urls)
            settled.append(capture._replace(article=address.native_id) if address else capture)
        return settled

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
        return _set_address(request, self._settle_address(requested_address(request), urls))

    def _settle_address(self, address: Address, urls: dict[str, str]) -> Address:
        """The address under its own id, which `urls` then holds for those after it."""
        settled = settle(address, urls.get, self._read)
        urls.setdefault(settled.native_id, settled.url)
        return settled

    def _find_urls(self, addresses: Sequence[Address]) -> dict[str, str]:
        """The known URLs by number; for unknown numbers, by the ids that the URLs alone would give."""
        urls = self._find_known_urls(address.native_id for address in addresses)
        unknown = (own_id(address) for address in addresses if address.native_id not in urls)
        return urls | self._find_known_urls(filter(None, unknown))

    def _find_known_urls(self, native_ids: Iterable[str]) -> dict[str, str]:
        ids = [f"{self._name}:{native_id}" for native_id in native_ids]
        return {native_id_of(id_, self._name): entry.url for id_, entry in self._ledger.known(ids).items()}


def _set_path_id(request: Request, known: Mapping[str, str]) -> Request:
    address = requested_address(request)
    path = _build_path_id(address)
    return _set_address(request, replace(address, native_id=path) if path in known else address)


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
