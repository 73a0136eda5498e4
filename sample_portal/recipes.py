"""What kinds of article page there are, and in which turn each site serves them.

Each trap is a fact of the real sites' markup, or one that the family's sister papers show.
"""

from dataclasses import dataclass

LEGACY, PORTAL, DETAIL, PARTY = "vnpt-legacy", "vnpt-portal", "vnpt-detail", "party"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one article is laid out: the layout it needs and the traps it sets.

    `era` is "channel" (articles of the old site, to 10/2022) or "section" (the new one).
    """

    layout: str
    era: str
    traps: frozenset[str]
    kind: str = "article"


def _recipes(layout: str, era: str, *traps: str, kind: str = "article") -> list[Recipe]:
    return [Recipe(layout, era, frozenset(each.split()), kind) for each in traps]


_LEGACY = _recipes(
    LEGACY,
    "channel",
    "photo credit-in-caption",
    "no-lead intertitles inline",
    "kicker photo eth",
    "contributed photo photo-credit-line",
    "photo caption-in-em credit-in-caption nbsp",
    "data-table",
    "no-byline lts",
    "photo word camel",
    "signature no-lead no-byline camel",
    "twin photo",
    "bold-byline photo empty-caption",
    "no-lead nfd div-paragraphs",
)
_MIGRATED = [
    *_recipes(
        PORTAL,
        "channel",
        "photo photo-twice",
        "no-lead word",
        "contributed photo",
        "script-html photo credit-in-caption",
        "twin intertitles",
    ),
    *_recipes(
        DETAIL,
        "channel",
        "photo quote-caption",
        "no-byline data-table",
        "kicker photo photo-first empty-caption",
        "script-output photo",
        "camel eth credit-in-caption photo",
    ),
]
_NEW = [
    *_recipes(
        PORTAL,
        "section",
        "photo photo-twice author-box two-sections",
        "photo-first empty-caption split-lead photo",
        "no-lead photo",
        "script-output photo quote-caption",
        "data-table no-byline",
        "author-box nbsp intertitles",
        "word photo relative-image",
        "minute-is-month photo stock-photo",
        "invalid-byte photo",
    ),
    *_recipes(
        DETAIL,
        "section",
        "photo photo-twice credit-in-caption",
        "media-core video-block photo no-alt",
        "quote-caption photo two-sections",
        "script-html intertitles inline",
        "kicker photo byline-in-alt",
        "no-lead data-table",
        "upper-id photo photo-credit-line",
        "no-byline photo div-paragraphs",
        "long-menu photo caption-break",
    ),
    Recipe(DETAIL, "section", frozenset({"photo"}), "emagazine"),
    Recipe(PORTAL, "section", frozenset({"others-leads"}), "video"),
    Recipe(DETAIL, "section", frozenset({"photo", "others-leads"}), "photo"),
]
_PARTY = _recipes(
    PARTY,
    "section",
    "photo source-byline",
    "photo lead-is-title",
    "no-lead no-byline",
    "source-byline photo nbsp",
    "double-hyphen photo intertitles",
    "apostrophe no-byline",
    "lead-is-title photo source-byline word",
)
_PHUYEN = _recipes(PORTAL, "section", "photo author-box stock-photo", "no-lead word", "photo nbsp")


def _interleave(*groups: list[Recipe]) -> tuple[Recipe, ...]:
    """The groups mixed evenly, so that a small portal already has something of each."""
    placed = [((index + 0.5) / len(group), recipe) for group in groups for index, recipe in enumerate(group)]
    return tuple(recipe for _, recipe in sorted(placed, key=lambda pair: pair[0]))


PAPER = _interleave(_LEGACY, _MIGRATED, _NEW)
PARTY_SITE = tuple(_PARTY)
SISTER = tuple(_PHUYEN)
TRAPS = frozenset(trap for recipe in (*PAPER, *PARTY_SITE, *SISTER) for trap in recipe.traps)
