"""Reports listings that could not be fetched, are gone, or whose pager could not be followed."""

import logging
from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.links import is_article_address, is_main_host
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.loaded_lists import LOADED, loads_list
from dvcrawler.discovery.listings.moved_fronts import report_moved
from dvcrawler.discovery.listings.page_kinds import asks_for_login
from dvcrawler.discovery.pagers.list_requests import asks_for_list, find_other_domains
from dvcrawler.discovery.requests import read_page_request
from dvcrawler.discovery.responses import UNASKED, asked_url, failed_outcome, name_failed_page
from dvcrawler.discovery.sections.section_argument import find_sections, no_such_section
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.other_links import REFUSED_LINKS
from dvcrawler.errors import UsageError
from dvcrawler.extract.loading.placeholders import Placeholder, find_placeholder
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.families.lists.data_links import data_items
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.run.counters import PLACEHOLDERS, Counter, CounterGroup

logger = logging.getLogger(__name__)

#: Words of a headline, and least number of them that make a list.
_LEAST_WORDS, _LEAST_TITLES = 5, 3
_MOST_SHOWN = 100
#: Least number of links of a page that has more to show than a login.
_LOGIN_LINKS = 10
_COUNTERS = {
    Placeholder.PARKED: Counter.LISTING_HOME_PARKED,
    Placeholder.DEFAULT: Counter.LISTING_HOME_DEFAULT,
    Placeholder.MOVED: Counter.LISTING_HOME_NOTICE,
    Placeholder.LOGIN: Counter.LISTING_HOME_LOGIN,
}


def is_only_section(sources: Sources, listing: Listing) -> bool:
    """Whether this is the first page of the run's only section; several may have the same name."""
    typed = sources.arguments.section
    if typed is None or listing.number != 1:
        return False
    return len(find_sections(sources.site, sources.known_sections(), typed)) < 2


def leads_home(response: Response) -> bool:
    """Whether a section's address was redirected to the front page, as many servers do for a wrong one."""
    return bool(response.meta.get("redirect_urls")) and not urlsplit(response.url).path.strip("/")


def no_section(sources: Sources, why: str) -> UsageError:
    return no_such_section(sources.site, sources.known_sections(), sources.arguments.section or "", why)


def report_failure(sources: Sources, failure: Failure) -> PageOutcome | None:
    """The outcome of a listing that could not be fetched. Its section's walk stays incomplete."""
    request: Request = failure.request  # type: ignore[attr-defined]
    outcome, asked = failed_outcome(failure), asked_url(request)
    if sources.survey is not None:
        sources.survey.pages.stop_waiting(request.cb_kwargs["listing"].key)
    if outcome in UNASKED:
        sources.count(CounterGroup.LISTING.counter(outcome))
        return None
    if not (is_main_host(asked, sources.site) or read_page_request(request).is_loaded_list):
        sources.count(Counter.LISTING_ALIAS_FAILED)
        return None
    sources.count(CounterGroup.LISTING.counter(outcome))
    failed = name_failed_page(None, asked, outcome, failure)
    is_moved = outcome == "moved" and request.cb_kwargs["listing"].is_home
    return report_moved(sources, failed) if is_moved else failed


def report_missing(sources: Sources, response: Response, listing: Listing) -> Iterator[Any]:
    """A 404 or 410: past the last page, or for a section that no longer exists. Services for scripts say 400
    past the last page.

    Raises UsageError for the section that the run is limited to.
    """
    if listing.is_home:
        yield _report_home(sources, response)
        return
    if listing.guessed and (listing.number == 2 or listing.is_shown):
        yield report_guess(sources, asked_url(response), listing)
        return
    if _refuses_second(response, listing):
        yield report_pager(sources, asked_url(response), "the server says 400 to the second page")
        return
    if is_only_section(sources, listing):
        raise no_section(sources, f" ({response.status})")
    sources.count(Counter.LISTING_GONE if listing.number == 1 else Counter.LISTING_ENDS)
    yield listing


def _refuses_second(response: Response, listing: Listing) -> bool:
    """Whether a service says 400 to a second page that the list is said to have."""
    is_second = listing.number == 2 and not listing.loaded
    return response.status == 400 and is_second and b"invalid_page_number" not in response.body


def _report_home(sources: Sources, response: Response) -> PageOutcome:
    sources.count(Counter.LISTING_HOME_GONE)
    reason = f"the home page is gone ({response.status})"
    return PageOutcome(None, asked_url(response), "failed", reason, PageCode.HOME_GONE)


