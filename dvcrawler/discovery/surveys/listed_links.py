"""Which links of a listing are to articles or sections, by what the survey learned and by the page itself."""

from collections.abc import Iterable

from dvcrawler.discovery.sections.menu_links import drop_duplicates, menu_links
from dvcrawler.discovery.surveys.evidence import find_cards
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks


def drop_sections(survey: Survey, page: Page, urls: Iterable[str]) -> list[str]:
    """The addresses without those that the page shows as sections, or by short names in menus."""
    votes = count_votes(find_blocks(page, survey.site.hosts))
    known = [url for url in urls if url in votes]
    survey.undecided.update(url for url in known if votes[url].is_undecided)
    return [url for url in urls if url in survey.undecided or url not in known or not votes[url].is_furniture]


def drop_refused(survey: Survey, page: Page, urls: Iterable[str]) -> list[str]:
    """The addresses without those that the page lists like articles although their shape is refused: those
    are records of something else, not sections.
    """
    blocks = find_blocks(page, survey.site.hosts)
    cards = find_cards(blocks)
    refused = set(cards).difference(survey.learned.refusals.leave_out(cards, blocks))
    return [url for url in urls if url not in refused]


def find_section_links(survey: Survey, page: Page) -> list[str]:
    """Links of the page's menus, those with a query among them, and to sections that the rule knows."""
    named = menu_links(page, survey.site.hosts)
    rule = survey.rule
    if rule is None:
        return named
    known = set(filter(rule.is_section, page.linked_addresses)) if rule.sections else ()
    return drop_duplicates([*(url for url in named if not rule.covers(url)), *sorted(known)])
