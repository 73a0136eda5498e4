"""Which page belongs to which host and address."""

import re
from urllib.parse import parse_qs

from sample_portal import feeds
from sample_portal.answers import HTML, RSS, TEXT, XML, Answer, failure, page, redirect
from sample_portal.chrome import PAPERS
from sample_portal.library import Library
from sample_portal.listings import PAGE_PARAMETER, PER_PAGE, Listing, home_page, section_page
from sample_portal.oddities import BY_ID, ODDITIES
from sample_portal.pages import article_page
from sample_portal.plan import Plan
from sample_portal.recipes import LEGACY
from sample_portal.sites import BY_NAME, LEGACY_HOST, SITES, Section

_ARTICLE = re.compile(r"/\d{6}/[^/]*-(\d{5,8}|[0-9a-fA-F]{7})/?$")
_PARTY_ARTICLE = {
    "danguykhoi": re.compile(r"/tin-tuc-[^/]*-(\d+)\.html$"),
    "phunu": re.compile(r"/chi-tiet-noi-dung-[^/]*-(\d+)\.html$"),
}
_SITE_OF_HOST = {site.host: site.name for site in SITES} | {LEGACY_HOST: "baonamdinh"}


def answer(library: Library, host: str, target: str) -> Answer:
    """The answer of `host` (lower case, no port) to `target`; 404 where there is nothing."""
    if host == "www.baonamdinh.vn":
        return redirect(f"https://baonamdinh.vn{target}")
    host = host.removeprefix("www.")
    if host not in _SITE_OF_HOST:
        return failure(404)
    path, _, query = target.partition("?")
    found = (
        _for_machines(library, host, path)
        or _article(library, host, path)
        or _list(library, host, path, query)
    )
    return found or failure(404)


def _for_machines(library: Library, host: str, path: str) -> Answer | None:
    if path == "/robots.txt":
        rules = feeds.robots(host)
        return page(rules, TEXT) if rules else None
    site = _SITE_OF_HOST[host]
    if host == LEGACY_HOST or site not in feeds.WITH_SITEMAP:
        return None
    shelf = library.shelves[site]
    if path == "/rss/home.rss" and site == "baonamdinh":
        return page(feeds.rss(shelf.newest(30), PAPERS[site]), RSS)
    if path == "/sitemap.xml" and site == "baonamdinh":
        return page(feeds.sitemap_index(host, shelf.years()), XML)
    found = re.fullmatch(r"/sitemap(?:-(\d{4}))?\.xml", path)
    if found is None:
        return None
    chosen = [p for p in shelf.plans if not found[1] or p.published.year == int(found[1])]
    return page(feeds.sitemap((p, library.edition(p)) for p in chosen), XML) if chosen else None


def _article(library: Library, host: str, path: str) -> Answer | None:
    site = _SITE_OF_HOST[host]
    match = _PARTY_ARTICLE.get(site, _ARTICLE).search(path)
    if match is None:
        return None
    article_id = f"{site}:{match[1].lower()}"
    plan = library.find(article_id)
    if plan is None:
        return _oddity(library, article_id)
    if host == LEGACY_HOST and plan.recipe.layout != LEGACY:
        return _not_on_the_old_site(plan)
    return page(article_page(library.story(plan), library.shelves[site].around(plan)))


def _not_on_the_old_site(plan: Plan) -> Answer | None:
    """Migrated articles have moved to the new host; newer ones were never here."""
    return redirect(plan.url) if plan.recipe.era == "channel" else None


def _oddity(library: Library, article_id: str) -> Answer | None:
    oddity = BY_ID.get(article_id)
    shelf = library.shelves[oddity.site] if oddity else None
    if oddity is None or shelf is None or not shelf.plans:
        return None
    plan = shelf.plans[0]
    return oddity.answer(plan, library.seed, shelf.around(plan))


def _list(library: Library, host: str, path: str, query: str) -> Answer | None:
    site, legacy = _SITE_OF_HOST[host], host == LEGACY_HOST
    shelf = library.shelves[site]
    if path == "/":
        newest = shelf.newest(15, legacy=legacy)
        return page(home_page(site, newest, shelf.popular, legacy=legacy), HTML)
    for section in BY_NAME[site].sections:
        if section.path.rstrip("/") == path.rstrip("/"):
            hidden = legacy and section.pager != "legacy"
            return None if hidden else _section(library, site, section, query, legacy)
    return None


def _section(library: Library, site: str, section: Section, query: str, legacy: bool) -> Answer | None:
    """A page beyond the last is None, as is page 0."""
    shelf, size = library.shelves[site], PER_PAGE[section.pager]
    plans = shelf.in_section(section)
    last = max(1, -(-len(plans) // size))
    wanted = parse_qs(query).get(PAGE_PARAMETER[section.pager], ["1"])[0]
    number = int(wanted) if wanted.isdecimal() else 1
    if not 1 <= number <= last:
        return None
    items = plans[(number - 1) * size : number * size]
    extra = _oddities_of(site, section) if number == 1 and not legacy else []
    return page(section_page(Listing(site, section, items, number, last, extra, shelf.popular, legacy)))


def _oddities_of(site: str, section: Section) -> list[tuple[str, str]]:
    return [(o.path, o.title) for o in ODDITIES if o.site == site and o.section == section.path]
