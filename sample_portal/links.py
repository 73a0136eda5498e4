"""The many spellings in which pages link one article."""

from sample_portal.plan import Plan
from sample_portal.sites import LEGACY_HOST


def link(plan: Plan, turn: int, legacy: bool = False) -> str:
    """The address of `plan` in one of its spellings, which take turns; all lead to the same article.

    `legacy`: as the old host writes it."""
    if legacy:
        return (plan.path, plan.path.rstrip("/"), f"http://{LEGACY_HOST}{plan.path}")[turn % 3]
    host, path = plan.site.host, plan.path
    if path.endswith(".html"):
        return (path, f"https://{host}{path}", path[1:])[turn % 3]
    spellings = [path, f"https://{host}{path}", path.rstrip("/"), f"{path}?utm_source=trang-chu"]
    if plan.site.name == "baonamdinh":
        spellings.append(f"https://www.{host}{path}")
        if plan.recipe.era == "channel":
            spellings += [f"http://{host}{path}", f"http://www.{LEGACY_HOST}{path}"]
    return spellings[turn % len(spellings)]
