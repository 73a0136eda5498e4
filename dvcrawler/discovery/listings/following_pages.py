"""Finds the page after a listing, by its pager, its list service or a guess, or the end of the walk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.page_choices import is_last_choice
from dvcrawler.discovery.buttons.page_forms import NextPage, hidden_values
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_failures import report_pager, was_guessed
from dvcrawler.discovery.listings.listing_state import MOST_BLANK, Listing
from dvcrawler.discovery.listings.lost_pages import (
    is_another,
    is_expected,
    repeat_choice,
    report_lost,
    report_repetition,
)
from dvcrawler.discovery.pagers.falling_numbers import find_lower_page
from dvcrawler.discovery.pagers.next_steps import next_post, next_step, second_part
from dvcrawler.discovery.pagers.number_rows import is_disabled
from dvcrawler.discovery.pagers.page_addresses import guess_page, page_number
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.pagers.strange_links import find_inert_number, leads_to_page
from dvcrawler.discovery.pagers.unshown_pages import find_unshown, stated_pages
from dvcrawler.discovery.pagers.usual_pages import guess_address
from dvcrawler.discovery.periods.listing_period import ends_walk, is_over, join_own_days, shows_no_order
from dvcrawler.discovery.periods.searched_section import Step
from dvcrawler.discovery.script_lists.link_templates import find_link_template
from dvcrawler.discovery.script_lists.list_data import END_OF_LIST
from dvcrawler.discovery.script_lists.listservice import find_service, next_service_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome
from dvcrawler.patterns import lazy_regex
from dvcrawler.run.counters import Counter

#: Least number of articles in a list whose next page is guessed.
_MIN_LINKS_TO_GUESS = 5
_MONTH = r"(?:1[0-2]|0?[1-9])"
#: `2024/03/15`, `2024-03`, `20240315`, `15-03-2024`.
_DATE = lazy_regex(
    rf"(?<![0-9])(?:(?:19|20)[0-9]{{2}}[-/]?{_MONTH}(?:[-/]?[0-9]{{2}}|[-/][0-9])?"
    rf"|(?:[0-9]{{1,2}}[-/])?{_MONTH}[-/](?:19|20)[0-9]{{2}})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """A page to request as `listing`; `form` is the body of a POST."""

    url: str
    listing: Listing
    form: bytes | None = None
    #: Whether to request it even though a failed search already did.
    is_again: bool = False


#: A Listing ends the section's walk; an outcome reports a pager that cannot be followed.
Following = FollowingPage | Step | Listing | PageOutcome


def find_following(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> Following:
    """The page after this one, which lists the articles `found`, unless all of them are before the period."""
    service = find_service(page)
    if service is not None and listing.number == 1:
        return FollowingPage(service.url, replace(listing, number=2, seen=native_ids(found)))
    repetition = report_repetition(sources, page, listing, found)
    if repetition is not None:
        return repetition
    if not found and (is_expected(listing) or is_another(page, listing)):
        return report_lost(sources, page.url, listing, "lists no articles")
    is_full = len(native_ids(found)) >= len(listing.seen)
    listing = replace(listing, is_full=is_full, title=page.title or listing.title)
    if (lower := _find_lower(sources, page, listing, found)) is not None:
        return lower
    following = _find_address(sources, page, listing, found)
    if following is not None:
        is_shown = leads_to_page(page, listing.number + 1)
        listing = replace(listing, is_shown=is_shown, is_due=_is_due(page, listing, found, following))
        return _follow(sources, page, listing, found, following)
    return _follow_without_link(sources, page, listing, found)


def _find_address(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> str | None:
    """The address of the next page, by the pager, or by what is known of the site's system."""
    articles = {each.link for each in found}
    is_searched = sources.shared_parts.without_pager is page
    following = next_page(page, listing.number, articles) if not is_searched else None
    following = following or _find_as_asked(page, listing, articles)
    return following or _guess(sources, page, listing, len(found))


