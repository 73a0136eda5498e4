"""Kinds of addresses that pages and files show in the place of articles, and that the rule leaves out.

The rule comes from first pages, which show the newest articles; second pages, feeds and sitemaps show older
ones, whose addresses may be of another kind. A page of each kind is tried, as a crawl does.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from dvcrawler.discovery.surveys.other_links import OtherLinks, select_undecided
from dvcrawler.discovery.surveys.refusals import Refusals
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.address_candidates import group_addresses
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.normalize.urls import is_own_host

#: Kinds of a sitemap that are tried.
_MOST_SHAPES = 3


class OtherKinds:
    """Addresses of other kinds than articles, of one probe. `hosts`: of the site. `evidence`: addresses in
    feeds and sitemaps.
    """

    def __init__(self, hosts: Mapping[str, str], evidence: Sequence[str]) -> None:
        self._hosts, self._evidence = hosts, evidence
        self._links = OtherLinks()
        self._seen: set[Page] = set()
        self._left: list[str] = []

    def choose_listed(
        self, pages: Sequence[Page], rule: AddressRule, is_article: Callable[[str], bool]
    ) -> Iterator[str]:
        """Links among the articles of the pages, as many of each kind as show what it is."""
        for page in pages:
            if page not in self._seen:
                self._seen.add(page)
                self._left += self._links.find(page, self._hosts, rule, Refusals(), is_article)
        yield from self._links.choose_trials(self._left)

    def find_in_files(self, rule: AddressRule, known: Collection[str]) -> list[list[str]]:
        """The addresses in feeds and sitemaps of which the rule covers none, by kind. `known`: pages that are
        sections, and those that were tried: no kind of theirs is tried again.
        """
        own = [url for url in self._evidence if is_own_host(url, self._hosts) and url not in known]
        kinds = {kind_of(url) for url in known}
        groups = [group for group in group_addresses(own) if not any(map(rule.covers, group))]
        return [group for group in groups if kinds.isdisjoint(map(kind_of, group))][:_MOST_SHAPES]

    def find_left(self, tried: Mapping[str, bool], is_article: Callable[[str], bool]) -> list[str]:
        """The links among articles that are left out although no page of their kind was found to be none."""
        decided = {kind_of(url) for url, each in tried.items() if not each}
        return select_undecided(dict.fromkeys(self._left), decided, is_article)
