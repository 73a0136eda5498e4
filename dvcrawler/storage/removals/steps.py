"""The steps of a removal: removing an article, only marking it, and taking back a mark.

Call these while holding the site's lock with its `Store` open, which finishes the work of a killed process.
"""

from dataclasses import replace

from dvcrawler.errors import UsageError
from dvcrawler.normalize.identity import base_of
from dvcrawler.storage.removals.erase import erase, finish, is_notice_there
from dvcrawler.storage.removals.held import Holdings
from dvcrawler.storage.removals.log import Removal, Step, read_removals, write_step
from dvcrawler.storage.store import Store


def remove(
    store: Store, id_: str, reason: str, at: str, found: Holdings, *, only_mark: bool = False
) -> Removal:
    """Removes everything found of the article, or marks it as removed. `at`: ISO, UTC.

    Durable and in force once the first line is in the log; if it is interrupted, the next opening of the
    store repeats the later steps. Raises StorageError.
    """
    step = Step.MARKED if only_mark else Step.PLANNED
    removal = Removal(id_, step, at, reason, _find_next_place(store, at), found.lines, found.members)
    earlier = read_removals(store.data, store.site).get(id_)
    if earlier is not None and earlier.is_in_force:
        removal = replace(removal, removed_at=earlier.removed_at, reason=earlier.reason)
        if is_notice_there(store.folder / earlier.notice[0], earlier):
            removal = replace(removal, notice=earlier.notice)
    write_step(store.data, store.site, removal)
    if not only_mark:
        erase(store.data, store.site, removal)
    finish(store.data, store.site, removal)
    store.removed |= {id_}
    return removal


def find_mark(store: Store, id_: str) -> Removal:
    """The mark that can be taken back. Raises UsageError if the article is not marked, or already erased."""
    removal = read_removals(store.data, store.site).get(id_)
    if removal is None or not removal.is_in_force:
        raise UsageError(f"{id_} is not removed; `dvcrawler remove --list` prints what is")
    if removal.step is not Step.MARKED:
        raise UsageError(f"{id_} was removed on {removal.removed_at[:10]} and erased; it cannot be restored")
    return removal


def find_marks(store: Store, id_: str) -> list[Removal]:
    """The mark of the article, and those that were set with it on its other ids."""
    mark = find_mark(store, id_)
    others = read_removals(store.data, store.site).values()
    return [mark, *(each for each in others if _is_mark_of_alias(each, mark))]


def list_marked_aliases(store: Store, id_: str) -> list[str]:
    """The other ids of an article that were marked with it, and are to be erased with it."""
    removals = read_removals(store.data, store.site)
    mark = removals.get(id_)
    if mark is None or mark.step is not Step.MARKED:
        return []
    return [each.id for each in removals.values() if _is_mark_of_alias(each, mark)]


def _is_mark_of_alias(other: Removal, mark: Removal) -> bool:
    is_alias = base_of(other.id) == mark.id and other.removed_at == mark.removed_at
    return is_alias and other.step is Step.MARKED


def undo(store: Store, removal: Removal, at: str) -> Removal:
    """Takes back a mark. `at`: ISO, UTC. Raises StorageError."""
    undone = replace(removal.without_places(Step.UNDONE), restored_at=at, notice=_find_next_place(store, at))
    write_step(store.data, store.site, undone)
    finish(store.data, store.site, undone)
    store.removed -= {removal.id}
    return undone


def _find_next_place(store: Store, at: str) -> tuple[str, int]:
    """The end of that month's file, where its next line will be."""
    file = f"{at[:7]}.jsonl"
    return file, store.sizes().get(file, 0)
