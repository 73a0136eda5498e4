"""What reading a page gives: its content as printed, or what became of it, and where its bytes came from."""

from dataclasses import dataclass
from datetime import datetime

from dvcrawler.codes import PageCode, PageResult
from dvcrawler.items.parts import Document, Image, Problem

#: A site itself, a web archive, a WARC file.
VIAS = ("live", "wayback", "warc")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes came from: `via` is one of `VIAS` and `captured_at` is aware, or ValueError is raised.
    `capture` is None with the archive off.

    `served_at`: the server's own clock, aware; None if the answer has no date.
    """

    via: str
    fetched_from: str
    captured_at: datetime
    capture: str | None = None
    served_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.via not in VIAS:
            raise ValueError(f"via is one of {', '.join(VIAS)}, not {self.via!r}")
        for at in (self.captured_at, self.served_at or self.captured_at):
            if not isinstance(at, datetime) or at.tzinfo is None:
                raise ValueError(f"{at!r} is not a moment with its time zone, as datetime.now(UTC) is")

    @property
    def latest(self) -> datetime:
        """The latest time that the page can mention: our own clock may have been set back."""
        return max(self.captured_at, self.served_at or self.captured_at)


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a page: `body` in clean paragraphs, everything else as printed, dates and names not yet
    parsed.

    `time_is_false`: the layout knows that the printed time of day is wrong (the date is right).
    `date_raw` may also hold a machine form (ISO 8601); `month_first` says how to read `9/5/2026`.
    `pages` are the addresses of further pages of the article, whose text is not in `body`.
    `url_month` is the (year, month) in the address, `url_stamp` the day or time of publication in it,
    as written; None if the address carries none.
    """

    site: str
    native_id: str
    url: str
    layout: str
    title: str
    body: tuple[str, ...]
    provenance: Provenance
    kicker: str | None = None
    date_raw: str | None = None
    month_first: bool = False
    time_is_false: bool = False
    url_month: tuple[int, int] | None = None
    url_stamp: str | None = None
    byline_raw: str | None = None
    source_raw: str | None = None
    summary: str | None = None
    images: tuple[Image, ...] = ()
    documents: tuple[Document, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    modified_raw: str | None = None
    language: str = "vi"
    kind: str = "article"
    problems: tuple[Problem, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """A page that gave no article, and what became of it.

    `native_id` is None for a listing, or for an address that is not one of the site's. `target`: the
    address that the page redirects to, None if it does not. `is_doubt`: articles of the listing were read.
    """

    native_id: str | None
    url: str
    what: PageResult
    reason: str
    code: PageCode
    target: str | None = None
    is_doubt: bool = False
