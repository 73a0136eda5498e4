"""Whatever the lists of a site are like, a search for a period misses no article that a walk would find."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.page_days import ReadPage
from dvcrawler.discovery.periods.page_numbers import PageNumbers
from dvcrawler.discovery.periods.page_search import PageSearch
from dvcrawler.discovery.periods.period import may_cover
from dvcrawler.discovery.periods.period_searches import PeriodSearches
from dvcrawler.discovery.periods.searched_section import SearchedSection
from dvcrawler.extract.page import Page
from dvcrawler.normalize.urls import Address

WEEK = Arguments(since=date(2023, 3, 13), until=date(2023, 3, 19))
OLDEST, DAYS = date(2021, 6, 1), 1200


@dataclass
class Site:
    """`lists` by section: (number, day) of its articles, newest first. `printed`: share of the days that the
    lists print; `gone`: of the articles whose pages do not come; `drafts`: of the articles that are published
    up to `delay` days after they are numbered; `imported`: of those that were numbered years later. `apart`:
    each section has its own numbers. `order`: of the pages behind the first, or of all articles.
    """

    rng: random.Random
    articles: int
    sections: int
    a_page: int = 10
    printed: float = 0.0
    gone: float = 0.0
    drafts: float = 0.0
    delay: int = 9
    imported: float = 0.0
    apart: int = 0
    order: str = "newest"
    lists: dict[str, list[tuple[int, date]]] = field(default_factory=dict)

    def __post_init__(self):
        self.lists = {f"s{n}": [] for n in range(self.sections)}
        pace = self.rng.choice((0.5, 1, 1, 3))
        for number in range(self.articles):
            day = OLDEST + timedelta(days=int(DAYS * (number / self.articles) ** pace))
            if self.rng.random() < self.drafts:
                day += timedelta(days=self.rng.randint(1, self.delay))
            moment = (day, self.rng.random() if self.drafts else number)
            section = self.rng.randrange(self.sections)
            given = 1000 + 10 * number + section + self.apart * section
            given += 900_000 * (self.rng.random() < self.imported)
            self.lists[f"s{section}"].append((given, day, moment))
        for key, listed in self.lists.items():
            self.lists[key] = self.arrange([each[:2] for each in sorted(listed, key=lambda a: a[2])[::-1]])
        self.days = {number: day for listed in self.lists.values() for number, day in listed}
        self.missing = {number for number in self.days if self.rng.random() < self.gone}
        self.shown = {number for number in self.days if self.rng.random() < self.printed}

    def arrange(self, listed):
        size = self.a_page
        if self.order == "all oldest":
            return listed[::-1]
        if self.order == "all none":
            return self.rng.sample(listed, len(listed))
        pages = [listed[start : start + size] for start in range(0, len(listed), size)]
        if self.order == "oldest":
            pages[1:] = pages[:0:-1]
        if self.order == "shuffled":
            pages[1:] = self.rng.sample(pages[1:], len(pages[1:]))
        listed = [each for page in pages for each in page]
        if self.order == "none":
            listed[size:] = self.rng.sample(listed[size:], len(listed[size:]))
        return listed

    def page(self, key, number):
        start = (number - 1) * self.a_page
        found = [self.link(article) for article, _ in self.lists[key][start : start + self.a_page]]
        is_last = start + self.a_page >= len(self.lists[key])
        return found, None if is_last else f"https://x.vn/{key}?page={number + 1}"

    def link(self, number):
        day = self.days[number] if number in self.shown else None
        return ArticleLink(Address(f"https://x.vn/{number}", str(number), None, "article"), "", day)

    def in_week(self, key):
        return {number for number, day in self.lists[key] if WEEK.covers(day)}


@dataclass
class Run:
    """A crawl of the site: answers come in any order. `read`: articles; `walked`: sections that the search
    gave up; `pages`: number of listing pages beside those of a walk.
    """

    site: Site
    read: set[int] = field(default_factory=set)
    walked: set[str] = field(default_factory=set)
    pages: int = 0
    outside: set[int] = field(default_factory=set)
    waiting: list = field(default_factory=list)

    def __post_init__(self):
        self.ids = IdDays(WEEK)
        self.searches = PeriodSearches(WEEK, 5000, self.ids, lambda native_id: None)
        for key in self.site.lists:
            self.begin(key)
        while self.waiting or self.resume():
            self.answer(self.waiting.pop(self.site.rng.randrange(len(self.waiting))))

    def begin(self, key):
        found, following = self.site.page(key, 1)
        self.pages += 1
        self.waiting += [int(each.address.native_id) for each in found]
        step = None
        if following is not None:
            html = f'<html><body><a href="{following}">2</a></body></html>'.encode()
            page = Page(html, f"https://x.vn/{key}", "text/html")
            step = self.searches.begin(page, Listing(key, 1), found, following)
        if step is None:
            self.walked.add(key)
        else:
            self.follow(step)

    def resume(self):
        for _, step in self.searches.take_stalled():
            self.follow(step)
        return bool(self.waiting)

    def follow(self, step):
        self.waiting += [int(each.address.native_id) for each in step.articles]
        if step.has_failed:
            self.walked.add(step.page.listing.key)
        elif step.page is not None:
            self.waiting.append(step.page.listing)
        self.outside |= {int(each) for each in self.searches.take_outside()}
        for _, after in self.searches.take_turns():
            self.follow(after)

    def answer(self, asked):
        if isinstance(asked, Listing):
            found, following = self.site.page(asked.key, asked.number)
            self.pages += 1
            step = self.searches.proceed(asked, found, following)
            if not self.searches.is_held(asked):
                self.read |= {int(each.address.native_id) for each in found if may_cover(WEEK, each)}
            self.follow(step)
            return
        self.read.add(asked)
        if asked not in self.site.missing:
            self.ids.learn(str(asked), self.site.days[asked])
            for _, step in self.searches.learn(str(asked), self.site.days[asked]):
                self.follow(step)

    def missed(self):
        found = (self.site.in_week(key) for key in self.site.lists if key not in self.walked)
        missed = {number for numbers in found for number in numbers} - self.read
        return missed | {number for number in self.outside if WEEK.covers(self.site.days[number])}


def a_site(seed, **more):
    rng = random.Random(seed)
    articles = rng.choice((300, 1200, 4000))
    return Site(rng, articles, rng.choice((1, 2, 5)), rng.choice((5, 10, 20)), **more)


KINDS = [
    {},
    {"printed": 1},
    {"printed": 0.3},
    {"gone": 0.2},
    {"drafts": 0.05},
    {"drafts": 0.3, "gone": 0.1, "delay": 40},
    {"imported": 0.1},
    {"apart": 300},
    {"apart": 40_000},
    {"order": "none"},
    {"order": "all oldest"},
    {"order": "all none"},
]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_article_of_the_period_is_missed(seed, kind):
    assert not Run(a_site(seed, **kind)).missed()


@pytest.mark.parametrize("seed", [24, 36])
def test_numbers_show_that_short_pages_without_days_are_in_no_order(seed):
    rng = random.Random(seed)
    assert not Run(Site(rng, rng.choice((300, 1200, 4000)), rng.choice((1, 2, 5)), 5, order="none")).missed()


@pytest.mark.parametrize(
    ("order", "seed"), [("oldest", 9), ("shuffled", 0), ("shuffled", 5), ("shuffled", 34)]
)
def test_sections_are_walked_where_half_of_the_others_are_in_no_order(order, seed):
    rng = random.Random(seed)
    site = Site(rng, rng.choice((300, 1200, 4000)), rng.choice((1, 2, 5)), 20, order=order)
    run = Run(site)
    assert (run.missed(), run.walked) == (set(), {*site.lists})


@pytest.mark.parametrize(("kind", "most"), [({"printed": 1}, 18), ({"printed": 0.3}, 35), ({}, 40)], ids=str)
def test_a_search_takes_few_requests_beside_the_articles_of_the_period(kind, most):
    for seed in range(6):
        site = Site(random.Random(seed), 4000, 3, **kind)
        run = Run(site)
        first = {article for listed in site.lists.values() for article, _ in listed[: site.a_page]}
        articles = {article for key in site.lists for article in site.in_week(key)}
        assert not run.missed()
        assert not run.walked
        assert run.pages + len(run.read - first - articles) <= most


def test_two_pages_that_do_not_follow_on_each_other_show_that_a_list_is_in_no_order():
    for seed in range(6):
        site = Site(random.Random(seed), 4000, 1)
        listed, size = site.lists["s0"], site.a_page
        week = next(n for n, (_, day) in enumerate(listed) if day <= WEEK.until) // size * size
        # The pages of the period and those after it come behind the oldest ones.
        site.lists["s0"] = (
            listed[: week - size] + listed[week + 50 * size :] + listed[week - size : week + 50 * size]
        )
        assert not Run(site).missed()


def test_a_page_whose_number_is_an_estimate_is_one_that_no_pager_shows():
    """It may list no articles without a doubt."""
    url, following = "https://x.vn/tin", "https://x.vn/tin?page=2"
    numbers = PageNumbers.read(Page(f'<a href="{following}">2</a>'.encode(), url), following)
    search = PageSearch(WEEK.until, 99, ReadPage(frozenset("1"), None, following, is_last=False))
    section = SearchedSection(search, numbers, Listing("x.vn/tin", 1, is_shown=True), (), following)
    assert [section.request(number).listing.is_shown for number in (2, 9)] == [True, False]


@pytest.mark.parametrize("gap", [2, 3, 4, 5, 7, 9, 12, 20, 31])
@pytest.mark.parametrize("count", [3, 4, 6, 9])
def test_pages_counted_otherwise_than_the_second_one_says_are_read_to_the_last(count, gap):
    """`?start=20`, `?start=30`: those that are guessed by the second one may not be there."""
    root = "https://x.vn/tin"
    urls = [root, *(f"{root}?start={10 * n}" for n in range(2, count + 1)), None]
    days = {n: WEEK.until + timedelta(days=gap * (6 * count - 9 - n)) for n in range(6 * count)}
    links = [
        ArticleLink(Address(f"{root}/{n}", f"tin-{n}", None, "article"), "", day) for n, day in days.items()
    ]
    pages = {url: (links[6 * n : 6 * n + 6], urls[n + 1]) for n, url in enumerate(urls[:-1])}
    searches = PeriodSearches(WEEK, 5000, IdDays(WEEK), lambda native_id: None)
    page = Page(f'<html><body><a href="{urls[1]}">Sau</a></body></html>'.encode(), root, "text/html")
    step, read = searches.begin(page, Listing("tin", 1), *pages[root]), set()
    while step.page is not None and not step.has_failed:
        found, following = pages.get(step.page.url, ([], None))
        read |= {each.day for each in found}
        step = searches.proceed(step.page.listing, found, following)
    assert step.has_failed or {day for day in days.values() if WEEK.covers(day)} <= read
