"""What a ledger says at a glance, without opening it for writing: for lists and monitoring."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.errors import StorageError
from dvcrawler.storage.database import open_to_read
from dvcrawler.storage.ledger import VERSION, ledger_path


@dataclass(frozen=True, slots=True)
class Glance:
    """`articles` held, and the latest day of publication among them, None where none has a date."""

    articles: int
    newest: str | None


def glance(data: Path, site: str) -> Glance | None:
    """None where there is no ledger, or none that can be read now; neither is changed or created."""
    if not ledger_path(data, site).is_file():  # SQLite would wait at a named pipe
        return None
    try:
        with closing(open_to_read(ledger_path(data, site), VERSION, patience=1.0)) as db:
            statement = "SELECT count(*), max(date) FROM articles WHERE outcome = 'stored'"
            count, newest = db.execute(statement).fetchone()
    except (sqlite3.Error, StorageError):
        return None
    return Glance(count, str(newest) if newest else None)
