"""A stored record and the same capture read again: their digests are equal where no field has changed."""

import pytest

from dvcrawler.items import RECORD_FIELDS, ProblemCode
from dvcrawler.reparse.compare import COMPARED, Difference, changed_fields, content_digest, keep_told

_DOUBT = {"field": "author", "code": str(ProblemCode.SHARED_ID), "reason": "two"}
_SAME_BODY = {"field": "body", "code": str(ProblemCode.SAME_BODY), "reason": "another article has it"}
_LISTED = {"field": "section", "code": str(ProblemCode.SECTION_FROM_LISTING), "reason": "its listing"}


def record(**values):
    return {**dict.fromkeys(RECORD_FIELDS), "tags": [], "images": [], "problems": [], **values}


def read_again(before, after):
    """Whether the digests are equal, and the fields that the whole comparison finds."""
    is_equal = content_digest(before) == content_digest(after)
    keep_told(before, after)
    return is_equal, changed_fields(before, after)


@pytest.mark.parametrize("name", [name for name in COMPARED if name != "problems"])
def test_another_value_of_any_compared_field_gives_another_digest(name):
    assert read_again(record(**{name: "một"}), record(**{name: "hai"})) == (False, [name])


@pytest.mark.parametrize("name", [name for name in RECORD_FIELDS if name not in COMPARED])
def test_what_describes_the_capture_is_not_in_the_digest(name):
    assert read_again(record(**{name: "một"}), record(**{name: "hai"})) == (True, [])


def test_a_problem_counts_by_its_field_and_code():
    reworded = {**_DOUBT, "reason": "two articles"}
    assert read_again(record(problems=[_DOUBT]), record(problems=[reworded])) == (True, [])
    assert read_again(record(problems=[_DOUBT]), record()) == (False, ["problems"])


def test_a_doubt_that_only_a_whole_run_raises_does_not_count():
    assert read_again(record(problems=[_SAME_BODY, _DOUBT]), record(problems=[_DOUBT])) == (True, [])


def test_the_section_that_a_listing_named_is_kept_where_the_page_has_none():
    before = record(section="Kinh tế", problems=[_LISTED])
    assert read_again(before, record()) == (True, [])
    assert read_again(before, record(section="Xã hội")) == (False, ["section", "problems"])


def test_the_section_that_the_page_named_is_compared():
    assert read_again(record(section="Kinh tế"), record()) == (False, ["section"])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (None, "Tin vui", ("None", "Tin vui")),
        ("Tin vui", "Tin\nbuồn", ("Tin vui", "Tin buồn")),
        ("a" * 70, "b" * 70, ("a" * 59 + "…", "b" * 59 + "…")),
        ("a" * 70 + "một", "a" * 70 + "hai", ("…" + "a" * 20 + "một", "…" + "a" * 20 + "hai")),
        ("a" * 70, "a" * 70 + "b" * 70, ("…" + "a" * 20, "…" + "a" * 20 + "b" * 38 + "…")),
    ],
)
def test_an_example_shows_where_long_values_differ(before, after, shown):
    difference = Difference()
    difference.note(record(id="thu:1", body=before), record(id="thu:1", body=after))
    assert difference.examples["body"] == [("thu:1", *shown)]
