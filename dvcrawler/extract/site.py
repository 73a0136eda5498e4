"""A site as data, enough to read a saved page: what a spider file contains, and its layouts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from dvcrawler.items import Document, Image, Problem
from dvcrawler.normalize.urls import AddressPattern

if TYPE_CHECKING:  # loads the parser, which a list of layouts does without
    from dvcrawler.extract.page import Page


@dataclass(frozen=True, slots=True)
class Reading:
    """Values that one layout read from a page. `title` is never empty; the rest may be missing.

    `month_first`: the page's statements show that its printed dates have the month before the day.
    """

    title: str
    body: tuple[str, ...] = ()
    kicker: str | None = None
    date_raw: str | None = None
    byline_raw: str | None = None
    source_raw: str | None = None
    summary: str | None = None
    images: tuple[Image, ...] = ()
    documents: tuple[Document, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    modified_raw: str | None = None
    kind: str | None = None
    month_first: bool = False
    problems: tuple[Problem, ...] = ()


class Reader(NamedTuple):
    """The duties of a layout, as described there."""

    matches: "Callable[[Page], bool]"
    read: "Callable[[Page], Reading | None]"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which a CMS prints an article.

    `matches` decides by the page's content alone whether this layout may be able to read it; `read` returns
    None if it turns out that it cannot. `shows_migrated_times`: articles that were moved into this CMS show a
    false time of day (see docs/sites.md).
    """

    name: str
    matches: "Callable[[Page], bool]"
    read: "Callable[[Page], Reading | None]"
    shows_migrated_times: bool = False


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
