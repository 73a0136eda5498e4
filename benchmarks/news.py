"""Made-up texts whose syllables and pairs of syllables are about as frequent as in real articles.

Measured on 31,000 syllables of real pages of the sites, in pieces of 460: a piece has 210 different syllables
and 370 different pairs of neighbours, as the same names and things come again within an article; of the pairs
of one piece, 53 % are in one of 34 others, 35 % in two of them, 20 % in four, 13 % in six. Texts of this
writer have 235, 390, and 41 %, 27 %, 16 % and 12 %: a little less is the same, which an index finds harder.
"""

import random
from itertools import accumulate

from benchmarks.reposts import SYLLABLES, Writer

_ONSETS = "b c ch d g gi h k kh l m n ng nh ph qu r s t th tr v x".split()
_RIMES = """
a ac ai am an ang anh ao ap at au ay e em en eo et i ich iem ien ieu im in inh it o oa oan oc oi om on ong op
ot u ua uan uc ui um un ung uoc uoi uong ut uy uyen y
""".split()
_SYLLABLES_KNOWN, _PHRASES = 1400, 12_000
#: Share of steps that take a phrase of the article's own, or else of all.
_OWN, _SHARED = 0.2, 0.6
#: Phrases of an article, and how many of them are as frequent elsewhere as others.
_OWN_PHRASES, _COMMON = 12, 0.3


class NewsWriter(Writer):
    """Writes texts; the same seed gives the same ones. `begin` a new article before its texts."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        rare = [onset + rime for onset in _ONSETS for rime in _RIMES]
        self._random.shuffle(rare)
        known = self._random.sample(SYLLABLES, len(SYLLABLES))
        self._syllables = list(dict.fromkeys(known + rare))[:_SYLLABLES_KNOWN]
        self._frequencies = list(accumulate(1 / (rank + 12) for rank in range(len(self._syllables))))
        self._phrases = [self._pick(self._random.randint(2, 4)) for _ in range(_PHRASES)]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(_PHRASES)))
        self.begin()

    def begin(self) -> None:
        """Chooses what the next article is about."""
        self._own = [
            self._pick_phrase() if self._random.random() < _COMMON else self._random.choice(self._phrases)
            for _ in range(_OWN_PHRASES)
        ]

    def _sentence(self) -> str:
        words: list[str] = []
        length = self._random.randint(12, 30)
        while len(words) < length:
            if self._random.random() < _OWN:
                words += self._random.choice(self._own)
            else:
                words += self._pick_phrase() if self._random.random() < _SHARED else self._pick(1)
        return " ".join(words).capitalize()

    def _pick(self, number: int) -> list[str]:
        return self._random.choices(self._syllables, cum_weights=self._frequencies, k=number)

    def _pick_phrase(self) -> list[str]:
        return self._random.choices(self._phrases, cum_weights=self._weights)[0]
