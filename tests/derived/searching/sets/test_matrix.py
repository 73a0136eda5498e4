"""Members of articles are read set by set, whatever the order and the places of the articles."""

import random

import pytest

from dvcrawler.derived.searching.sets.bitmaps import BLOCK
from dvcrawler.derived.searching.sets.matrix import IN, Matrix

WIDTH = 150


def members_of(matrix, numbers):
    members = matrix.begin()
    for number in numbers:
        members[number] = IN
    return members


def expected(held, block):
    """The bits of each set, counted one by one."""
    bits = [0] * WIDTH
    for row, numbers in held.items():
        if row // BLOCK == block:
            for number in numbers:
                bits[number] |= 1 << row % BLOCK
    return bits


def read(matrix, block):
    return [column.bits for column in matrix.read(block)]


@pytest.mark.parametrize(
    "rows",
    [
        range(1, 300),
        range(3, 40),
        [5],
        [BLOCK - 1, BLOCK, BLOCK + 1],
        range(0, BLOCK, 997),
        [7, 8, 9000, 6, 15, 3],
    ],
    ids=["many", "few", "one", "two blocks", "far apart", "in any order"],
)
def test_each_set_has_the_articles_that_are_in_it(rows):
    chance, matrix, held = random.Random(3), Matrix(WIDTH), {}
    for row in rows:
        held[row] = chance.sample(range(WIDTH), 20)
        matrix.add(row, members_of(matrix, held[row]))
    for block in (0, 1, 2):
        assert read(matrix, block) == expected(held, block)


def test_a_cleared_article_is_in_no_set_and_its_neighbours_stay():
    matrix, held = Matrix(WIDTH), {row: [row, 100] for row in range(20)}
    for row, numbers in held.items():
        matrix.add(row, members_of(matrix, numbers))
    for row in (0, 9, 19):
        matrix.clear_article(row)
        del held[row]
    assert read(matrix, 0) == expected(held, 0)
    matrix.add(9, members_of(matrix, [4]))
    assert read(matrix, 0) == expected({**held, 9: [4]}, 0)


def test_nothing_is_left_of_a_cleared_matrix():
    matrix = Matrix(WIDTH)
    matrix.add(17, members_of(matrix, [2]))
    matrix.clear()
    assert not any(matrix.read(0))
    matrix.add(18, members_of(matrix, [2]))
    assert read(matrix, 0) == expected({18: [2]}, 0)
