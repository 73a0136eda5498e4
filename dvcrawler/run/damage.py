"""What a run finds broken when it begins, and how it was mended: one line each."""

import logging

from dvcrawler.run.archive import Archive
from dvcrawler.storage.ledger import Ledger
from dvcrawler.storage.runs import Run
from dvcrawler.storage.store import Store

logger = logging.getLogger(__name__)


def report_damage(site: str, store: Store, ledger: Ledger, archive: Archive | None, dead: Run | None) -> None:
    """`dead`: the run before, where it never came to its end."""
    for torn in store.torn:
        logger.warning("%s: a half-written line of %s (%d bytes) was set aside in %s.torn",
                       site, torn.file, torn.bytes, torn.file)  # fmt: skip
    if ledger.rebuilt:
        logger.warning("%s: the ledger was built anew: %s", site, ledger.rebuilt)
    if archive and archive.index.rebuilt:
        logger.warning("%s: the capture index was built anew: %s", site, archive.index.rebuilt)
    for damage in archive.index.damages if archive else ():
        logger.warning("%s: %s at byte %d: %s; the records before and behind it are whole",
                       site, damage.file, damage.offset, damage.what)  # fmt: skip
    if dead is not None:
        logger.warning("%s: run %s had died; it is closed as interrupted", site, dead.id)
