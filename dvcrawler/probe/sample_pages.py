"""The pages that a probe reads further: sample articles, and second and last pages of the sections."""

from collections.abc import Mapping, Sequence

from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import follows_front_page
from dvcrawler.probe.answers import Answer, Fetch
from dvcrawler.probe.findings import Sample, Section
from dvcrawler.probe.menus.section_pagers import find_last
from dvcrawler.probe.menus.sections import ReadSection, try_pager
from dvcrawler.probe.rules.rule import find_addresses
from dvcrawler.probe.rules.rule_search import RuleSearch
from dvcrawler.probe.samples import choose_articles, read_sample

#: Articles that give a record, and pages that are tried for them.
SAMPLES, MOST_TRIES = 5, 8
MOST_PAGERS = 3


async def read_samples(
    fetch: Fetch, site: Site, listed: Sequence[ReadSection], links: Sequence[str], rule: RuleSearch
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


async def try_pagers(fetch: Fetch, listed: Sequence[ReadSection], site: Site) -> list[ReadSection]:
    """The sections, some of them with the findings of their second page."""
    tried, found = 0, []
    for each in listed:
        if _is_section(each.section) and tried < MOST_PAGERS:
            before = fetch.spent
            each = await try_pager(fetch, each, site)
            tried += fetch.spent > before or each.section.pager_fault is not None
        found.append(each)
    if follows_front_page(site) and found and not any(each.section.pager for each in found):
        found[0] = await _try_front(fetch, found[0], site)
    return found


def _is_section(section: Section) -> bool:
    return section.name != "front" and section.articles > 1


async def _try_front(fetch: Fetch, front: ReadSection, site: Site) -> ReadSection:
    """The front page, whose pager may lead to all articles, as that of a blog does. The boxes of others have
    pagers for themselves, which bring nothing.
    """
    tried = await try_pager(fetch, front, site)
    return tried if tried.section.new_on_second and tried.section.pager_fault is None else front


async def read_older(fetch: Fetch, listed: Sequence[ReadSection], most: int) -> list[Page]:
    """The second pages, and the last ones: the oldest articles may have addresses of another kind. `most`:
    requests of the probe after which no more are read.
    """
    paged = [each for each in listed if each.second is not None]
    older = [each.second for each in paged]
    for each in paged[:MOST_PAGERS]:
        url = find_last(each.page) if each.page is not None else None
        if url is not None and fetch.spent < most:
            older.append((await fetch.get(url)).page)
    return [page for page in older if page is not None]
