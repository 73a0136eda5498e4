"""Turns an article page into a draft, or into the reason why it gives none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from scrapy.http import Request, Response

from dvcrawler.discovery.failed_pages import status_outcome
from dvcrawler.discovery.links import ArticleLink, article_links
from dvcrawler.discovery.requests import read_page_request, redirects_of
from dvcrawler.extract.loading.watchdog import READ_SECONDS, limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import LARGEST_ARTICLE, read_draft, read_part
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic, read_named
from dvcrawler.items import (
    Draft,
    PageCode,
    PageOutcome,
    PageResult,
    Problem,
    ProblemCode,
    Provenance,
    code_of_status,
)
from dvcrawler.normalize.article import RecordRefused, find_fault, normalize_draft
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.identity import is_number_of
from dvcrawler.normalize.same_article import names_another
from dvcrawler.normalize.urls import Address


@dataclass(frozen=True, slots=True)
class Answer:
    """`read`: the draft, or the outcome of the page instead. `links`: articles that the page links to;
    `hits`: how often each rule matched. Both are empty if the page could not be parsed. `page`: the page as
    parsed, if it gave no draft.
    """

    read: Draft | PageOutcome
    links: list[ArticleLink] = field(default_factory=list)
    hits: Mapping[str, int] = field(default_factory=dict)
    page: Page | None = None


def read_answer(response: Response, site: Site, address: Address, seconds: float = READ_SECONDS) -> Answer:
    """Reads the page, for at most `seconds` of processor time."""
    refusal = find_refusal(response, site, address)
    landed = _find_landed(response, site) if refusal is not None else None
    if refusal is not None and landed is None:
        return Answer(refusal)
    answer = _read_page(response, site, landed or address, seconds)
    return answer if refusal is None or _is_dated(answer) else Answer(refusal)


def _find_landed(response: Response, site: Site) -> Address | None:
    """The address to which a site read by landmarks redirects: lists may have short ones, `/node/12`."""
    is_redirected = bool(redirects_of(response)) and response.status == 200
    return read_named(response.url, site) if is_redirected and is_generic(site) else None


def _is_dated(answer: Answer) -> bool:
    """Whether the page is an article with a day: redirects lead to pages of all kinds."""
    return isinstance(answer.read, Draft) and is_whole(answer.read) and published_day(answer.read) is not None


def _read_page(response: Response, site: Site, address: Address, seconds: float) -> Answer:
    try:
        with limit_reading(seconds):
            page = Page(response.body, response.url, content_type(response))
            read = read_draft(page, site, address, provenance(response))
            archived = read_page_request(response).archived
            if archived is not None and isinstance(read, Draft):
                read = replace(read, problems=(*read.problems, *archived.problems))
            links = _find_links(page, site)
    except NotAPageError as error:
        return Answer(
            PageOutcome(address.native_id, asked_url(response), "refused", str(error), error.page_code)
        )
    if isinstance(read, RecordRefused):
        what: PageResult = "refused" if read.code is PageCode.NOT_AN_ARTICLE else "unread"
        unread = PageOutcome(address.native_id, asked_url(response), what, read.reason, read.code)
        return Answer(unread, links, page.hits, page)
    return Answer(read, links, page.hits)


def shows_another(read: Draft, address: Address, most: float = 0.0) -> bool:
    """Whether the page shows another article than its address names, as `names_another` says. A portal that
    was installed again counts its articles from one again, and goes by the number alone.
    """
    return read.language == "vi" and names_another(address, read.title, read.kicker, read.summary, most=most)


def with_doubt(read: Draft) -> Draft:
    """The draft of a page that no list of the site led to, with a problem if its address, which may be the
    one that the page states for itself, names another article.
    """
    if not shows_another(read, Address(read.url, read.native_id, read.url_month, read.kind)):
        return read
    reason = "the address names another article, whose place this one may have taken"
    return replace(read, problems=(*read.problems, Problem("title", ProblemCode.UNCONFIRMED_TITLE, reason)))


def read_further(response: Response, site: Site, address: Address, seconds: float) -> Draft | None:
    """A further page of the article; None if the response is not a page of it."""
    if response.status != 200:
        return None
    try:
        with limit_reading(seconds):
            page = Page(response.body, response.url, content_type(response))
            return read_part(page, site, address, provenance(response))
    except NotAPageError:
        return None


def _find_links(page: Page, site: Site) -> list[ArticleLink]:
    """Links to articles; none for a page too large for an article, as parsing it costs too much."""
    try:
        return article_links(page, site) if len(page.data) <= LARGEST_ARTICLE else []
    except NotAPageError:  # no markup; the outcome says so
        return []


def find_refusal(response: Response, site: Site, address: Address) -> PageOutcome | None:
    """Why the response is not read, judged by status and URL alone; None if it is read."""
    if response.status != 200:
        return name_status(address.native_id, response)
    landed = read_named(response.url, site)
    if landed is not None and is_number_of(landed, address):
        return None
    reason = f"redirected to {response.url}"
    return PageOutcome(
        address.native_id, asked_url(response), "moved", reason, PageCode.REDIRECTED, response.url
    )


def name_status(native_id: str | None, response: Response) -> PageOutcome:
    """The outcome of an answer whose status is not 200."""
    reason, code = f"the server says {response.status}", code_of_status(response.status)
    return PageOutcome(native_id, asked_url(response), status_outcome(response.status), reason, code)


def asked_url(asked: Request | Response) -> str:
    """The URL before any redirect, which a later run requests again: the redirect may be fixed by then. The
    page's own URL for a record in a file of many pages.
    """
    page = read_page_request(asked)
    if page.archived and page.is_range:
        return page.archived.url
    redirects = [] if page.archived else redirects_of(asked)
    return str(redirects[0]) if redirects else asked.url


def of_archive(unstored: PageOutcome) -> PageOutcome:
    """The outcome for an archived page. A page that an archive lacks is neither gone nor moved."""
    if unstored.what in ("unread", "refused"):
        return unstored
    return replace(unstored, what="failed", reason=f"out of the archive: {unstored.reason}")


def is_whole(draft: Draft) -> bool:
    """Whether the pipelines would store the draft."""
    return find_fault(normalize_draft(draft, "")) is None


def published_day(draft: Draft) -> str | None:
    """The day of publication, `YYYY-MM-DD`, as the pipelines will read it; None without one."""
    return normalize_draft(draft, "").date


def provenance(response: Response) -> Provenance:
    """Where the page came from, and when it was captured (UTC)."""
    page, request = read_page_request(response), response.request
    captured = page.captured_at or datetime.now(UTC).replace(microsecond=0)
    via, fetched = page.archived.via if page.archived else "live", response.url
    if (via == "wayback" or page.is_range) and request is not None:
        fetched = request.url
    elif page.archived and page.archived.recorded != page.archived.url:
        fetched = page.archived.recorded or fetched
    served = (response.headers.get("Date") or b"").decode("latin-1")
    return Provenance(via, fetched, captured, page.capture, read_served(served))


def content_type(response: Response) -> str | None:
    """The header as text; None if it is missing."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None
