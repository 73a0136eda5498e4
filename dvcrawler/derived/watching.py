"""The progress of building or extending an index, for callers that show it."""

from collections.abc import Callable

#: Called with what is added, the amount done and the total: bytes of articles, or number of texts.
Watch = Callable[[str, int, int], None]
ARTICLES, TEXTS = "articles", "texts"


def ignore(what: str, done: int, total: int) -> None:
    """Shows no progress."""
