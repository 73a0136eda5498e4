"""Titles, leads, captions and paragraphs, written at random from the patterns in data/themes.toml."""

import random
from dataclasses import dataclass

from sample_portal.data_files import read_data
from sample_portal.vocabulary import fill

_DATA = read_data("themes")
#: Sentences that fit every theme.
_COMMON: list[str] = _DATA["common"]
SUBHEADINGS: list[str] = _DATA["subheadings"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Sentence patterns for one subject."""

    titles: list[str]
    leads: list[str]
    sentences: list[str]
    captions: list[str]

    def write_title(self, rng: random.Random) -> str:
        title = fill(rng.choice(self.titles), rng)
        return title[0].upper() + title[1:]

    def write_lead(self, rng: random.Random) -> str:
        return fill(rng.choice(self.leads), rng)

    def write_caption(self, rng: random.Random) -> str:
        return fill(rng.choice(self.captions), rng)

    def write_paragraphs(self, rng: random.Random, count: int) -> list[str]:
        """`count` paragraphs of two to four sentences, each longer than any caption."""
        stock = [*self.sentences, *_COMMON]
        rng.shuffle(stock)
        paragraphs = []
        for _ in range(count):
            patterns = [stock.pop() if stock else rng.choice(_COMMON) for _ in range(rng.randint(2, 4))]
            paragraphs.append(" ".join(fill(pattern, rng) for pattern in patterns))
        return paragraphs


THEMES = tuple(Theme(**table) for table in _DATA["themes"])
