"""Options that choose what is shown take one value: argparse would ignore all but the last."""

import argparse

import pytest

from dvcrawler.cli.typed_text import Once


@pytest.fixture
def parser():
    made = argparse.ArgumentParser(exit_on_error=False)
    made.add_argument("--site", action=Once)
    return made


@pytest.mark.parametrize(
    ("words", "site"), [([], None), (["--site", "a"], "a"), (["--site=a", "--site", "a"], "a")]
)
def test_one_value_is_taken_also_where_it_is_repeated(parser, words, site):
    assert parser.parse_args(words).site == site


def test_a_second_value_is_an_error(parser):
    with pytest.raises(argparse.ArgumentError, match="it is given twice; give one value"):
        parser.parse_args(["--site", "a", "--site", "b"])
