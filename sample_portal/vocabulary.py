"""Random people, places and figures from data/vocabulary.toml, and slugs as the sites write them."""

import random
import re
import unicodedata
from collections.abc import Callable

from sample_portal.data_files import read_data

_WORDS = read_data("vocabulary")
_SLOTS: dict[str, list[str]] = _WORDS["slots"]
DISTRICTS: list[str] = _SLOTS["huyen"]
TAGS: list[str] = _WORDS["tags"]
#: Topics below every section of the menu.
TOPICS: list[str] = _WORDS["topics"]
#: The organisations below a party committee, in the menu of the party sites.
MEMBERS = [f"{kind} {name}" for kind in _WORDS["organisations"] for name in _WORDS["institutions"]]


def _draw(rng: random.Random, *lists: str) -> str:
    return " ".join(rng.choice(_WORDS[name]) for name in lists)


def person(rng: random.Random) -> str:
    return _draw(rng, "surnames", "middle_names", "given_names")


def pen_name(rng: random.Random) -> str:
    return _draw(rng, "pen_first", "pen_last")


def commune(rng: random.Random) -> str:
    return _draw(rng, "commune_first", "commune_last")


def company(rng: random.Random) -> str:
    return f"Công ty cổ phần {_draw(rng, 'pen_first', 'commune_last')}"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "ten": person,
    "xa": commune,
    "dn": company,
    "so": lambda rng: str(rng.randint(12, 480)),
    "nho": lambda rng: str(rng.randint(2, 11)),
    "nghin": lambda rng: f"{rng.randint(1, 48)}.{rng.randint(0, 999):03d}",
    "pct": lambda rng: f"{rng.randint(3, 98)},{rng.randint(0, 9)}%",
    "ty": lambda rng: f"{rng.randint(2, 960)} tỷ đồng",
    "trieu": lambda rng: f"{rng.randint(4, 95)} triệu đồng",
    "ngay": lambda rng: f"{rng.randint(1, 28)}-{rng.randint(1, 12)}",
    "nam": lambda rng: str(rng.randint(2008, 2021)),
}

_SLOT = re.compile(r"\{(\w+)\}")


def fill(pattern: str, rng: random.Random) -> str:
    """Replaces each `{slot}` of `pattern` by a word of that kind."""

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        make = _MAKERS.get(slot)
        return make(rng) if make else rng.choice(_SLOTS[slot])

    return _SLOT.sub(word, pattern)


def _strip_accents(text: str) -> str:
    spelled = text.replace("Đ", "D").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))


def slug(text: str, *, camel: bool = False) -> str:
    """`text` for a newspaper's address; `camel` keeps capitals, as the paper did until 2013."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", _strip_accents(text)).strip("-")
    return plain if camel else plain.lower()


def party_slug(text: str) -> str:
    """`text` for a party site's address: removed characters leave a hyphen each, apostrophes stay."""
    plain = re.sub(r"[^a-z0-9' -]", "-", _strip_accents(text).lower().replace('"', "'"))
    return re.sub(r"\s", "-", plain).strip("-")
