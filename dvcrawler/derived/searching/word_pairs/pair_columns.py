"""The column of each pair of words that are side by side in a text."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from zlib import crc32

from dvcrawler.derived.searching.sets.matrix import IN

#: Sparse columns that are stored together, which takes less space.
GROUP = 4
#: (least share of articles that have a word, number of columns for the pairs whose rarer word has it). The
#: numbers are powers of two. With fewer columns more texts are read needlessly, up to one in fifty of those
#: that have both words; with more the index is larger. Rarer words have no tier, because few texts have them.
TIERS = ((0.5, 4096), (0.3, 512), (0.15, 256), (0.08, 128), (0.04, 64), (0.02, 32))
#: The most words with a tier: their table takes eight megabytes of memory.
MOST_WORDS = 2047
_STARTS = tuple(accumulate((size for _, size in TIERS), initial=GROUP))
#: The columns of frequent phrases begin here.
FIRST = _STARTS[-1]
#: From this column on, each is so dense that it is stored separately.
DENSE = _STARTS[2]
#: Bits of a number in the arrays of words, and their type code.
_LANE, _TYPE = 32, "I"

Numbers = Sequence[int]


def find_tier(share: float) -> int | None:
    """The tier of a word that this share of articles have."""
    return next((tier for tier, (least, _) in enumerate(TIERS) if share >= least), None)


def hash_word(word: str) -> int:
    """A CRC, multiplied: XOR would cancel what the CRCs of two words have in common."""
    return (crc32(word.encode()) * 0x9E3779B1 >> 16) & 0xFFFF


def share_column(hashes: int, tier: int) -> int:
    """The column of two words. `hashes`: theirs, combined by ^, so that a pair and its reverse share one."""
    return _STARTS[tier] + (hashes & (TIERS[tier][1] - 1))


class PairColumns:
    """Marks the words and pairs of words of texts. Words with a tier have a number, from 1 on in the order of
    `words`, and the column of their number; the columns of pairs come after these. Other words have multiples
    of `step`.
    """

    def __init__(self, tiers: dict[str, int], frequent: dict[str, int]) -> None:
        """`tiers`: the most frequent words first, which the processor's caches then hold. `frequent`: the
        columns of phrases, by their words and spaces.
        """
        self.words = tuple(tiers)
        #: The first column of a pair.
        self.start = len(tiers) + 1
        self.step = 1 << len(tiers).bit_length()
        self._table = array("H", b"".join(self._list_rows(list(tiers.values()))))
        numbers = {word: number for number, word in enumerate(self.words, 1)}
        #: Columns of longer phrases: column of the first pair -> column of the second pair -> (column of the
        #: three words, {column of the third pair: column of the four words}).
        self._longer: dict[int, dict[int, tuple[int, dict[int, int]]]] = {}
        for name, column in frequent.items():
            first, *rest = parts = name.split(" ")
            pairs = [self.start + frequent[" ".join(pair)] for pair in pairwise(parts)]
            if len(rest) == 1:
                self._table[numbers[first] * self.start + numbers[rest[0]]] = pairs[0]
            elif len(rest) == 2:
                self._longer.setdefault(pairs[0], {})[pairs[1]] = self.start + column, {}
            else:
                self._longer[pairs[0]][pairs[1]][1][pairs[2]] = self.start + column
        self._begun = min(self._longer, default=1 << 16)
        self._mask = 0

    def _list_rows(self, tiers: Sequence[int]) -> Iterator[bytes]:
        """For each first word, the columns of its pairs by second word; number 0 is for all other words."""
        hashes = list(map(hash_word, self.words))
        spans = [
            (tier, [each for each, its in zip(hashes, tiers, strict=True) if its == tier])
            for tier in range(len(TIERS))
        ]
        lanes = [(tier, _join_lanes("H", each), len(each)) for tier, each in spans if each]
        yield bytes(2 * self.start)
        for hash_, own in zip(hashes, tiers, strict=True):
            yield bytes(2)
            for tier, others, number in lanes:
                yield _share_columns(hash_, max(own, tier), others, number, self.start)

    def mark(self, texts: tuple[Numbers, Numbers, Numbers], members: bytearray) -> set[int]:
        """Sets the members of all words, pairs and longer phrases in the texts; returns the other words.
        They are in column 0, and so are pairs without a column.
        """
        title, lead, body = texts
        numbers = [*title, 0, *lead, 0, *body, 0]
        words = self._join(numbers) & self._mask
        pairs = _split_lanes(words * self.start + (words >> _LANE), len(numbers))
        self._mark_pairs(itemgetter(*pairs)(self._table), members)
        return self._mark_words(numbers, members)

    def _mark_words(self, numbers: Numbers, members: bytearray) -> set[int]:
        """Sets the members of the words that have a tier; returns the others."""
        is_in, step = IN, self.step
        others = set()
        for number in numbers:
            if number < step:
                members[number] = is_in
            else:
                others.add(number)
        return others

    def _mark_pairs(self, columns: Numbers, members: bytearray) -> None:
        """Sets the members of these pairs and of longer phrases of them. The last two pairs are padding."""
        is_in, begun, longer = IN, self._begun, self._longer
        for place, column in enumerate(columns):
            members[column] = is_in
            if column >= begun and (second := columns[place + 1]) in longer[column]:
                three, fours = longer[column][second]
                members[three] = is_in
                if (third := columns[place + 2]) in fours:
                    members[fours[third]] = is_in

    def _join(self, numbers: Numbers) -> int:
        """Joins the numbers into one; its bits under `_mask` are those of words that have a tier."""
        if self._mask.bit_length() < _LANE * len(numbers):
            self._mask = (self.step - 1) * _repeat(1, _LANE, 2 * len(numbers))
        try:
            return _join_lanes(_TYPE, numbers)
        except OverflowError:  # millions of different words
            return _join_lanes(_TYPE, [min(number, self.step) for number in numbers])


def _repeat(value: int, bits: int, times: int) -> int:
    return int.from_bytes(value.to_bytes(bits // 8, "little") * times, "little")


def _join_lanes(type_: str, numbers: Sequence[int]) -> int:
    return int.from_bytes(array(type_, numbers).tobytes(), "little")


def _split_lanes(lanes: int, number: int) -> list[int]:
    """Returns a list: iterating over it takes half as long as over an array."""
    return array(_TYPE, lanes.to_bytes(_LANE // 8 * number, "little")).tolist()


def _share_columns(hash_: int, tier: int, hashes: int, number: int, start: int) -> bytes:
    """`share_column` of one hash with each of several; the columns are counted from `start`."""
    mask = _repeat(TIERS[tier][1] - 1, 16, number)
    starts = _repeat(_STARTS[tier] + start, 16, number)
    return (((hashes ^ _repeat(hash_, 16, number)) & mask) + starts).to_bytes(2 * number, "little")
