"""Names of sections and of buttons among the headlines of a list."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.non_sections import is_front_page

#: Syllables of the name of a section: two to four, some six.
LONGEST_NAME = 4
#: Syllables of a headline, beside which a text that each card has is the name of a button.
_HEADLINE_WORDS = 6
#: Blocks with fewer links are judged link by link.
MIN_BLOCK = 3


def part_menu(members: list[LinkBlock]) -> list[list[LinkBlock]]:
    """The links, with the names of sections apart from the headlines: in pages laid out by tables, the menu
    and the list may have the same place.
    """
    names = _find_names(members)
    if not names:
        return [members]
    return [[each for each in members if each in names], [each for each in members if each not in names]]


def _find_names(members: Sequence[LinkBlock]) -> Collection[LinkBlock]:
    """The names of sections among headlines: one leads to the front page, or the addresses are of other kinds
    than those of cards.
    """
    names = [each for each in members if not each.is_card and each.words <= LONGEST_NAME]
    if not names or max(each.words for each in members) < _HEADLINE_WORDS:
        return ()
    if len(names) >= MIN_BLOCK and any(is_front_page(each.url) for each in names):
        return {*names, *_find_long_names(members, names)}
    return _find_names_of_other_kinds(members, names)


def _find_names_of_other_kinds(
    members: Sequence[LinkBlock], names: Sequence[LinkBlock]
) -> Collection[LinkBlock]:
    """In a list without cards, those before its first headline are names."""
    headlines = [each for each in members if each.is_card]
    if not headlines:
        names, headlines = _part_at_headline(members)
    if not headlines or 2 * len(names) > len(members):
        return ()
    kinds = {kind_of(each.url) for each in headlines}
    return {each for each in names if kind_of(each.url) not in kinds}


def _part_at_headline(members: Sequence[LinkBlock]) -> tuple[list[LinkBlock], list[LinkBlock]]:
    """The names before the first longer line, and the headlines."""
    names = [*takewhile(lambda each: each.words <= LONGEST_NAME, members)]
    return names, [each for each in members if each.words >= _HEADLINE_WORDS]


def _find_long_names(members: Sequence[LinkBlock], names: Sequence[LinkBlock]) -> Iterator[LinkBlock]:
    """The links with a query like that of the names, `?act=list&cat=14`; paths are alike for articles too."""
    kinds = {kind for kind in map(kind_of, (each.url for each in names)) if "?" in kind}
    return (each for each in members if kinds and not each.is_card and kind_of(each.url) in kinds)


def without_buttons(members: list[LinkBlock]) -> list[LinkBlock]:
    """The links of a list without those that each card has beside the headline: "[In]", "Bình luận"."""
    if not any(block.words >= _HEADLINE_WORDS for block in members):
        return members
    counts = Counter(title for _, title in {(block.url, block.title) for block in members})
    return [block for block in members if block.words >= _HEADLINE_WORDS or counts[block.title] < MIN_BLOCK]
