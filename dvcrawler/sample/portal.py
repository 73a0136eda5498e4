"""The sample portal: all sites in memory, answering by host and address like the real ones.

Everything follows from the seed and the number of articles: the same two give the same bytes.
"""

import re
from threading import RLock
from typing import Any
from urllib.parse import parse_qs

from dvcrawler.sample import feeds
from dvcrawler.sample.answers import (
    XML,
    Answer,
    failure,
    gate,
    page,
    passed_gate,
    redirect,
)
from dvcrawler.sample.articles import tell
from dvcrawler.sample.chrome import PAPERS
from dvcrawler.sample.listings import (
    PAGE_PARAMETER,
    PER_PAGE,
    Listing,
    home_page,
    section_page,
)
from dvcrawler.sample.oddities import BY_ID, ODDITIES, OUTCOMES
from dvcrawler.sample.pages import article_page
from dvcrawler.sample.plan import Plan, plan_addition, plan_site, shares
from dvcrawler.sample.records import expect
from dvcrawler.sample.shelves import Shelf
from dvcrawler.sample.sites import BY_NAME, HOSTS, LEGACY_HOST, SITES, Section
from dvcrawler.sample.store import AnswerStore

_ARTICLE = re.compile(r"/\d{6}/[^/]*-(\d{5,8}|[0-9a-fA-F]{7})/?$")
_PARTY_ARTICLE = {
    "danguykhoi": re.compile(r"/tin-tuc-.*-(\d+)\.html$"),
    "phunu": re.compile(r"/chi-tiet-noi-dung-.*-(\d+)\.html$"),
}
_SITE_OF_HOST = {site.host: site.name for site in SITES} | {LEGACY_HOST: "baonamdinh"}


