"""Which articles there are: site, id, day, section and address, before any text is written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sample_portal.phrases import write_lead, write_title
from sample_portal.recipes import DETAIL, PORTAL, Recipe
from sample_portal.sites import CHANNELS, MULTIMEDIA, NEW_SECTIONS, SITES, Section, Site
from sample_portal.themes import THEMES, Theme
from sample_portal.words import party_slug, slug

_CHANNEL_SPAN = (datetime(2010, 11, 3, 7, 10), datetime(2022, 10, 20, 16, 40))
_SECTION_START = {
    "baonamdinh": datetime(2023, 1, 18, 8, 5),
    "danguykhoi": datetime(2020, 2, 4),
    "phunu": datetime(2021, 3, 9),
    "phuyen": datetime(2024, 5, 6, 8, 30),
}
_CAMEL_UNTIL = datetime(2013, 5, 1)
_PARTY_FORMS = {
    "danguykhoi": ("/tin-tuc-{slug}-{id}.html", 204),
    "phunu": ("/chi-tiet-noi-dung-{slug}-{id}.html", 1801),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One article to be. `published` is Vietnam time, naive; `path` is the canonical one, an
    apostrophe raw in it, as the pages write it; `url` has it escaped.
    """

    site: Site
    number: int
    native_id: str
    recipe: Recipe
    section: Section
    also_in: Section | None
    published: datetime
    theme: Theme
    title: str
    lead: str
    path: str

    @property
    def id(self) -> str:
        return f"{self.site.name}:{self.native_id}"

    @property
    def url(self) -> str:
        path = self.path.replace("'", "%27")
        return f"https://{self.site.host}{path}"

    @property
    def migrated(self) -> bool:
        """An old article shown by the new CMS: its printed time of day is false."""
        return self.recipe.era == "channel" and self.recipe.layout in (PORTAL, DETAIL)


def lot(seed: int, *parts: object) -> random.Random:
    """A generator of its own for each thing, so that nothing depends on the order of asking."""
    return random.Random("/".join(map(str, (seed, *parts))))


def shares(articles: int) -> dict[str, int]:
    """How many of `articles` each site gets, in the proportions of the default portal."""
    total = sum(site.share for site in SITES)
    counts = {site.name: articles * site.share // total for site in SITES}
    counts[SITES[0].name] += articles - sum(counts.values())
    return counts


def plan_site(site: Site, count: int, seed: int) -> list[Plan]:
    """The site's articles, oldest first; numbers follow the turn of the recipes, not the days."""
    turns = [(n, site.recipes[n % len(site.recipes)]) for n in range(count)]
    plans: list[Plan] = []
    for era in ("channel", "section"):
        chosen = [turn for turn in turns if turn[1].era == era]
        days = _days(site, era, len(chosen), seed)
        for rank, ((number, recipe), day) in enumerate(zip(chosen, days, strict=True)):
            plans.append(_plan(site, number, recipe, rank, day, seed, len(chosen)))
    return plans


def plan_addition(site: Site, number: int, added: int, seed: int) -> Plan:
    """The `added`-th (from 0) article that appears after the portal was opened."""
    fresh = [r for r in site.recipes if r.era == "section" and r.kind == "article"]
    day = site.newest + timedelta(days=1 + added, minutes=37 * (added % 20))
    if site.newest.hour == 0:
        day = site.newest + timedelta(days=1 + added)
    return _plan(site, number, fresh[added % len(fresh)], number, day, seed, 1)


def _days(site: Site, era: str, count: int, seed: int) -> Iterator[datetime]:
    start, end = _CHANNEL_SPAN if era == "channel" else (_SECTION_START[site.name], site.newest)
    step = (end - start) / max(count, 1)
    for index in range(count):
        jitter = lot(seed, site.name, era, "day", index).random() * 0.9
        yield (start + step * (index + jitter)).replace(second=0, microsecond=0)


def _plan(
    site: Site,
    number: int,
    recipe: Recipe,
    rank: int,
    day: datetime,
    seed: int,
    count: int,
) -> Plan:
    rng = lot(seed, site.name, "plan", number)
    section, also_in = _sections(site, recipe, rank)
    theme = THEMES[rank % len(THEMES)]
    title = _title(recipe, theme, rng)
    lead = write_lead(theme, rng)
    native_id, printed_id = _identify(site, number, rank, recipe, seed, count)
    return Plan(
        site, number, native_id, recipe, section, also_in, _minute(day, recipe), theme, title, lead,
        _path(site, section, recipe, title, printed_id, day),
    )  # fmt: skip


def _title(recipe: Recipe, theme: Theme, rng: random.Random) -> str:
    if "twin" in recipe.traps:
        return "Hội nghị sơ kết công tác vận động quần chúng sáu tháng đầu năm"
    title = write_title(theme, rng)
    if "double-hyphen" in recipe.traps:
        return f"Ý nghĩa, hưởng ứng - {title}"
    if "apostrophe" in recipe.traps:
        return f"Phát động cuộc thi viết 'Nếp nhà' - {title}"
    return title


def _sections(site: Site, recipe: Recipe, rank: int) -> tuple[Section, Section | None]:
    if site.name != "baonamdinh":
        return site.sections[rank % len(site.sections)], None
    if recipe.kind in MULTIMEDIA:
        return MULTIMEDIA[recipe.kind], None
    group = CHANNELS if recipe.era == "channel" else NEW_SECTIONS
    second = group[(rank + 1) % len(group)] if "two-sections" in recipe.traps else None
    return group[rank % len(group)], second


def _minute(day: datetime, recipe: Recipe) -> datetime:
    """True times avoid minute == month, the mark of a false one, but for the trap that has it."""
    if day.hour == 0 and day.minute == 0:
        return day
    if "minute-is-month" in recipe.traps:
        return day.replace(minute=day.month)
    return day.replace(minute=day.minute + 1) if day.minute == day.month else day


def _identify(site: Site, number: int, rank: int, recipe: Recipe, seed: int, count: int) -> tuple[str, str]:
    """(native id, id as the address prints it)."""
    if recipe.era == "channel":
        step = 539000 // (count + 1)
        native = str(2014200 + rank * step)
        return native, native
    if site.name in _PARTY_FORMS:
        native = str(_PARTY_FORMS[site.name][1] + number)
        return native, native
    # An odd factor keeps the numbers distinct modulo a power of two; a letter comes first, so that
    # the id is never mistaken for one of the old numbers.
    native = f"{0xA000000 | (number * 73244475 + seed * 40503) % 0x2000000:07x}"
    return native, native.upper() if "upper-id" in recipe.traps else native


def _path(
    site: Site,
    section: Section,
    recipe: Recipe,
    title: str,
    printed_id: str,
    day: datetime,
) -> str:
    if site.name in _PARTY_FORMS:
        form = _PARTY_FORMS[site.name][0]
        return form.format(slug=party_slug(title), id=printed_id)
    camel = recipe.era == "channel" and (day < _CAMEL_UNTIL or "camel" in recipe.traps)
    return f"{section.path}{day:%Y%m}/{slug(title, camel=camel)}-{printed_id}/"
