"""One site's articles, in the orders in which pages ask for them."""

from collections.abc import Sequence

from sample_portal.chrome import Around
from sample_portal.plan import Plan
from sample_portal.sites import Section


class Shelf:
    """Articles oldest first; what stood on it keeps its neighbours when newer ones are added."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans: list[Plan] = []
        self.by_id: dict[str, Plan] = {}
        self._place: dict[str, int] = {}
        self._sections: dict[str, list[Plan]] = {}
        for plan in sorted(plans, key=lambda plan: plan.published):
            self.add(plan)
        step = max(1, len(self.plans) // 8)
        self.popular: tuple[Plan, ...] = tuple(self.plans[::step][:8])
        self._first = tuple(self.plans[:7])

    def add(self, plan: Plan) -> None:
        """Puts a newer article on top."""
        self._place[plan.id] = len(self.plans)
        self.plans.append(plan)
        self.by_id[plan.id] = plan
        for section in filter(None, (plan.section, plan.also_in)):
            self._sections.setdefault(section.path, []).append(plan)

    def around(self, plan: Plan) -> Around:
        """The six articles before this one; for the first ones, the other first ones."""
        place = self._place[plan.id]
        before = self.plans[place - 6 : place] if place >= 6 else self._first
        return Around(tuple(p for p in before if p is not plan), self.popular)

    def in_section(self, section: Section) -> list[Plan]:
        """Newest first."""
        return self._sections.get(section.path, [])[::-1]

    def newest(self, count: int, *, legacy: bool = False) -> list[Plan]:
        """Newest first; `legacy`: of the old site's articles only."""
        plans = [p for p in self.plans if p.recipe.era == "channel"] if legacy else self.plans
        return plans[-count:][::-1]

    def years(self) -> list[int]:
        return sorted({plan.published.year for plan in self.plans})
