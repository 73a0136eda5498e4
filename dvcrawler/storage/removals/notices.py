"""Lines of the article files about removals: tombstones, restorations, and what is left of an erased line."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.items import SCHEMA
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.removals.log import Removal


def notice_line(removal: Removal) -> bytes:
    """The line in the article file that announces the removal, or that it was undone."""
    notice: dict[str, Any] = {"schema": SCHEMA, "id": removal.id}
    if removal.is_in_force:
        notice |= {"removed_at": removal.removed_at, "reason": removal.reason}
    else:
        notice["restored_at"] = removal.restored_at
    return orjson.dumps(notice, option=orjson.OPT_APPEND_NEWLINE)


def is_tombstone(value: Mapping[str, Any] | None, site: str) -> bool:
    """Whether the line says that an article of the site was removed."""
    return value is not None and "revision" not in value and _is_notice(value, site, "removed_at")


def is_restoration(value: Mapping[str, Any] | None, site: str) -> bool:
    """Whether the line says that a removal was undone."""
    return value is not None and "revision" not in value and _is_notice(value, site, "restored_at")


def last_notices(path: Path, site: str, start: int = 0) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """By id, the last notice about the article from byte `start` of the file on, and where it begins."""
    return {
        value["id"]: (begin, value)
        for begin, _, value in read_lines(path, start)
        if value is not None and (is_tombstone(value, site) or is_restoration(value, site))
    }


def list_removed(files: Iterable[tuple[Path, int]], site: str) -> set[str]:
    """Ids whose last notice in these files, oldest first and each from a byte on, is a tombstone."""
    notices = (last_notices(path, site, start) for path, start in files)
    last = {id_: notice for each in notices for id_, (_, notice) in each.items()}
    return {id_ for id_, notice in last.items() if "removed_at" in notice}


def is_marker(value: Mapping[str, Any] | None, site: str) -> bool:
    """Whether the line is valid without being a record: a notice, or an erased line."""
    if value is None or "revision" in value:
        return False
    return is_erased(value) or is_tombstone(value, site) or is_restoration(value, site)


def erased_line(length: int, at: str) -> bytes:
    """Replaces a line of this many bytes, its newline included."""
    text = orjson.dumps({"schema": SCHEMA, "erased_at": at})
    return (text if len(text) < length else b"{}"[: length - 1]).ljust(length - 1) + b"\n"


def is_erased(value: Mapping[str, Any]) -> bool:
    """Whether the line only keeps the place of one that was erased or set aside."""
    return set(value) == {"schema", "erased_at"} and isinstance(value["erased_at"], str)


def _is_notice(value: Mapping[str, Any], site: str, key: str) -> bool:
    id_ = value.get("id")
    return isinstance(value.get(key), str) and isinstance(id_, str) and id_.startswith(f"{site}:")
