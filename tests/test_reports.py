import pytest

from tests.reports import is_sent


def report(when, outcome="passed", duration=0.001):
    return pytest.TestReport(
        "tests/test_a.py::test", ("tests/test_a.py", 1, "test"), {}, outcome, None, when, (), duration
    )


@pytest.mark.parametrize("when", ["setup", "teardown"])
def test_what_is_as_it_should_be_before_and_after_a_test_is_not_sent(when):
    assert not is_sent(report(when))


@pytest.mark.parametrize("outcome", ["passed", "failed", "skipped"])
def test_a_test_is_sent_however_it_ended(outcome):
    assert is_sent(report("call", outcome))


@pytest.mark.parametrize(
    ("when", "outcome"), [("setup", "failed"), ("setup", "skipped"), ("teardown", "failed")]
)
def test_a_failure_and_a_skip_before_or_after_a_test_are_sent(when, outcome):
    assert is_sent(report(when, outcome))


@pytest.mark.parametrize("when", ["setup", "teardown"])
def test_what_took_long_is_sent_for_the_list_of_durations(when):
    assert is_sent(report(when, duration=0.01))
