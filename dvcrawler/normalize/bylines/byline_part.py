"""What was read of a byline, and the marks at the edges of its parts."""

from dataclasses import dataclass

from dvcrawler.items import Author

EDGES = ' *|•·–—-,;:"“”~=_<>{}«»✍👤📝✎🖊'


@dataclass(frozen=True, slots=True)
class BylinePart:
    """The result so far. `labelled`: it has words that only a byline has. `unread`: it has words that no
    byline has. `accounts`: persons named only as publishers of the page.
    """

    authors: tuple[Author, ...] = ()
    source: str | None = None
    labelled: bool = False
    unread: bool = False
    accounts: tuple[Author, ...] = ()

    def joined(self, other: "BylinePart") -> "BylinePart":
        return BylinePart(
            self.authors + other.authors,
            self.source or other.source,
            self.labelled or other.labelled,
            self.unread or other.unread,
            self.accounts + other.accounts,
        )


UNREAD = BylinePart(unread=True)
