"""The blocks of which an article is made, in reading order."""

from dataclasses import dataclass

from dvcrawler.items import Image


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role`: "" for running text, "intertitle", "media" (stands in a player's box), "note"."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """`src` as the page prints it; `image` is what the record must say of it."""

    src: str
    image: Image


@dataclass(frozen=True, slots=True)
class Player:
    """A video block, which has no text of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """Rows as lines; a cell that spans rows is written in the first of them only."""
        return "\n".join(" | ".join(cell.text for cell in row) for row in self.rows)


Block = Paragraph | Photo | Grid | Player
