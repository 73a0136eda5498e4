"""Options that take a number: one rule for all commands, and one line where the number is not one of theirs."""

import sys
from argparse import ArgumentTypeError

import pytest

from dvcrawler.cli.option_values import parse_number
from tests import warm
from tests.portal import environment

PROGRAM = [sys.executable, "-m", "dvcrawler"]
#: Each option that takes a number, as its command is written, with what it says of a number out of range.
RANGES = {
    ("reparse", "--jobs"): "--jobs takes a whole number from 1 to 1000",
    ("search", "lúa", "--limit"): "--limit takes a whole number from 1 to 10000",
    ("runs", "--limit"): "--limit takes a whole number from 1",
    ("similar", "--limit"): "--limit takes a whole number from 1",
    ("open", "baonamdinh:2540012", "--port"): "--port takes a whole number from 1 to 65535",
    ("cluster", "worker", "--jobs"): "--jobs takes a whole number from 1 to 1000",
}


def ended(folder, *words):
    return warm.run(
        [*PROGRAM, *words],
        env=environment(),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "1.5",
        " 3 ",
        "3\n",
        "٣",
        "²",
        "",
        "-",
        "--3",
        "+3",
        "1e3",
        "1_000",
        "0x10",
        "nan",
        "1,000",
        "1000000001",
        "9" * 5000,
    ],
)
def test_what_is_not_a_number_in_digits_is_refused_in_a_short_line(text):
    with pytest.raises(ArgumentTypeError) as refused:
        parse_number(text)
    assert "is not a whole number" in str(refused.value)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("-3", -3), ("1000000000", 10**9)])
def test_digits_are_a_number(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize("words", list(RANGES), ids=" ".join)
def test_a_negative_number_is_the_value_of_the_option_before_it(tmp_path, words):
    run = ended(tmp_path, *words, "-1")
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"dvcrawler: {RANGES[words]}\n")


@pytest.mark.parametrize("number", ["0", "-1", "1000000000"])
@pytest.mark.parametrize("words", list(RANGES), ids=" ".join)
def test_a_number_out_of_range_is_2_and_one_line(tmp_path, words, number):
    run = ended(tmp_path, *words[:-1], f"{words[-1]}={number}")
    if number == "1000000000" and " to " not in RANGES[words]:  # there is no largest one
        assert "takes a whole number" not in run.stderr
        return
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"dvcrawler: {RANGES[words]}\n")


@pytest.mark.parametrize("number", ["-1", "65536"])
def test_browse_takes_port_0_and_no_number_that_is_no_port(tmp_path, number):
    run = ended(tmp_path, "browse", "--port", number)
    assert run.stderr == "dvcrawler: --port takes a whole number from 0 to 65535\n"
    assert run.returncode == 2


@pytest.mark.parametrize("text", ["1.5", " 3 ", "٣", ""])
@pytest.mark.parametrize(
    "words", [*RANGES, ("browse", "--port"), ("show", "a:1", "--revision")], ids=" ".join
)
def test_what_is_not_a_number_is_2_and_one_line(tmp_path, words, text):
    run = ended(tmp_path, *words, text)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert run.stderr.startswith("dvcrawler: argument ")
