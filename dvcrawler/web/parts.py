"""Long lists of an article in pages: a photo essay may have thousands of pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dvcrawler.errors import QueryError
from dvcrawler.normalize.numbers import read_whole

T = TypeVar("T")
#: Entries of a page.
SIZE = 60
#: Number of the last page that an address may name.
_MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The entries of a page, and the number of those before. `name` is the parameter that names the page."""

    name: str
    entries: Sequence[T]
    before: int
    total: int
    page: int
    pages: int


def read_part(entries: Sequence[T], name: str, parameters: Mapping[str, str]) -> Part[T]:
    """The page that the parameter names, else the first; the last one where there are fewer pages.

    Raises QueryError.
    """
    asked = read_whole(parameters.get(name) or "1", 1, _MOST_PARTS)
    if asked is None:
        raise QueryError(f"{name}: write a whole number from 1 to {_MOST_PARTS}", "part", name, _MOST_PARTS)
    pages = max(1, -(-len(entries) // SIZE))
    page = min(asked, pages)
    before = (page - 1) * SIZE
    return Part(name, entries[before : before + SIZE], before, len(entries), page, pages)
