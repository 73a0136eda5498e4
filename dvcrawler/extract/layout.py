"""Layouts and their result: the page's values before normalisation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dvcrawler.items import Document, Image, Problem

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
