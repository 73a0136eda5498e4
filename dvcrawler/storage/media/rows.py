"""The pictures and documents that a record names, as rows of the media database."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from dvcrawler.normalize.media_kinds import KINDS


def name_files(record: Mapping[str, Any], most: int) -> list[tuple[str, str, str, str, str]]:
    """(url, kind, page, via, captured_at) of at most `most` files of each kind.

    Addresses without a host are left out.
    """
    rows = []
    for kind in KINDS:
        for each in record[kind][:most]:
            if _read_host(each["url"]):
                rows.append((each["url"], kind, record["url"], record["via"], record["captured_at"]))
    return rows


def _read_host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
