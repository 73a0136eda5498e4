"""Home and section pages, with each kind of link to the next page that the sites are known for."""

from collections.abc import Sequence
from dataclasses import dataclass

from sample_portal.dates import print_list_date
from sample_portal.library import SiteArticles
from sample_portal.plan import Plan
from sample_portal.sites import Section
from sample_portal.templating import render


@dataclass(frozen=True, slots=True)
class _Pager:
    """`parameter` of the query names the page, `size` is its number of articles."""

    parameter: str
    size: int


_PAGERS = {
    "legacy": _Pager("paged", 20),
    "paged": _Pager("paged", 20),
    "more": _Pager("page", 10),
    "next": _Pager("trang", 10),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a section's list. `extra` are (address, title) of pages that hold no article."""

    section: Section
    plans: Sequence[Plan]
    number: int
    last: int
    extra: Sequence[tuple[str, str]] = ()

    @property
    def next(self) -> str | None:
        """The address of the next page."""
        return self.address(self.number + 1) if self.number < self.last else None

    @property
    def near(self) -> range:
        """The numbers of the pages that a numbered pager links."""
        return range(max(1, self.number - 3), min(self.last, self.number + 3) + 1)

    def address(self, number: int) -> str:
        return f"{self.section.path}?{page_parameter(self.section)}={number}"


def page_parameter(section: Section) -> str:
    """The query parameter that names the page of the section's list."""
    return _PAGERS[section.pager].parameter


def list_page(
    articles: SiteArticles, section: Section, number: int, extra: Sequence[tuple[str, str]]
) -> ListPage | None:
    """Page `number` of the section, newest first; None beyond the last and for 0.

    `extra` are (address, title) of further links, which only the first page has."""
    plans, size = articles.in_section(section), _PAGERS[section.pager].size
    last = max(1, -(-len(plans) // size))
    if not 1 <= number <= last:
        return None
    chosen = plans[(number - 1) * size : number * size]
    return ListPage(section, chosen, number, last, extra if number == 1 else ())


def render_list(articles: SiteArticles, page: ListPage, *, legacy: bool) -> str:
    """`legacy`: as the old host shows it."""
    return render(
        "section.html",
        site=articles.site,
        title=page.section.name,
        page=page,
        popular=articles.popular,
        legacy=legacy,
        print_date=print_list_date,
    )


def render_home(articles: SiteArticles, *, legacy: bool) -> str:
    """The front page: menu, newest articles, most read, links to other sites."""
    newest = articles.newest(15, legacy=legacy)
    return render(
        "home.html",
        site=articles.site,
        title="Trang chủ",
        newest=newest,
        popular=articles.popular,
        legacy=legacy,
    )
