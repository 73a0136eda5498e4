"""Stored articles by their web address or their publication."""

from collections.abc import Collection
from pathlib import Path

import orjson

from dvcrawler.items import Record
from dvcrawler.normalize.publications import find_last_number, is_retitled, may_be_retitled, publication_of
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.journal import parse_object, read_raw
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store


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


def find_published(ledger: Ledger, store: Store, record: Record) -> str | None:
    """The id of the stored article that was published as the record was, or under an earlier title. Raises
    StorageError.
    """
    published = publication_of(record)
    if published is None:
        return None
    for id_, entry in ledger.known(ledger.with_content(record["content_hash"])).items():
        stored = store.find(id_, entry.captured_at) if entry.captured_at else None
        if stored is not None and id_ != record["id"] and publication_of(stored) == published:
            return id_
    return _find_retitled(ledger, store, record)


def _find_retitled(ledger: Ledger, store: Store, record: Record) -> str | None:
    number = find_last_number(record["url"])
    for entry in ledger.of_day(record["date"], number) if number is not None and record["date"] else ():
        if entry.id != record["id"] and entry.captured_at and may_be_retitled(entry.url, record["url"]):
            stored = store.find(entry.id, entry.captured_at)
            if stored is not None and is_retitled(stored, record):
                return entry.id
    return None
