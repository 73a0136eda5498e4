"""Continues a listing without a pager by its archive: months, days or letters, in links or in a form."""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.discovery.clock import today
from dvcrawler.discovery.date_archives.archive_addresses import without_day
from dvcrawler.discovery.date_archives.archive_forms import find_unread_archive, month_forms
from dvcrawler.discovery.date_archives.archive_links import (
    archive_links,
    is_by_days,
    is_by_letters,
    is_letter,
)
from dvcrawler.discovery.date_archives.day_forms import find_day_form
from dvcrawler.discovery.date_archives.posted_archives import PAGED, find_posted_month
from dvcrawler.discovery.date_archives.scripted_dates import find_scripted_dates
from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.following_pages import find_following
from dvcrawler.discovery.listings.listing_failures import report_pager
from dvcrawler.discovery.listings.listing_state import MOST_BLANK, Listing
from dvcrawler.discovery.listings.lost_pages import repeat_choice
from dvcrawler.discovery.listings.page_kinds import has_menu
from dvcrawler.discovery.listings.walk_steps import Following, FollowingPage
from dvcrawler.discovery.periods.link_days import with_days
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageOutcome

#: Parts in a row without articles that end an archive of links; those of a form may be months, others days.
_BLANK_PARTS, _BLANK_DAYS = 2, 31


