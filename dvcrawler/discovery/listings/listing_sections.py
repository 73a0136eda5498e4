"""Sections and feeds behind a page: those of a home page, and of an unknown site those of its sections."""

import logging
from collections.abc import Iterator, Sequence

from scrapy import Request

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.date_archives.archive_links import other_archive
from dvcrawler.discovery.feed_files.feed_links import feed_links, linked_feeds
from dvcrawler.discovery.feeds import request_feed
from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_contents import find_longer, find_sections
from dvcrawler.discovery.listings.listing_failures import name_missing_folder, report_sections
from dvcrawler.discovery.listings.listing_requests import request_listing, request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.sections.form_sections import form_sections, posted_sections
from dvcrawler.discovery.sections.menu_links import site_map_links
from dvcrawler.discovery.sections.path_sections import article_folders
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.elements import text_of
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.lists.data_links import all_links
from dvcrawler.families.non_sections import names_no_section
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.run.counters import Counter

logger = logging.getLogger(__name__)

#: Fewer sections than these are not all that a portal has: a script draws the menu.
_FEW_SECTIONS = 3
#: Articles of which the path is read then.
_MOST_PATHS = 20
#: Levels of sections below those of the home page, and most words of the name of one.
_MOST_LEVELS, _MOST_WORDS = 2, 8


def request_sections(sources: Sources, page: Page, found: Sequence[ArticleLink]) -> Iterator[Request]:
    """The sections and feeds that a home page links to; if it shows few, the page that lists them, or the
    folders of its articles, `found`. One that lists few sections may have no more than a link to its feeds.
    """
    sections, most = find_sections(sources, page, find_longer(sources, page)), sources.crawl.max_sections
    _report_left(sources, page, len(sections), most)
    for url in sections[:most]:
        sources.sections.add(section_key(url))
        yield request_section(sources, url)
    if is_generic(sources.site) and len(sections) < _FEW_SECTIONS:
        yield from _request_unlisted(sources, page, sections, found)
    has_lists = bool(found) and len(sections) >= _FEW_SECTIONS
    feeds = feed_links(page) or ([] if has_lists or not is_generic(sources.site) else linked_feeds(page))
    for url in feeds[:most]:
        yield request_feed(sources, url)


def _request_unlisted(
    sources: Sources, page: Page, sections: Sequence[str], found: Sequence[ArticleLink]
) -> Iterator[Request]:
    """What may lead to the sections where a script draws the menu, unless the user named the listings."""
    if listed := site_map_links(page, sources.site.hosts)[:1]:
        yield request_section(sources, listed[0])
    if sources.site.listings is not None:
        return
    sources.shared_parts.paths_left = _MOST_PATHS
    if listed:
        return
    known = {*map(section_key, sections)}
    for url in article_folders(each.link for each in found):
        key = section_key(url)
        is_missing = sources.state.recall(name_missing_folder(key)) is not None
        if key not in known and not is_missing and sources.articles.read_id(url) is None:
            sources.sections.add(key)
            yield request_listing(sources, url, Listing(key, 1, is_folder=True))


def request_nested_sections(sources: Sources, page: Page, listing: Listing) -> Iterator[Request]:
    """The sections that only a section links to: front pages of offices often show the upper ones alone."""
    if not _reads_sections(sources, listing):
        return
    longer = find_longer(sources, page)
    named = _find_named(sources, page) | {*map(section_key, longer)}
    fresh = {section_key(url): url for url in find_sections(sources, page, longer)}
    fresh = {key: url for key, url in fresh.items() if key in named and key not in sources.sections}
    room = max(0, sources.crawl.max_sections - len(sources.sections))
    _report_left(sources, page, len(fresh), room)
    for key, url in [*fresh.items()][:room]:
        sources.sections.add(key)
        yield request_section(sources, url, listing.level + 1)


def request_archive(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> Iterator[Request]:
    """The archive by months of all sections, from a section that ends at its first page."""
    if not (found and _reads_sections(sources, listing)) or is_over(sources.arguments, listing, found):
        return
    months = {section_key(url): url for url in other_archive(page)}
    if months and not months.keys() & (sources.sections | sources.archive_parts):
        sources.archive_parts |= months.keys()
        (key, first), *others = months.items()
        parts = tuple(url for _, url in others)
        yield request_listing(sources, first, Listing(key, 1, level=listing.level + 1, parts=parts))


def request_posted_sections(
    sources: Sources, page: Page, listing: Listing, listed: Sequence[ArticleLink]
) -> Iterator[Request | PageOutcome]:
    """The sections for which a form is posted, which no other page of the run led to. `listed`: the articles
    of the page, which the form leads to again where nothing is chosen.
    """
    found = posted_sections(page) if _reads_sections(sources, listing) else []
    fresh = {each.key: each.sent for each in found if each.key not in sources.sections}
    room = max(0, sources.crawl.max_sections - len(sources.sections))
    for key, sent in [*fresh.items()][:room]:
        sources.sections.add(key)
        if isinstance(sent, NextPage):
            section = Listing(key, 1, seen=native_ids(listed), level=listing.level + 1, choice=sent.form)
            yield request_listing(sources, sent.url, section, sent.form)
    if left := [sent for sent in fresh.values() if isinstance(sent, str)]:
        yield report_sections(sources, page.url, left[0])


def _reads_sections(sources: Sources, listing: Listing) -> bool:
    """Whether the sections behind a page are read that only this page may lead to: not those of a site whose
    layouts and lists are known, nor those of a run that is limited to a section.
    """
    is_whole = is_generic(sources.site) and sources.arguments.section is None
    return is_whole and listing.number == 1 and listing.level < _MOST_LEVELS


def _find_named(sources: Sources, page: Page) -> set[str]:
    """Keys of the links whose text may be the name of a section, not a title or the number of a document, and
    of the sections in forms.
    """
    site = sources.site
    return {
        section_key(url)
        for url, anchor in all_links(page)
        if is_own_host(url, site.hosts) and _is_name(clean_text(text_of(anchor))) and not is_next_word(anchor)
    } | {*map(section_key, form_sections(page))}


def _is_name(text: str) -> bool:
    if not text or names_no_section(text) or any(map(str.isdigit, text)):
        return False
    return len(text.split()) <= _MOST_WORDS


def _report_left(sources: Sources, page: Page, linked: int, read: int) -> None:
    if linked <= read:
        return
    sources.crawl.count(Counter.LISTING_SECTIONS_LEFT, linked - read)
    if read:  # the first page beyond the limit says so, not each of hundreds
        logger.warning(
            "%s: %s leads to %d sections; the first %d are read", sources.name, page.url, linked, read
        )
