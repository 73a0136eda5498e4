"""All articles of all sites, and what has changed since the portal was opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sample_portal.plan import Plan, plan_addition, plan_site
from sample_portal.sites import BY_NAME, SITES, Section, Site
from sample_portal.stories import Story, write_story


@dataclass(frozen=True, slots=True)
class OtherArticles:
    """Articles of the site that a page links beside its own: related ones and the most read."""

    related: tuple[Plan, ...]
    popular: tuple[Plan, ...]


class SiteArticles:
    """One site's articles, oldest first. Newer ones change no link on the pages of older ones."""

    def __init__(self, site: Site, plans: Sequence[Plan]) -> None:
        self.site = site
        self.plans: list[Plan] = []
        self.by_id: dict[str, Plan] = {}
        self._places: dict[str, int] = {}
        self._sections: dict[str, list[Plan]] = {}
        for plan in sorted(plans, key=lambda plan: plan.published):
            self.add(plan)
        step = max(1, len(self.plans) // 8)
        self.popular: tuple[Plan, ...] = tuple(self.plans[::step][:8])
        self._first = tuple(self.plans[:7])

    def add(self, plan: Plan) -> None:
        """Adds a newer article."""
        self._places[plan.id] = len(self.plans)
        self.plans.append(plan)
        self.by_id[plan.id] = plan
        for section in filter(None, (plan.section, plan.also_in)):
            self._sections.setdefault(section.path, []).append(plan)

    def others(self, plan: Plan) -> OtherArticles:
        """Related are the six articles before `plan`; for the first ones, the other first ones."""
        place = self._places[plan.id]
        before = self.plans[place - 6 : place] if place >= 6 else self._first
        return OtherArticles(tuple(p for p in before if p is not plan), self.popular)

    def in_section(self, section: Section) -> list[Plan]:
        """Newest first."""
        return self._sections.get(section.path, [])[::-1]

    def newest(self, count: int, *, legacy: bool = False) -> list[Plan]:
        """Newest first; `legacy` leaves out all but the old site's articles."""
        plans = [p for p in self.plans if p.recipe.era == "channel"] if legacy else self.plans
        return plans[-count:][::-1]

    def years(self) -> list[int]:
        return sorted({plan.published.year for plan in self.plans})


class Library:
    """`sites` by name; stories are written anew on each call, from the seed."""

    def __init__(self, articles: int, seed: int) -> None:
        self.seed = seed
        self.sites = {
            name: SiteArticles(BY_NAME[name], plan_site(BY_NAME[name], count, seed))
            for name, count in _share_out(articles).items()
        }
        self._added = dict.fromkeys(self.sites, 0)
        self._editions: dict[str, int] = {}

    def find(self, article_id: str) -> Plan | None:
        site = self.sites.get(article_id.partition(":")[0])
        return site.by_id.get(article_id) if site else None

    def edition(self, plan: Plan) -> int:
        """1 as first published, one more for each edit."""
        return self._editions.get(plan.id, 1)

    def story(self, plan: Plan) -> Story:
        return write_story(plan, self.seed, self.edition(plan))

    def stories(self, site: str | None = None) -> Iterator[Story]:
        """Of one site or of all, oldest first in each. Raises KeyError for an unknown site."""
        for name in [site] if site else self.sites:
            yield from map(self.story, self.sites[name].plans)

    def edit(self, article_id: str) -> Story:
        """Raises KeyError for an unknown id."""
        plan = self.find(article_id)
        if plan is None:
            raise KeyError(article_id)
        self._editions[plan.id] = self.edition(plan) + 1
        return self.story(plan)

    def add(self, name: str) -> Plan:
        """Adds an article newer than all others of the site."""
        articles = self.sites[name]
        plan = plan_addition(articles.site, len(articles.plans), self._added[name], self.seed)
        self._added[name] += 1
        articles.add(plan)
        return plan


def _share_out(articles: int) -> dict[str, int]:
    """Number of articles by site, in the proportions of `Site.share`; the first site gets the rest."""
    total = sum(site.share for site in SITES)
    counts = {site.name: articles * site.share // total for site in SITES}
    counts[SITES[0].name] += articles - sum(counts.values())
    return counts
