"""The public reader: records out of the store, for jobs that never speak to the crawler.

    from dvcrawler.reading import latest, new, new_since, read
    for record in latest("data", site="baonamdinh", since="2024-01-01"):
        print(record["published_at"], record["title"])

Reads during a crawl, without a lock, in constant memory. Lines of schema 1 are given as schema 2.
Articles that were removed are left out; `removed` and the tombstones of `new` and `new_since` list them.
"""

from dvcrawler.items import Record, Tombstone
from dvcrawler.reading.newest import latest
from dvcrawler.reading.news import last_runs, new, new_since, removed
from dvcrawler.reading.places import Records, read
from dvcrawler.reading.tables import to_arrow, to_pandas
from dvcrawler.storage.new_lines import News
from dvcrawler.storage.run_records.runs import Run

__all__ = [
    "News",
    "Record",
    "Records",
    "Run",
    "Tombstone",
    "last_runs",
    "latest",
    "new",
    "new_since",
    "read",
    "removed",
    "to_arrow",
    "to_pandas",
]
