"""Votes of the listings on each address they link to: an article, a section, or undecided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.names_in_lists import LONGEST_NAME, MIN_BLOCK, part_menu, without_buttons
from dvcrawler.families.non_sections import is_front_page

#: Syllables. Headlines have eight and more, names of sections two to four, some six.
_HEADLINE_MEAN, _CARD_MEAN, _MENU_MEAN, _OWN_HEADLINE = 5.5, 4.5, 4.5, 6
_MENU_WORDS = 7
#: Number of pages from which links that are on every page count as furniture.
_MIN_PAGES = 3
_DATED, _RICH = 0.3, 0.8
#: What a list links to; "single" for one with too few links.
_Kind = Literal["article", "section", "single", "unsure"]


@dataclass(slots=True)
class Votes:
    """How often links to one address look like an article's, look like a section's, and are in menus."""

    articles: int = 0
    sections: int = 0
    menus: int = 0
    cards: int = 0
    #: Links in menus whose other links show that they lead to sections.
    names: int = 0
    #: Those of them whose query is that of the short names beside them.
    queries: int = 0
    #: Links in boxes of tags.
    tags: int = 0
    #: Syllables of the longest title.
    words: int = 0

    @property
    def is_article(self) -> bool:
        """Whether the address is an article's. A wide menu may show the newest articles too."""
        is_in_both = self.cards > 0 and self.names == 0 and self.words > _MENU_WORDS
        return self.articles > 0 and (self.menus == 0 or is_in_both)

    @property
    def is_section(self) -> bool:
        """Whether the address is a section's. A link of a menu with a headline may be an article's, unless
        the menu leads to sections: "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh". The name
        may be the headline of a box too.
        """
        is_name = self.words <= _MENU_WORDS or (self.names > 0 and (not self.articles or self.queries > 0))
        return (self.menus > 0 and is_name) or (self.sections > 0 and not self.articles)

    @property
    def is_undecided(self) -> bool:
        """Whether the address is only in a menu, with a name as long as a headline."""
        return self.menus > 0 and not self.articles and not self.is_section

    @property
    def is_main(self) -> bool:
        """Whether the address is in a menu other than that of tags."""
        return self.menus > self.tags

    @property
    def is_furniture(self) -> bool:
        """Whether the page shows the address as a section, or in a menu and in no list of articles."""
        return self.is_section or (self.menus > 0 and not self.articles)


def count_votes(blocks: Iterable[LinkBlock]) -> dict[str, Votes]:
    """Votes by address as linked, in the order of the blocks."""
    lists = _group(block for block in blocks if not block.is_page)
    furniture = _find_furniture(lists)
    votes: defaultdict[str, Votes] = defaultdict(Votes)
    for (_, group), members in lists.items():
        is_furniture = _collect_urls(members) == furniture.get(group)
        links = without_buttons(members)
        is_single = len({each.url for each in links}) < MIN_BLOCK
        for part in filter(None, part_menu(links)):
            kind, alike = _judge_few(part) if is_single else _judge(part), _find_alike(part)
            is_menu = bool(alike) or _leads_to_sections(part)
            for block in part:
                _vote(votes[block.url], block, kind, is_furniture=is_furniture)
                if is_menu:
                    _vote_as_name(votes[block.url], block, alike)
    return dict(votes)


def _group(blocks: Iterable[LinkBlock]) -> Mapping[tuple[str, str], list[LinkBlock]]:
    """The links of each list of each page."""
    lists: defaultdict[tuple[str, str], list[LinkBlock]] = defaultdict(list)
    for block in blocks:
        lists[block.page, block.group].append(block)
    return lists


def _vote_as_name(votes: Votes, block: LinkBlock, alike: str) -> None:
    """Counts a link of a menu of sections, whose addresses are of the kind `alike`."""
    is_name = block.in_menu and not block.is_card
    votes.names += is_name
    votes.queries += is_name and "?" in alike and kind_of(block.url) == alike


def _vote(votes: Votes, block: LinkBlock, kind: _Kind, *, is_furniture: bool) -> None:
    votes.words = max(votes.words, block.words)
    votes.tags += block.in_tags
    if block.in_menu and not block.has_day:
        votes.menus += 1
    elif _looks_like_section(block, kind):
        votes.sections += 1
    elif is_furniture and not block.is_card:
        return
    elif kind == "article" or (block.is_card and block.words >= _OWN_HEADLINE):
        votes.articles += _may_lead_to_article(block)
        votes.cards += block.is_card


