"""Article addresses learned from a sitemap, on a site whose pages a script builds: they show no link.

One page of each shape in the sitemap is tried; the shapes of those that are articles make the rule.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from scrapy.http import Response

from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.discovery.surveys.survey_trials import adopt_rule, is_article, request_trial
from dvcrawler.families.learning.address_candidates import group_addresses

#: Shapes that are tried.
_TRIALS = 8
#: Entries that wait for the rule, 0.3 KB each.
_MOST_HELD = 50_000


def learn_from_sitemap(sources: Sources, entries: Sequence[SitemapEntry]) -> Iterator[Any]:
    """Requests that try the shapes of a sitemap in which no address is known as an article's."""
    survey = sources.survey
    if survey is None or survey.is_open or survey.rule is not None:
        return
    survey.unlearned += entries[: _MOST_HELD - len(survey.unlearned)]
    for group in _choose(survey, entries):
        survey.wait_for(group[0])
        yield request_trial(sources, survey, group[0], partial(_read_trial, group))


def _choose(survey: Survey, entries: Sequence[SitemapEntry]) -> list[list[str]]:
    """The addresses of each shape worth a trial, most frequent first."""
    groups = group_addresses([entry.url for entry in entries[:_MOST_HELD]])
    return [group for group in groups if survey.refusals.known.keys().isdisjoint(group)][:_TRIALS]


def _read_trial(
    group: Sequence[str], sources: Sources, survey: Survey, url: str, response: Response
) -> Iterator[Any]:
    if response.status == 200:
        is_read = is_article(sources, url, response)
        survey.note_trial(url, is_article=is_read)
        if is_read:
            survey.note_feed(url, group)
    else:
        survey.stop_waiting(url)
    if survey.is_complete:
        yield from _request_entries(sources, survey)


def _request_entries(sources: Sources, survey: Survey) -> Iterator[Any]:
    """The articles of the sitemaps that were read before the rule was known."""
    survey.conclude()
    adopt_rule(sources, survey)
    entries, survey.unlearned = survey.unlearned, []
    for entry in entries if survey.rule is not None else ():
        found = sources.find_articles([entry.url])
        sources.count_fed(found)
        for each in found:
            if sources.coverage.may_cover(each, entry.changed, is_publication=False):
                yield sources.request_article(each, entry.changed)