def find_next(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> Following:
    """As `find_following`; on a site that is read by landmarks, an archive's parts follow the last page."""
    if is_generic(sources.site) and is_letter(page):
        listing = replace(listing, is_by_letter=True)
    following = _count_from(listing.before, find_following(sources, page, _of_part(listing), found))
    if _leaves_month(listing, following):
        return report_pager(sources, page.url, PAGED)
    if not is_generic(sources.site):
        return following
    if isinstance(following, FollowingPage) and listing.number == 1:
        return _add_parts(sources, page, listing, following, found)
    if not isinstance(following, Listing) or is_over(sources.arguments, listing, found):
        return following
    return _find_beyond(sources, page, listing, found) or following


def _leaves_month(listing: Listing, following: Following) -> bool:
    """Whether the pager of a month that was posted does not post it again."""
    return listing.is_month and isinstance(following, FollowingPage) and following.form is None


def _find_beyond(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | PageOutcome | None:
    """What follows the last page of a list: a part of its archive, or why that cannot be read."""
    part = _find_part(sources, page, listing, found) or find_posted_month(sources, page, listing, found)
    return part or _report_form(sources, page, listing, found)


def _add_parts(
    sources: Sources, page: Page, listing: Listing, following: FollowingPage, found: Sequence[ArticleLink]
) -> FollowingPage:
    """The second page, with the years or months to read after the last one if the pager is that of one. The
    numbers of the days in a calendar are not a pager.
    """
    key = section_key(following.url)
    if following.listing.parts or without_day(key) == key:
        return following
    parts = {section_key(url): url for url in archive_links(page, today())}
    if key in parts:
        is_past = is_over(sources.arguments, listing, found)
        return following if is_past else _find_part(sources, page, listing, found) or following
    others = tuple(url for name, url in parts.items() if not key.startswith(name))
    if len(others) == len(parts):
        return following
    sources.archive_parts |= parts.keys()
    return replace(following, listing=replace(following.listing, parts=others))


def _of_part(listing: Listing) -> Listing:
    """The page as one of its part of the archive, whose first page repeats articles of the newest ones."""
    number = listing.number - listing.before
    seen = frozenset() if listing.before and number == 1 else listing.seen
    return replace(listing, number=number, seen=seen)


def _count_from(before: int, following: Following) -> Following:
    """What follows, with its number in the whole walk: pagers count the pages of one part."""
    if isinstance(following, Listing):
        return replace(following, number=following.number + before)
    if isinstance(following, FollowingPage):
        return replace(
            following, listing=replace(following.listing, number=following.listing.number + before)
        )
    return following


def _find_part(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | None:
    if _has_ended(page, listing, found):
        return None
    has_pager = listing.number > 1 and not listing.before
    unread = [] if has_pager else _take_unread(sources, page, listing)
    if not (has_pager or unread or listing.parts):
        unread = _find_day(sources, page, listing, found)
    is_by_letter = listing.is_by_letter or (bool(unread) and is_by_letters(page))
    following = replace(listing, parts=(*unread, *listing.parts), is_by_letter=is_by_letter)
    return next_part(following, native_ids(found))


def _find_day(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> list[str]:
    """The day before that of the page, for which its form asks. After the list itself comes the oldest day
    that it prints; one that prints none does not say where its articles begin.
    """
    form = find_day_form(page) if not listing.is_home else None
    if form is None or _repeats(listing, found):
        return []
    dated = with_days(page, [*found], sources.articles.read_id, today()) if not listing.before else []
    days = [each.day for each in dated if each.day is not None]
    if not listing.before and not days:
        return []
    url = form.day_before(page, min(days, default=today()))
    return [url] if url is not None else []


def _repeats(listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether a part of the archive lists what the page before it did: the server shows one list for all."""
    return listing.before > 0 and bool(found) and native_ids(found) == listing.seen


def _has_ended(page: Page, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether two parts in a row have no articles, or the same ones: a calendar of something else. Forms
    offer all months, calendars all days, and small portals publish nothing for half a year.
    """
    if _repeats(listing, found):
        return True
    if found or not listing.before or listing.seen:
        return False
    is_of_days = find_day_form(page) is not None or is_by_days(page)
    most = _BLANK_DAYS if is_of_days else MOST_BLANK if month_forms(page) else _BLANK_PARTS
    return listing.blank + 1 >= most


def _report_form(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> PageOutcome | None:
    """Reports days and months behind a form that cannot be sent, or that were not asked for behind a month
    without articles, once: the list may have no others.
    """
    has_run_out = _has_run_out(listing, found)
    if not (found and _is_first_of_list(page, listing)) and not _repeats(listing, found) and not has_run_out:
        return None
    if (why := find_unread_archive(page)) is not None:
        return _report_once(sources, page, f"archive_form:{listing.key}", why)
    # A calendar is beside each list of a portal.
    why = find_scripted_dates(page) if not (listing.parts or has_run_out) else None
    return _report_once(sources, page, "scripted_dates", why) if why is not None else None


def _has_run_out(listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether a month of days in a row has no articles."""
    return listing.before > 0 and not found and listing.blank + 1 >= _BLANK_DAYS


def _is_first_of_list(page: Page, listing: Listing) -> bool:
    """Whether the page is the first one, of a list and not of a portal."""
    return listing.number == 1 and not listing.before and not (listing.is_home and has_menu(page))


def _report_once(sources: Sources, page: Page, name: str, why: str) -> PageOutcome | None:
    if sources.state.recall(name) == why:
        return None
    sources.state.remember(name, why)
    return report_pager(sources, page.url, why)


def next_part(listing: Listing, seen: frozenset[str] = frozenset()) -> FollowingPage | None:
    """The next part of the archive. `seen`: this page's articles; the rest may be known by them."""
    if not listing.parts:
        return None
    number = listing.number
    after = Listing(
        listing.key,
        number + 1,
        seen=seen,
        level=listing.level,
        parts=listing.parts[1:],
        before=number,
        is_by_letter=listing.is_by_letter,
        blank=0 if seen else listing.blank + 1,
        choice=listing.choice,
    )
    url = listing.parts[0]
    return FollowingPage(url, after, repeat_choice(listing, url), is_again=True)


def _take_unread(sources: Sources, page: Page, listing: Listing) -> list[str]:
    """The parts that the page links to and that no other page of the run did, with the same choice."""
    known = sources.archive_parts | sources.sections
    named = {_name_part(listing, url): url for url in archive_links(page, today())}
    unread = {name: url for name, url in named.items() if name not in known}
    sources.archive_parts |= unread.keys()
    return list(unread.values())


def _name_part(listing: Listing, url: str) -> str:
    """The part, with the section whose form is posted to it."""
    key = section_key(url)
    return key if repeat_choice(listing, url) is None else f"{key} {listing.key}"
