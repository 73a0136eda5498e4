"""Votes of the listings on each address they link to: an article, a section, or undecided."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import fmean
from typing import Literal

from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.families.non_sections import is_front_page

#: Syllables. Headlines have eight and more, names of sections two to four, some six.
_HEADLINE_MEAN, _CARD_MEAN, _MENU_MEAN, _OWN_HEADLINE = 5.5, 4.5, 4.5, 6
_MENU_WORDS, _LONGEST_NAME = 7, 4
#: Blocks with fewer links are judged link by link.
_MIN_BLOCK = 3
#: Syllables of a headline, beside which a text that each card has is the name of a button.
_HEADLINE_WORDS = 6
#: The text of a link to a page of a list; a year names a section.
_PAGE = re.compile(r"\W{0,3}(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,4}\W{0,3}")
#: Number of pages from which links that are on every page count as furniture.
_MIN_PAGES = 3
_DATED, _RICH = 0.3, 0.8
#: What a list links to; "single" for one with too few links.
_Kind = Literal["article", "section", "single", "unsure"]


@dataclass(frozen=True, slots=True)
class LinkBlock:
    """One link as a listing shows it.

    `page`: address of the listing; `url`: where the link leads, absolute; `title`: its text; `group`: the
    place in the markup that the blocks of one list share. `has_day`, `has_picture`: in the block around the
    link. `is_headline`: in a heading. `in_menu`: inside navigation, a footer, a breadcrumb or a pager.
    `in_tags`: inside a box of tags. `is_rich`: a short title with a lead of its own, or with a day and a
    picture or heading.
    """

    page: str
    url: str
    title: str
    group: str = ""
    has_day: bool = False
    has_picture: bool = False
    is_headline: bool = False
    in_menu: bool = False
    in_tags: bool = False
    is_rich: bool = False

    @property
    def words(self) -> int:
        """Number of syllables of the title, without dashes: "Quốc phòng - An ninh"."""
        return sum(any(map(str.isalnum, each)) for each in self.title.split())

    @property
    def is_page(self) -> bool:
        """Whether the text is the number of a page of the list."""
        return _PAGE.fullmatch(self.title) is not None

    @property
    def is_card(self) -> bool:
        return self.has_day or self.has_picture or self.is_headline or self.is_rich


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
    lists: defaultdict[tuple[str, str], list[LinkBlock]] = defaultdict(list)
    for block in blocks:
        if not block.is_page:
            lists[block.page, block.group].append(block)
    furniture = _find_furniture(lists)
    votes: defaultdict[str, Votes] = defaultdict(Votes)
    for (_, group), members in lists.items():
        is_furniture = _collect_urls(members) == furniture.get(group)
        links = _without_buttons(members)
        is_single = len({each.url for each in links}) < _MIN_BLOCK
        for part in filter(None, _part_menu(links)):
            kind, alike = _judge_few(part) if is_single else _judge(part), _find_alike(part)
            is_menu = bool(alike) or _leads_to_sections(part)
            for block in part:
                _vote(votes[block.url], block, kind, is_furniture=is_furniture)
                is_name = is_menu and block.in_menu and not block.is_card
                votes[block.url].names += is_name
                votes[block.url].queries += is_name and "?" in alike and kind_of(block.url) == alike
    return dict(votes)


def _part_menu(members: list[LinkBlock]) -> list[list[LinkBlock]]:
    """The links, with the names of sections apart from the headlines: in pages laid out by tables, the menu
    and the list may have the same place.
    """
    names = _find_names(members)
    if not names:
        return [members]
    return [[each for each in members if each in names], [each for each in members if each not in names]]


def _find_names(members: Sequence[LinkBlock]) -> Collection[LinkBlock]:
    """The names of sections among headlines: one leads to the front page, or the addresses are of other kinds
    than those of cards. In a list without cards, those before its first headline are names.
    """
    names = [each for each in members if not each.is_card and each.words <= _LONGEST_NAME]
    if not names or max(each.words for each in members) < _HEADLINE_WORDS:
        return ()
    if len(names) >= _MIN_BLOCK and any(is_front_page(each.url) for each in names):
        return {*names, *_find_long_names(members, names)}
    cards = [each for each in members if each.is_card]
    names = names if cards else [*takewhile(lambda each: each.words <= _LONGEST_NAME, members)]
    kinds = {kind_of(each.url) for each in cards or members if each.is_card or each.words >= _HEADLINE_WORDS}
    if not kinds or 2 * len(names) > len(members):
        return ()
    return {each for each in names if kind_of(each.url) not in kinds}


def _find_long_names(members: Sequence[LinkBlock], names: Sequence[LinkBlock]) -> Iterator[LinkBlock]:
    """The links with a query like that of the names, `?act=list&cat=14`; paths are alike for articles too."""
    kinds = {kind for kind in map(kind_of, (each.url for each in names)) if "?" in kind}
    return (each for each in members if kinds and not each.is_card and kind_of(each.url) in kinds)


def _without_buttons(members: list[LinkBlock]) -> list[LinkBlock]:
    """The links of a list without those that each card has beside the headline: "[In]", "Bình luận"."""
    if not any(block.words >= _HEADLINE_WORDS for block in members):
        return members
    counts = Counter(title for _, title in {(block.url, block.title) for block in members})
    return [block for block in members if block.words >= _HEADLINE_WORDS or counts[block.title] < _MIN_BLOCK]


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
        votes.articles += block.words > 2 or block.has_day or block.is_rich
        votes.cards += block.is_card


def _leads_to_sections(members: Sequence[LinkBlock]) -> bool:
    """Whether a menu is that of sections: with a link to the front page, or with short names for the most
    part. A menu may also hold the newest headlines.
    """
    links = {block.url: block for block in members if block.in_menu}
    short = sum(block.words <= _LONGEST_NAME for block in links.values())
    return any(map(is_front_page, links)) or 2 * short > len(links) >= _MIN_BLOCK


def _find_alike(members: Sequence[LinkBlock]) -> str:
    """The one kind of the addresses of a list without cards, if numbers make them differ and it has short
    names, outside menus for the most part; else "".
    """
    links = {block.url: block for block in members if not is_front_page(block.url)}
    short = sum(block.words <= _LONGEST_NAME for block in links.values())
    if len(links) < _MIN_BLOCK or short < 2 or any(block.is_card for block in members):
        return ""
    if 2 * short <= len(links) and not all(block.in_menu for block in members):
        return ""
    kinds = {*map(kind_of, links)}
    return next(iter(kinds)) if len(kinds) == 1 and "<number>" in min(kinds) else ""


def _begins_at_home(members: Sequence[LinkBlock]) -> bool:
    """Whether a list without cards leads to the front page too, as menus do."""
    return any(is_front_page(block.url) for block in members) and not any(block.is_card for block in members)


def _looks_like_section(block: LinkBlock, kind: _Kind) -> bool:
    is_name = not block.is_card and block.words <= _LONGEST_NAME
    return kind == "section" or (kind == "single" and is_name)


def _judge_few(members: Sequence[LinkBlock]) -> _Kind:
    """A longer name beside a short one, with a like address and no card: "Tin tức", "Học và làm theo Bác"."""
    are_names = not any(block.is_card or block.words > _OWN_HEADLINE for block in members)
    are_alike = len(_collect_urls(members)) > 1 == len({kind_of(block.url) for block in members})
    short = any(0 < block.words <= _LONGEST_NAME for block in members)
    return "section" if are_names and are_alike and short else "single"


def _judge(members: Sequence[LinkBlock]) -> _Kind:
    members = list({block.url: block for block in members}.values())
    mean = fmean(block.words for block in members)
    days = fmean(block.has_day for block in members)
    if (mean < _MENU_WORDS and _begins_at_home(members)) or "?" in _find_alike(members):
        return "section"
    if _lists_articles(mean, days, cards=fmean(block.is_card for block in members)):
        return "article"
    if fmean(block.is_rich for block in members) >= _RICH:
        return "article"
    return "section" if mean < _MENU_MEAN and days < _DATED else "unsure"


def _lists_articles(mean: float, days: float, cards: float) -> bool:
    """Whether the titles are headlines. `days`, `cards`: the shares with a day, and as cards."""
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
