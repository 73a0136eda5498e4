"""Checkpoints: named values in the ledger."""

from dvcrawler.storage.tables import Tables


class LedgerTables(Tables):
    """The open ledger. Raises StorageError if the disk refuses."""

    def checkpoint(self, name: str) -> str | None:
        """The value last set, None if there is none."""
        rows = self._rows("SELECT value FROM checkpoints WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_checkpoint(self, name: str, value: str) -> None:
        """Replaces the value of that name."""
        self._write("INSERT OR REPLACE INTO checkpoints VALUES(?, ?)", (name, value))
