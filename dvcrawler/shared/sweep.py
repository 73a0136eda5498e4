"""Deletes objects that are no longer read: older generations, objects of owners that had lost the site, and
what a manifest replaces.

Removed text must not survive, so the next owner repeats an interrupted sweep.
"""

from typing import TYPE_CHECKING

from dvcrawler.shared.segment import Entry
from dvcrawler.shared.segments import Segments

if TYPE_CHECKING:
    from dvcrawler.shared.fence import Fence
    from dvcrawler.shared.state import State
    from dvcrawler.shared.view import View


def sweep(fence: "Fence", state: "State", view: "View | None" = None) -> int:
    """Deletes them and returns their number. Call it right after a claim, or after `Fence.renew`.

    What the fence's epoch has seen counts for good, so only objects that an earlier epoch has replaced are
    deleted: a generation published later may turn out not to count. A generation that an earlier epoch left
    unfinished will never be finished. What is superseded in packs is noted for the next compaction. Raises
    SharedStoreError.
    """
    if view is None:
        view = Segments(fence.objects, fence.site).view(state, below=fence.begun.epoch)
    unused = _find_unused(view, fence.begun.epoch)
    for entry in unused:
        fence.objects.create(entry.gone_path, b"")
    deleted = (*view.ignored, *view.replaced)
    fence.objects.delete([entry.path for entry in (*unused, *deleted)])
    state.packs.is_stale = bool(view.stale)
    last = state.last_listed()
    state.drop_listed(deleted)
    gone = [Entry(each.position, "gone", each.gone_path, 0) for each in unused]
    state.add_listed([each for each in gone if each.position.epoch <= last])
    return len(unused) + len(deleted)


def _find_unused(view: "View", epoch: int) -> list[Entry]:
    stale, ignored = set(view.stale), {entry.path for entry in view.ignored}
    replaceable = (*view.superseded, *view.unfinished, *view.left_over)
    older = (each for each in replaceable if each.position.epoch < epoch)
    return [each for each in older if each not in stale and each.path not in ignored]
