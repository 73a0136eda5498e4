from pathlib import Path

import pytest

from dvcrawler import errors
from dvcrawler.errors import MEANINGS, WORST_FIRST, ExitCode, worst


def test_every_code_has_a_meaning_and_a_rank():
    assert set(MEANINGS) == set(ExitCode) == set(WORST_FIRST)
    assert len(WORST_FIRST) == len(ExitCode)


def test_every_code_is_documented():
    text = (Path(__file__).parents[1] / "docs/exit-codes.md").read_text("utf-8")
    assert [code for code in ExitCode if f"{int(code)}" not in text or code.name.lower() not in text] == []


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), 0),
        ((0, 16), 16),
        ((0, 17, 16), 17),
        ((17, 10), 10),
        ((10, 14), 14),
        ((14, 11), 11),
        ((11, 12), 12),
        ((12, 13), 13),
        ((13, 15), 15),
        ((15, 1), 1),
    ],
)
def test_the_worst_of_several_codes_counts_for_all(codes, expected):
    assert worst(map(ExitCode, codes)) == expected
    assert worst(map(ExitCode, reversed(codes))) == expected


@pytest.mark.parametrize(
    ("error", "code"),
    [(errors.UsageError, 2), (errors.ConfigError, 3), (errors.StorageError, 15), (errors.LockedError, 16)],
)
def test_an_error_knows_its_code(error, code):
    assert error("x").code == code
