"""Whether the run record of a site was lost or damaged: without it, a site that was crawled looks new."""

from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.run_records.runs import last_run, read_begun, runs_path

ADVICE = (
    "restore it from a back-up, or crawl, which starts a new one; the articles are not affected, but "
    "`health` knows nothing of earlier runs"
)


def find_lost_runs(data: Path, site: str) -> UnreadableError | None:
    """The damage of a run record that holds no run; None if it holds one, or the site never ran.

    Changes nothing. Raises UnreadableError if the file cannot be read.
    """
    if last_run(data, site) is not None or read_begun(data, site) is not None:
        return None
    path = runs_path(data, site)
    if path.is_file() and path.stat().st_size:
        return UnreadableError(f"the run record {path} is damaged: it holds no run", ADVICE)
    if _has_stored(data, site):
        return UnreadableError(f"the run record {path} is lost: runs have stored articles", ADVICE)
    return None


def _has_stored(data: Path, site: str) -> bool:
    """Whether a run has stored articles. Those copied from elsewhere come without a run's ledger."""
    return any(article_files(data, site)) and Ledger.look_up(data, site, Ledger.was_begun) is True
