"""All articles of all sites, and what was changed since the portal was opened."""

from collections.abc import Iterator

from sample_portal.articles import Story, tell
from sample_portal.plan import Plan, plan_addition, plan_site, shares
from sample_portal.shelves import Shelf
from sample_portal.sites import BY_NAME


class Library:
    """`shelves` by site name; stories are written anew at each asking, from the seed."""

    def __init__(self, articles: int, seed: int) -> None:
        self.seed = seed
        self.shelves = {
            name: Shelf(plan_site(BY_NAME[name], count, seed)) for name, count in shares(articles).items()
        }
        self._added = dict.fromkeys(self.shelves, 0)
        self._editions: dict[str, int] = {}

    def find(self, article_id: str) -> Plan | None:
        shelf = self.shelves.get(article_id.partition(":")[0])
        return shelf.by_id.get(article_id) if shelf else None

    def edition(self, plan: Plan) -> int:
        """1 as first published, one more for each change."""
        return self._editions.get(plan.id, 1)

    def story(self, plan: Plan) -> Story:
        return tell(plan, self.seed, self.edition(plan))

    def stories(self, site: str | None = None) -> Iterator[Story]:
        """Of one site or of all, oldest first in each. Raises KeyError for an unknown site."""
        for name in [site] if site else self.shelves:
            yield from map(self.story, self.shelves[name].plans)

    def edit(self, article_id: str) -> Story:
        """Raises KeyError for an unknown id."""
        plan = self.find(article_id)
        if plan is None:
            raise KeyError(article_id)
        self._editions[plan.id] = self.edition(plan) + 1
        return self.story(plan)

    def add(self, site: str) -> Plan:
        """One article more, newer than all others of its site."""
        shelf = self.shelves[site]
        plan = plan_addition(BY_NAME[site], len(shelf.plans), self._added[site], self.seed)
        self._added[site] += 1
        shelf.add(plan)
        return plan
