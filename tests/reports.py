"""Which reports of a test a process of a run in parallel sends to the one that prints them."""

import pytest

#: Seconds from which on `--durations` shows what came before or after a test.
_SHOWN = 0.005


def is_sent(report: pytest.TestReport) -> bool:
    """Whether anything is printed of it: not of what came before and after a test and was as it should be."""
    return report.when == "call" or not report.passed or report.duration >= _SHOWN
