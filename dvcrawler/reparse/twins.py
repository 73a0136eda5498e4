"""Finds the article that a captured page shows under another id, as a crawl does."""

from dvcrawler.items import Record
from dvcrawler.normalize.identity import number_of
from dvcrawler.normalize.plausibility import MIN_TWIN_BODY
from dvcrawler.normalize.publications import publication_of
from dvcrawler.normalize.site_names import split_id
from dvcrawler.storage.ledger import Ledger
from dvcrawler.storage.publications import find_published
from dvcrawler.storage.store import Store

#: Number of new articles whose content is remembered: 200,000 take 50 MB. More are not compared.
_MOST_ARTICLES = 200_000


class TwinFinder:
    """Compares new records with stored ones and with those that were read before."""

    def __init__(self, ledger: Ledger, store: Store) -> None:
        self._ledger, self._store = ledger, store
        #: Ids by number or publication, and content.
        self._fresh: dict[tuple[str, str], str] = {}

    def holds(self, id_: str) -> bool:
        """Whether the article is stored."""
        return self._ledger.content_of(id_) is not None

    def find(self, record: Record) -> str | None:
        """The id of the article with the content of a record that is not stored; None if it is new."""
        id_, content_hash = record["id"], record["content_hash"]
        if len(record["body"]) < MIN_TWIN_BODY:
            return None
        published = publication_of(record)
        held = self._ledger.find_same(id_, content_hash) or find_published(self._ledger, self._store, record)
        keys = [(number_of(split_id(id_)[1]), content_hash), (published or id_, content_hash)]
        fresh = next((self._fresh[key] for key in keys if key in self._fresh), None)
        if held is None and fresh is None and len(self._fresh) < _MOST_ARTICLES:
            self._fresh |= dict.fromkeys(keys, id_)
        found = held or fresh
        return found if found != id_ else None
