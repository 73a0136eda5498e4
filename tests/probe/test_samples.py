"""Which articles a probe reads."""

import pytest

from dvcrawler.probe.samples import choose_articles


@pytest.mark.parametrize(
    ("lists", "chosen"),
    [
        (["ab", "cd"], "acbd"),
        (["xab", "xcd", "xe"], "acebdx"),
        (["xab", "", "xcd", "xe"], "acebdx"),
        (["xab", "xcd"], "xacbd"),
        (["ab", "ab", "ab"], "ab"),
    ],
)
def test_articles_are_taken_from_the_lists_in_turn_and_last_those_that_all_of_them_have(lists, chosen):
    assert "".join(choose_articles(lists, 9)) == chosen