class Portal:
    """`refused`, `unread` and `gone`: article ids that must not be stored, with the reason."""

    def __init__(
        self, articles: int = 150, seed: int = 1, cache_bytes: int = 64 << 20
    ) -> None:
        self.hosts = HOSTS
        self.seed = seed
        self._shelves = {
            name: Shelf(plan_site(BY_NAME[name], count, seed))
            for name, count in shares(articles).items()
        }
        self._added = dict.fromkeys(self._shelves, 0)
        self._editions: dict[str, int] = {}
        self._failing: dict[str, tuple[int, str]] = {}
        self._gated: set[str] = set()
        self._store = AnswerStore(cache_bytes)
        self._lock = RLock()
        self.refused, self.unread, self.gone = (
            {o.id: o.reason for o in ODDITIES if o.outcome == outcome}
            for outcome in OUTCOMES
        )

    def respond(self, host: str, target: str, cookie: str = "") -> Answer:
        """The answer to a GET for `target` (path and query) at `host`, over either scheme."""
        host = host.lower().partition(":")[0]
        with self._lock:
            status, prefix = self._failing.get(host, (0, "/"))
            if status and target.startswith(prefix):
                return failure(status)
            if host in self._gated and not passed_gate(cookie):
                return gate()
            answer = self._store.get(host, target)
            if answer is None:
                answer = self._make(host, target)
                self._store.put(host, target, answer)
            return answer

    def expected(self, site: str | None = None) -> list[dict[str, Any]]:
        """The records due, of one site or of all, oldest first; see `records.Expected`."""
        names = [site] if site else list(self._shelves)
        return [
            expect(tell(plan, self.seed, self._edition(plan))).as_dict()
            for name in names
            for plan in self._shelves[name].plans
        ]

    def edit(self, article_id: str) -> dict[str, Any]:
        """Changes a paragraph of the article, and the title from the second time on.

        Returns the record now due. Raises KeyError for an unknown id."""
        plan = self._find(article_id)
        if plan is None:
            raise KeyError(article_id)
        with self._lock:
            self._editions[article_id] = self._edition(plan) + 1
            self._store.clear()
        return expect(tell(plan, self.seed, self._edition(plan))).as_dict()

    def add(self, site: str, count: int) -> list[str]:
        """Puts `count` newer articles on top of the site's lists; their ids, oldest first."""
        shelf = self._shelves[site]
        ids = []
        with self._lock:
            for _ in range(count):
                number = len(shelf.plans)
                plan = plan_addition(
                    BY_NAME[site], number, self._added[site], self.seed
                )
                self._added[site] += 1
                shelf.add(plan)
                ids.append(plan.id)
            self._store.clear()
        return ids

    def fail(self, host: str, status: int | None, prefix: str = "/") -> None:
        """Makes `host` answer `status` to every target that begins with `prefix`; None mends it."""
        with self._lock:
            self._failing.pop(host, None)
            if status:
                self._failing[host] = (status, prefix)

    def gate(self, host: str, closed: bool = True) -> None:
        """Puts `host` behind the cookie gate, or takes it out."""
        (self._gated.add if closed else self._gated.discard)(host)

    def _edition(self, plan: Plan) -> int:
        return self._editions.get(plan.id, 1)

    def _find(self, article_id: str) -> Plan | None:
        shelf = self._shelves.get(article_id.partition(":")[0])
        return shelf.by_id.get(article_id) if shelf else None

    def _make(self, host: str, target: str) -> Answer:
        if host == "www.baonamdinh.vn":
            return redirect(f"https://baonamdinh.vn{target}")
        host = host.removeprefix("www.")
        site = _SITE_OF_HOST.get(host)
        if site is None:
            return failure(404)
        path, _, query = target.partition("#")[0].partition("?")
        answer = self._machine_page(host, site, path) or self._article(host, site, path)
        return answer or self._list_page(host, site, path, query) or failure(404)

    def _machine_page(self, host: str, site: str, path: str) -> Answer | None:
        shelf = self._shelves[site]
        if path == "/robots.txt":
            rules = feeds.robots(host)
            return page(rules, "text/plain; charset=utf-8") if rules else failure(404)
        if host == LEGACY_HOST or site not in feeds.WITH_SITEMAP:
            return None
        if path == "/rss/home.rss" and site == "baonamdinh":
            return page(
                feeds.rss(shelf.newest(30), PAPERS[site]),
                "application/rss+xml; charset=utf-8",
            )
        if path == "/sitemap.xml" and site == "baonamdinh":
            return page(feeds.sitemap_index(host, shelf.years()), XML)
        found = re.fullmatch(r"/sitemap(?:-(\d{4}))?\.xml", path)
        if found is None:
            return None
        chosen = [
            p for p in shelf.plans if not found[1] or p.published.year == int(found[1])
        ]
        return page(feeds.sitemap((p, self._edition(p)) for p in chosen), XML)

    def _article(self, host: str, site: str, path: str) -> Answer | None:
        match = _PARTY_ARTICLE.get(site, _ARTICLE).search(path)
        if match is None:
            return None
        article_id = f"{site}:{match[1].lower()}"
        plan = self._find(article_id)
        if plan is None:
            return self._oddity(article_id)
        if host == LEGACY_HOST and plan.recipe.layout != "vnpt-legacy":
            return redirect(plan.url) if plan.recipe.era == "channel" else failure(404)
        story = tell(plan, self.seed, self._edition(plan))
        return page(article_page(story, self._shelves[site].around(plan)))

    def _oddity(self, article_id: str) -> Answer:
        oddity = BY_ID.get(article_id)
        if oddity is None:
            return failure(404)
        shelf = self._shelves[oddity.site]
        if not shelf.plans:
            return failure(404)
        return oddity.answer(shelf.plans[0], self.seed, shelf.around(shelf.plans[0]))

    def _list_page(self, host: str, site: str, path: str, query: str) -> Answer | None:
        shelf = self._shelves[site]
        legacy = host == LEGACY_HOST
        if path == "/":
            return page(
                home_page(
                    site, shelf.newest(15, legacy=legacy), shelf.popular, legacy=legacy
                )
            )
        for section in BY_NAME[site].sections:
            if section.path.rstrip("/") == path.rstrip("/"):
                if legacy and section.pager != "legacy":
                    return None
                return self._section(site, section, query, legacy)
        return None

    def _section(
        self, site: str, section: Section, query: str, legacy: bool
    ) -> Answer | None:
        shelf, size = self._shelves[site], PER_PAGE[section.pager]
        wanted = parse_qs(query).get(PAGE_PARAMETER[section.pager], ["1"])[0]
        plans = shelf.in_section(section)
        last = max(1, -(-len(plans) // size))
        number = int(wanted) if wanted.isdecimal() else 1
        if not 1 <= number <= last:
            return None
        items = plans[(number - 1) * size : number * size]
        extra = [
            (o.path, o.title)
            for o in ODDITIES
            if number == 1 and o.site == site and o.section == section.path
        ]
        listing = Listing(
            site, section, items, number, last, extra, shelf.popular, legacy
        )
        return page(section_page(listing))
