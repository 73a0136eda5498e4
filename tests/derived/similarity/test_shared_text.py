"""How much of two texts is the same: hashes stand for shingles, and multiples of sixteen are the kept ones."""

from itertools import count

from dvcrawler.derived.similarity.shared_text import Hashed, ShingleKinds, keep_some, measure_shared

NONE = frozenset()


def make_texts(length, kept):
    """Two texts of 180 shingles, of which so many are the same, with these kept ones at these places."""
    plain = count(1, 2)
    shared = [kept.get(place) or next(plain) for place in range(length)]
    texts = []
    for first in (1_000_000, 2_000_000):
        rest = [
            first + 16 * place if place % 16 == 0 else first + 16 * place + 1 for place in range(180 - length)
        ]
        hashes = [*rest[:80], *shared, *rest[80:]]
        texts.append(Hashed(hashes, keep_some(hashes)))
    return texts


def test_a_quotation_with_set_phrases_around_a_sentence_of_its_own_is_found():
    texts = make_texts(50, {8: 16, 24: 32, 40: 48})
    assert measure_shared(*texts, ShingleKinds(NONE, frozenset((16, 48)), frozenset((32,))), 26) == (
        50 / 180,
        50 / 180,
    )


def test_a_rare_seam_between_two_formulas_is_not_a_quotation():
    texts = make_texts(50, {8: 16, 24: 32, 40: 48})
    assert measure_shared(*texts, ShingleKinds(frozenset((16, 48)), NONE, frozenset((32,))), 26) is None


def test_set_phrases_alone_are_not_a_quotation():
    texts = make_texts(50, {8: 16, 24: 32, 40: 48})
    assert measure_shared(*texts, ShingleKinds(NONE, frozenset((16, 32, 48)), NONE), 26) is None


def test_what_no_third_text_has_speaks_for_more_than_what_some_have():
    texts = make_texts(50, {25: 16})
    assert measure_shared(*texts, ShingleKinds(NONE, NONE, frozenset((16,))), 26) == (50 / 180, 50 / 180)
    assert measure_shared(*texts, ShingleKinds(NONE, NONE, NONE), 26) is None
