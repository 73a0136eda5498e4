"""Links above lists of articles, as the names of sections do on front pages: "Quốc phòng - An ninh" and below
it three headlines.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dvcrawler.families.learning.link_block import LinkBlock

#: Headlines between two names, and names of one kind.
_FEWEST_HEADLINES, _FEWEST_NAMES = 2, 2
#: Syllables of a headline.
_HEADLINE = 6
#: Links of one kind that are worth a look: more follow if they lead to sections.
_MOST = 2


def find_heading_links(blocks: Sequence[LinkBlock]) -> list[str]:
    """The first links of each kind that may name sections. `blocks`: in the order of the pages."""
    found = []
    for _, on_page in groupby(blocks, key=lambda block: block.page):
        found += [*_find_on_page([*on_page])]
    return list(dict.fromkeys(found))


def _find_on_page(blocks: Sequence[LinkBlock]) -> Iterator[str]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if not block.in_menu:
            places[block.group].append(place)
    for members in places.values():
        if len(members) >= _FEWEST_NAMES and all(
            _stands_over(blocks[start:end]) for start, end in pairwise(members)
        ):
            yield from (blocks[place].url for place in members[:_MOST])


def _stands_over(blocks: Sequence[LinkBlock]) -> bool:
    """Whether the headlines of other articles follow the first link, in another place of the markup."""
    name, *others = blocks
    headlines = {block.url for block in others if block.words >= _HEADLINE and not block.in_menu}
    return len(headlines - {name.url}) >= _FEWEST_HEADLINES
