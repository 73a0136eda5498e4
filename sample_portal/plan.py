"""Which articles there are: site, id, day, section and address, before any text is written."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sample_portal.recipes import DETAIL, PORTAL, Recipe
from sample_portal.sites import Section, Site
from sample_portal.themes import THEMES, Theme
from sample_portal.vocabulary import party_slug, slug

#: First and last article of the paper's old site.
_CHANNEL_SPAN = (datetime(2010, 11, 3, 7, 10), datetime(2022, 10, 20, 16, 40))
_CAMEL_UNTIL = datetime(2013, 5, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """One planned article.

    `published` is Vietnam time, naive. `path` is the canonical one with apostrophes raw, as the pages
    write it; `url` has them escaped."""

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
        """Whether it is an old article in the new CMS, which prints a wrong time of day."""
        return self.recipe.era == "channel" and self.recipe.layout in (PORTAL, DETAIL)


def generator(seed: int, *parts: object) -> random.Random:
    """A generator for each thing, so that nothing depends on the order of requests."""
    return random.Random("/".join(map(str, (seed, *parts))))


def plan_site(site: Site, count: int, seed: int) -> list[Plan]:
    """The site's articles, oldest first in each era; recipes take turns by number, not by day."""
    turns = [(n, site.recipes[n % len(site.recipes)]) for n in range(count)]
    plans: list[Plan] = []
    for era in ("channel", "section"):
        chosen = [turn for turn in turns if turn[1].era == era]
        days = _days(site, era, len(chosen), seed)
        for rank, ((number, recipe), day) in enumerate(zip(chosen, days, strict=True)):
            native_id = _channel_id(rank, len(chosen)) if era == "channel" else _native_id(site, number, seed)
            plans.append(_plan(site, number, native_id, recipe, rank, day, seed))
    return plans


def plan_addition(site: Site, number: int, added: int, seed: int) -> Plan:
    """The `added`-th article (from 0) that appears after the portal was opened."""
    fresh = [r for r in site.recipes if r.era == "section" and r.kind == "article"]
    day = site.newest + timedelta(days=1 + added, minutes=37 * (added % 20))
    if site.newest.hour == 0:
        day = site.newest + timedelta(days=1 + added)
    recipe = fresh[added % len(fresh)]
    return _plan(site, number, _native_id(site, number, seed), recipe, number, day, seed)


def _days(site: Site, era: str, count: int, seed: int) -> Iterator[datetime]:
    start, end = _CHANNEL_SPAN if era == "channel" else (site.oldest, site.newest)
    step = (end - start) / max(count, 1)
    for index in range(count):
        jitter = generator(seed, site.name, era, "day", index).random() * 0.9
        yield (start + step * (index + jitter)).replace(second=0, microsecond=0)


def _plan(
    site: Site, number: int, native_id: str, recipe: Recipe, rank: int, day: datetime, seed: int
) -> Plan:
    rng = generator(seed, site.name, "plan", number)
    section, also_in = _sections(site, recipe, rank)
    theme = THEMES[rank % len(THEMES)]
    title = _title(recipe, theme, rng)
    lead = theme.write_lead(rng)
    path = _path(site, section, recipe, title, native_id, day)
    published = _adjust_minute(day, recipe)
    return Plan(site, number, native_id, recipe, section, also_in, published, theme, title, lead, path)


def _title(recipe: Recipe, theme: Theme, rng: random.Random) -> str:
    if "twin" in recipe.traps:
        return "Hội nghị sơ kết công tác vận động quần chúng sáu tháng đầu năm"
    title = theme.write_title(rng)
    if "double-hyphen" in recipe.traps:
        return f"Ý nghĩa, hưởng ứng - {title}"
    if "apostrophe" in recipe.traps:
        return f"Phát động cuộc thi viết 'Nếp nhà' - {title}"
    return title


def _sections(site: Site, recipe: Recipe, rank: int) -> tuple[Section, Section | None]:
    """(the section in the address, a second one whose list has the article too)"""
    group = [s for s in site.sections if s.era == recipe.era and s.kind == recipe.kind]
    second = group[(rank + 1) % len(group)] if "two-sections" in recipe.traps else None
    return group[rank % len(group)], second


def _adjust_minute(day: datetime, recipe: Recipe) -> datetime:
    """Avoids minute == month, which marks a wrong time, except for the trap that asks for it."""
    if day.hour == 0 and day.minute == 0:
        return day
    if "minute-is-month" in recipe.traps:
        return day.replace(minute=day.month)
    return day.replace(minute=day.minute + 1) if day.minute == day.month else day


def _channel_id(rank: int, count: int) -> str:
    """The old site's ids: decimal, ascending with the days."""
    return str(2014200 + rank * (539000 // (count + 1)))


def _native_id(site: Site, number: int, seed: int) -> str:
    if site.address is not None:
        return str(site.first_id + number)
    # An odd factor keeps the ids distinct modulo a power of two; they begin with a letter, so that none is
    # mistaken for one of the old, decimal ids.
    return f"{0xA000000 | (number * 73244475 + seed * 40503) % 0x2000000:07x}"


def _path(site: Site, section: Section, recipe: Recipe, title: str, native_id: str, day: datetime) -> str:
    if site.address is not None:
        return site.address.format(slug=party_slug(title), id=native_id)
    printed_id = native_id.upper() if "upper-id" in recipe.traps else native_id
    camel = recipe.era == "channel" and (day < _CAMEL_UNTIL or "camel" in recipe.traps)
    return f"{section.path}{day:%Y%m}/{slug(title, camel=camel)}-{printed_id}/"
