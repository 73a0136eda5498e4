"""Who opens an index may be told how far it is, where bringing it up to date takes more than a moment."""

from collections.abc import Callable

#: Is told what is taken in, how much of it is, and how much there is: of articles the bytes, of texts the
#: number.
Watch = Callable[[str, int, int], None]
ARTICLES, TEXTS = "articles", "texts"


def ignore(what: str, done: int, total: int) -> None:
    """Tells nobody."""
