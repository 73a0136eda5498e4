"""One content management system: how it is recognised, its addresses, its listings and its layouts.

The code of layouts is loaded when the first page is read: loading it takes half of the time of a command
that reads none.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from dvcrawler.extract.site import Layout, Reader, Site
from dvcrawler.normalize.urls import AddressPattern, keep_apart

#: Where a mark is searched: in the generator that the page names, its text, the addresses of its own host
#: that it links to (one per line), or the headers of the response.
Place = Literal["generator", "markup", "address", "header"]


@dataclass(frozen=True, slots=True)
class Mark:
    """`pattern` is searched for at `place`; `what` says in words what was found. A `weight` of 3 is
    sufficient by itself; lighter marks also occur on sites that only borrow a part of the system.
    """

    place: Place
    pattern: re.Pattern[str]
    what: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Cms:
    """`feeds` and `sitemaps`: paths at which the system usually has them, best first. `page_parameter`: the
    query parameter of further listing pages, None if the pager's links show it. `migrated`: as in `Site`.
    """

    name: str
    title: str
    marks: tuple[Mark, ...]
    addresses: tuple[AddressPattern, ...]
    layouts: tuple[Layout, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    page_parameter: str | None = None
    migrated: re.Pattern[str] | None = None


def cms_site(
    cms: Cms,
    name: str,
    title: str,
    *hosts: str,
    addresses: Sequence[AddressPattern] = (),
    start: tuple[str, ...] = (),
    sections: Mapping[str, str] | None = None,
    feeds: tuple[str, ...] = (),
    tls: Literal["verified", "legacy"] = "verified",
    tls_pin: str | None = None,
    front_pages: bool = False,
    apart: tuple[str, ...] = (),
) -> Site:
    """A site on this system: the first host is the one in canonical addresses, the others are older names.

    `addresses`: the site's own forms of article addresses, instead of those that are usual for the system.
    `apart`: further hosts with sections of the site, which number their articles separately.
    """
    return Site(
        name=name,
        title=title,
        hosts=dict.fromkeys(hosts, hosts[0]) | {host: host for host in apart},
        layouts=cms.layouts,
        addresses=keep_apart(addresses or cms.addresses, (hosts[0], *apart)),
        start=start or (f"https://{hosts[0]}/",),
        sections=sections or {},
        feeds=feeds,
        migrated=cms.migrated,
        page_parameter=cms.page_parameter,
        front_pages=front_pages,
        tls=tls,
        tls_pin=tls_pin,
        family=cms.name,
    )


@cache  # a site file that is read as data and imported too has one and the same layout
def late_layout(name: str, module: str, *, shows_migrated_times: bool = False) -> Layout:
    """The layout that `READERS` of this module of `families.layouts` has under this name."""

    def load() -> Reader:
        readers: Mapping[str, Reader] = import_module(f"dvcrawler.families.layouts.{module}").READERS
        return readers[name]

    return _build_late_layout(name, load, shows_migrated_times=shows_migrated_times)


def boxed_layout(name: str, **fields: tuple[str, ...]) -> Layout:
    """A layout for pages that have the boxes of title and text: for each field of `Boxes`, its selectors."""

    def load() -> Reader:
        from dvcrawler.families.layouts.boxes import boxed_reader

        return boxed_reader(**fields)

    return _build_late_layout(name, load)


def _build_late_layout(
    name: str, load: Callable[[], Reader], *, shows_migrated_times: bool = False
) -> Layout:
    loaded = cache(load)
    return Layout(
        name, lambda page: loaded().matches(page), lambda page: loaded().read(page), shows_migrated_times
    )
