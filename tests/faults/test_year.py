"""A year of daily runs under a clock of its own: what happens to a portal, and what an operator hears of it."""

import json
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import mean, median

import pytest

from sample_portal.answers import failure, page, redirect
from sample_portal.plan import plan_addition
from sample_portal.portal import Portal
from sample_portal.server import connect_to, serve
from sample_portal.sites import BY_NAME
from tests.faults.harness import CLEAN, Clock, ask, check_ended, check_store, crawl_under
from tests.portal import environment, records, runs

SITE, OLD, NEW = "phunu", "phunu.namdinh.gov.vn", "phunu-moi.example.vn"
FIRST = datetime(2024, 10, 14, 12, tzinfo=UTC)
#: Days of what goes wrong, the last one included; the next day all is well again.
OUTAGE, NO_LISTS, NO_PAGES, MOVE = (60, 62), (120, 124), (200, 204), (300, 303)
EVENTS = (OUTAGE, NO_LISTS, NO_PAGES, MOVE)
DELETED_ON, EDITED_EVERY = 250, 9
#: The site file after the move: the portal under its new host.
MOVED = f"""
from dataclasses import replace
from dvcrawler.spiders.phunu import PhuNu as Plain

class PhuNu(Plain):
    name = "phunu"
    site = replace(Plain.site, hosts={{"{NEW}": "{NEW}", "{OLD}": "{NEW}"}}, start=("https://{NEW}/",))
"""


class LivingPortal(Portal):
    """The sample portal on each of its days."""

    day = 0

    def __init__(self):
        super().__init__(400)
        self.deleted, self._number = set(), 0

    def begin_day(self, day, chance):
        """New articles of that day, as the day goes; the path of each."""
        self.day = day
        articles = self.library.sites[SITE]
        published = (FIRST + timedelta(days=day)).replace(hour=0, tzinfo=None)
        fresh = []
        with self._lock:
            for _ in range(chance.choice((3, 3, 4))):
                plan = plan_addition(BY_NAME[SITE], len(articles.plans), self._number, 1)
                fresh.append(replace(plan, published=published))
                self._number += 1
                articles.add(fresh[-1])
            self._cache.clear()
        return [plan.id for plan in fresh]

    def respond(self, host, target, cookie=""):
        host = host.partition(":")[0]
        if host == OLD and self.day >= MOVE[0]:
            return redirect(f"https://{NEW}{target}")
        if host != NEW:
            return self._of_the_day(host, target, cookie)
        given = self._of_the_day(OLD, target, cookie)
        return replace(given, body=given.body.replace(OLD.encode(), NEW.encode()))

    def _of_the_day(self, host, target, cookie):
        if host != OLD or target == "/robots.txt":
            return super().respond(host, target, cookie)
        is_article = target.startswith("/chi-tiet")
        if is_in(self.day, OUTAGE):
            return failure(502)
        if is_in(self.day, NO_LISTS) and not is_article:
            return page("<html><body><div id='app'></div><p>Trang chủ mới của hội.</p></body></html>")
        if is_in(self.day, NO_PAGES) and is_article:
            return page("<html><body><div id='app'></div><script src='/app.js'></script></body></html>")
        if target in self.deleted:
            return failure(404)
        return super().respond(host, target, cookie)


def is_in(day, span):
    return span[0] <= day <= span[1]


class Year:
    """Runs and judges day by day; `states` is what health says after each run."""

    def __init__(self, folder):
        self.folder, self.data = folder, folder / "data"
        self.portal, self.chance, self.clock = LivingPortal(), random.Random(5), Clock(folder)
        self.states, self.seconds, self.edited = [], [], []
        (folder / "moved").mkdir()
        (folder / "moved/__init__.py").write_text("")
        (folder / "moved/phunu.py").write_text(MOVED)

    def live(self, server, days):
        for day in range(1, days + 1):
            fresh = self.portal.begin_day(day, self.chance)
            if day == DELETED_ON:
                plans = self.portal.library.sites[SITE].plans[40:45]
                self.portal.deleted = {plan.path for plan in plans}
            self._run(server, day)
            if day % EDITED_EVERY == 0 and not any(span[0] - 3 <= day <= span[1] for span in EVENTS):
                self.portal.edit(fresh[0])
                self.edited.append(fresh[0])

    def _run(self, server, day):
        self.clock.set(int((FIRST + timedelta(days=day)).timestamp() - time.time()))
        more = {
            **self.clock.environment,
            "DVCRAWLER_CONNECT_TO": f"{connect_to(server)},{NEW}=127.0.0.1:{server.port}",
        }
        words = ["-s", "RETRY_ENABLED=False"]
        if day > MOVE[1]:  # the operator has mended the site file
            more["PYTHONPATH"] = f"{self.folder}:{environment()['PYTHONPATH']}"
            words += ["-s", "SPIDER_MODULES=moved"]
        begun = time.monotonic()
        check_ended(crawl_under(server, self.data, *words, site=SITE, **more))
        self.seconds.append(time.monotonic() - begun)
        told = ask(self.data, "health", SITE, "--json", **self.clock.environment)
        (verdict,) = json.loads(told.out)
        self.states.append((verdict["state"], told.code))


def live_a_year(folder, days):
    year = Year(folder)
    with serve(year.portal) as server:
        year.live(server, days)
    return year


def check_alarms(year):
    """Every event is told by its second run, and no other day is."""
    for day, (state, code) in enumerate(year.states, 1):
        event = next((span for span in EVENTS if is_in(day, span)), None)
        if event is None:
            assert (state, code) == ("ok", 0), (day, state, code)
        elif day > event[0]:
            assert code != 0 and state != "ok", (day, state, code)


def check_held(year):
    """Every article once, in its newest text; every edit a revision of its own."""
    held = {}
    for record in records(year.data, SITE):
        held.setdefault(record["id"], []).append(record)
    expected = {record["id"]: record for record in year.portal.expected(SITE)}
    assert set(held) == set(expected)
    for id_, lines in held.items():
        lines.sort(key=lambda record: record["revision"])
        assert [line["revision"] for line in lines] == list(range(1, len(lines) + 1))
        assert lines[-1]["body"] == expected[id_]["body"], id_
    assert {id_ for id_, lines in held.items() if len(lines) > 1} == set(year.edited)
    assert len(check_store(year.data)) == sum(map(len, held.values()))


@pytest.mark.slow
@pytest.mark.timeout(3000)
def test_a_year_of_daily_runs(tmp_path):
    year = live_a_year(tmp_path, 365)
    check_alarms(year)
    check_held(year)
    check_ended(ask(year.data, "verify", SITE), *CLEAN)
    told = runs(year.data, SITE)
    assert len(told) == 365
    early, late = (mean(run["requests"] for run in told[at - 30 : at]) for at in (35, 365))
    took = [median(year.seconds[at - 10 : at]) for at in (35, 365)]
    print(
        f"{len(records(year.data, SITE))} lines; requests a run {early:.1f} → {late:.1f}, "
        f"seconds {took[0]:.2f} → {took[1]:.2f} ({took[1] / took[0]:.2f} x)"
    )
    assert late <= 1.2 * early  # of a month: a run asks for 11 to 25 pages
