"""Articles by their web addresses."""

from collections.abc import Collection
from pathlib import Path

import orjson

from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import parse_object, read_raw


def find_id(data: Path, site: str, urls: Collection[str]) -> str | None:
    """The id of the article stored under one of the addresses; if there are several, that of the newest line.

    Reads all files of the site. Raises UnreadableError.
    """
    named = [orjson.dumps(url) for url in urls]
    found = None
    for path in article_files(data, site):
        for line in read_raw(path):
            if any(url in line for url in named):
                record = parse_object(line) or {}
                if {record.get("url"), record.get("fetched_from")} & set(urls):
                    found = record.get("id") or found
    return found
