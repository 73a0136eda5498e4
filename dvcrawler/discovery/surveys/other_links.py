"""Links that a listing shows in the place of articles and that the learned rule refuses.

The rule comes from the newest articles; further pages of the lists show older ones, with other addresses. One
page of each kind of address is tried, and the rule widened if it is an article.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from dvcrawler.discovery.surveys.refusals import Refusals
from dvcrawler.extract.elements import has_at_least
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import kind_of, read_target
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.non_articles import is_never_article, is_never_tried
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.url_form import without_parameters
from dvcrawler.normalize.urls import is_own_host

REFUSED_LINKS = "it lists links among its articles whose addresses are not known as such"
#: Pages tried of one kind of address, and in one run.
_TRIES, _MOST_TRIALS = 2, 12
#: Caps the links that are not looked at again, and those of a page that is: a list has some hundreds.
_MOST_LOOKED, _MOST_OF_PAGE = 20_000, 5_000


class OtherLinks:
    """The links of one run that are not articles. `left`: the found links, by their listing's address."""

    def __init__(self) -> None:
        self.left: dict[str, list[str]] = {}
        #: Kinds of addresses that are known not to be articles, and those that were reported.
        self.decided: set[str] = set()
        #: Hashes of the addresses that were looked at.
        self._looked: set[int] = set()
        self._tries = Counter[str]()
        #: Places in the markup in which articles are listed.
        self._places: set[str] = set()

    def find(
        self,
        page: Page,
        hosts: Mapping[str, str],
        rule: AddressRule,
        refusals: Refusals,
        is_article: Callable[[str], bool],
    ) -> list[str]:
        """The links of the page that were not looked at so far."""
        fresh, blocks = self._take_fresh(page, hosts, rule, is_article)
        if not fresh:
            return []
        listed = _find_listed(blocks, self._places).intersection(fresh)
        self.left[page.url] = refusals.leave_out(filter(listed.__contains__, fresh), blocks)
        return self.left[page.url]

    def find_beside(
        self, page: Page, hosts: Mapping[str, str], is_article: Callable[[str], bool]
    ) -> list[str]:
        """The links of the page that are listed among its articles, or where other pages list articles, for a
        site whose rule is in its file.
        """
        fresh, blocks = self._take_fresh(page, hosts, None, is_article)
        votes = count_votes(each for each in blocks if each.group in self._places)
        return [url for url in fresh if url in votes and votes[url].is_article]

    def _take_fresh(
        self,
        page: Page,
        hosts: Mapping[str, str],
        rule: AddressRule | None,
        is_article: Callable[[str], bool],
    ) -> tuple[list[str], list[LinkBlock]]:
        """The links of the page that may be articles and were not looked at so far, and how it lists all of
        its links. That is expensive to find: it is left out for a page without such a link, as most are.
        """
        fresh = self._look_at(page, hosts)
        left = [url for url in fresh if not is_article(url) and _may_be(url, rule)]
        blocks = find_blocks(page, hosts) if left else []
        self._places |= {each.group for each in blocks if not each.in_menu and is_article(each.url)}
        return left, blocks

    def _look_at(self, page: Page, hosts: Mapping[str, str]) -> list[str]:
        """The links of the page to the site that were not looked at so far, and are from now on."""
        if has_at_least(page.root.iter("a"), _MOST_OF_PAGE):
            return []
        own = [url for url in page.linked_addresses if is_own_host(url, hosts)]
        fresh = [url for url in own if hash(url) not in self._looked]
        if len(self._looked) > _MOST_LOOKED:
            self._looked.clear()
        self._looked.update(map(hash, fresh))
        return fresh

    def choose_trials(self, urls: Iterable[str]) -> list[str]:
        """One address of each kind that was not tried often enough."""
        chosen = {kind_of(url): url for url in reversed([*urls])}
        return [url for url in reversed(chosen.values()) if self.may_try(url)]

    def may_try(self, url: str) -> bool:
        """Whether one more page of this kind is tried, which then counts."""
        kind = kind_of(url)
        if self._tries[kind] >= _TRIES or self._tries.total() >= _MOST_TRIALS:
            return False
        self._tries[kind] += 1
        return True

    def forget(self, url: str) -> None:
        """Leaves out a link to a page that is gone."""
        self.left = {page: [each for each in urls if each != url] for page, urls in self.left.items()}

    def take_left(self, page: Page, refusals: Refusals, is_article: Callable[[str], bool]) -> list[str]:
        """The links of the page, once, whose kind no trial has decided on and no page before had."""
        decided = {kind_of(url) for url in refusals.known} | self.decided
        left = select_undecided(self.left.pop(page.url, ()), decided, is_article)
        self.decided.update(map(kind_of, left))
        return left


def find_unknown(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The links that a page without a known article lists as articles: the site may have a new system."""
    votes = count_votes(find_blocks(page, hosts))
    own = (url for url, each in votes.items() if each.is_article and each.cards and is_own_host(url, hosts))
    targets = {url: read_target(url) for url in own if not is_front_page(url)}
    return [url for url, each in targets.items() if each is not None and not is_never_article(each.text)]


def select_undecided(
    urls: Iterable[str], decided: Collection[str], is_article: Callable[[str], bool]
) -> list[str]:
    """The addresses that are not those of articles, and whose kinds are not among those decided on."""
    return [url for url in urls if not is_article(url) and kind_of(url) not in decided]


def _may_be(url: str, rule: AddressRule | None) -> bool:
    """Whether the address may be an article's although the rule refuses it."""
    target = read_target(without_parameters(url, rule.ignored) if rule is not None and rule.ignored else url)
    if target is None or is_front_page(url) or (rule is not None and target.text in rule.sections):
        return False
    return bool(target.text) and not is_never_tried(target.text)


def _find_listed(blocks: Sequence[LinkBlock], places: set[str]) -> set[str]:
    """The links that are listed as articles are: as cards, or in the same place."""
    votes = count_votes(blocks)
    beside = {each.url for each in blocks if each.group in places}
    return {url for url, each in votes.items() if each.is_article and (each.cards or url in beside)}