def _may_lead_to_article(block: LinkBlock) -> bool:
    return block.words > 2 or block.has_day or block.is_rich


def _leads_to_sections(members: Sequence[LinkBlock]) -> bool:
    """Whether a menu is that of sections: with a link to the front page, or with short names for the most
    part. A menu may also hold the newest headlines.
    """
    links = {block.url: block for block in members if block.in_menu}
    short = sum(block.words <= LONGEST_NAME for block in links.values())
    return any(map(is_front_page, links)) or 2 * short > len(links) >= MIN_BLOCK


def _find_alike(members: Sequence[LinkBlock]) -> str:
    """The one kind of the addresses of a list without cards, if numbers make them differ and it has short
    names, outside menus for the most part; else "".
    """
    links = {block.url: block for block in members if not is_front_page(block.url)}
    if len(links) < MIN_BLOCK or not _has_names(list(links.values()), members):
        return ""
    kinds = {*map(kind_of, links)}
    return next(iter(kinds)) if len(kinds) == 1 and "<number>" in min(kinds) else ""


def _has_names(links: Sequence[LinkBlock], members: Sequence[LinkBlock]) -> bool:
    """Whether the list has no cards and some short names, outside menus for the most part."""
    short = sum(block.words <= LONGEST_NAME for block in links)
    if short < 2 or any(block.is_card for block in members):
        return False
    return 2 * short > len(links) or all(block.in_menu for block in members)


def _begins_at_home(members: Sequence[LinkBlock]) -> bool:
    """Whether a list without cards leads to the front page too, as menus do."""
    return any(is_front_page(block.url) for block in members) and not any(block.is_card for block in members)


def _looks_like_section(block: LinkBlock, kind: _Kind) -> bool:
    is_name = not block.is_card and block.words <= LONGEST_NAME
    return kind == "section" or (kind == "single" and is_name)


def _judge_few(members: Sequence[LinkBlock]) -> _Kind:
    """A longer name beside a short one, with a like address and no card: "Tin tức", "Học và làm theo Bác"."""
    are_names = not any(block.is_card or block.words > _OWN_HEADLINE for block in members)
    are_alike = len(_collect_urls(members)) > 1 == len({kind_of(block.url) for block in members})
    short = any(0 < block.words <= LONGEST_NAME for block in members)
    return "section" if are_names and are_alike and short else "single"


def _judge(members: Sequence[LinkBlock]) -> _Kind:
    members = list({block.url: block for block in members}.values())
    mean = fmean(block.words for block in members)
    days = fmean(block.has_day for block in members)
    if (mean < _MENU_WORDS and _begins_at_home(members)) or "?" in _find_alike(members):
        return "section"
    if _lists_articles(members, mean, days):
        return "article"
    return "section" if mean < _MENU_MEAN and days < _DATED else "unsure"


def _lists_articles(members: Sequence[LinkBlock], mean: float, days: float) -> bool:
    """Whether the titles are headlines, or rich cards. `days`: the share with a day."""
    cards = fmean(block.is_card for block in members)
    return _are_headlines(mean, days, cards) or fmean(block.is_rich for block in members) >= _RICH


def _are_headlines(mean: float, days: float, cards: float) -> bool:
    """`mean`: of the words of the titles. `days`, `cards`: the shares with a day, and as cards."""
    return mean >= _HEADLINE_MEAN or (mean >= _CARD_MEAN and cards >= 0.5) or (mean >= 3 and days >= 0.7)


def _collect_urls(members: Iterable[LinkBlock]) -> frozenset[str]:
    return frozenset(block.url for block in members)


def _find_furniture(lists: Mapping[tuple[str, str], Collection[LinkBlock]]) -> dict[str, frozenset[str]]:
    """Finds the links of lists that are the same on every page, by group."""
    pages = {page for page, _ in lists}
    if len(pages) < _MIN_PAGES:
        return {}
    seen: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for (_, group), members in lists.items():
        seen[group].append(_collect_urls(members))
    return {group: sets[0] for group, sets in seen.items() if len(sets) == len(pages) and len(set(sets)) == 1}
