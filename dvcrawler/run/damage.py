"""Logs damage that a run found when it began, and how it was repaired: one line each."""

import logging
from dataclasses import dataclass

from dvcrawler.errors import UnreadableError
from dvcrawler.run.archive import Archive
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.run_records.runs import Run
from dvcrawler.storage.store import Store
from dvcrawler.storage.tail import Torn

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
        logger.warning("%s: %s; this run starts a new one; restore the back-up to have the earlier runs",
                       site, runs.lost.what)  # fmt: skip
        interrupted = None  # no run died: none is known
    for torn in (*store.torn, *filter(None, [runs.torn])):
        logger.warning("%s: a half-written line of %s (%d bytes) was set aside in %s.torn",
                       site, torn.file, torn.bytes, torn.file)  # fmt: skip
    for name in ledger.shrunk:
        logger.warning("%s: %s has lost lines: missing articles are fetched again where the site still has "
                       "them; restore the file from a back-up", site, store.folder / name)  # fmt: skip
    if ledger.rebuilt:
        logger.warning("%s: the ledger was rebuilt: %s", site, ledger.rebuilt)
    if archive and archive.index.rebuilt:
        logger.warning("%s: the capture index was rebuilt: %s", site, archive.index.rebuilt)
    for damage in archive.index.damages if archive else ():
        logger.warning("%s: %s at byte %d: %s; the records before and after it are intact",
                       site, damage.file, damage.offset, damage.what)  # fmt: skip
    if interrupted is not None:
        logger.warning("%s: run %s was killed; it is closed as interrupted", site, interrupted.id)
