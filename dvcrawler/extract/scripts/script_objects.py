"""Objects that a script writes and sends as JSON: `{ muc: 5, trang: page, loc: { loai: 'tin' } }`."""

import json
from collections.abc import Iterator, Mapping

from dvcrawler.extract.scripts.script_values import PIECES, Values, put_together
from dvcrawler.patterns import lazy_regex

_KEY = lazy_regex(r"\s{0,99}['\"]?([A-Za-z_$][\w$-]{0,60})['\"]?\s{0,99}(:?)")
_PIECES = lazy_regex(rf"\s{{0,99}}({PIECES})")
_SIGN = lazy_regex(r"\s{0,99}([{},\[\]])")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "undefined": None}
_MOST_LEVELS, _MOST_FIELDS = 4, 40

#: A value as JSON has it.
Written = str | int | bool | None | dict[str, "Written"] | list["Written"]


class _UnknownValueError(Exception):
    """A value is not known, or written in a way that is not read."""


class _Reader:
    """Reads from one place of the code on."""

    def __init__(self, code: str, place: int, values: Values) -> None:
        self._code, self._place, self._values = code, place, values

    def read(self, level: int = 0) -> Written:
        if level > _MOST_LEVELS:
            raise _UnknownValueError
        if self._take("{"):
            return dict(self._read_fields(level))
        if self._take("["):
            return [*self._read_entries(level)]
        found = _PIECES.match(self._code, self._place)
        if found is None:
            raise _UnknownValueError
        self._place = found.end()
        return self._convert(found[1])

    def _read_fields(self, level: int) -> Iterator[tuple[str, Written]]:
        for _ in range(_MOST_FIELDS):
            if self._take("}"):
                return
            key = _KEY.match(self._code, self._place)
            if key is None:
                raise _UnknownValueError
            self._place = key.end()
            yield key[1], self.read(level + 1) if key[2] else self._convert(key[1])
            self._end_entry("}")
        raise _UnknownValueError

    def _read_entries(self, level: int) -> Iterator[Written]:
        for _ in range(_MOST_FIELDS):
            if self._take("]"):
                return
            yield self.read(level + 1)
            self._end_entry("]")
        raise _UnknownValueError

    def _end_entry(self, end: str) -> None:
        sign = _SIGN.match(self._code, self._place)
        if sign is None or sign[1] not in (",", end):
            raise _UnknownValueError
        self._place = sign.end() if sign[1] == "," else self._place

    def _take(self, sign: str) -> bool:
        found = _SIGN.match(self._code, self._place)
        if found is None or found[1] != sign:
            return False
        self._place = found.end()
        return True

    def _convert(self, written: str) -> Written:
        if written in _WORDS:
            return _WORDS[written]
        value = put_together(written, self._values)
        if value is None:
            raise _UnknownValueError
        is_text = "'" in written or '"' in written
        return value if is_text or not value.isdecimal() else int(value)


def read_object(code: str, start: int, values: Values) -> dict[str, Written] | None:
    """The object that begins at this place of the code; None if one of its values is not known."""
    try:
        read = _Reader(code, start, values).read()
    except _UnknownValueError:
        return None
    return read if isinstance(read, dict) else None


def write_object(value: Mapping[str, Written]) -> bytes:
    """The object as a script sends it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def list_leaves(value: Written) -> Iterator[tuple[str, str]]:
    """The texts and numbers of the object with their own names, on any level."""
    for name, each in value.items() if isinstance(value, dict) else ():
        if isinstance(each, dict):
            yield from list_leaves(each)
        elif isinstance(each, str | int) and not isinstance(each, bool):
            yield name, str(each)


def replace_leaf(value: Written, name: str, new: str) -> Written:
    """The object with another value of the leaf with this name."""
    if not isinstance(value, dict):
        return value
    return {
        key: (int(new) if isinstance(each, int) else new)
        if key == name and not isinstance(each, dict)
        else replace_leaf(each, name, new)
        for key, each in value.items()
    }
