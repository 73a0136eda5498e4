"""Items of lists in JSON: addresses, titles and days under the names that services and applications use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dvcrawler.extract.generic.hidden.state_fields import LEAD_NAMES, TITLE_NAMES, find_moment
from dvcrawler.normalize.dates import as_iso
from dvcrawler.normalize.numbers import read_json

#: Names in small letters, without underscores.
_ADDRESSES = tuple(
    "url link href permalink detailurl linkdetail weburl shareurl fullurl pageurl newsurl"
    " articleurl posturl linkurl duongdan uri path".split()
)
#: What an item of a list of articles has beside its title, and an entry of a menu has not.
_MORE = (
    *LEAD_NAMES,
    *"thumbnail thumb image avatar cover photo anhdaidien hinhanh featuredmedia".split(),
)
#: The text of a title in WordPress, and of what is similar to it.
_RENDERED = ("rendered", "raw", "text", "value")
#: How a text begins that is a list or an object in JSON.
_BEGINNINGS = ('{"', '[{"')
#: Caps the objects looked at, and how deep they nest.
_MOST_VALUES, _DEEPEST = 50_000, 24


@dataclass(frozen=True, slots=True)
class DataItem:
    """`address` is None for an item that names none; `day` is as written, or `YYYY-MM-DD` of a number.
    `is_card`: it has a day, a picture or a summary. `place`: the keys that lead to it.
    """

    title: str
    address: str | None
    day: str | None = None
    is_card: bool = False
    place: str = ""


def find_items(data: object) -> Iterator[DataItem]:
    """The titled objects of the data, the outer ones first."""
    waiting: list[tuple[Any, str, int]] = [(data, "", 0)]
    for read in range(_MOST_VALUES):
        if read >= len(waiting):
            return
        value, place, depth = waiting[read]
        if isinstance(value, dict):
            item = read_item(value, place)
            if item is not None:
                yield item
        if depth < _DEEPEST:
            waiting += ((each, where, depth + 1) for each, where in _list_inner(value, place))


def _list_inner(value: object, place: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, dict):
        inner = ((_open_text(each), f"{place}.{key}") for key, each in value.items())
        yield from (each for each in inner if isinstance(each[0], (dict, list)))
    elif isinstance(value, list):
        yield from ((each, place) for each in value if isinstance(each, (dict, list)))


def _open_text(value: object) -> Any:
    """The value; of a text that is JSON itself, as the answers that SvelteKit keeps are, what it holds."""
    if not isinstance(value, str) or not value.startswith(_BEGINNINGS):
        return value
    try:
        return read_json(value)
    except ValueError:
        return value


def read_item(value: Mapping[str, Any], place: str = "") -> DataItem | None:
    """The object as an item of a list; None for one without a title."""
    plain = {str(key).lower().replace("_", "").replace("-", ""): each for key, each in value.items()}
    title = _find_first(plain, TITLE_NAMES)
    if title is None:
        return None
    day = _read_day(plain)
    is_card = day is not None or any(plain.get(name) for name in _MORE)
    return DataItem(title, _find_first(plain, _ADDRESSES), day, is_card, place)


def _find_first(plain: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _read_text(plain.get(name)))), None)


def _read_text(value: object) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _RENDERED if key in value), None)
    return value.strip() if isinstance(value, str) else None


def _read_day(plain: Mapping[str, Any]) -> str | None:
    moment = find_moment(plain)
    of_number = as_iso(moment)
    return of_number[:10] if of_number else moment or None
