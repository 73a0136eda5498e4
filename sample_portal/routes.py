"""Which page belongs to which host and address."""

import re
from urllib.parse import parse_qs

from sample_portal import feeds
from sample_portal.answers import RSS, TEXT, XML, Answer, failure, page, redirect
from sample_portal.library import Library
from sample_portal.listings import list_page, page_parameter, render_home, render_list
from sample_portal.non_articles import BY_ID, linked_from
from sample_portal.pages import article_page
from sample_portal.pictures import PNG, draw_picture
from sample_portal.plan import Plan
from sample_portal.recipes import LEGACY
from sample_portal.sites import BY_NAME, LEGACY_HOST, SITES, Section

_PICTURE = re.compile(r"/(?:anh_|images)[0-9a-zA-Z_]+\.jpg$")
_ARTICLE = re.compile(r"/\d{6}/[^/]*-(\d{5,8}|[0-9a-fA-F]{7})/?$")
_PARTY_ARTICLE = {
    "danguykhoi": re.compile(r"/tin-tuc-[^/]*-(\d+)\.html$"),
    "phunu": re.compile(r"/chi-tiet-noi-dung-[^/]*-(\d+)\.html$"),
}
_SITE_OF_HOST = {site.host: site.name for site in SITES} | {LEGACY_HOST: "baonamdinh"}


def route(library: Library, host: str, target: str) -> Answer:
    """The answer of `host` (lower case, no port) to `target`; 404 for an unknown one."""
    if host == "www.baonamdinh.vn":
        return redirect(f"https://baonamdinh.vn{target}")
    host = host.removeprefix("www.")
    if host not in _SITE_OF_HOST:
        return failure(404)
    path, _, query = target.partition("?")
    found = (
        _route_feeds(library, host, path)
        or _route_picture(path)
        or _route_article(library, host, path)
        or _route_list(library, host, path, query)
    )
    return found or failure(404)


def _route_feeds(library: Library, host: str, path: str) -> Answer | None:
    if path == "/robots.txt":
        rules = feeds.robots(host)
        return page(rules, TEXT) if rules else None
    site = _SITE_OF_HOST[host]
    if host == LEGACY_HOST or site not in feeds.WITH_SITEMAP:
        return None
    if site == "baonamdinh" and path == "/rss/home.rss":
        return page(feeds.rss(library.sites[site]), RSS)
    if site == "baonamdinh" and path == "/sitemap.xml":
        return page(feeds.sitemap_index(library.sites[site]), XML)
    return _route_sitemap(library, site, path)


def _route_sitemap(library: Library, site: str, path: str) -> Answer | None:
    """The sitemap of a year or of all; None where it would be empty."""
    found = re.fullmatch(r"/sitemap(?:-(\d{4}))?\.xml", path)
    if found is None:
        return None
    plans = [p for p in library.sites[site].plans if not found[1] or p.published.year == int(found[1])]
    return page(feeds.sitemap((p, library.edition(p)) for p in plans), XML) if plans else None


def _route_picture(path: str) -> Answer | None:
    """Any picture whose address is of the form that articles print."""
    return page(draw_picture(path), PNG) if _PICTURE.search(path) else None


def _route_article(library: Library, host: str, path: str) -> Answer | None:
    site = _SITE_OF_HOST[host]
    match = _PARTY_ARTICLE.get(site, _ARTICLE).search(path)
    if match is None:
        return None
    article_id = f"{site}:{match[1].lower()}"
    plan = library.find(article_id)
    if plan is None:
        return _route_non_article(library, article_id)
    if host == LEGACY_HOST and plan.recipe.layout != LEGACY:
        return _redirect_to_new_host(plan)
    return page(article_page(library.story(plan), library.sites[site].others(plan)))


def _redirect_to_new_host(plan: Plan) -> Answer | None:
    """Migrated articles have moved to the new host; the old one never had newer ones."""
    return redirect(plan.url) if plan.recipe.era == "channel" else None


def _route_non_article(library: Library, article_id: str) -> Answer | None:
    found = BY_ID.get(article_id)
    articles = library.sites[found.site] if found else None
    if found is None or articles is None or not articles.plans:
        return None
    plan = articles.plans[0]
    return found.answer(plan, library.seed, articles.others(plan))


def _route_list(library: Library, host: str, path: str, query: str) -> Answer | None:
    site, legacy = _SITE_OF_HOST[host], host == LEGACY_HOST
    if path == "/":
        return page(render_home(library.sites[site], legacy=legacy))
    for section in BY_NAME[site].sections:
        if section.path.rstrip("/") == path.rstrip("/"):
            hidden = legacy and section.pager != "legacy"
            return None if hidden else _answer_list(library, site, section, query, legacy)
    return None


def _answer_list(library: Library, site: str, section: Section, query: str, legacy: bool) -> Answer | None:
    wanted = parse_qs(query).get(page_parameter(section), ["1"])[0]
    number = int(wanted) if wanted.isdecimal() else 1
    extra = [] if legacy else linked_from(site, section)
    listed = list_page(library.sites[site], section, number, extra)
    return page(render_list(library.sites[site], listed, legacy=legacy)) if listed else None
