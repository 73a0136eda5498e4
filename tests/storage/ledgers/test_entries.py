"""What the column `reason` of a ledger's entry says of its article."""

from datetime import date

import pytest

from dvcrawler.storage.ledgers.entries import Entry, Outcome, read_outside_day, write_outside_day

DAY = date(2024, 5, 1)


def entry(outcome, reason):
    return Entry("thu:1", outcome, "https://thu.example/1", "", 0, None, None, None, None, 0, reason)


@pytest.mark.parametrize("reason", [write_outside_day(DAY), "2024-05-01 is outside the period asked for"])
def test_an_article_outside_a_period_has_its_day(reason):
    assert read_outside_day(entry(Outcome.OUTSIDE, reason)) == DAY


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (Outcome.FAILED, "2024-05-01"),
        (Outcome.OUTSIDE, None),
        (Outcome.OUTSIDE, "words"),
        (Outcome.OUTSIDE, "2024-05"),
    ],
)
def test_an_entry_of_another_outcome_or_without_a_day_has_none(outcome, reason):
    assert read_outside_day(entry(outcome, reason)) is None
