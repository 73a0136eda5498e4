"""Finds the stored article that a record of another id shows as well."""

from dvcrawler.items import Record
from dvcrawler.normalize.publications import publication_of
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store


def find_published(ledger: Ledger, store: Store, record: Record) -> str | None:
    """The id of the stored article that was published as the record was. Raises StorageError."""
    published = publication_of(record)
    if published is None:
        return None
    for id_, entry in ledger.known(ledger.with_content(record["content_hash"])).items():
        stored = store.find(id_, entry.captured_at) if entry.captured_at else None
        if stored is not None and id_ != record["id"] and publication_of(stored) == published:
            return id_
    return None
