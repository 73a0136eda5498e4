"""Bitmaps of articles: packed without loss, and not much larger than they have to be."""

import math
import random

import pytest

from dvcrawler.derived.searching.sets.bitmaps import BLOCK, bits_of_rows, pack_bitmap, rows_of, unpack_bitmap


def make_bits(share):
    chance = random.Random(7)
    return sum(1 << place for place in range(BLOCK) if chance.random() < share)


@pytest.mark.parametrize("share", [0, 0.001, 0.02, 0.05, 0.3, 1])
def test_a_packed_block_gives_the_same_bits(share):
    bits = make_bits(share)
    assert unpack_bitmap(pack_bitmap(bits)) == bits
    assert len(rows_of(bits)) == bits.bit_count()


@pytest.mark.parametrize("rows", [[], [0], [7], [3, 2, 70_000, BLOCK]])
def test_numbers_become_bits_and_come_back_in_ascending_order(rows):
    assert rows_of(bits_of_rows(rows)) == sorted(rows)


@pytest.mark.parametrize(("share", "most"), [(0.04, 1.2), (0.06, 1.12), (0.08, 1.1)])
def test_a_dense_block_takes_little_more_than_its_entropy(share, most):
    bits = make_bits(share)
    set_, clear = share * math.log2(1 / share), (1 - share) * math.log2(1 / (1 - share))
    assert len(pack_bitmap(bits)) < most * BLOCK / 8 * (set_ + clear)


def test_the_rest_of_a_block_that_is_not_full_takes_next_to_nothing():
    bits = make_bits(0.2) & ((1 << 3600) - 1)
    assert len(pack_bitmap(bits)) < 3600 / 8


def test_a_block_with_few_articles_takes_next_to_nothing():
    assert len(pack_bitmap(1 << 5 | 1 << 9000)) < 40
