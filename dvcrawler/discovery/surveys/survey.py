"""The first look at a site that no file describes: its own rule for article addresses is learned.

The home page and a few sections are held until the rule is known, then read as any listing is. The rule is
kept in the ledger; later runs begin with it, and look again if a home page no longer agrees with it.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from scrapy.http import Response

from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sections.doubtful_sections import may_be_either
from dvcrawler.discovery.sections.host_search import HostSearch
from dvcrawler.discovery.sections.menu_links import drop_duplicates
from dvcrawler.discovery.surveys.document_lists import covers_documents_only
from dvcrawler.discovery.surveys.evidence import Evidence, find_cards
from dvcrawler.discovery.surveys.nothing_found import NothingFound, explain_nothing
from dvcrawler.discovery.surveys.other_links import OtherLinks
from dvcrawler.discovery.surveys.refusals import Refusals
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import with_fronts
from dvcrawler.families.learning.address_rule import MAX_SECTIONS, AddressRule, unite
from dvcrawler.families.learning.address_shape import Shape, kind_of, read_target, shape_of
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.learning.rule_learning import learn_rule, suggest_trials
from dvcrawler.families.non_articles import is_never_tried
from dvcrawler.families.non_sections import holds_other_contents, is_never_section
from dvcrawler.families.shared_shapes import find_shared_shapes

logger = logging.getLogger(__name__)

#: Sections read before the rule is decided on: enough to distinguish furniture from lists.
_SECTIONS = 4
#: Pages fetched to see whether they are articles: government portals link to documents, procedures, films,
#: albums and people in the same way as to news.
_TRIALS = 8
#: Listings looked at for a rule that the first ones did not give.
_MOST_SEEN = 20
#: Feeds read if the listings give no rule.
_MOST_FEEDS = 4
#: A home page agrees with a rule that covers this share of its probable articles.
_AGREEMENT = 0.5
_MIN_SEEN = 3


class Survey:
    """Learns the rule during one run. `rule` is the one in force, None while there is none.

    `is_open` until the rule is decided on: from the start if the ledger holds none.
    """

    def __init__(self, site: Site, known: AddressRule | None, refusals: Refusals | None = None) -> None:
        self.site, self.rule, self.is_open = site, known, known is None
        #: The pages that earlier runs tried, and this one, and that are not articles.
        self.refusals = refusals or Refusals()
        #: Links that the rule refuses although they are listed as articles.
        self.others = OtherLinks()
        self._chosen: list[str] = []
        #: Entries of sitemaps that wait until the rule is known.
        self.unlearned: list[SitemapEntry] = []
        #: Pages of feeds and sitemaps that are being tried.
        self.trials_of_files: set[str] = set()
        self._evidence = Evidence(known.ignored if known is not None else ())
        self._tried: dict[str, bool] = {}
        #: What each page is that was tried and is an article.
        self._kinds: dict[str, str] = {}
        self._held: dict[str, tuple[Response, Listing]] = {}
        self._waiting: set[str] = set()
        self._doubtful: dict[str, str] = {}
        #: Links of menus with names as long as headlines: their pages show what they are.
        self.undecided: set[str] = set()
        self._judged: set[Shape] = set()
        self._seen: set[tuple[str, int, bool]] = set()
        self._has_asked = self._has_tried = self._is_forced = False
        #: Hosts on which the site has sections.
        self.hosts = HostSearch(site.hosts, known.fronts if known is not None else ())

    # --- input ----------------------------------------------------------------------------------

    def reopen(self, page: Page, listing: Listing, is_article: Callable[[str], bool]) -> None:
        """Starts over if nothing was learned so far, or if the page shows articles that the rule does not
        cover: a home page after a change, the section of another edition, or a further page of a list, where
        older articles have other addresses. `is_article`: whether the site's patterns match an address.
        """
        if self.is_open:
            return
        if listing.number == 1 and _identify_listing(listing) not in self._seen:
            self._reopen_first(page, listing)
        if not self.is_open and self.rule is not None:
            self._try_others(self.rule, page, is_article)

    def _open(self, *, asks_sections: bool = False) -> None:
        """Starts over with further trials, and with sections if none were asked for so far."""
        self.is_open, self._has_tried, self._has_asked = True, False, not asks_sections

    def _try_others(self, rule: AddressRule, page: Page, is_article: Callable[[str], bool]) -> None:
        left = self.others.find(page, self.site.hosts, rule, self.refusals, is_article)
        self._chosen = self.others.choose_trials(left)
        if self._chosen:
            self._open()

    def _reopen_first(self, page: Page, listing: Listing) -> None:
        if listing.is_home and self.hosts.has_new(page):
            self._open()
            return
        if self.rule is None and len(self._seen) < _MOST_SEEN:
            self._open(asks_sections=listing.is_home)
        elif self.rule is not None:
            self._compare(self.rule, page, is_home=listing.is_home)

    def _compare(self, rule: AddressRule, page: Page, *, is_home: bool) -> None:
        blocks = find_blocks(page, self.site.hosts)
        seen = self.refusals.leave_out(find_cards(blocks), blocks)
        left = [url for url in seen if not rule.covers(url)]
        if len(seen) < _MIN_SEEN or len(seen) - len(left) >= _AGREEMENT * len(seen):
            return
        if is_home:
            logger.warning("%s: the article addresses have changed: %d of %d on the home page are known",
                           self.site.title, len(seen) - len(left), len(seen))  # fmt: skip
            self.is_open, self.refusals = True, Refusals()
        elif self._has_new_shapes(left):
            self._open()

    def _has_new_shapes(self, urls: Iterable[str]) -> bool:
        """Whether one of the addresses may be an article's and is of a shape not looked at so far."""
        targets = [target for target in map(read_target, urls) if target is not None]
        shapes = {shape_of(each) for each in targets if not is_never_tried(each.text)} - self._judged
        self._judged |= shapes
        return bool(shapes)

    def hold(self, response: Response, listing: Listing, page: Page) -> None:
        if _identify_listing(listing) not in self._seen:
            self._evidence.add_page(page, self.site.hosts, learns_origins=self.rule is None)
            if listing.is_home:
                self.hosts.look(page)
        self._seen.add(_identify_listing(listing))
        self._held[listing.key] = (response, listing)
        self._waiting.discard(listing.key)

    def wait_for(self, key: str) -> None:
        self._waiting.add(key)

    def force(self) -> tuple[Response, Listing] | None:
        """Stops waiting for pages that will not come. Returns the page to request again, whose response ends
        the survey; None if the survey is over.
        """
        self._waiting.clear()
        self._has_asked = self._has_tried = True
        self._evidence.feeds.clear()
        if self._is_forced or not self._held:
            self.is_open = False
            return None
        self._is_forced = True
        return next(iter(self._held.values()))

    def stop_waiting_for_all(self) -> None:
        """Goes on without the pages that did not come."""
        self._waiting.clear()

    def stop_waiting(self, key: str) -> None:
        self._waiting.discard(key)

    def note_trial(self, url: str, *, is_article: bool, kind: str = "article") -> None:
        self._tried[url] = is_article
        if is_article:
            self._kinds[url] = kind
        self._waiting.discard(url)

    def is_first_of_kind(self, url: str) -> bool:
        """Whether no page with an address of this kind was tried before."""
        return kind_of(url) not in map(kind_of, self._tried)

    def note_list(self, url: str, response: Response, listing: Listing, page: Page) -> None:
        """Takes a page that was tried as an article, and is a section, and so are others of its list."""
        self._evidence.take_as_menu(url)
        self.drop_link(url)
        self.others.decided.add(kind_of(url))
        self._evidence.lists.append(url)
        self.hold(response, listing, page)

    def drop_link(self, url: str) -> None:
        """Forgets a link to a page that is gone: it says nothing about other links of its shape."""
        self._evidence.drop_link(url)
        self.others.forget(url)
        self._waiting.discard(url)

    # --- requests -------------------------------------------------------------------------------

    @property
    def is_complete(self) -> bool:
        return not self._waiting

    def choose_sections(self) -> list[str]:
        """Returns the sections to read, once: those in menus."""
        if self._has_asked:
            return []
        self._has_asked = True
        votes = count_votes(self._evidence.blocks)
        home = {section_key(response.url) for response, _ in self._held.values()}
        named = [url for url, each in votes.items() if each.is_section and not is_never_section(url)]
        self._doubtful = {section_key(url): url for url, each in votes.items() if may_be_either(url, each)}
        named.sort(key=lambda url: (holds_other_contents(url), not votes[url].is_main))
        chosen = drop_duplicates([*named, *self._doubtful.values()])
        return [url for url in chosen if section_key(url) not in home][:_SECTIONS]

    def choose_hosts(self) -> list[str]:
        """Returns the front pages of further hosts to look at, once."""
        return self.hosts.choose() if not self._is_forced else []

    def note_host(self, front: str, page: Page | None) -> bool:
        """Takes the front page of a further host; None if it has none of its own. Returns whether it holds
        sections of the site.
        """
        self._waiting.discard(front)
        if not self.hosts.judge(front, page):
            return False
        self.site = with_fronts(self.site, [front])
        homes = {home.url for home in self.hosts.homes}
        self._evidence.drop_pages(homes)
        for home in self.hosts.homes:
            self._evidence.add_links(home, self.site.hosts, learns_origins=self.rule is None)
        return True

    def choose_trials(self) -> list[str]:
        """Returns the pages to try, once, if the listings leave shapes undecided."""
        if self._has_tried:
            return []
        self._has_tried = True
        chosen, self._chosen = self._chosen, []
        return chosen or suggest_trials(
            self._evidence.blocks, self._evidence.named, self._known_trials, _TRIALS, self.rule
        )

    @property
    def _known_trials(self) -> dict[str, bool]:
        """Whether each page that was tried is an article, in this run or with the same evidence before."""
        return dict.fromkeys(self.refusals.find_standing(self._evidence.blocks), False) | self._tried

    def choose_feeds(self) -> list[str]:
        """Returns the feeds to read, once, if neither listings nor trials give a rule."""
        feeds, blocks = self._evidence.feeds, self._evidence.blocks
        if not feeds or self.rule is not None or learn_rule(blocks, (), self._tried) is not None:
            return []
        chosen = list(dict.fromkeys(feeds))[:_MOST_FEEDS]
        feeds.clear()
        return chosen

    def note_feed(self, feed: str, urls: Iterable[str]) -> None:
        """Takes the addresses that a feed names: they are articles."""
        self._evidence.add_named(urls, self.site.hosts)
        self._waiting.discard(feed)

    def note_doubtful(self, response: Response, *, is_article: bool) -> None:
        """Takes a page that was read as a section although its link may be that of an article. If it lists
        articles, the other plain links of the list that led to it lead to sections as well.
        """
        url = self._doubtful.pop(section_key(response.url), None)
        cards = {block.url for block in self._evidence.blocks if block.page == response.url and block.is_card}
        if url is None or is_article or len(cards) < _MIN_SEEN:
            return
        self._evidence.take_as_menu(url)

    def is_doubtful(self, url: str) -> bool:
        return section_key(url) in self._doubtful

    # --- decision -------------------------------------------------------------------------------

    def conclude(self) -> list[tuple[Response, Listing]]:
        """Decides on the rule; returns the pages that were held, in an order that does not depend on which
        was answered first: of two addresses of one article, the first that is found is stored.
        """
        self.is_open = False
        seen, is_known = self._evidence, self.rule is not None
        learned = learn_rule(seen.blocks, seen.named, self._known_trials, is_known=is_known)
        self.refusals.note((url for url, is_article in self._tried.items() if not is_article), seen.blocks)
        if learned is not None:
            shared = find_shared_shapes(self.site, filter(learned.covers, [*self.urls, *seen.named]))
            learned = replace(learned, ignored=seen.origins, shared=shared)
            self.rule = self.rule.merge(learned) if self.rule else learned
        if self.rule is not None:
            self.rule = replace(self.rule, fronts=unite(self.rule.fronts, self.hosts.fronts))
        for url in dict.fromkeys(seen.lists):
            self.add_section(url)
        held = sorted(self._held.values(), key=lambda each: each[0].url)
        self._held.clear()
        return held

    def describe(self) -> str:
        """The rule and its evidence in one line, for the run record."""
        evidence = self.rule.evidence if self.rule else ()
        return "; ".join([*evidence, *(f"sections at {front}" for front in self.hosts.fronts)])

    def describe_other_hosts(self) -> str | None:
        """The hosts of sections that this run does not read."""
        return self._evidence.describe_other_hosts(self.site.hosts)

    @property
    def has_documents_only(self) -> bool:
        """Whether the rule covers nothing but pages of the shapes that were read as documents."""
        return self.rule is not None and covers_documents_only(self.rule, self.urls, self._kinds)

    @property
    def refuted(self) -> list[str]:
        """The tried pages that are not articles, whose shapes the rule leaves out."""
        rule = self.rule
        tried = [url for url, is_article in self._tried.items() if not is_article]
        return [url for url in tried if rule is None or not rule.covers(url)]

    @property
    def urls(self) -> list[str]:
        """The links of the pages that were held."""
        return [each.url for each in self._evidence.blocks]

    def explain_nothing(self) -> NothingFound:
        """The links that were seen instead of articles, and advice."""
        seen = self._evidence
        return explain_nothing(
            self.urls, seen.scripts, self.describe_other_hosts(), self.refuted, is_built=seen.is_built
        )

    def add_section(self, url: str) -> None:
        """Takes the address of a section out of the rule."""
        target = read_target(url)
        if self.rule is not None and target is not None:
            sections = unite(self.rule.sections, [target.text])[:MAX_SECTIONS]
            self.rule = replace(self.rule, sections=sections)


def _identify_listing(listing: Listing) -> tuple[str, int, bool]:
    return listing.key, listing.number, listing.is_refreshed
