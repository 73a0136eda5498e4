"""Tests whose cases are many and alike: the default suite runs some of them, `make test-all` every one.

`@pytest.mark.sampled(n)`: of the cases that are not slow, the first and each n-th after it are in the default
suite. With two lists of parameters, n and the length of the list that varies fastest should have no common
divisor, so that all its values are met. With n = 1 all are in it.

Lists of what is read, typed and asked for (`_ROOMS`) are sampled without a marker: of what comes behind the first
cases, a fifth.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any
from zlib import crc32

import pytest

_ROOMS = (
    "tests/commands/",
    "tests/config/",
    "tests/derived/",
    "tests/discovery/",
    "tests/extract/",
    "tests/families/",
    "tests/normalize/",
    "tests/probe/",
    "tests/web/",
)
#: Cases that are always in it, and one in how many of the others.
_FIRST, _SHARE = 3, 5


def mark_unsampled(items: Iterable[pytest.Item]) -> None:
    """Marks the other cases, which `make mutants` runs and the default suite does not."""
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        marker = item.get_closest_marker("sampled")
        if item.parent is None or item.get_closest_marker("slow"):
            continue
        test = item.parent.nodeid, getattr(item, "originalname", item.name)
        is_in = _is_nth(seen[test], marker.args[0]) if marker else _is_sampled(item.nodeid, seen[test])
        if not is_in:
            item.add_marker(pytest.mark.unsampled)
        seen[test] += 1


def tried(request: pytest.FixtureRequest) -> set[Any]:
    """What tests of this run are given as parameters in the fixture's module, where that can be looked up.

    So a fixture of a module that crawls portals for its cases leaves out those of cases that are left out.
    """
    module = f"{request.node.nodeid}::"
    cases = (
        getattr(item, "callspec", None) for item in request.session.items if item.nodeid.startswith(module)
    )
    values = (value for case in cases if case for value in case.params.values())
    return {value for value in values if isinstance(value, Hashable)}


def _is_nth(number: int, step: int) -> bool:
    return number % step == 0


def _is_sampled(name: str, number: int) -> bool:
    """Decided by the name: a list may repeat at any interval, and a case more must not replace others."""
    return number < _FIRST or not name.startswith(_ROOMS) or crc32(name.encode()) % _SHARE == 0
