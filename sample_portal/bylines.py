"""The forms in which the sample's articles are signed, and what each form says."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from dvcrawler.items import Author
from sample_portal.words import commune, pen_name, person


@dataclass(frozen=True, slots=True)
class Signed:
    """`lines` as printed; `placed` says where: "end", "start" (contributed pieces) or "box"."""

    lines: tuple[str, ...]
    authors: tuple[Author, ...]
    source: str | None = None
    placed: str = "end"

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)


def _signed(line: str, role: str | None, *names: str, source: str | None = None) -> Signed:
    return Signed((line,), tuple(Author(name, role) for name in names), source)


def _three(rng: random.Random) -> tuple[str, str, str]:
    names: list[str] = []
    while len(names) < 3:
        name = pen_name(rng)
        if name not in names:
            names.append(name)
    return names[0], names[1], names[2]


def _bare(rng: random.Random) -> Signed:
    name = pen_name(rng)
    return _signed(name, None, name)


def _bare_full(rng: random.Random) -> Signed:
    name = person(rng)
    return _signed(name, None, name)


def _capitals(rng: random.Random) -> Signed:
    name = pen_name(rng)
    return _signed(name.upper(), None, name)


def _pair(rng: random.Random) -> Signed:
    one, two, _ = _three(rng)
    return _signed(f"{one} - {two}", None, one, two)


def _labelled(label: str, role: str, *, capitals: bool = False) -> Callable[..., Signed]:
    def sign(rng: random.Random) -> Signed:
        name = pen_name(rng)
        return _signed(f"{label} {name.upper() if capitals else name}", role, name)

    return sign


def _initials(rng: random.Random) -> Signed:
    name = f"{rng.choice('DHKLMT')}.{rng.choice('ANHT')}"
    return _signed(name, None, name)


def _short_initials(rng: random.Random) -> Signed:
    # No K: "KT" and "KH" are what offices write over a signature.
    name = f"{rng.choice('DHLM')}{rng.choice('QHV')}"
    return _signed(f"Tin, ảnh:{name}", "text+photo", name)


def _performed(rng: random.Random) -> Signed:
    one, two, _ = _three(rng)
    return _signed(f"Thực hiện: {one} - {two}", "performed", one, two)


def _performed_by_three(rng: random.Random) -> Signed:
    one, two, three = _three(rng)
    line = f"{one.upper()}- {two.upper()}- {three.upper()} (thực hiện)"
    return _signed(line, "performed", one, two, three)


def _compiled(rng: random.Random) -> Signed:
    name = pen_name(rng)
    return _signed(f"{name} (tổng hợp)", "compiled", name)


def _paper_only(rng: random.Random) -> Signed:
    return Signed(("Nguồn: BĐN",), (), "BĐN")


def _agency(rng: random.Random) -> Signed:
    return Signed(("Theo TTXVN",), (), "TTXVN")


def _reporters(rng: random.Random) -> Signed:
    return _signed("PV", None, "PV")


FORMS: tuple[Callable[[random.Random], Signed], ...] = (
    _bare,
    _labelled("Bài và ảnh:", "text+photo"),
    _bare_full,
    _labelled("Tin, ảnh:", "text+photo", capitals=True),
    _pair,
    _labelled("Tin và ảnh:", "text+photo"),
    _capitals,
    _performed,
    _initials,
    _performed_by_three,
    _short_initials,
    _labelled("T/h:", "performed"),
    _compiled,
    _paper_only,
    _agency,
    _reporters,
)


def sign_for_the_paper(rng: random.Random) -> Signed:
    """A party site's note that the text was first the paper's."""
    name = pen_name(rng)
    line = f"Tin, ảnh: {name} (Nguồn: Báo Nam Định)"
    return _signed(line, "text+photo", name, source="Báo Nam Định")


def sign_in_box(rng: random.Random) -> Signed:
    """The new theme's author box, where it holds more than its placeholder."""
    name = person(rng)
    return Signed((name,), (Author(name),), placed="box")


def sign_contribution(rng: random.Random) -> Signed:
    """A contributor's name and office, printed between date and lead."""
    name, office = person(rng), f"Bí thư Đảng ủy xã {commune(rng)}"
    return Signed((f"{name},", office), (Author(name, None, office),), placed="start")
