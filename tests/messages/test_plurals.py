"""Singular and plural."""

import pytest

from dvcrawler.messages.plurals import counted


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "page", "0 pages"),
        (1, "page", "1 page"),
        (2, "page", "2 pages"),
        (1.0, "minute", "1 minute"),
        (0.03, "minute", "0.03 minutes"),
        (1_234_567, "byte", "1234567 bytes"),
        (1, "entry", "1 entry"),
        (3, "entry", "3 entries"),
        (2, "address", "2 addresses"),
    ],
)
def test_a_number_has_its_noun_in_the_right_form(number, noun, text):
    assert counted(number, noun) == text
