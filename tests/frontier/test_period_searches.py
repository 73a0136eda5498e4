"""A week of a dense site costs little more than its articles, whatever its listings are like."""

import re
from dataclasses import replace

import pytest

from sample_portal.answers import failure, page, redirect
from sample_portal.plan import plan_site
from sample_portal.portal import Portal
from sample_portal.server import serve
from sample_portal.sites import BY_NAME
from tests.frontier.test_periods import expected, run, stored
from tests.portal import runs

WEEK = ("2023-03-13", "2023-03-19")
#: On the last pages of the lists.
OLDEST = ("2021-03-10", "2021-03-16")
COUNTERS = ("dvcrawler/listing/searches", "dvcrawler/listing/searches_left")


def dense(kind, site, articles):
    """A portal of which one site has so many articles, and the others hardly any."""
    portal = kind(20)
    sections = type(portal.library.sites[site])
    changed = portal.library.sites[site] = sections(BY_NAME[site], plan_site(BY_NAME[site], articles, 1))
    if hasattr(portal, "order"):
        in_section = changed.in_section
        changed.in_section = lambda section: portal.order(in_section(section))
    return portal


class Pinned(Portal):
    """Each section begins with three old articles, one of the period, that are nowhere else in its list."""

    def order(self, plans):
        pinned = [plans[-40], next(p for p in plans if is_in_week(p)), plans[-80]]
        return pinned + [plan for plan in plans if plan not in pinned]


class Undated(Portal):
    """Its lists print no day."""

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        if re.search(r"-\d+\.html$", target):
            return answer
        body = re.sub(rb"<i>\([0-9/]+\)</i>|<time.*?</time>", b"", answer.body)
        return replace(answer, body=body)


class HardlyDated(Portal):
    """Its lists print the day of every fifth article."""

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        if re.search(r"-\d+\.html$", target):
            return answer
        first, *others = answer.body.split(b'<time class="time">')
        parts = [part if number % 5 == 0 else part[17:] for number, part in enumerate(others)]
        return replace(answer, body=b'<time class="time">'.join([first, *parts]))


class UndatedInPart(Undated):
    """An article in three is gone, so that its day cannot be had."""

    def respond(self, host, target, cookie=""):
        number = re.search(r"-(\d+)\.html$", target)
        if (
            number
            and int(number[1]) // 3 % 3 == 0
            and not is_in_week(self.library.find(f"phunu:{number[1]}"))
        ):
            return failure(410)
        return super().respond(host, target, cookie)


class UndatedOldestFirst(Undated):
    """Behind the first page the oldest pages come first."""

    def order(self, plans):
        pages = [plans[start : start + 10] for start in range(0, len(plans), 10)]
        return [plan for page in (pages[0], *pages[:0:-1]) for plan in page]


class Shuffled(Portal):
    """Behind the first page the lists are in no order."""

    def order(self, plans):
        return plans[:10] + sorted(plans[10:], key=lambda plan: plan.native_id[::-1])


class Misplaced(Portal):
    """On each page behind the first the third article comes first."""

    def order(self, plans):
        pages = [plans[start : start + 10] for start in range(0, len(plans), 10)]
        changed = [[*page[2:3], *page[:2], *page[3:]] for page in pages[1:]]
        return [plan for page in (pages[0], *changed) for plan in page]


class Instead(Portal):
    """Has something else than a 404 for any number beyond the last page."""

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        number = re.search(r"(?:trang|page)=(\d+)", target)
        return self.instead(host, target) if number and answer.status == 404 else answer


class FirstPageAgain(Instead):
    def instead(self, host, target):
        return self.respond(host, target.partition("?")[0])


class EmptyPage(Instead):
    def instead(self, host, target):
        return page("<html><body><p>0</p></body></html>")


class FrontPage(Instead):
    def instead(self, host, target):
        return redirect(f"https://{host}/")


class LastPageAgain(Instead):
    def instead(self, host, target):
        name, _, number = target.rpartition("=")
        return self.respond(host, f"{name}={int(number) // 2 or 1}")