def _find_as_asked(page: Page, listing: Listing, articles: Collection[str]) -> str | None:
    """The second page of a section that was redirected, whose pager goes by the address asked for."""
    if listing.number > 1 or listing.is_home or section_key(page.url) == listing.key:
        return None
    own, asked = urlsplit(page.url), urlsplit(listing.key)
    return next_page(Page(page.data, own._replace(path=asked.path, query=asked.query).geturl()), 1, articles)


def _find_lower(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | Listing | PageOutcome | None:
    """The step after a page of a pager that counts down to 1; None for other pagers."""
    if not listing.counts_down and listing.number > 1:
        return None
    url = find_lower_page(page) if found else None
    if url is None and not listing.counts_down:
        return None
    if url is None and (page_number(page.url) or 1) > 1:
        return report_pager(sources, page.url, "its pager counts down, and shows no lower number")
    return _continue(sources, replace(listing, counts_down=True), found, url)


def _is_due(page: Page, listing: Listing, found: Sequence[ArticleLink], following: str) -> bool:
    """Whether the page is as full as the one before, and its link to the next one is not without effect."""
    if len(native_ids(found)) < len(listing.seen):
        return False
    return not any(is_disabled(anchor) for url, anchor in page.links if url == following)


def _follow(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], following: str
) -> Following:
    """The step after this page if the next one is at `following`. A search may skip pages."""
    if listing.is_jump:
        return sources.searches.proceed(listing, found, following)
    if step := sources.searches.begin(page, listing, found, following):
        sources.count(Counter.LISTING_SEARCHES)
        return step
    is_dated = _changes_date(page.url, following)
    return _continue(sources, listing, found, following, is_dated=is_dated)


def _changes_date(url: str, following: str) -> bool:
    """Whether the page has the same address except for its day or month: some of them have no articles."""
    own, other = _DATE.findall(url), _DATE.findall(following)
    return bool(other) and own != other


def _follow_without_link(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> Following:
    """The step after a page without a link to the next one: a form or a script may request it."""
    control = _find_button(sources, page, listing, found)
    if isinstance(control, NextPage):
        stepped = _step_by(control, page, listing)
        return _continue(sources, stepped, found, control.url, control.form)
    if listing.posted is not None:
        form = next_post(listing.posted, listing.number, hidden_values(page), listing.listed)
        if form is not None or (control is None and listing.number > 1):
            return _request_next_post(sources, page, listing, found, form)
    step = _step(page, listing)
    if step is not None:
        is_due = listing.is_due and END_OF_LIST.encode() not in page.data
        # Nothing on this page says that there is a further one.
        stepped = replace(listing, is_stepped=True, is_due=is_due, is_full=False)
        return _follow(sources, page, stepped, found, step)
    if listing.is_jump:
        return sources.searches.proceed(listing, found, None)
    return _end_or_guess_next(sources, page, listing, found, control)


def _find_button(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> NextPage | str | None:
    """As `find_control`, on a page that was not searched yet."""
    if sources.shared_parts.without_pager is page:
        return None
    return find_control(page, listing.number, {each.link for each in found})


def _step_by(control: NextPage, page: Page, listing: Listing) -> Listing:
    """The listing, the next page of which a button asks for."""
    posted = control.form if control.is_part else None
    template = listing.template or find_link_template(page)
    return replace(
        listing,
        is_stepped=True,
        is_due=bool(listing.listed),
        posted=posted,
        template=template,
        base=listing.base or page.base,
    )


def _end_or_guess_next(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], fault: str | None
) -> FollowingPage | Listing | PageOutcome:
    """`fault`: why the page's pager cannot be followed; None if it shows none."""
    if not _is_cut_short(sources, listing, found):
        return _continue(sources, listing, found, None)
    articles = {each.link for each in found}
    why = listing.guessed or fault or find_unshown(page, listing.number, articles, listing.listed)
    if why is None:
        return _continue(sources, listing, found, None)
    return _guess_or_report(sources, page, listing, found, why)


def _guess_or_report(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], why: str
) -> FollowingPage | Listing | PageOutcome:
    """The page at the usual address, if it has one. The report is left to that page, which may not exist."""
    last, after = stated_pages(page), listing.number + 1
    is_last = last is not None and listing.number >= last
    is_vain = not listing.guessed and was_guessed(sources, listing, why)
    url = None if is_last or is_vain else guess_address(page, after, {each.link for each in found})
    if url is None and not listing.guessed:
        return report_pager(sources, page.url, why)
    is_shown = find_inert_number(page, listing.number) is not None or leads_to_page(page, after)
    return _continue(sources, replace(listing, guessed=why, is_shown=is_shown), found, url)


