"""What was read of a byline, and the marks at the edges of its parts."""

from dataclasses import dataclass, replace

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

    def listed(self, other: "BylinePart") -> "BylinePart":
        """Joined with the next person, who may be of another outlet: the source is both."""
        outlets = dict.fromkeys(filter(None, (self.source, other.source)))
        return replace(self.joined(other), source=", ".join(outlets) or None)


UNREAD = BylinePart(unread=True)
