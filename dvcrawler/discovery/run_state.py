"""What the sources ask of the run: how far it is, and what its ledger knows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.sections import SectionLink


class RunState(Protocol):
    """Implemented by `frontier`. Every method raises StorageError when the disk fails."""

    @property
    def is_ending(self) -> bool:
        """Whether the run is stopping, which ends long sources early."""

    @property
    def waiting(self) -> int:
        """Number of addresses queued on disk."""

    def recall(self, name: str) -> str | None:
        """The value that was last stored under the name; None if there is none."""

    def remember(self, name: str, value: str) -> None:
        """Stores a value for later runs."""

    def seen_sections(self) -> list[SectionLink]:
        """Sections that the site was seen to link to."""

    def note_sections(self, links: Iterable[SectionLink]) -> None:
        """Stores sections that the site links to."""

    def led_by(self, native_id: str) -> str | None:
        """Name of the section that led to the article."""

    def recall_day(self, native_id: str) -> date | None:
        """Day of a known article; None if unknown."""

    def leave_out_known(self, links: Sequence[ArticleLink]) -> list[ArticleLink]:
        """The links beside an article, without those that lead to known articles."""

    def settle_captures(self, captures: Sequence[PendingCapture]) -> list[PendingCapture]:
        """The captures with the ids under which their articles are stored."""


class NoRunState:
    """The state outside a run: nothing is known and nothing is stored."""

    is_ending, waiting = False, 0

    def recall(self, name: str) -> str | None:
        return None

    def remember(self, name: str, value: str) -> None:
        pass

    def seen_sections(self) -> list[SectionLink]:
        return []

    def note_sections(self, links: Iterable[SectionLink]) -> None:
        pass

    def led_by(self, native_id: str) -> str | None:
        return None

    def recall_day(self, native_id: str) -> date | None:
        return None

    def leave_out_known(self, links: Sequence[ArticleLink]) -> list[ArticleLink]:
        return list(links)

    def settle_captures(self, captures: Sequence[PendingCapture]) -> list[PendingCapture]:
        return list(captures)
