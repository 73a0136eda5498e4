"""Pages of a listing that its pager shows and that are not there, and other responses that end a list,
such as the first page again, or pages of another list.

A run says so once: some portals count articles that they do not show, and no later run would find the page
either. A run of a period needs the page each time.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import Response

from dvcrawler.discovery.date_archives.archive_addresses import without_day
from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_failures import leads_home, report_guess, report_pager
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.pagers.strange_links import leads_to_page
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.script_lists.xml_values import is_whole_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex
from dvcrawler.run.counters import Counter

#: Articles of the last part of a list that the first page may have in the boxes beside it.
_MOST_IN_BOXES = 2
_TITLE_WORD = lazy_regex(r"\w+")
_LOST = "the links of its pager do not keep the choice, and lead to the pages of all sections"


def is_sent_home(response: Response, listing: Listing) -> bool:
    """Whether a further page of a section was redirected to the front page."""
    is_further = listing.number > 1 and not listing.before and not urlsplit(response.url).query
    return is_further and leads_home(response)


def is_vain_jump(response: Response, listing: Listing) -> bool:
    """Whether a page to which a search jumped is not there."""
    return listing.is_jump and (response.status != 200 or leads_home(response))


def is_lost(sources: Sources, response: Response, listing: Listing) -> bool:
    """Whether the pager showed this page, which is missing. The second page of any pager counts, and the one
    after a full page; after the last one, which is seldom full, some portals link to one more than there are.
    A list that is sent as data says how many entries it has, or where the next ones are.
    """
    parameter = sources.site.page_parameter
    is_assumed = parameter is not None and f"{parameter}=" in urlsplit(response.url).query
    if listing.loaded:
        return listing.is_owed or listing.is_due
    if listing.before or listing.guessed or is_assumed:
        return False
    return listing.number == 2 or listing.is_shown or listing.is_due


def find_fault(body: bytes, listing: Listing) -> str | None:
    """What is wrong with a further part of a list that is sent as data, to be printed after "its page 2";
    None if nothing is.
    """
    if not body.strip():
        return "is empty" if listing.is_owed else None
    return "is another page" if listing.listed and is_whole_page(body) else None


def report_lost(sources: Sources, url: str, listing: Listing, why: str) -> PageOutcome | Listing:
    """The outcome of such a page; the end of the walk if an earlier run has said so. `why`: what is wrong
    with it, to be printed after "its page 2".
    """
    name, said = f"page_lost:{without_day(listing.key)}", f"its page {listing.number} {why}"
    # An archive of days begins with another one each day, and the last one has another number.
    mark = said if listing.is_stepped or listing.posted is not None else f"{url} {why}"
    if sources.state.recall(name) == mark and not sources.arguments.has_period:
        sources.crawl.count(Counter.LISTING_ENDS)
        return listing
    sources.state.remember(name, mark)
    return report_pager(sources, url, said)


def find_end(sources: Sources, response: Response, listing: Listing) -> PageOutcome | Listing | None:
    """The end of a list whose further part holds nothing; None if it may."""
    fault = find_fault(response.body, listing)
    if fault is not None:
        return report_lost(sources, asked_url(response), listing, fault)
    return listing if _is_empty(response) else None


def is_missing(response: Response, listing: Listing) -> bool:
    """Whether the page does not exist; an empty answer to a guessed address counts as such."""
    return response.status != 200 or (bool(listing.guessed) and _is_empty(response))


def _is_empty(response: Response) -> bool:
    return not response.body.strip()


def report_repetition(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> PageOutcome | Listing | None:
    """Reports a further page that leads back, or a second one that lists the articles of the first; None for
    any other page.
    """
    if _leads_back(page, listing, found):
        return report_lost(sources, page.url, listing, "leads to the first one")
    is_checked = listing.number == 2 or (bool(listing.guessed) and listing.is_shown)
    if not is_checked or not native_ids(found) <= listing.seen:
        return None
    if listing.guessed:
        return report_guess(sources, page.url, listing)
    is_same = (
        len(native_ids(found)) > _MOST_IN_BOXES if listing.is_stepped else _shows_first(page, listing, found)
    )
    if found and is_same:
        return report_pager(sources, page.url, "its pager leads to the same articles again")
    return None


def _leads_back(page: Page, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the request for a further page was redirected to the first one. A form that is posted has the
    address of its page.
    """
    is_linked = listing.number > 1 and not (listing.is_stepped or listing.posted or listing.before)
    return is_linked and bool(found) and section_key(page.url) == listing.key and not listing.guessed


def _shows_first(page: Page, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the second page is the first one again: its pager links to the second page, and it lists most
    of the articles. Past the end of a list, only the boxes beside it are the same.
    """
    return 2 * len(native_ids(found)) > len(listing.seen) and leads_to_page(page, 2)


def drop_choice(response: Response, listing: Listing) -> Listing:
    """The listing of the response. A section that the form redirected to has an address of its own."""
    is_own = listing.choice is not None and response.request is not None and response.request.method == "GET"
    return replace(listing, choice=None) if is_own else listing


def repeat_choice(listing: Listing, url: str) -> bytes | None:
    """The form to post to a further page, as a pager of plain links does not repeat the choice; None if its
    address names the choice, or there is none.
    """
    if listing.choice is None:
        return None
    chosen = parse_qsl(urlsplit(listing.key).query)
    return None if {*chosen} <= {*parse_qsl(urlsplit(url).query)} else listing.choice


def report_choice(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> PageOutcome | None:
    """Reports a section whose further pages are those of the whole list; whichever of the two comes last."""
    if listing.number == 1:
        return None
    lost = sources.choice_pages.find_lost(page.url, listing, native_ids(found))
    return report_pager(sources, lost, _LOST) if lost is not None else None


def is_expected(listing: Listing) -> bool:
    """Whether articles are missing from a page without any."""
    return (listing.is_shown and not listing.before) or (listing.is_stepped and listing.is_owed)


def is_another(page: Page, listing: Listing) -> bool:
    """Whether a page without articles is none of the list, by its title: a server may answer that nothing was
    found with status 200. After a page that is not full, that is the end of a list.
    """
    if not listing.is_full or listing.before or listing.guessed or listing.is_jump:
        return False
    own, other = _title_words(page.title), _title_words(listing.title)
    return bool(own and other) and not own <= other and not other <= own


def _title_words(title: str) -> set[str]:
    """The words of a page's title without its number."""
    return {word for word in _TITLE_WORD.findall(fold(title)) if not word.isdecimal()}
