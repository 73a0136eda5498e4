"""The file of metrics, replaced as a whole so that a scraper never reads half of it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import ConfigError, StorageError
from dvcrawler.health.metrics import format_metrics
from dvcrawler.health.verdict import Verdict
from dvcrawler.storage.disk import replace_file, resolve_target
from dvcrawler.storage.ledger import Ledger


def write_metrics(path: Path, data: Path, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Raises ConfigError if the file cannot be written."""
    stored = {verdict.site: Ledger.summary(data, verdict.site) for verdict in verdicts}
    articles = {site: each.articles for site, each in stored.items() if each is not None}
    try:
        replace_file(resolve_target(path), format_metrics(verdicts, articles, now).encode())
    except (OSError, StorageError) as error:
        cause = error.__cause__ if isinstance(error, StorageError) else error
        reason = getattr(cause, "strerror", None) or error
        raise ConfigError(f"{path} cannot be written: {reason}; name another file with --metrics") from error
