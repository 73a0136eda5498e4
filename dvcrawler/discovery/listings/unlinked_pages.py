"""The page after one that has no link to it: a form or a script requests it, or its address is guessed."""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.discovery.buttons.page_choices import is_last_choice
from dvcrawler.discovery.buttons.page_forms import NextPage, hidden_values
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_failures import report_pager, was_guessed
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.walk_steps import Following, FollowingPage, continue_walk, follow_link
from dvcrawler.discovery.pagers.next_steps import next_post, next_step, second_part
from dvcrawler.discovery.pagers.strange_links import find_inert_number, leads_to_page
from dvcrawler.discovery.pagers.unshown_pages import find_unshown, stated_pages
from dvcrawler.discovery.pagers.usual_pages import guess_address
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.script_lists.link_templates import find_link_template
from dvcrawler.discovery.script_lists.list_data import END_OF_LIST
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome


def follow_without_link(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> Following:
    """The step after a page without a link to the next one: a form or a script may request it."""
    control = _find_button(sources, page, listing, found)
    if isinstance(control, NextPage):
        stepped = _step_by(control, page, listing)
        return continue_walk(sources, stepped, found, control.url, control.form)
    if listing.posted is not None:
        form = next_post(listing.posted, listing.number, hidden_values(page), listing.listed)
        if form is not None or (control is None and listing.number > 1):
            return _request_next_post(sources, page, listing, found, form)
    step = _step(page, listing)
    if step is not None:
        is_due = listing.is_due and END_OF_LIST.encode() not in page.data
        # Nothing on this page says that there is a further one.
        stepped = replace(listing, is_stepped=True, is_due=is_due, is_full=False)
        return follow_link(sources, page, stepped, found, step)
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
        return continue_walk(sources, listing, found, None)
    articles = {each.link for each in found}
    why = listing.guessed or fault or find_unshown(page, listing.number, articles, listing.listed)
    if why is None:
        return continue_walk(sources, listing, found, None)
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
    return continue_walk(sources, replace(listing, guessed=why, is_shown=is_shown), found, url)


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
    return continue_walk(sources, after, found, asked if form is not None else None, form)
