"""The forms in which articles are signed, and what the record must make of each."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from dvcrawler.items import Author
from sample_portal.vocabulary import commune, pen_name, person

Maker = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Byline:
    """`lines` as printed, at `place`: "end", "start" (contributed pieces) or "box"."""

    lines: tuple[str, ...]
    authors: tuple[Author, ...]
    source: str | None = None
    place: str = "end"

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)


def _initials(rng: random.Random) -> str:
    return f"{rng.choice('DHKLMT')}.{rng.choice('ANHT')}"


def _short_initials(rng: random.Random) -> str:
    # No K: "KT" and "KH" are what offices write over a signature.
    return f"{rng.choice('DHLM')}{rng.choice('QHV')}"


@dataclass(frozen=True, slots=True)
class _Form:
    """`line` has a {} for each author; `role` and `source` are those of the record."""

    line: str
    role: str | None = None
    make: Maker = pen_name
    capitals: bool = False
    source: str | None = None

    def sign(self, rng: random.Random) -> Byline:
        names = self._names(rng, self.line.count("{}"))
        printed = [name.upper() if self.capitals else name for name in names]
        authors = tuple(Author(name, self.role) for name in names)
        return Byline((self.line.format(*printed),), authors, self.source)

    def _names(self, rng: random.Random, count: int) -> list[str]:
        if count < 2:
            return [self.make(rng) for _ in range(count)]
        names: dict[str, None] = {}
        while len(names) < 3:  # three are drawn for two as well: other draws depend on it
            names[self.make(rng)] = None
        return list(names)[:count]


_FORMS = (
    _Form("{}"),
    _Form("Bài và ảnh: {}", "text+photo"),
    _Form("{}", make=person),
    _Form("Tin, ảnh: {}", "text+photo", capitals=True),
    _Form("{} - {}"),
    _Form("Tin và ảnh: {}", "text+photo"),
    _Form("{}", capitals=True),
    _Form("Thực hiện: {} - {}", "performed"),
    _Form("{}", make=_initials),
    _Form("{}- {}- {} (thực hiện)", "performed", capitals=True),
    _Form("Tin, ảnh:{}", "text+photo", make=_short_initials),
    _Form("T/h: {}", "performed"),
    _Form("{} (tổng hợp)", "compiled"),
    _Form("Nguồn: BĐN", source="BĐN"),
    _Form("Theo TTXVN", source="TTXVN"),
    _Form("{}", make=lambda rng: "PV"),
)
#: A party site's note that the text first appeared in the paper.
_FROM_THE_PAPER = _Form("Tin, ảnh: {} (Nguồn: Báo Nam Định)", "text+photo", source="Báo Nam Định")


def sign(traps: frozenset[str], number: int, rng: random.Random) -> Byline:
    """The byline of a signed article, in the form that its traps ask for, else in turn by `number`."""
    if "contributed" in traps:
        return _sign_contribution(rng)
    if "author-box" in traps:
        name = person(rng)
        return Byline((name,), (Author(name),), place="box")
    if "source-byline" in traps:
        return _FROM_THE_PAPER.sign(rng)
    return _FORMS[number % len(_FORMS)].sign(rng)


def _sign_contribution(rng: random.Random) -> Byline:
    """A contributor's name and office, printed between date and lead."""
    name, office = person(rng), f"Bí thư Đảng ủy xã {commune(rng)}"
    return Byline((f"{name},", office), (Author(name, None, office),), place="start")
