"""Sample articles, read as a crawl would read them, with the doubts about each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from dvcrawler.discovery.listings.page_kinds import asks_for_login
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_record
from dvcrawler.extract.site import Site
from dvcrawler.families.learning.address_shape import read_target, shape_of
from dvcrawler.items import Article, Provenance, to_record
from dvcrawler.normalize.article import RecordRefused
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.probe.answers import Answer
from dvcrawler.probe.findings import Sample

#: Keys of a record that are not among the values of a sample.
_NOT_SHOWN = ("schema", "extractor", "problems")
#: Lists that show which links are in menus.
_LEAST_LISTS = 3


def choose_articles(lists: Sequence[Sequence[str]], most: int) -> list[str]:
    """Takes addresses from the lists in turn, each once, so that all kinds of pages are met. Last those that
    all lists have: a menu may lead to a page with the address of an article ("Giới thiệu").
    """
    turns = chain.from_iterable(zip_longest(*lists))
    filled = [frozenset(urls) for urls in lists if urls]
    in_all = frozenset.intersection(*filled) if len(filled) >= _LEAST_LISTS else frozenset()
    return sorted(dict.fromkeys(url for url in turns if url is not None), key=in_all.__contains__)[:most]


def read_sample(answer: Answer, site: Site, address: Address) -> Sample:
    """The record of the page, or why there is none."""
    sample = Sample(answer.asked, address.native_id)
    if answer.fault is not None:
        return replace(sample, fault=answer.fault)
    if read_address(answer.url, site.addresses, site.hosts) is None:
        return replace(sample, fault=f"it redirects to {answer.url}")
    article = _read(answer, site, address)
    if isinstance(article, str):
        return replace(sample, fault=article)
    values = {name: value for name, value in to_record(article).items() if name not in _NOT_SHOWN}
    problems = tuple((each.field, each.code.value, each.reason) for each in article.problems)
    return replace(sample, layout=article.layout, values=values, problems=problems)


def gives_record(answer: Answer, site: Site, address: Address) -> bool:
    """Whether the page can be read, whatever the site's patterns say of its address."""
    return answer.fault is None and not isinstance(_read(answer, site, address), str)


def read_again(sample: Sample, answer: Answer, site: Site) -> Sample:
    """The sample read by the final rule; unchanged if that rule does not match it."""
    address = read_address(sample.url, site.addresses, site.hosts)
    return sample if address is None else read_sample(answer, site, address)


def judge_samples(samples: Sequence[Sample], answers: Mapping[str, Answer]) -> dict[str, bool]:
    """Whether the pages that were answered are articles. A page that cannot be read although others of its
    shape can is left out: it is still an article, and shows nothing of the rule.
    """
    tried = {each.url: each.fault is None for each in samples if answers[each.url].is_ok}
    targets = {url: target for url in tried if (target := read_target(url)) is not None}
    read = {shape_of(target) for url, target in targets.items() if tried[url]}
    return {url: tried[url] for url, target in targets.items() if tried[url] or shape_of(target) not in read}


def _read(answer: Answer, site: Site, address: Address) -> Article | str:
    try:
        with limit_reading():
            page = Page(answer.body, answer.url, answer.headers.get("content-type"))
            read = read_record(page, site, address, Provenance("live", answer.url, answer.at))
    except NotAPageError as error:
        return str(error)
    if not isinstance(read, RecordRefused):
        return read
    return "it asks for a login" if asks_for_login(page) else read.reason
