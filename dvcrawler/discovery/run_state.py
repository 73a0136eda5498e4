"""The questions that sources ask the run: how far it is, and what its ledger knows."""

from collections.abc import Iterable, Sequence
from datetime import date

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.backlog import PendingCapture
from dvcrawler.storage.ledgers.sections import SectionLink


class RunState:
    """The state outside a run: nothing is known and nothing is stored. `frontier` extends it for a run; its
    methods raise StorageError when the disk fails.
    """

    @property
    def is_ending(self) -> bool:
        """Whether the run is stopping, which ends long sources early."""
        return False

    @property
    def waiting(self) -> int:
        """Number of addresses queued on disk."""
        return 0

    def recall(self, name: str) -> str | None:
        """The value that was last stored under the name; None if there is none."""
        return None

    def remember(self, name: str, value: str) -> None:
        """Stores a value for later runs."""

    def seen_sections(self) -> list[SectionLink]:
        """Sections that the site was seen to link to."""
        return []

    def note_sections(self, links: Iterable[SectionLink]) -> None:
        """Stores sections that the site links to."""

    def led_by(self, native_id: str) -> str | None:
        """Name of the section that led to the article."""
        return None

    def recall_day(self, native_id: str) -> date | None:
        """Day of a known article; None if unknown."""
        return None

    def is_known(self, link: ArticleLink) -> bool:
        """Whether an earlier run, or this one, has found the article."""
        return False

    def leave_out_known(self, links: Sequence[ArticleLink]) -> list[ArticleLink]:
        """The links around an article, without those that lead to known articles."""
        return list(links)

    def choose_address(self, asked: Address, stated: Address) -> Address:
        """The address whose id an article has that was found at one and gives another one as its own."""
        return stated

    def note_section_of(self, address: Address) -> None:
        """Notes that the page at an article's address is a section, so that it is not asked for again."""

    def settle_captures(self, captures: Sequence[PendingCapture]) -> list[PendingCapture]:
        """The captures with the ids under which their articles are stored."""
        return list(captures)
