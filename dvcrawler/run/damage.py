"""Says in the log what was found damaged or repaired when a run opened its files."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from dvcrawler.errors import UnreadableError
from dvcrawler.run.archive import Archive
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.run_records.runs import Run
from dvcrawler.storage.store import Store
from dvcrawler.storage.tail import Torn
from dvcrawler.storage.warc.index import CaptureIndex

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Damage:
    """The damage of the run record: `lost` if it holds no run, `torn` if its last line is cut."""

    lost: UnreadableError | None
    torn: Torn | None


def report_damage(
    site: str, store: Store, ledger: Ledger, archive: Archive | None, runs: Damage, interrupted: Run | None
) -> None:
    """`interrupted` is the previous run if it was killed, else None."""
    if runs.lost is not None:
        logger.warning(
            "%s: %s; this run starts a new one; restore the back-up to have the earlier runs",
            site,
            runs.lost.what,
        )
        interrupted = None  # no run died: none is known
    _report_torn(site, [*store.torn, *filter(None, [runs.torn])])
    _report_ledger(site, store, ledger)
    if archive is not None:
        _report_captures(site, archive.index)
    if interrupted is not None:
        logger.warning("%s: run %s was killed; it is closed as interrupted", site, interrupted.id)


def _report_torn(site: str, lines: Iterable[Torn]) -> None:
    for torn in lines:
        logger.warning(
            "%s: a half-written line of %s (%d bytes) was set aside in %s.torn",
            site,
            torn.file,
            torn.bytes,
            torn.file,
        )


def _report_ledger(site: str, store: Store, ledger: Ledger) -> None:
    for name in ledger.shrunk:
        logger.warning(
            "%s: %s has lost lines: missing articles are fetched again where the site still has "
            "them; restore the file from a back-up",
            site,
            store.folder / name,
        )
    if ledger.rebuilt:
        logger.warning("%s: the ledger was rebuilt: %s", site, ledger.rebuilt)


def _report_captures(site: str, index: CaptureIndex) -> None:
    if index.rebuilt:
        logger.warning("%s: the capture index was rebuilt: %s", site, index.rebuilt)
    for damage in index.damages:
        logger.warning(
            "%s: %s at byte %d: %s; the records before and after it are intact",
            site,
            damage.file,
            damage.offset,
            damage.what,
        )
