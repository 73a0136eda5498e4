"""The rule for article addresses during one run: what speaks for it, what it leaves out, the pages tried."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dvcrawler.discovery.sections.section_hosts import describe_other_hosts
from dvcrawler.discovery.surveys.evidence import Evidence, find_cards
from dvcrawler.discovery.surveys.nothing_found import NothingFound, covers_documents_only, explain_nothing
from dvcrawler.discovery.surveys.refusals import Refusals
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.learning.address_rule import MAX_SECTIONS, AddressRule, unite
from dvcrawler.families.learning.address_shape import Shape, kind_of, read_target, shape_of
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.learning.rule_learning import learn_rule
from dvcrawler.families.learning.trials import suggest_trials
from dvcrawler.families.non_articles import is_never_tried
from dvcrawler.families.shared_shapes import find_shared_shapes

#: Pages fetched to see whether they are articles: government portals link to documents, procedures, films,
#: albums and people in the same way as to news.
_TRIALS = 8
#: Feeds read if the listings give no rule.
_MOST_FEEDS = 4
#: A page agrees with a rule that covers this share of its probable articles.
_AGREEMENT = 0.5
#: Fewer links to articles say nothing about a rule.
LEAST_SEEN = 3


class TriedPages:
    """`kinds`: what each page is that is an article: an article, a document, a video. `lists`: the
    others that list articles, so that their shape is that of sections, not of records.
    """

    def __init__(self) -> None:
        self._tried: dict[str, bool] = {}
        self.kinds: dict[str, str] = {}
        self.lists: set[str] = set()

    def note(self, url: str, *, is_article: bool, kind: str = "article") -> None:
        self._tried[url] = is_article
        if is_article:
            self.kinds[url] = kind
        elif kind == "list":
            self.lists.add(url)

    @property
    def verdicts(self) -> Mapping[str, bool]:
        """Whether each page is an article."""
        return self._tried

    @property
    def others(self) -> list[str]:
        """The pages that are neither articles nor lists of them."""
        return [url for url, is_article in self._tried.items() if not is_article and url not in self.lists]

    def is_first_of_kind(self, url: str) -> bool:
        """Whether no page with an address of this kind was tried before."""
        return kind_of(url) not in map(kind_of, self._tried)


class RuleState:
    """`rule` is the one in force, None while there is none."""

    def __init__(self, known: AddressRule | None, refusals: Refusals) -> None:
        self.rule = known
        #: The pages that earlier runs tried, and this one, and that are not articles.
        self.refusals = refusals
        self.tried = TriedPages()
        self.evidence = Evidence(known.ignored if known is not None else ())
        self._judged: set[Shape] = set()
        self._feeds: set[str] = set()

    # --- evidence -------------------------------------------------------------------------------

    @property
    def urls(self) -> list[str]:
        """The links of the pages that were held."""
        return [each.url for each in self.evidence.blocks]

    def suggest_trials(self) -> list[str]:
        """The pages to try if the listings leave shapes undecided."""
        seen = self.evidence
        return suggest_trials(seen.blocks, seen.named, self._known_trials, _TRIALS, self.rule)

    @property
    def _known_trials(self) -> dict[str, bool]:
        """Whether each page that was tried is an article, in this run or with the same evidence before."""
        standing = self.refusals.find_standing(self.evidence.blocks)
        return {**dict.fromkeys(standing, False), **self.tried.verdicts}

    def take_feeds(self) -> list[str]:
        """Returns the feeds to read, once, if neither listings nor trials give a rule."""
        feeds, blocks = self.evidence.feeds, self.evidence.blocks
        if not feeds or self.rule is not None or learn_rule(blocks, (), self.tried.verdicts) is not None:
            return []
        chosen = list(dict.fromkeys(feeds))[:_MOST_FEEDS]
        feeds.clear()
        return [*filter(self.is_fresh_feed, chosen)]

    def is_fresh_feed(self, url: str) -> bool:
        """Whether the feed was not asked for so far; notes that it is."""
        is_fresh = url not in self._feeds
        self._feeds.add(url)
        return is_fresh

    # --- agreement ------------------------------------------------------------------------------

    def find_uncovered(self, page: Page, hosts: Mapping[str, str]) -> tuple[int, Sequence[str]] | None:
        """How many links the page lists as articles, and those of them that the rule does not cover; None
        for a page that agrees with the rule.
        """
        blocks = find_blocks(page, hosts)
        seen = self.refusals.leave_out(find_cards(blocks), blocks)
        left = [url for url in seen if self.rule is None or not self.rule.covers(url)]
        if len(seen) < LEAST_SEEN or len(seen) - len(left) >= _AGREEMENT * len(seen):
            return None
        return len(seen), left

    def has_new_shapes(self, urls: Iterable[str]) -> bool:
        """Whether one of the addresses may be an article's and is of a shape not looked at so far."""
        targets = [target for target in map(read_target, urls) if target is not None]
        shapes = {shape_of(each) for each in targets if not is_never_tried(each.text)} - self._judged
        self._judged |= shapes
        return bool(shapes)

    # --- decision -------------------------------------------------------------------------------

    def learn(self, site: Site, fronts: Sequence[str], hosts: Sequence[str]) -> None:
        """Decides on the rule. `fronts`: front pages of further hosts of the site; `hosts`: those without."""
        seen, is_known = self.evidence, self.rule is not None
        learned = learn_rule(seen.blocks, seen.named, self._known_trials, is_known=is_known)
        self.refusals.note(self.tried.others, seen.blocks)
        if learned is not None:
            shared = find_shared_shapes(site, filter(learned.covers, [*self.urls, *seen.named]))
            learned = replace(learned, ignored=seen.origins, shared=shared)
            self.rule = self.rule.merge(learned) if self.rule else learned
        if self.rule is not None:
            fronts, hosts = unite(self.rule.fronts, fronts), unite(self.rule.hosts, hosts)
            self.rule = replace(self.rule, fronts=fronts, hosts=hosts)
        for url in dict.fromkeys(seen.lists):
            self.add_section(url)

    def add_section(self, url: str) -> None:
        """Takes the address of a section out of the rule."""
        target = read_target(url)
        if self.rule is not None and target is not None:
            sections = unite(self.rule.sections, [target.text])[:MAX_SECTIONS]
            self.rule = replace(self.rule, sections=sections)

    def drop_section(self, url: str) -> None:
        """Lets the rule cover an address again."""
        target = read_target(url)
        if self.rule is not None and target is not None:
            left = tuple(each for each in self.rule.sections if each != target.text)
            self.rule = replace(self.rule, sections=left)

    @property
    def has_documents_only(self) -> bool:
        """Whether the rule covers only pages of the shapes that were read as documents."""
        return self.rule is not None and covers_documents_only(self.rule, self.urls, self.tried.kinds)

    @property
    def refuted(self) -> list[str]:
        """The tried pages that are not articles, whose shapes the rule leaves out."""
        rule = self.rule
        return [url for url in self.tried.others if rule is None or not rule.covers(url)]

    def explain_nothing(self, hosts: Mapping[str, str]) -> NothingFound:
        """The links that were seen instead of articles, and advice."""
        seen = self.evidence
        elsewhere = describe_other_hosts(seen.count_other_hosts(hosts))
        return explain_nothing(self.urls, seen.scripts, elsewhere, self.refuted, is_built=seen.is_built)
