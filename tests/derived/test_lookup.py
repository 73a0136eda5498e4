"""Articles by their ids, and what is proposed for an id that is not held."""

import pytest

from dvcrawler.derived.lookup import find_records
from dvcrawler.errors import UsageError
from tests.derived.store import article, write


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(
        folder,
        *(article(number, "Hội làng", "Lễ hội.") for number in (7, 1801, 1802, 1803, 1804)),
        article("a_b%c", "Hội làng", "Lễ hội."),
        article(20, "Hội xuân", "Lễ hội.", site="khac"),
    )
    return folder


def test_the_records_come_in_the_order_of_the_ids(data):
    assert [each["id"] for each in find_records(data, ["khac:20", "thu:7"])] == ["khac:20", "thu:7"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("THU:1801", "did you mean thu:1801?"),
        ("1801", "did you mean thu:1801?"),
        ("thuu:1801", "did you mean thu:1801?"),
        ("khac:1801", "did you mean thu:1801?"),
        ("thu:20", "did you mean khac:20?"),
        ("thu:180", "did you mean thu:1801, thu:1802, thu:1803?"),
        ("thu:a_", "did you mean thu:a_b%c?"),
        ("thu:_", "dvcrawler search prints ids"),
        ("%", "dvcrawler search prints ids"),
        ("thu:9", "dvcrawler search prints ids"),
        ("\\", "dvcrawler search prints ids"),
        (":", "dvcrawler search prints ids"),
    ],
)
def test_ids_that_may_be_meant_are_proposed(data, typed, said):
    with pytest.raises(UsageError) as told:
        list(find_records(data, [typed]))
    assert str(told.value) == f"no article {typed!r} is held in {data}; {said}"
