"""A site as data: the contents of a spider file, enough to read a saved page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dvcrawler.extract.layout import Layout
from dvcrawler.normalize.urls import AddressPattern


@dataclass(frozen=True, slots=True)
class Site:
    """`hosts` maps each host (no www) to the one used in canonical addresses, itself included.

    `start` are the addresses a crawl begins with; `sections` maps a section's name, as given with `-a
    section=`, to its first listing page. `migrated` matches the path of articles that were moved in from an
    older CMS. `page_parameter`: the query parameter that is tried where a listing hides the way to its next
    page, None if the CMS is not known to take one. `front_pages`: whether the list of the front page has
    further pages, as that of a blog does; its further pages are read too. `tls`: "legacy" where the server
    knows only the old renegotiation; its certificate is verified all the same. `tls_pin`: the SHA-256 of the
    certificate or of its public key, several with commas, where it cannot be verified (a chain that is not
    complete): it alone is accepted then. The run record names both. `listings`: found in the addresses of
    listings and in no others; None if any link may be one. `media_hosts`: hosts of its pictures and
    documents, in addition to those that its articles name. `feeds`: feeds and sitemaps to which neither the
    front page nor robots.txt leads, or which are the only lists that can be read: articles in them count as
    those of a listing. `family`: the CMS by its short name, "own" where no other site is known to share it.
    """

    name: str
    title: str
    hosts: Mapping[str, str]
    layouts: tuple[Layout, ...]
    addresses: tuple[AddressPattern, ...]
    start: tuple[str, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    migrated: re.Pattern[str] | None = None
    page_parameter: str | None = None
    front_pages: bool = False
    language: str = "vi"
    tls: Literal["verified", "legacy"] = "verified"
    tls_pin: str | None = None
    listings: re.Pattern[str] | None = None
    family: str = "own"
    media_hosts: frozenset[str] = frozenset()
    feeds: tuple[str, ...] = ()
