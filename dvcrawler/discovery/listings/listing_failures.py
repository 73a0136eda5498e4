"""Reports listings that could not be fetched, are gone, or whose pager could not be followed."""

import logging
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.failed_pages import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.fronts.front_copies import report_moved
from dvcrawler.discovery.links import is_main_host
from dvcrawler.discovery.listings.emptied_lists import is_newly_lost
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import Output, failed_request, read_page_request, redirects_of
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sections.section_argument import find_sections, no_such_section
from dvcrawler.discovery.sources import Sources
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import ListKind, PageCode, PageOutcome
from dvcrawler.run.counters import Counter, CounterGroup

logger = logging.getLogger(__name__)


def is_only_section(sources: Sources, listing: Listing) -> bool:
    """Whether this is the first page of the run's only section; several may have the same name."""
    typed = sources.arguments.section
    if typed is None or listing.number != 1:
        return False
    return len(find_sections(sources.site, sources.known_sections(), typed)) < 2


def leads_home(response: Response) -> bool:
    """Whether a section's address was redirected to the front page, as many servers do for a wrong one."""
    return bool(redirects_of(response)) and not urlsplit(response.url).path.strip("/")


def find_lost_list(site: Site, lost: PageOutcome) -> ListKind | None:
    """Which of the lists that the site file names, or front page of an unknown site, came to nothing; None
    for any other page, and for a list of which only a part was not read.
    """
    if lost.native_id is not None or lost.is_doubt or lost.code is PageCode.PAGER_NOT_FOLLOWED:
        return None
    if lost.url in site.start:
        return "front"
    return "section" if lost.url in site.sections.values() else None


def report_lost_section(sources: Sources, response: Response, listing: Listing) -> PageOutcome | None:
    """Reports a section that is gone, or leads to the front page: one of the site file each time, one of a
    menu once, if it had articles.
    """
    is_gone = response.status != 200
    is_home = leads_home(response) and not urlsplit(response.url).query
    if listing.number != 1 or listing.is_home or not (is_gone or is_home):
        return None
    url, code = asked_url(response), PageCode.SECTION_GONE
    found = PageOutcome(None, url, "moved", "the section leads to the front page", code, response.url)
    if is_gone:
        found = PageOutcome(None, url, "gone", f"the section is gone ({response.status})", code)
    is_of_site = find_lost_list(sources.site, found) == "section"
    return found if is_of_site or is_newly_lost(sources, listing) else None


def no_section(sources: Sources, why: str) -> UsageError:
    return no_such_section(sources.site, sources.known_sections(), sources.arguments.section or "", why)


def report_failure(sources: Sources, failure: Failure) -> PageOutcome | None:
    """The outcome of a listing that could not be fetched. Its section's walk stays incomplete."""
    request = failed_request(failure)
    outcome, asked, listing = failed_outcome(failure), asked_url(request), request.cb_kwargs["listing"]
    if sources.survey is not None:
        sources.survey.pages.stop_waiting(listing.key)
    if _is_tried_folder(listing):
        return None
    if outcome in UNASKED:
        sources.crawl.count(CounterGroup.LISTING.counter(outcome))
        return None
    if not (is_main_host(asked, sources.site) or read_page_request(request).is_loaded_list):
        sources.crawl.count(Counter.LISTING_ALIAS_FAILED)
        return None
    sources.crawl.count(CounterGroup.LISTING.counter(outcome))
    failed = name_failed_page(None, asked, outcome, failure)
    if failed.code is PageCode.ROBOTS_FORBIDDEN and _was_forbidden(sources, listing, asked):
        return None
    is_moved = outcome == "moved" and listing.is_home
    return report_moved(sources, failed) if is_moved else failed


def _is_tried_folder(listing: Listing) -> bool:
    """Whether it is not known that there is a page at this folder of articles."""
    return listing.is_folder and listing.number == 1


def _was_forbidden(sources: Sources, listing: Listing, url: str) -> bool:
    """Whether an earlier run said that robots.txt forbids this list of an unknown site: it will not be read,
    and feeds or sitemaps may name its articles.
    """
    name = f"robots_forbidden:{listing.key}"
    if listing.is_home or not is_generic(sources.site) or sources.arguments.section is not None:
        return False
    was_forbidden = sources.state.recall(name) == url
    sources.state.remember(name, url)
    return was_forbidden


def name_missing_folder(key: str) -> str:
    """The name under which a run notes that no page is at a folder of articles, for later runs."""
    return f"no_folder:{key}"


def report_missing(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """A 404 or 410: past the last page, or for a section that no longer exists. Services for scripts say 400
    past the last page.

    Raises UsageError for the section that the run is limited to.
    """
    if listing.is_home:
        yield _report_home(sources, response)
        return
    if _is_tried_folder(listing):
        sources.state.remember(name_missing_folder(listing.key), str(response.status))
        return
    if listing.guessed and (listing.number == 2 or listing.is_shown):
        yield report_guess(sources, asked_url(response), listing)
        return
    if _refuses_second(response, listing):
        yield report_pager(sources, asked_url(response), "the server says 400 to the second page")
        return
    if is_only_section(sources, listing):
        raise no_section(sources, f" ({response.status})")
    sources.crawl.count(Counter.LISTING_GONE if listing.number == 1 else Counter.LISTING_ENDS)
    if (lost := report_lost_section(sources, response, listing)) is not None:
        sources.crawl.count(Counter.LISTING_NAMED_GONE)
        yield lost
    yield listing


def _refuses_second(response: Response, listing: Listing) -> bool:
    """Whether a service says 400 to a second page that the list is said to have."""
    is_second = listing.number == 2 and not listing.loaded
    return response.status == 400 and is_second and b"invalid_page_number" not in response.body


def _report_home(sources: Sources, response: Response) -> PageOutcome:
    sources.crawl.count(Counter.LISTING_HOME_GONE)
    reason = f"the home page is gone ({response.status})"
    return PageOutcome(None, asked_url(response), "failed", reason, PageCode.HOME_GONE)


def report_pager(sources: Sources, url: str, why: str) -> PageOutcome:
    """Reports a pager that could not be followed. The walk stays incomplete, as pages were not seen."""
    return _report_unfollowed(sources, url, f"the listing's further pages were not read: {why}")


def report_sections(sources: Sources, url: str, why: str) -> PageOutcome:
    """Reports sections behind a form that is not sent."""
    return _report_unfollowed(sources, url, f"the sections that its form offers were not read: {why}")


def _report_unfollowed(sources: Sources, url: str, reason: str) -> PageOutcome:
    sources.crawl.count(Counter.LISTING_PAGERS_LEFT)
    return PageOutcome(None, url, "refused", reason, PageCode.PAGER_NOT_FOLLOWED)


def report_guess(sources: Sources, url: str, listing: Listing) -> PageOutcome:
    """Reports a second page that is not at its usual address, which later runs do not ask for again."""
    sources.state.remember(_guess_name(listing), listing.guessed or "")
    return report_pager(sources, url, listing.guessed or "")


def was_guessed(sources: Sources, listing: Listing, why: str) -> bool:
    """Whether an earlier run asked for the second page without success, for the same reason."""
    return sources.state.recall(_guess_name(listing)) == why


def _guess_name(listing: Listing) -> str:
    return f"page_guess:{listing.key}"