def _is_cut_short(sources: Sources, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether a further page would have articles; the boxes of a front page have pagers for themselves."""
    return bool(found) and not listing.is_home and not is_over(sources.arguments, listing, found)


def _step(page: Page, listing: Listing) -> str | None:
    """The address after that of a page which a button led to, or whose list a script loads."""
    if listing.loaded and not listing.is_stepped:
        return second_part(listing.loaded)
    if not listing.is_stepped or is_last_choice(page, listing.number):
        return None
    return next_step(page.url, listing.number)


def _request_next_post(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], form: bytes | None
) -> FollowingPage | Listing:
    """The next part of a list that a script loads by POST."""
    after = replace(listing, posted=form, is_stepped=True, is_full=False)
    asked = listing.loaded if listing.number == 1 and listing.loaded is not None else page.url
    return _continue(sources, after, found, asked if form is not None else None, form)


def find_following_service(
    sources: Sources, url: str, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | Listing:
    if listing.number == 2:  # the service's first page repeats the listing
        listing = replace(listing, seen=frozenset())
    return _continue(sources, listing, found, next_service_page(url))


def _continue(
    sources: Sources,
    listing: Listing,
    found: Sequence[ArticleLink],
    url: str | None,
    form: bytes | None = None,
    *,
    is_dated: bool = False,
) -> FollowingPage | Listing:
    """The page at `url`; the listing itself if there is none, or if this page has no new articles: some
    pagers show the last page, or the first ones, again and again. `is_dated`: that page is of another day or
    month than this one, which may have none itself.
    """
    ids = native_ids(found)
    if url is None or (found and ends_walk(sources.arguments, listing, found)):
        return listing
    if _is_known(sources, listing, ids, is_dated=is_dated):
        return listing
    blank = listing.blank + 1 if ids <= listing.seen else 0
    is_unsorted = listing.is_unsorted or (not listing.is_home and shows_no_order(listing, found))
    after = replace(
        listing,
        number=listing.number + 1,
        seen=ids,
        is_home=False,
        blank=blank,
        is_unsorted=is_unsorted,
        days=() if listing.is_home else (*join_own_days(listing, found),),
    )
    return FollowingPage(
        url, after, form or repeat_choice(listing, url), is_again=sources.searches.is_repeated(after)
    )


def _is_known(sources: Sources, listing: Listing, ids: frozenset[str], *, is_dated: bool) -> bool:
    """Whether the page shows nothing new. A day or month may have no articles, but not too many in a row;
    parts of an archive are counted elsewhere.
    """
    if not ids <= listing.seen:
        return sources.seen_pages.is_repeated(listing, ids)
    return not is_dated or bool(listing.before) or listing.blank >= MOST_BLANK


def _guess(sources: Sources, page: Page, listing: Listing, links: int) -> str | None:
    """`?paged=2`, if the CMS is known to accept it and to load its links by script."""
    parameter = sources.site.page_parameter
    if parameter is None or links < _MIN_LINKS_TO_GUESS:
        return None
    if listing.number > 1 and parameter not in page.url:
        return None
    return guess_page(page.url, parameter, listing.number + 1)
