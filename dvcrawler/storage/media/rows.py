"""The pictures and documents that a record names, as rows of the media database."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dvcrawler.normalize.media_kinds import KINDS


class FileRow(NamedTuple):
    """`page` is the address of the article, read at `at` by way of `via`."""

    url: str
    kind: str
    page: str
    via: str
    at: str


def name_files(record: Mapping[str, Any], most: int) -> tuple[list[FileRow], list[FileRow]]:
    """The first `most` files of each kind, and those after them. Addresses without a host are left out."""
    first: list[FileRow] = []
    rest: list[FileRow] = []
    for kind in KINDS:
        about = record["url"], record["via"], record["captured_at"]
        rows = [FileRow(each["url"], kind, *about) for each in record[kind] if _read_host(each["url"])]
        first += rows[:most]
        rest += rows[most:]
    return first, rest


def _read_host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
