"""Places of articles, coded as gaps: nothing is lost, and more can be added behind the last one."""

import random

import pytest

from dvcrawler.derived.searching.sets.bitmaps import BLOCK, code_bits, read_bits, read_last

SHARES = [0, 0.0002, 0.002, 0.004, 0.02, 0.3, 1]


def choose(share):
    chance = random.Random(7)
    return [place for place in range(BLOCK) if chance.random() < share]


@pytest.mark.parametrize(
    "places", [*map(choose, SHARES), [0], [253], [254], [255], [BLOCK - 1], [9, 263, 518]]
)
def test_coded_places_give_the_same_bits(places):
    bits = sum(1 << place for place in places)
    coded = code_bits(bits)
    assert read_bits(coded) == bits
    assert read_last(coded) == (places[-1] if places else -1)
    assert b"\0" not in coded


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("first", [1, 600, BLOCK - 1])
def test_places_are_coded_behind_the_last_place(share, first):
    places = choose(share)
    held = code_bits(sum(1 << place for place in places if place < first))
    more = sum(1 << place for place in places if first <= place < first + 500)
    coded = held + code_bits(more >> read_last(held) + 1)
    assert read_bits(coded) == sum(1 << place for place in places if place < first + 500)


@pytest.mark.parametrize("coded", [b"\0", b"\5\0\5", b"\5\xff"])
def test_what_no_places_give_is_refused(coded):
    with pytest.raises(IndexError):
        read_bits(coded)
