"""Links whose text may be a long name of a section or a short headline."""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.families.learning.address_shape import read_target, shape_of
from dvcrawler.families.learning.link_votes import LinkBlock, Votes

#: Syllables of the longest names of sections that are looked at, and of those in a list of sections.
_LONGEST_NAME, _LONGEST_KNOWN = 9, 14
#: Syllables of a name that no list treats as a headline.
_MENU_NAME = 4


def may_be_either(url: str, votes: Votes) -> bool:
    """Whether a link outside menus, without day, picture or heading, may name a section: "Theo lời Bác"."""
    is_short = votes.words <= _LONGEST_NAME
    return votes.is_article and not votes.cards and is_short and not _is_numbered(url)


def _is_numbered(url: str) -> bool:
    target = read_target(url)
    return target is None or shape_of(target).has_number


def _as_menu(block: LinkBlock) -> LinkBlock:
    """The link as a menu would show it, unless its address or length is that of an article."""
    if block.words > _LONGEST_KNOWN or _is_numbered(block.url):
        return block
    return replace(block, in_menu=True, title=" ".join(block.title.split()[:_MENU_NAME]))


def as_menu(blocks: Sequence[LinkBlock], url: str) -> list[LinkBlock]:
    """The blocks, with the lists that hold a link to this section as menus."""
    lists = {(block.page, block.group) for block in blocks if block.url == url}
    return [
        _as_menu(block) if (block.page, block.group) in lists and not block.is_card else block
        for block in blocks
    ]
