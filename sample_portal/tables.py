"""Data tables in article bodies, which are text and not photo frames."""

import random

from sample_portal.blocks import Cell, Grid
from sample_portal.words import DISTRICTS, commune


def write_grid(rng: random.Random) -> Grid:
    """A timetable of meetings: a district spans the rows of its communes."""
    rows: list[tuple[Cell, ...]] = [(Cell("STT"), Cell("Huyện"), Cell("Nơi tiếp xúc"), Cell("Thời gian"))]
    number = 0
    for district in rng.sample(DISTRICTS, 3):
        for turn in range(2):
            number += 1
            when = f"{rng.randint(7, 16)}h30 ngày {rng.randint(1, 28)}-{rng.randint(1, 12)}"
            hall = f"Hội trường UBND xã {commune(rng)}"
            head = [Cell(str(number))]
            if turn == 0:
                head.append(Cell(district, rowspan=2))
            rows.append((*head, Cell(hall), Cell(when)))
    return Grid(tuple(rows))
