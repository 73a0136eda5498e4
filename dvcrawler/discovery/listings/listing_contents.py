"""The articles and sections on one page of a listing, as far as the site's rules are known; and pages that
list articles, although their addresses look like those of articles or the server says that they are missing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from scrapy.http import Response

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.clock import today
from dvcrawler.discovery.links import (
    ArticleLink,
    article_links,
    is_article_address,
    named_sections,
    section_links,
    unlinked_articles,
)
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.periods.link_days import with_days
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sections.form_sections import form_sections
from dvcrawler.discovery.sections.further_lists import further_lists
from dvcrawler.discovery.sections.menu_links import drop_duplicates, menu_links
from dvcrawler.discovery.sections.section_argument import known_sections
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.evidence import find_cards
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.normalize.same_article import has_bare_number

#: Articles that make a list. A missing page shows a few of others, so that only its own count there.
LEAST_CARDS = 3


def hold_for_survey(sources: Sources, response: Response, page: Page, listing: Listing) -> bool:
    """Whether the page waits for the end of the survey."""
    survey = sources.survey
    if survey is None:
        return False
    survey.reopen(page, listing, lambda url: is_article_address(url, sources.site))
    if survey.is_open:
        survey.hold(response, listing, page)
    return survey.is_open


def find_articles(sources: Sources, page: Page) -> list[ArticleLink]:
    """The page's articles, with the days printed next to them if the run has a period, or if their addresses
    tell them apart by a number alone.
    """
    found = _drop_sections(sources, page, article_links(page, sources.site))
    if not found and is_generic(sources.site) and _tells_articles(sources):
        found = unlinked_articles(page, sources.site)
    if not sources.arguments.has_period and not (found and all(has_bare_number(e.address) for e in found)):
        return found
    return with_days(page, found, sources.articles.read_id, today())


def _tells_articles(sources: Sources) -> bool:
    """Whether an address alone shows that it is an article's."""
    rule = sources.survey.rule if sources.survey is not None else None
    return rule is not None and not rule.needs_listing


def _drop_sections(sources: Sources, page: Page, found: list[ArticleLink]) -> list[ArticleLink]:
    """A slug alone may belong to a section or an article: the page itself decides."""
    survey = sources.survey
    if survey is None or survey.rule is None or not survey.rule.needs_listing:
        return found
    votes = count_votes(find_blocks(page, survey.site.hosts))
    survey.undecided.update(
        each.link for each in found if each.link in votes and votes[each.link].is_undecided
    )
    known = votes.keys() - survey.undecided
    return [each for each in found if each.link not in known or not votes[each.link].is_furniture]


def note_sections(sources: Sources, page: Page, listing: Listing) -> None:
    """Records the sections that a home page, or a section without a name, links to; and what the site's other
    pages may share with a home page.
    """
    if listing.is_home:
        sources.shared_parts.note_front(page)
    if listing.is_home or (listing.number == 1 and _name_of(sources, listing.key) is None):
        sources.state.note_sections(named_sections(page, sources.site, sources.crawl.max_sections))


def section_name(sources: Sources, listing: Listing) -> str | None:
    """The name of the listing's section; None for a home page."""
    return None if listing.is_home else _name_of(sources, listing.key)


def is_only_article(sources: Sources, listing: Listing, article: ArticleLink | None) -> bool:
    """Whether the page is an article and nothing else: the address of a section with a name may lead to its
    newest article, above the others.
    """
    return article is not None and section_name(sources, listing) is None


def _name_of(sources: Sources, key: str) -> str | None:
    """None if only the section's address or number is known."""
    seen = [link for link in sources.state.seen_sections() if link.key == key]
    name = next((link.name for link in known_sections(sources.site, seen) if link.key == key), None)
    return None if name is None or name.isdecimal() else name


def find_longer(sources: Sources, page: Page) -> list[str]:
    """The longer lists of the page's boxes, of a site that is read by landmarks."""
    site = sources.site
    longer = further_lists(page, site.hosts) if site.listings is None and is_generic(site) else []
    return [url for url in longer if sources.articles.read_id(url) is None]


def find_sections(sources: Sources, page: Page, longer: Sequence[str]) -> list[str]:
    """The sections that the page links to; of a site that is read by landmarks also those in its menus that
    only a query names, and the `longer` lists of its boxes.
    """
    sections, site = section_links(page, sources.site), sources.site
    if site.listings is not None or not is_generic(site):
        return sections
    if sources.survey is not None:
        sections = _drop_refused(sources.survey, page, sections)
    return drop_duplicates([*sections, *_find_in_menus(sources, page), *form_sections(page), *longer])


def _find_in_menus(sources: Sources, page: Page) -> list[str]:
    """Links of the page's menus, those with a query among them, and to sections that the rule knows."""
    survey = sources.survey
    named = menu_links(page, sources.site.hosts if survey is None else survey.site.hosts)
    if survey is None:
        return [url for url in named if sources.articles.read_id(url) is None]
    if (rule := survey.rule) is None:
        return named
    known = set(filter(rule.is_section, page.linked_addresses)) if rule.sections else ()
    return [*(url for url in named if not rule.covers(url)), *sorted(known)]


def _drop_refused(survey: Survey, page: Page, urls: Iterable[str]) -> list[str]:
    """The addresses without those that the page lists like articles although their shape is refused: those
    are records of something else, not sections.
    """
    blocks = find_blocks(page, survey.site.hosts)
    cards = find_cards(blocks)
    refused = set(cards).difference(survey.learned.refusals.leave_out(cards, blocks))
    return [url for url in urls if url not in refused]


def list_cards(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The addresses of articles in cards on the page."""
    votes = count_votes(find_blocks(page, hosts))
    return [url for url, each in votes.items() if each.cards and url != page.url]


def lists_articles(page: Page, cards: Collection[str]) -> bool:
    """Whether the page is one of several of a list; an article has a few cards of others as well. `cards`:
    the articles in cards on it.
    """
    if len(cards) < LEAST_CARDS or states_article(page):
        return False
    return next_page(page, 1, cards) is not None or isinstance(find_control(page, 1), NextPage)


def find_shown_list(sources: Sources, response: Response, listing: Listing) -> Page | None:
    """The page, if it has articles that neither the front page nor the page before has."""
    if response.status != 404 or listing.is_home or listing.guessed or not is_generic(sources.site):
        return None
    try:
        with limit_reading(sources.crawl.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            return page if len(_find_new(sources, page, listing)) >= LEAST_CARDS else None
    except NotAPageError:
        return None


def _find_new(sources: Sources, page: Page, listing: Listing) -> list[str]:
    """Links to such articles; during a survey those that look so."""
    if sources.survey is not None and sources.survey.is_open:
        links = list_cards(page, sources.site.hosts)
    else:
        found = find_articles(sources, page)
        links = [each.link for each in found if each.address.native_id not in listing.seen]
    return [url for url in links if url not in sources.shared_parts.links]
