"""Dates, numbers and counts as a reader of each language writes them."""

import pytest

from dvcrawler.words import Words

TABLE = {"one": ("article", "bài"), "many": ("articles", "bài")}
VI, EN = Words(TABLE, "vi"), Words(TABLE, "en")


@pytest.mark.parametrize(
    ("stored", "vietnamese", "english"),
    [
        ("2024-03-01", "01/03/2024", "1 March 2024"),
        ("2024-12-31", "31/12/2024", "31 December 2024"),
        ("2024-03", "tháng 3/2024", "March 2024"),
        ("2024-11", "tháng 11/2024", "November 2024"),
        ("2026-02-01 07:05", "01/02/2026 07:05", "1 February 2026, 07:05"),
    ],
)
def test_a_date_is_written_as_the_reader_writes_it(stored, vietnamese, english):
    assert (VI.date(stored), EN.date(stored)) == (vietnamese, english)


@pytest.mark.parametrize(
    "text", ["2024", "", "2024-13", "2024-00-01", "01/03/2024", "–", "2024-03 07:05", "x2024-03-01"]
)
def test_what_is_not_a_stored_date_stays_as_it_is(text):
    assert (VI.date(text), EN.date(text)) == (text, text)


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "0 bài", "0 articles"),
        (1, "1 bài", "1 article"),
        (2, "2 bài", "2 articles"),
        (100_000, "100.000 bài", "100,000 articles"),
    ],
)
def test_a_count_agrees_with_its_noun(number, vietnamese, english):
    assert (VI.count(number, "one", "many"), EN.count(number, "one", "many")) == (vietnamese, english)
