"""Pages of a listing that show no articles, or not those of its list: reported instead of passed over."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.discovery.fronts.front_copies import report_copy, shows_front
from dvcrawler.discovery.links import ArticleLink, is_article_address
from dvcrawler.discovery.listings.emptied_lists import note_list, report_emptied
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.page_kinds import (
    LEAST_TITLES,
    LEAST_WORDS,
    MOST_SHOWN,
    asks_for_login,
    report_unopened,
)
from dvcrawler.discovery.script_lists.continued_lists import only_continues
from dvcrawler.discovery.script_lists.list_requests import asks_for_list, find_other_domains
from dvcrawler.discovery.script_lists.loaded_lists import LOADED, loads_list
from dvcrawler.discovery.script_lists.xml_values import is_whole_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.other_links import REFUSED_LINKS, find_unknown
from dvcrawler.extract.elements import text_of
from dvcrawler.extract.loading.placeholders import Placeholder, find_placeholder
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.lists.data_links import data_items
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.run.counters import PLACEHOLDERS, Counter

logger = logging.getLogger(__name__)

#: Fewer links to articles are not a list.
_FEW_LINKS = 3
_CUT = "the page ends without </html>: it may have been cut on the way"
_TOO_DEEP = "it has too many boxes within boxes: links behind them are not read"
#: Least number of links of a page that has more to show than a login.
_LOGIN_LINKS = 10
_COUNTERS = {
    Placeholder.PARKED: Counter.LISTING_HOME_PARKED,
    Placeholder.DEFAULT: Counter.LISTING_HOME_DEFAULT,
    Placeholder.MOVED: Counter.LISTING_HOME_NOTICE,
    Placeholder.LOGIN: Counter.LISTING_HOME_LOGIN,
}


def find_doubts(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> Iterator[PageOutcome]:
    """As `find_fault_of_list`, or that the page was cut; of a page with articles it is a doubt."""
    unread = find_fault_of_list(sources, page, listing, found) or report_cut(sources, page, listing)
    if unread is not None:
        yield replace(unread, is_doubt=bool(found))


def report_cut(sources: Sources, page: Page, listing: Listing) -> PageOutcome | None:
    """Reports a list of which a page was cut, once until the page is whole or one before it is cut: a
    template may never end.
    """
    name, number = f"list_cut:{listing.key}", listing.number
    is_cut = sources.shared_parts.is_cut(page) and is_whole_page(page.data)
    known = int(sources.state.recall(name) or 0)
    if not is_cut:
        if known == number:
            sources.state.remember(name, "")
        return None
    if 0 < known <= number:
        return None
    sources.state.remember(name, str(number))
    return PageOutcome(None, page.url, "unread", _CUT, PageCode.LISTING_UNREADABLE)


def find_fault_of_list(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> PageOutcome | None:
    """Why a page shows no articles; the run itself says so of a front page. Menus may hold a few."""
    if page.is_too_deep:
        return PageOutcome(None, page.url, "unread", _TOO_DEEP, PageCode.LISTING_UNREADABLE)
    if (refused := _report_refused(sources, page, is_bare=listing.is_home and not found)) is not None:
        return refused
    fault = _report_unaddressed(page) if not found else None
    if fault is not None or listing.number != 1 or listing.loaded:
        return fault
    is_front = shows_front(sources.shared_parts, page, listing, found)
    note_list(sources, listing, found)
    if is_generic(sources.site):
        copy = report_copy(sources.shared_parts, page.url, listing, is_front=is_front) if found else None
        fault = copy or _find_fault_without_file(sources, page, listing, found)
    return fault or report_emptied(sources, page.url, listing, found, is_front=bool(is_front))


def _find_fault_without_file(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> PageOutcome | None:
    """What may be wrong with a list of a site whose sections nobody has looked at."""
    fault = _find_loaded(sources, page, listing, found)
    return fault or report_unopened(page, found, is_home=listing.is_home)


def _find_loaded(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> PageOutcome | None:
    shared = sources.shared_parts.for_page(is_home=listing.is_home)
    is_doubtful = listing.is_home or len(found) >= _FEW_LINKS
    is_short = shared.count_own(found) < _FEW_LINKS
    return report_loaded(page, shared.texts, is_doubtful=is_doubtful) if is_short else None


def _report_unaddressed(page: Page) -> PageOutcome | None:
    """Reports a page whose data hold articles without addresses, which only its script puts together."""
    shown = {clean_text(text_of(anchor)) for _, anchor in page.links}
    titles = {each.title for each in data_items(page) if each.is_card and not each.address}
    left = sorted(title for title in titles - shown if len(title.split()) >= LEAST_WORDS)
    if len(left) < LEAST_TITLES:
        return None
    reason = f"its data name {len(left)} articles without their addresses, such as “{left[0][:MOST_SHOWN]}”"
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def report_loaded(
    page: Page, shared: Collection[str] = (), *, is_doubtful: bool = False
) -> PageOutcome | None:
    """Reports a section without articles of its own that a script fills. One that shows some links of the
    front page, and a front page, which may have only pictures and the weather, are doubtful: they are
    reported where a script asks for a list. `shared`: texts of the front page.
    """
    if not loads_list(page, shared) or (is_doubtful and (not asks_for_list(page) or only_continues(page))):
        return None
    others = find_other_domains(page)
    reason = f"{LOADED} from another host, {others[0]}" if others else LOADED
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE)


def _report_refused(sources: Sources, page: Page, *, is_bare: bool) -> PageOutcome | None:
    """Reports links that are listed as articles and that the rule leaves out: of a learned rule those that
    could not be tried, of a site file those of a bare front page, which has no known article.
    """
    survey, left = sources.survey, list[str]()
    if survey is not None:
        is_known = partial(is_article_address, site=sources.site)
        left = survey.others.take_left(page, survey.learned.refusals, is_known)
    elif is_bare and len(unknown := find_unknown(page, sources.site.hosts)) >= LEAST_TITLES:
        left = unknown
    if not left:
        return None
    reason = (
        f"{REFUSED_LINKS}: {len(left)}, such as {left[0][:MOST_SHOWN]} (-a article=REGEX, or the site file)"
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
    sources.crawl.count(_COUNTERS[found])
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
        sources.crawl.count(Counter.LISTING_LOGINS)
        logger.warning("%s: %s asks for a login; what it lists is not read", sources.name, page.url)
