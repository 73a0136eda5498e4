"""The line of each key of a TOML file, which tomllib does not give."""

import tomllib
from collections.abc import Iterator, Mapping

KeyPath = tuple[str, ...]
#: A statement of several lines ends with one of these, or a comment after it.
_ENDS = ("]", "}", '"""', "'''")


def find_lines(text: str) -> dict[KeyPath, int]:
    """The first line (from 1) of each key and table of a file that tomllib can parse."""
    found: dict[KeyPath, int] = {}
    header = ""
    for line, statement in _split_statements(text):
        is_header = statement.lstrip().startswith("[")
        header = statement if is_header else header
        tree = _parse(statement if is_header else f"{header}\n{statement}")
        for path, _ in leaves(tree or {}):
            for end in range(len(path), 0, -1):
                found.setdefault(path[:end], line)
    return found


def leaves(tree: Mapping[str, object], above: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Every value with its path. An empty table is a value, too."""
    for name, value in tree.items():
        path = (*above, name)
        if isinstance(value, dict) and value:
            yield from leaves(value, path)
        else:
            yield path, value


def _split_statements(text: str) -> Iterator[tuple[int, str]]:
    """Each `key = value` and table header with its first line; one may take several lines."""
    lines: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not lines and (not line.strip() or line.lstrip().startswith("#")):
            continue
        start = start if lines else number
        lines.append(line)
        may_end = len(lines) == 1 or "#" in line or line.rstrip().endswith(_ENDS)
        if may_end and _parse("\n".join(lines)) is not None:
            yield start, "\n".join(lines)
            lines = []


def _parse(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None