class Failing(Portal):
    """Answers 500 for the pages that a search jumps to, until they are walked to."""

    def __init__(self, articles):
        super().__init__(articles)
        self.walked = {}

    def respond(self, host, target, cookie=""):
        page = re.search(r"(.*)[?](?:trang|page)=(\d+)", target)
        if page is not None:
            last, number = self.walked.get(page[1], 1), int(page[2])
            if number > last + 2:
                return failure(403)
            self.walked[page[1]] = max(last, number)
        return super().respond(host, target, cookie)


def is_in_week(plan):
    return plan is not None and WEEK[0] <= f"{plan.published:%Y-%m-%d}" <= WEEK[1]


def crawl(portal, tmp_path, site, week=WEEK):
    """Number of requests, ids of the articles that the period holds, and the two counters."""
    with serve(portal) as server:
        requests = run(server, tmp_path, *week, site=site)
    articles = expected(portal, *week, site=site)
    assert stored(tmp_path) == articles
    stats = runs(tmp_path, site)[-1]["stats"]
    return requests, len(articles), [stats.get(name, 0) for name in COUNTERS]


@pytest.mark.parametrize(
    ("site", "articles", "sections"),
    [("phunu", 4500, 3), pytest.param("danguykhoi", 10000, 4, marks=pytest.mark.slow)],
)
def test_a_week_of_a_dense_site_takes_at_most_one_and_a_half_requests_an_article(
    tmp_path, site, articles, sections
):
    requests, articles, counted = crawl(dense(Portal, site, articles), tmp_path, site)
    assert counted == [sections, 0]
    assert requests <= 1.5 * articles


@pytest.mark.parametrize(
    "kind",
    [
        FirstPageAgain,
        pytest.param(Pinned, marks=pytest.mark.slow),
        pytest.param(EmptyPage, marks=pytest.mark.slow),
        pytest.param(LastPageAgain, marks=pytest.mark.slow),
        pytest.param(FrontPage, marks=pytest.mark.slow),
    ],
)
def test_pinned_articles_and_what_is_beyond_the_last_page_do_not_mislead(tmp_path, kind):
    week = WEEK if kind is Pinned else OLDEST
    requests, articles, counted = crawl(dense(kind, "phunu", 2000), tmp_path, "phunu", week)
    assert counted == [3, 0]
    assert requests <= articles + 40


@pytest.mark.parametrize(
    "kind",
    [
        Undated,
        pytest.param(UndatedInPart, marks=pytest.mark.slow),
        pytest.param(HardlyDated, marks=pytest.mark.slow),
    ],
)
def test_a_list_without_days_is_searched_by_the_days_of_some_of_its_articles(tmp_path, kind):
    requests, articles, counted = crawl(dense(kind, "phunu", 2000), tmp_path, "phunu")
    assert counted == [3, 0]
    # Of 2000: eleven pages, some articles for their days, and at both ends of the period an article a section.
    assert requests <= articles + 40


@pytest.mark.parametrize(
    "kind",
    [
        Misplaced,
        pytest.param(UndatedOldestFirst, marks=pytest.mark.slow),
        pytest.param(Shuffled, marks=pytest.mark.slow),
        pytest.param(Failing, marks=pytest.mark.slow),
    ],
)
def test_a_list_that_contradicts_its_order_is_walked_as_a_whole(tmp_path, kind):
    _, _, counted = crawl(dense(kind, "phunu", 600), tmp_path, "phunu")
    assert counted == [3, 3]


@pytest.mark.slow
def test_a_list_without_days_is_searched_again_by_what_is_known_of_it(tmp_path):
    """One request after the other: which articles are read for their days depends on the order of the answers,
    because what is known of one list tells the days of another.
    """
    alone = ("-s", "CONCURRENT_REQUESTS=1")
    with serve(dense(Undated, "phunu", 2000)) as server:
        run(server, tmp_path, *WEEK, *alone, site="phunu")
        held = stored(tmp_path)
        before = len(server.requests)
        run(server, tmp_path, *WEEK, *alone, site="phunu")
        articles = [target for _, target in server.requests[before:] if target.startswith("/chi-tiet")]
    assert stored(tmp_path) == held
    assert len(articles) <= 1
    assert runs(tmp_path, "phunu")[-1]["stats"].get(COUNTERS[1], 0) == 0
