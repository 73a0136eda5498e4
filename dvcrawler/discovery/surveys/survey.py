"""The first look at a site that no file describes: its own rule for article addresses is learned.

The home page and a few sections are held until the rule is known, then read as any listing is. The rule is
kept in the ledger; later runs begin with it, and look again if a home page no longer agrees with it.
"""

import logging
from collections.abc import Callable, Iterable, Sequence

from scrapy.http import Response

from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sections.host_search import HostSearch
from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.discovery.sections.section_hosts import describe_other_hosts
from dvcrawler.discovery.surveys.evidence import may_be_either
from dvcrawler.discovery.surveys.held_pages import HeldPages
from dvcrawler.discovery.surveys.nothing_found import NothingFound
from dvcrawler.discovery.surveys.other_links import OtherLinks
from dvcrawler.discovery.surveys.refusals import Refusals
from dvcrawler.discovery.surveys.rule_state import LEAST_SEEN, RuleState
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import with_fronts, with_hosts
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.non_sections import holds_other_contents, is_never_section

logger = logging.getLogger(__name__)

#: Sections read before the rule is decided on: enough to distinguish furniture from lists.
_SECTIONS = 4
#: Listings looked at for a rule that the first ones did not give.
_MOST_SEEN = 20


class Survey:
    """The steps of the survey: what it waits for, and what is requested next.

    `is_open` until the rule is decided on: from the start if the ledger holds none.
    """

    def __init__(self, site: Site, known: AddressRule | None, refusals: Refusals | None = None) -> None:
        self.site, self.is_open = site, known is None
        self.learned = RuleState(known, refusals or Refusals())
        #: Links that the rule refuses although they are listed as articles.
        self.others = OtherLinks()
        self._chosen: list[str] = []
        #: Entries of sitemaps that wait until the rule is known.
        self.unlearned: list[SitemapEntry] = []
        #: Pages of feeds and sitemaps that are being tried.
        self.trials_of_files: set[str] = set()
        self.pages = HeldPages()
        self._doubtful: dict[str, str] = {}
        #: Links of menus with names as long as headlines: their pages show what they are.
        self.undecided: set[str] = set()
        self._has_asked = self._has_tried = self._is_forced = False
        #: Hosts on which the site has sections.
        self.hosts = HostSearch(site.hosts)
        if known is not None:
            self.hosts.fronts, self.hosts.bare = known.fronts, known.hosts

    @property
    def rule(self) -> AddressRule | None:
        """The rule in force, None while there is none."""
        return self.learned.rule

    # --- input ----------------------------------------------------------------------------------

    def reopen(self, page: Page, listing: Listing, is_article: Callable[[str], bool]) -> None:
        """Starts over if nothing was learned so far, or if the page shows articles that the rule does not
        cover: a home page after a change, the section of another edition, or a further page of a list, where
        older articles have other addresses. `is_article`: whether the site's patterns match an address.
        """
        if self.is_open:
            return
        if listing.number == 1 and not self.pages.has_seen(listing):
            self._reopen_first(page, listing)
        if not self.is_open and self.rule is not None:
            self._try_others(self.rule, page, is_article)

    def _open(self, *, asks_sections: bool = False) -> None:
        """Starts over with further trials, and with sections if none were asked for so far."""
        self.is_open, self._has_tried, self._has_asked = True, False, not asks_sections

    def _try_others(self, rule: AddressRule, page: Page, is_article: Callable[[str], bool]) -> None:
        left = self.others.find(page, self.site.hosts, rule, self.learned.refusals, is_article)
        self._chosen = self.others.choose_trials(left)
        if self._chosen:
            self._open()

    def _reopen_first(self, page: Page, listing: Listing) -> None:
        if listing.is_home and self.hosts.has_new(page):
            self._open()
            return
        if self.rule is None and self.pages.count_seen() < _MOST_SEEN:
            self._open(asks_sections=listing.is_home)
        elif self.rule is not None and (uncovered := self.learned.find_uncovered(page, self.site.hosts)):
            self._reopen_uncovered(*uncovered, is_home=listing.is_home)

    def _reopen_uncovered(self, seen: int, left: Sequence[str], *, is_home: bool) -> None:
        """`seen`: how many links the page lists as articles; `left`: those that the rule does not cover."""
        if is_home:
            logger.warning(
                "%s: the article addresses have changed: %d of %d on the home page are known",
                self.site.title,
                seen - len(left),
                seen,
            )
            self.is_open, self.learned.refusals = True, Refusals()
        elif self.learned.has_new_shapes(left):
            self._open()

    def hold(self, response: Response, listing: Listing, page: Page) -> None:
        """Takes what the page shows, and keeps it until the rule is decided on."""
        if self.pages.hold(response, listing):
            self.learned.evidence.add_page(page, self.site.hosts, learns_origins=self.rule is None)
            if listing.is_home:
                self.hosts.look(page)

    def force(self) -> tuple[Response, Listing] | None:
        """Stops waiting for missing pages. Returns the page to request again, whose response ends the survey;
        None if the survey is over.
        """
        self.pages.stop_waiting_for_all()
        self._has_asked = self._has_tried = True
        self.learned.evidence.feeds.clear()
        first = self.pages.first()
        if self._is_forced or first is None:
            self.is_open = False
            return None
        self._is_forced = True
        return first

    def note_trial(self, url: str, *, is_article: bool, kind: str = "article") -> None:
        self.learned.tried.note(url, is_article=is_article, kind=kind)
        if url in self.learned.tried.lists:
            self.others.decided.add(kind_of(url))
        self.pages.stop_waiting(url)

    def note_list(self, url: str, response: Response, listing: Listing, page: Page) -> None:
        """Takes a page that was tried as an article and is a section, as the others of its list are."""
        self.learned.evidence.take_as_menu(url)
        self.drop_link(url)
        self.others.decided.add(kind_of(url))
        self.learned.evidence.lists.append(url)
        self.hold(response, listing, page)

    def drop_link(self, url: str) -> None:
        """Forgets a link to a page that is gone: it says nothing about other links of its shape."""
        self.learned.evidence.drop_link(url)
        self.others.forget(url)
        self.pages.stop_waiting(url)

    # --- requests -------------------------------------------------------------------------------

    def choose_sections(self) -> list[str]:
        """Returns the sections to read, once: those in menus."""
        if self._has_asked:
            return []
        self._has_asked = True
        votes = count_votes(self.learned.evidence.blocks)
        home = self.pages.list_keys()
        named = [url for url, each in votes.items() if each.is_section and not is_never_section(url)]
        self._doubtful = {section_key(url): url for url, each in votes.items() if may_be_either(url, each)}
        named.sort(key=lambda url: (holds_other_contents(url), not votes[url].is_main))
        chosen = drop_duplicates([*named, *self._doubtful.values()])
        return [url for url in chosen if section_key(url) not in home][:_SECTIONS]

    def choose_hosts(self) -> list[str]:
        """Returns the front pages of further hosts to look at, once."""
        return self.hosts.choose() if not self._is_forced else []

    def note_host(self, front: str, page: Page | None, *, is_bare: bool) -> bool:
        """Takes the front page of a further host; None if it has none of its own. Returns whether the host is
        one of the site. `is_bare`: as for `HostSearch.judge`.
        """
        self.pages.stop_waiting(front)
        if not self.hosts.judge(front, page, is_bare=is_bare):
            return False
        self.site = with_hosts(with_fronts(self.site, self.hosts.fronts), self.hosts.bare)
        homes = {home.url for home in self.hosts.homes}
        self.learned.evidence.drop_pages(homes)
        for home in self.hosts.homes:
            self.learned.evidence.add_links(home, self.site.hosts, learns_origins=self.rule is None)
        return True

    def choose_trials(self) -> list[str]:
        """Returns the pages to try, once, if the listings leave shapes undecided."""
        if self._has_tried:
            return []
        self._has_tried = True
        chosen, self._chosen = self._chosen, []
        return chosen or self.learned.suggest_trials()

    def note_feed(self, feed: str, urls: Iterable[str]) -> None:
        """Takes the addresses that a feed names: they are articles."""
        self.learned.evidence.add_named(urls, self.site.hosts)
        self.pages.stop_waiting(feed)

    def note_doubtful(self, response: Response, *, is_article: bool) -> None:
        """Takes a page that was read as a section although its link may be that of an article. If it lists
        articles, the other plain links of the list that led to it lead to sections as well.
        """
        url = self._doubtful.pop(section_key(response.url), None)
        blocks = self.learned.evidence.blocks
        cards = {block.url for block in blocks if block.page == response.url and block.is_card}
        if url is None or is_article or len(cards) < LEAST_SEEN:
            return
        self.learned.evidence.take_as_menu(url)

    def is_doubtful(self, url: str) -> bool:
        return section_key(url) in self._doubtful

    # --- decision -------------------------------------------------------------------------------

    def conclude(self) -> list[tuple[Response, Listing]]:
        """Decides on the rule; returns the pages that were held."""
        self.is_open = False
        self.learned.learn(self.site, self.hosts.fronts, self.hosts.bare)
        return self.pages.release()

    def describe(self) -> str:
        """The rule and its evidence in one line, for the run record."""
        evidence = self.rule.evidence if self.rule else ()
        fronts = (f"sections at {front}" for front in self.hosts.fronts)
        return "; ".join([*evidence, *fronts, *(f"articles on {host}" for host in self.hosts.bare)])

    def describe_other_hosts(self) -> str | None:
        """The hosts of sections that this run does not read."""
        return describe_other_hosts(self.learned.evidence.count_other_hosts(self.site.hosts))

    def list_other_hosts(self) -> list[str]:
        """The hosts below the site's own that this run does not read, those with the most links first."""
        return [host for host, _ in self.learned.evidence.count_other_hosts(self.site.hosts).most_common()]

    def explain_nothing(self) -> NothingFound:
        """The links that were seen instead of articles, and advice."""
        return self.learned.explain_nothing(self.site.hosts)
