"""The sample articles of a probe, fetched and read."""

from collections.abc import Mapping, Sequence

from dvcrawler.extract.site import Site
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.findings import Sample
from dvcrawler.probe.menus.sections import ReadSection
from dvcrawler.probe.rules.rule import find_addresses
from dvcrawler.probe.rules.rule_search import RuleSearch
from dvcrawler.probe.samples import choose_articles, read_sample

#: Articles that give a record, and pages that are tried for them.
SAMPLES, MOST_TRIES = 5, 8


async def read_samples(
    fetch: Fetch,
    site: Site,
    listed: Sequence[ReadSection],
    links: Sequence[str],
    rule: RuleSearch,
) -> tuple[list[Sample], dict[str, Answer]]:
    """Up to five articles that give a record; those that were tried and give none are kept too. Pages
    that the search for the rule has read are not requested again.
    """
    urls = choose_articles([each.links for each in listed], MOST_TRIES)
    if len(urls) < SAMPLES:  # feeds and sitemaps lead to them as well
        urls = choose_articles([urls, links], MOST_TRIES * 4)
    site = rule.with_listed_addresses(site, urls)
    addresses = find_addresses(site.addresses, urls, site.hosts)
    samples: list[Sample] = []
    answers: dict[str, Answer] = {}
    for url, address in list(addresses.values())[:MOST_TRIES]:
        if sum(sample.fault is None for sample in samples) >= SAMPLES:
            break
        answers[url] = rule.answers.get(url) or await fetch.get(url)
        if answers[url].outcome == "ending":
            break
        samples.append(read_sample(answers[url], site, address))
    return [each for each in samples if not _is_list(each, answers, rule)], answers


def _is_list(sample: Sample, answers: Mapping[str, Answer], rule: RuleSearch) -> bool:
    """Whether the page without a record is a section, which the search for the rule notes."""
    return sample.fault is not None and rule.note_list(sample.url, answers[sample.url].page)
