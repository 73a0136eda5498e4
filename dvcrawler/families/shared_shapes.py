"""Known shapes whose number is not that of the article on a site: of its month, its day or its section."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import ADDRESSES
from dvcrawler.families.usual_addresses import SHAPES
from dvcrawler.normalize.urls import Address, AddressPattern, is_own_host, read_address

#: Articles with one id that show that it is that of something else.
_LEAST_SHARING = 3
_DIGITS = re.compile("[0-9]+")


def find_shared_shapes(site: Site, urls: Iterable[str]) -> tuple[str, ...]:
    """The known shapes that give one id to several of these articles: that of their month, as in
    `/202403/mua-vang/`, of their day or of their section.
    """
    paths = dict.fromkeys(urlsplit(url).path.rstrip("/") for url in urls if is_own_host(url, site.hosts))
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        address = _read_path(path, ADDRESSES)
        if address is not None:
            found[address.native_id][_read_slug(path)] = path
    shared: defaultdict[str, list[int]] = defaultdict(list)
    for slugs in found.values():
        if len(slugs) > 1:
            shared[_name_shape(next(iter(slugs.values())))].append(len(slugs))
    return tuple(name for name in SHAPES if _is_shared(shared[name]) and name != "slug")


def _read_path(path: str, shapes: Sequence[AddressPattern]) -> Address | None:
    return read_address(f"https://any{path}", shapes, {"any": "any"})


def _name_shape(path: str) -> str:
    """The first known shape of a path."""
    return next(name for name, shape in SHAPES.items() if _read_path(path, (shape,)) is not None)


def _read_slug(path: str) -> str:
    """What names the article in its path, without numbers: one article may be in several sections."""
    parts = [part for part in path.split("/") if "-" in part]
    return _DIGITS.sub("", parts[-1] if parts else path)


def _is_shared(counts: Sequence[int]) -> bool:
    """`counts`: of the articles with each id. One id of two may be an article with a new title."""
    return len(counts) > 1 or max(counts, default=0) >= _LEAST_SHARING
