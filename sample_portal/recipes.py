"""The kinds of article page, and in which order each site serves them; see data/recipes.toml."""

from dataclasses import dataclass
from typing import Any

from sample_portal.data_files import read_data

LEGACY, PORTAL, DETAIL, PARTY = "vnpt-legacy", "vnpt-portal", "vnpt-detail", "party"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one article is laid out: the layout that must read it, and the traps its page sets.

    `era` is "channel" (articles of the old site, to 10/2022) or "section" (the current one)."""

    layout: str
    era: str
    traps: frozenset[str]
    kind: str = "article"


def _read_group(group: dict[str, Any]) -> list[Recipe]:
    return [
        Recipe(entry["layout"], group["era"], frozenset(entry["traps"].split()), entry.get("kind", "article"))
        for entry in group["recipes"]
    ]


def _interleave(groups: list[list[Recipe]]) -> tuple[Recipe, ...]:
    """Mixes the groups evenly, so that a small portal already has something of each."""
    placed = [((index + 0.5) / len(group), recipe) for group in groups for index, recipe in enumerate(group)]
    return tuple(recipe for _, recipe in sorted(placed, key=lambda pair: pair[0]))


#: The recipes of a site in order of use, by the name of its mix.
MIXES = {name: _interleave([_read_group(g) for g in groups]) for name, groups in read_data("recipes").items()}
TRAPS = frozenset(trap for mix in MIXES.values() for recipe in mix for trap in recipe.traps)
