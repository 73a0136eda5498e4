"""Shapes of addresses that earlier runs tried and found not to be articles, so that they are not tried again.

A refusal holds as long as its evidence: the page that was tried is still linked, or two pages were tried, and
the links look as they did. Plain links that have become cards with a day or a picture are tried again.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.families.learning.link_block import LinkBlock

#: Number of pages that decide about a shape, wherever they are linked.
_ENOUGH = 2
#: Caps the refusals kept of one site; the newest remain.
_MOST_KEPT = 200


@dataclass(slots=True)
class Refusals:
    """`known`: whether the link to each refused page was a card, by address."""

    known: dict[str, bool] = field(default_factory=dict)

    def note(self, urls: Iterable[str], blocks: Iterable[LinkBlock]) -> None:
        cards = _collect_card_shapes(blocks)
        for url in urls:
            self.known.pop(url, None)
            self.known[url] = kind_of(url) in cards

    def find_standing(self, blocks: Collection[LinkBlock]) -> list[str]:
        """The refused pages whose evidence the links of these listings do not contradict."""
        linked, cards = {block.url for block in blocks}, _collect_card_shapes(blocks)
        tried = Counter(map(kind_of, self.known))
        return [
            url
            for url, was_card in self.known.items()
            if (url in linked or tried[kind_of(url)] >= _ENOUGH) and (was_card or kind_of(url) not in cards)
        ]

    def leave_out(self, urls: Iterable[str], blocks: Collection[LinkBlock]) -> list[str]:
        """The addresses whose shape is not refused."""
        refused = set(map(kind_of, self.find_standing(blocks)))
        return [url for url in urls if not refused or kind_of(url) not in refused]

    def to_json(self) -> str:
        return json.dumps(dict([*self.known.items()][-_MOST_KEPT:]), ensure_ascii=False)


def parse_refusals(text: str) -> Refusals:
    """What `to_json` wrote; none for anything else."""
    try:
        read = json.loads(text)
    except ValueError:
        return Refusals()
    if not isinstance(read, Mapping):
        return Refusals()
    return Refusals({str(url): was_card is True for url, was_card in read.items()})


def _collect_card_shapes(blocks: Iterable[LinkBlock]) -> set[str]:
    return {kind_of(block.url) for block in blocks if block.is_card}
