"""Tests whose cases are many and alike: the default suite runs each n-th case, `make test-all` every one.

`@pytest.mark.sampled(n)`: of the cases that are not slow, the first and each n-th after it are in the default
suite. With two lists of parameters, n and the length of the list that varies fastest should have no common
divisor, so that all its values are met.
"""

from collections import Counter
from collections.abc import Iterable

import pytest


def mark_unsampled(items: Iterable[pytest.Item]) -> None:
    """Marks the other cases as slow."""
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        marker = item.get_closest_marker("sampled")
        if marker is None or item.parent is None or item.get_closest_marker("slow"):
            continue
        test = item.parent.nodeid, getattr(item, "originalname", item.name)
        if seen[test] % marker.args[0]:
            item.add_marker(pytest.mark.slow)
        seen[test] += 1
