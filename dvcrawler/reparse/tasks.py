"""One page of the archive to read again."""

from dataclasses import dataclass

from dvcrawler.reparse.sites import SiteArguments
from dvcrawler.storage.store import Place


@dataclass(frozen=True, slots=True)
class Source:
    """Where the archive holds the page at `url`."""

    url: str
    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Task:
    """One page to read: file and offset of its bytes, and the name of the capture for its record.

    `held`: the article's newest line, None if it is not stored. `other`: the line of the article whose
    number this article's own id is made of, None if there is none. `near`: captures that may be further pages
    of the article. `digest`: `content_digest` of the newest line.
    """

    id: str
    url: str
    path: str
    offset: int
    at: str
    name: str
    held: Place | None
    date: str | None
    layout: str | None
    given: SiteArguments = ()
    other: Place | None = None
    near: tuple[Source, ...] = ()
    digest: bytes | None = None
