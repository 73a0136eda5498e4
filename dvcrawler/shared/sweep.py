"""Deletes segments that are no longer read: of older generations, and of owners that had lost the site.

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

    What the fence's epoch has seen counts for good, so only what an earlier epoch has replaced is deleted: a
    generation published later may yet be found not to count. A generation that an earlier epoch has left
    unfinished stays so. Raises SharedStoreError.
    """
    if view is None:
        view = Segments(fence.objects, fence.site).view(state, below=fence.begun.epoch)
    unused = (*view.superseded, *view.unfinished)
    for entry in unused:
        fence.objects.create(entry.gone_path, b"")
    fence.objects.delete([entry.path for entry in (*unused, *view.ignored)])
    last = state.last_listed()
    state.drop_listed(view.ignored)
    gone = [Entry(each.position, "gone", each.gone_path, 0) for each in unused]
    state.add_listed([each for each in gone if each.position.epoch <= last])
    return len(unused) + len(view.ignored)
