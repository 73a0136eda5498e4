"""The authors that JSON-LD names: one or a list, nested, or named elsewhere in the same document."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MOST_AUTHORS = 50
_DEEPEST = 4
#: Keys of lists and roles that wrap a person.
_WRAPPERS = ("@list", "@set", "author", "creator")


def read_authors(
    articles: Sequence[dict[str, Any]], objects: Iterable[dict[str, Any]]
) -> tuple[list[str], list[str]]:
    """Names of persons and of organisations, as stated by the first article that names any.

    `articles` and `objects`: of all JSON-LD on the page; the first article is the page's own. Another with a
    separate headline is a related one, and its author is not this page's.
    """
    known = {key: each for each in objects if isinstance(key := each.get("@id"), str) and each.get("name")}
    own = (_list_named(each, known) for each in articles if _is_same(each, articles[0]))
    named = next(filter(None, own), [])
    people = [name for name, is_person in named if is_person]
    return people[:MOST_AUTHORS], [name for name, is_person in named if not is_person]


def _list_named(stated: dict[str, Any], known: dict[str, Any]) -> list[tuple[str, bool]]:
    """The authors of an article, else its creators."""
    return [*_walk_named(stated.get("author"), known, 0)] or [*_walk_named(stated.get("creator"), known, 0)]


def _is_same(stated: dict[str, Any], first: dict[str, Any]) -> bool:
    headline = stated.get("headline")
    return not headline or not first.get("headline") or headline == first["headline"]


def _walk_named(value: object, known: dict[str, dict[str, Any]], depth: int) -> Iterator[tuple[str, bool]]:
    """Yields (name, whether it is a person's); a plain text counts as a person's name."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value, True
    elif isinstance(value, list):
        for each in value[:MOST_AUTHORS]:
            yield from _walk_named(each, known, depth + 1)
    elif isinstance(value, dict):
        yield from _read_object(value, known, depth)


def _read_object(
    value: dict[str, Any], known: dict[str, dict[str, Any]], depth: int
) -> Iterator[tuple[str, bool]]:
    full = {**known.get(str(value.get("@id")), {}), **value}
    names = full.get("name")
    listed = names if isinstance(names, list) else [name_of(full)]
    named = [name for name in listed[:MOST_AUTHORS] if isinstance(name, str) and name]
    if named:
        types = set(map(str.lower, types_of(full)))
        is_person = not types or not types.isdisjoint(("person", "thing"))
        yield from ((name, is_person) for name in named)
        return
    for wrapper in _WRAPPERS:
        yield from _walk_named(full.get(wrapper), known, depth + 1)


def types_of(stated: dict[str, Any]) -> list[str]:
    """The names of its types, which some write with the address of schema.org."""
    kinds = stated.get("@type")
    named = (kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))
    return [name.rpartition("/")[2].rpartition(":")[2] for name in named]


def name_of(value: object) -> str | None:
    """The name of a person or an organisation, given whole or in parts; the first name of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or _join_name_parts(value)
        value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None


def _join_name_parts(value: dict[str, Any]) -> str | None:
    """Joins the parts of a name; Vietnamese names begin with the family name."""
    parts = (value.get("familyName"), value.get("additionalName"), value.get("givenName"))
    return " ".join(part for part in parts if isinstance(part, str)) or None
