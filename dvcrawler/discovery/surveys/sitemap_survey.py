"""Article addresses learned from feeds and sitemaps: of a site whose pages a script builds, which show no
link, and of one whose sitemaps hold older articles with other addresses than the newest ones.

One page of each shape that no pattern matches is tried; the shapes of those that are articles widen the rule.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from scrapy.http import Response

from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.listings.listing_contents import list_cards, lists_articles
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.responses import published_day
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.discovery.surveys.survey_trials import (
    adopt_rule,
    is_article,
    read_page,
    read_trial,
    request_trial,
)
from dvcrawler.families.learning.address_candidates import group_addresses
from dvcrawler.families.learning.address_shape import Target, read_target
from dvcrawler.normalize.urls import is_own_host

#: Shapes that are tried of one file.
_TRIALS = 8
#: Entries of a sitemap that make a shape; a feed names articles alone.
_LEAST, LEAST_OF_FEED = 3, 1
#: Entries that wait for the rule, 0.3 KB each.
_MOST_HELD = 50_000
#: Entries of a file that show its other shapes, and words of a slug made from a headline.
_SAMPLE, _HEADLINE_WORDS = 2_000, 5


def learn_from_sitemap(
    sources: Sources, entries: Sequence[SitemapEntry], least: int = _LEAST
) -> Iterator[Output]:
    """Requests that try the shapes of these entries of one file, none of which is known as an article's.
    `least`: entries that make a shape.
    """
    survey = sources.survey
    if survey is None or not entries or (survey.rule is None and survey.is_open):
        return
    survey.unlearned += entries[: _MOST_HELD - len(survey.unlearned)]
    for group in _choose(survey, entries, least):
        survey.trials_of_files.add(group[0])
        yield request_trial(sources, survey, group[0], partial(_read_trial, group))


def _choose(survey: Survey, entries: Sequence[SitemapEntry], least: int) -> list[list[str]]:
    """The addresses of each shape worth a trial, most frequent first."""
    if survey.rule is None:
        return _group(survey, entries, least)[:_TRIALS]
    groups = _group(survey, entries[:: max(1, len(entries) // _SAMPLE)], least)
    left = [*filter(_may_hold_articles, groups)][:_TRIALS]
    return [group for group in left if survey.others.may_try(group[0])]


def _group(survey: Survey, entries: Sequence[SitemapEntry], least: int) -> list[list[str]]:
    """The addresses on the site's hosts by shape, without the shapes of which a page was refused."""
    urls = (entry.url for entry in entries[:_MOST_HELD])
    groups = group_addresses([url for url in urls if is_own_host(url, survey.site.hosts)], least)
    return [group for group in groups if survey.learned.refusals.known.keys().isdisjoint(group)]


def _may_hold_articles(group: Sequence[str]) -> bool:
    """Whether the addresses are made of headlines, or most of them have a number, which may be written with
    letters: sitemaps name sections and offices too.
    """
    targets = [target for target in map(read_target, group) if target is not None]
    numbered = sum(any(map(str.isdecimal, _own_part(target))) for target in targets)
    return 2 * numbered > len(targets) or targets[0].slug_words >= _HEADLINE_WORDS


def _own_part(target: Target) -> str:
    """What distinguishes the address from others of its folder."""
    last = target.last.value if target.last is not None else ""
    return "".join([last, *(part.value for _, part in target.query)])


def _read_trial(
    group: Sequence[str], sources: Sources, survey: Survey, url: str, response: Response
) -> Iterator[Output]:
    survey.trials_of_files.discard(url)
    if response.status == 200:
        is_read = _is_sure_article(sources, survey, url, response)
        survey.note_trial(url, is_article=is_read)
        if is_read:
            survey.note_feed(url, group)
    if not survey.trials_of_files and not survey.is_open:
        yield from _conclude(sources, survey)


def _is_sure_article(sources: Sources, survey: Survey, url: str, response: Response) -> bool:
    """Whether the page is an article; beside a rule, only a dated one without a list of others."""
    if survey.rule is None:
        return is_article(sources, url, response)
    page = read_page(sources, response)
    draft = read_trial(sources, url, response, page) if page is not None else None
    if page is None or draft is None or published_day(draft) is None:
        return False
    return not lists_articles(page, list_cards(page, sources.site.hosts))


def _conclude(sources: Sources, survey: Survey) -> Iterator[Output]:
    held = survey.conclude()
    adopt_rule(sources, survey)
    yield from request_unlearned(sources, survey)
    for response, listing in held:
        yield from sources.read_listing(sources, response, listing)


def request_unlearned(sources: Sources, survey: Survey) -> Iterator[Output]:
    """The articles of the files that were read before their addresses were known."""
    if survey.rule is None or survey.trials_of_files:
        return
    entries, survey.unlearned = survey.unlearned, []
    for entry in entries:
        yield from _request_entry(sources, entry)


def _request_entry(sources: Sources, entry: SitemapEntry) -> Iterator[Output]:
    found = sources.articles.find([entry.url])
    sources.count_fed(found)
    for each in found:
        if sources.coverage.may_cover(each, entry.changed, is_publication=False):
            yield sources.articles.request(each, entry.changed)
