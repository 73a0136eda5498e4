"""Pairs of words: each article is in the column in which a query looks for it."""

from dvcrawler.derived.searching.sets.matrix import IN
from dvcrawler.derived.searching.word_pairs.pair_columns import FIRST, PairColumns, hash_word, share_column

TIERS = {"cua": 0, "cac": 0, "nong": 2, "thon": 2, "moi": 3, "xa": 5}
FREQUENT = {
    "nong thon": FIRST + 1,
    "thon moi": FIRST,
    "cua nong": FIRST + 2,
    "nong thon moi": FIRST + 3,
    "cua nong thon": FIRST + 4,
    "cua nong thon moi": FIRST + 5,
}


def mark(*texts, frequent=FREQUENT):
    """The names of the words, and the columns of pairs and phrases, which are set."""
    columns = PairColumns(TIERS, dict(sorted(frequent.items(), key=lambda each: each[1])))
    numbers = {word: number for number, word in enumerate(columns.words, 1)}
    members = bytearray(columns.start + FIRST + 10)
    read = [[numbers.get(word, (5 + len(word)) * columns.step) for word in text.split()] for text in texts]
    rare = columns.mark(tuple(read), members)
    found = {number for number, member in enumerate(members) if member == IN and number}
    words = {columns.words[number - 1] for number in found if number < columns.start}
    return words, {number - columns.start for number in found if number >= columns.start}, rare


def shared(first, second):
    return share_column(hash_word(first) ^ hash_word(second), max(TIERS[first], TIERS[second]))


def test_pairs_share_the_columns_of_their_rarer_word():
    words, columns, rare = mark("xa cac cua", "moi cua", "", frequent={})
    assert words == {"xa", "cac", "cua", "moi"}
    assert columns == {shared("xa", "cac"), shared("cac", "cua"), shared("moi", "cua")}
    assert not rare


def test_other_words_have_no_column_and_part_their_neighbours():
    words, columns, rare = mark("xa duong cac", "", "")
    assert (words, columns, len(rare)) == ({"xa", "cac"}, set(), 1)


def test_a_frequent_phrase_has_its_own_column_and_is_not_found_across_texts():
    names = {column: name for name, column in FREQUENT.items()}
    assert {names[each] for each in mark("cua nong thon moi", "", "")[1]} == FREQUENT.keys()
    assert {names[each] for each in mark("cua nong", "thon moi", "")[1]} == {"cua nong", "thon moi"}
    assert {names[each] for each in mark("nong thon", "", "cua nong thon")[1]} == {
        "nong thon",
        "cua nong",
        "cua nong thon",
    }
    assert {names[each] for each in mark("nong thon", "moi", "nong thon moi")[1]} == {
        "nong thon",
        "thon moi",
        "nong thon moi",
    }


def test_millions_of_different_words_do_not_overflow():
    columns = PairColumns(TIERS, FREQUENT)
    members = bytearray(columns.start + FIRST + 10)
    rare = columns.mark(([columns.step << 40, 1, 2], [], [columns.step << 41]), members)
    assert rare == {columns.step << 40, columns.step << 41}
    assert members[1] == members[2] == IN
