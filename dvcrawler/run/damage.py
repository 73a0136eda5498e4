"""Logs damage that a run found when it began, and how it was repaired: one line each."""

import logging

from dvcrawler.run.archive import Archive
from dvcrawler.storage.ledger import Ledger
from dvcrawler.storage.runs import Run
from dvcrawler.storage.store import Store

logger = logging.getLogger(__name__)


def report_damage(
    site: str, store: Store, ledger: Ledger, archive: Archive | None, interrupted: Run | None
) -> None:
    """`interrupted` is the previous run if it was killed, else None."""
    for torn in store.torn:
        logger.warning("%s: a half-written line of %s (%d bytes) was set aside in %s.torn",
                       site, torn.file, torn.bytes, torn.file)  # fmt: skip
    if ledger.rebuilt:
        logger.warning("%s: the ledger was rebuilt: %s", site, ledger.rebuilt)
    if archive and archive.index.rebuilt:
        logger.warning("%s: the capture index was rebuilt: %s", site, archive.index.rebuilt)
    for damage in archive.index.damages if archive else ():
        logger.warning("%s: %s at byte %d: %s; the records before and after it are intact",
                       site, damage.file, damage.offset, damage.what)  # fmt: skip
    if interrupted is not None:
        logger.warning("%s: run %s was killed; it is closed as interrupted", site, interrupted.id)
