"""What became of an article's page: a draft, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from dvcrawler.discovery.links import ArticleLink, article_links
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import LARGEST_ARTICLE, Unread, read_article
from dvcrawler.extract.site import Site
from dvcrawler.extract.watchdog import READ_SECONDS, limit_reading
from dvcrawler.failures import RequestRefused, explain_failure
from dvcrawler.items import Draft, PageCode, PageOutcome, Provenance, code_of_status
from dvcrawler.normalize.article import find_fault, normalize_draft
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.identity import is_number_of
from dvcrawler.normalize.urls import Address, read_address

_GONE = (404, 410)
_BLOCKED = (401, 403, 429)
#: Outcomes of a request that was never sent: the page is as unknown as before.
UNASKED = ("ending", "unsent")


@dataclass(frozen=True, slots=True)
class Answer:
    """`read`: the draft, or what became of the page instead. `links`: the articles the page leads to,
    `hits`: how often each rule fired; both are empty where no page could be opened.
    """

    read: Draft | PageOutcome
    links: list[ArticleLink] = field(default_factory=list)
    hits: Mapping[str, int] = field(default_factory=dict)


def read_answer(response: Response, site: Site, address: Address, seconds: float = READ_SECONDS) -> Answer:
    """Reads the page, for so many seconds of processor time at the most."""
    refusal = find_refusal(response, site, address)
    if refusal is not None:
        return Answer(refusal)
    try:
        with limit_reading(seconds):
            page = Page(response.body, response.url, content_type(response))
            read = read_article(page, site, address, provenance(response))
            links = _links(page, site)
    except NotAPageError as error:
        return Answer(
            PageOutcome(address.native_id, asked_url(response), "refused", str(error), error.page_code)
        )
    if isinstance(read, Unread):
        unread = PageOutcome(address.native_id, asked_url(response), "unread", read.reason, read.code)
        return Answer(unread, links, page.hits)
    return Answer(read, links, page.hits)


def _links(page: Page, site: Site) -> list[ArticleLink]:
    """None of a page too large for an article: what it takes to parse it is not worth the links."""
    try:
        return article_links(page, site) if len(page.data) <= LARGEST_ARTICLE else []
    except NotAPageError:  # it holds no markup, which its outcome tells
        return []


def find_refusal(response: Response, site: Site, address: Address) -> PageOutcome | None:
    """Why the answer is not to be read, by its status and address alone; None where it is."""
    if response.status != 200:
        what = status_outcome(response.status)
        reason, code = f"the server says {response.status}", code_of_status(response.status)
        return PageOutcome(address.native_id, asked_url(response), what, reason, code)
    landed = read_address(response.url, site.addresses, site.hosts)
    if landed is not None and is_number_of(landed, address):
        return None
    reason = f"redirected to {response.url}"
    return PageOutcome(
        address.native_id, asked_url(response), "moved", reason, PageCode.REDIRECTED, response.url
    )


def asked_url(asked: Request | Response) -> str:
    """The address before any redirect: what is asked for again, when the redirect may be mended."""
    redirects = [] if asked.meta.get("kept") else asked.meta.get("redirect_urls")
    return str(redirects[0]) if redirects else asked.url


def of_archive(unstored: PageOutcome) -> PageOutcome:
    """What an archive cannot give may well be on the live site: it is not gone, nor has it moved."""
    if unstored.what in ("unread", "refused"):
        return unstored
    return replace(unstored, what="failed", reason=f"out of the archive: {unstored.reason}")


def is_whole(draft: Draft) -> bool:
    """Whether the draft would be stored, as the pipelines will judge it."""
    return find_fault(normalize_draft(draft, "")) is None


def provenance(response: Response) -> Provenance:
    """Where the page came from, and when it was captured."""
    captured = response.meta.get("captured_at") or datetime.now(UTC).replace(microsecond=0)
    kept, request = response.meta.get("kept"), response.request
    via, fetched = ("live", response.url) if kept is None else (kept.via, response.url)
    if (via == "wayback" or response.meta.get("ranged")) and request is not None:
        fetched = request.url
    served = (response.headers.get("Date") or b"").decode("latin-1")
    return Provenance(via, fetched, captured, response.meta.get("capture"), read_served(served))


def status_outcome(status: int) -> str:
    """What a status other than 200 makes of a page."""
    return "gone" if status in _GONE else "blocked" if status in _BLOCKED else "failed"


def failed_outcome(failure: Failure) -> str:
    """What became of a page that did not come; one of UNASKED where it was not asked for."""
    if isinstance(failure.value, RequestRefused):
        return failure.value.what
    if isinstance(failure.value, HttpError):
        return status_outcome(failure.value.response.status)
    return "failed"


def name_failed_page(native_id: str | None, url: str, what: str, failure: Failure) -> PageOutcome:
    """The outcome `what` of a page that did not come, with the reason and its code."""
    error = failure.value
    code, target = PageCode.NO_ANSWER, None
    if isinstance(error, RequestRefused):
        code, target = error.code, error.target
    elif isinstance(error, HttpError):
        code = code_of_status(error.response.status)
    return PageOutcome(native_id, url, what, explain(failure), code, target)


def explain(failure: Failure) -> str:
    """The failure in a few words, without a traceback."""
    if isinstance(failure.value, RequestRefused):
        return str(failure.value)
    if isinstance(failure.value, HttpError):
        return f"the server says {failure.value.response.status}"
    return explain_failure(failure.value)


def content_type(response: Response) -> str | None:
    """The header as text, None where there is none."""
    value = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None