def report_pager(sources: Sources, url: str, why: str) -> PageOutcome:
    """Reports a pager that could not be followed. The walk stays incomplete, as pages were not seen."""
    return _report_unfollowed(sources, url, f"the listing's further pages were not read: {why}")


def report_sections(sources: Sources, url: str, why: str) -> PageOutcome:
    """Reports sections behind a form that is not sent."""
    return _report_unfollowed(sources, url, f"the sections that its form offers were not read: {why}")


def _report_unfollowed(sources: Sources, url: str, reason: str) -> PageOutcome:
    sources.count(Counter.LISTING_PAGERS_LEFT)
    return PageOutcome(None, url, "refused", reason, PageCode.PAGER_NOT_FOLLOWED)


def report_guess(sources: Sources, url: str, listing: Listing) -> PageOutcome:
    """Reports a second page that is not at its usual address, which later runs do not ask for again."""
    sources.state.remember(_guess_name(listing), listing.guessed or "")
    return report_pager(sources, url, listing.guessed or "")


def was_guessed(sources: Sources, listing: Listing, why: str) -> bool:
    """Whether an earlier run asked for the second page in vain, for the same reason."""
    return sources.state.recall(_guess_name(listing)) == why


def _guess_name(listing: Listing) -> str:
    return f"page_guess:{listing.key}"


def report_unaddressed(page: Page) -> PageOutcome | None:
    """Reports a page whose data hold articles without addresses, which only its script puts together."""
    shown = {clean_text(text_of(anchor)) for _, anchor in page.links}
    titles = {each.title for each in data_items(page) if each.is_card and not each.address}
    left = sorted(title for title in titles - shown if len(title.split()) >= _LEAST_WORDS)
    if len(left) < _LEAST_TITLES:
        return None
    reason = f"its data name {len(left)} articles without their addresses, such as “{left[0][:_MOST_SHOWN]}”"
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def report_loaded(
    page: Page, shared: Collection[str] = (), *, is_doubtful: bool = False
) -> PageOutcome | None:
    """Reports a section without articles of its own that a script fills. One that shows some links of the
    front page, and a front page, which may have nothing but pictures and the weather, are doubtful: they are
    reported where a script asks for a list. `shared`: texts of the front page.
    """
    if not loads_list(page, shared) or (is_doubtful and not asks_for_list(page)):
        return None
    others = find_other_domains(page)
    reason = f"{LOADED} from another host, {others[0]}" if others else LOADED
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def report_refused(sources: Sources, page: Page) -> PageOutcome | None:
    """Reports links that are listed as articles and that the learned rule leaves out, of which none could be
    tried.
    """
    survey = sources.survey
    if survey is None:
        return None
    is_known = partial(is_article_address, site=sources.site)
    left = survey.others.take_left(page, survey.learned.refusals, is_known)
    if not left:
        return None
    reason = (
        f"{REFUSED_LINKS}: {len(left)}, such as {left[0][:_MOST_SHOWN]} (-a article=REGEX, or the site file)"
    )
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def note_placeholder(sources: Sources, page: Page) -> None:
    """Counts a front page without articles that is not the site's own: of a parked domain, of a server
    without a site, a notice that it has moved, or a login.
    """
    is_login = asks_for_login(page) and len([*islice(page.links, _LOGIN_LINKS)]) < _LOGIN_LINKS
    found = Placeholder.LOGIN if is_login else find_placeholder(page.data)
    if found is None:
        return
    sources.count(_COUNTERS[found])
    looks = PLACEHOLDERS[_COUNTERS[found]]
    hosts = (urlsplit(url).hostname for url, _ in page.links if not is_own_host(url, sources.site.hosts))
    other = next(filter(None, hosts), None) if found is Placeholder.MOVED else None
    leads = f" and leads to {other}" if other is not None else ""
    logger.warning("%s: %s looks like %s%s", sources.name, page.url, looks, leads)


def note_login(sources: Sources, page: Page) -> None:
    """Counts a section that shows a login form in place of a list. The run stays as good as it is: menus also
    lead to mail and to the rooms of the staff.
    """
    if asks_for_login(page):
        sources.count(Counter.LISTING_LOGINS)
        logger.warning("%s: %s asks for a login; what it lists is not read", sources.name, page.url)
