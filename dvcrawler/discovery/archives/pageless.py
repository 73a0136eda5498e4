"""Captures that hold no page of their article: redirects, errors, and revisits of a page in another file.

Any archive has thousands of them beside the pages themselves, from `http://` to `https://` to begin with. One
is only reported if neither the files nor the store have its article's page.
"""

from collections import deque
from collections.abc import Callable, Iterator

from dvcrawler.items import PageOutcome

#: Articles that may still be on their way to the store: more than the pages that are read ahead.
_MOST_RECENT = 1000
#: Captures that wait for their page, some 10 MB.
_MOST_HELD = 20_000


class PagelessCaptures:
    """Holds such captures back until their page has come, or the files end."""

    def __init__(self, has_article: Callable[[str], bool]) -> None:
        """`has_article`: whether the store has the article of that native id."""
        self._has_article = has_article
        self._recent: deque[str] = deque(maxlen=_MOST_RECENT)
        self._held: dict[str, PageOutcome] = {}

    def note_page(self, native_id: str) -> None:
        """A page of the article is in the files."""
        self._recent.append(native_id)
        self._held.pop(native_id, None)

    def hold(self, native_id: str, outcome: PageOutcome) -> Iterator[PageOutcome]:
        """Holds the outcome back. Yields those held before if there are too many."""
        if native_id in self._held or native_id in self._recent or self._has_article(native_id):
            return
        self._held[native_id] = outcome
        if len(self._held) >= _MOST_HELD:
            yield from self.take()

    def take(self) -> Iterator[PageOutcome]:
        """The first capture of each article whose page has not come, in their order."""
        held, self._held = self._held, {}
        yield from held.values()
