"""The blocks of an article, in reading order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dvcrawler.items import Image
from sample_portal.vocabulary import DISTRICTS, commune


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role`: "" for running text, "subheading", "media" (inside a player's box), "note" or "signature"."""

    kind: ClassVar[str] = "paragraph"
    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """`src` as the page prints it; `image` as the record must hold it."""

    kind: ClassVar[str] = "photo"
    src: str
    image: Image


@dataclass(frozen=True, slots=True)
class Player:
    """A video block, which has no text of its own."""

    kind: ClassVar[str] = "player"
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A data table, which is text, unlike the tables around photos."""

    kind: ClassVar[str] = "table"
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """Rows as lines, each value below its heading; a cell over several rows is in the first of them."""
        return "\n".join(_print_rows(self.rows))


def _print_rows(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[str]:
    held: dict[int, int] = {}  # by column: rows that a cell above still covers
    for row in rows:
        cells, line = iter(row), list[str]()
        below: dict[int, int] = {}
        for column in range(len(row) + len(held)):
            if column in held:
                text, left = "", held[column] - 1
            else:
                cell = next(cells)
                text, left = cell.text, cell.rowspan - 1
            line.append(f" {text}" if text else "")
            if left:
                below[column] = left
        held = below
        yield " |".join(line).strip()


Block = Paragraph | Photo | Table | Player


def write_timetable(rng: random.Random) -> Table:
    """A timetable of meetings: a district spans the rows of its communes."""
    rows: list[tuple[Cell, ...]] = [(Cell("STT"), Cell("Huyện"), Cell("Nơi tiếp xúc"), Cell("Thời gian"))]
    for index, district in enumerate(rng.sample(DISTRICTS, 3)):
        rows.append((Cell(str(2 * index + 1)), Cell(district, rowspan=2), *_meeting(rng)))
        rows.append((Cell(str(2 * index + 2)), *_meeting(rng)))
    return Table(tuple(rows))


def _meeting(rng: random.Random) -> tuple[Cell, Cell]:
    when = f"{rng.randint(7, 16)}h30 ngày {rng.randint(1, 28)}-{rng.randint(1, 12)}"
    return Cell(f"Hội trường UBND xã {commune(rng)}"), Cell(when)
