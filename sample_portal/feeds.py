"""What machines read: robots.txt, sitemaps, and the one feed."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import format_datetime

from sample_portal.library import SiteArticles
from sample_portal.plan import Plan
from sample_portal.sites import SITES
from sample_portal.templating import render

_ALLOW_ALL = "User-agent: *\nDisallow:\n"
#: Sites whose robots.txt names a sitemap; the others have none at all.
WITH_SITEMAP = ("baonamdinh", "phuyen")
#: Hosts that answer 404 for robots.txt, which allows everything (RFC 9309, 2.3.1.3).
_WITHOUT_ROBOTS = ("phunu.namdinh.gov.vn",)


def robots(host: str) -> str | None:
    """The rules of `host`; None where it has no robots.txt."""
    if host in _WITHOUT_ROBOTS:
        return None
    named = {site.host for site in SITES if site.name in WITH_SITEMAP}
    return f"{_ALLOW_ALL}Sitemap: https://{host}/sitemap.xml\n" if host in named else _ALLOW_ALL


def sitemap_index(articles: SiteArticles) -> str:
    return render("sitemap_index.xml", host=articles.site.host, years=articles.years())


def sitemap(plans: Iterable[tuple[Plan, int]]) -> str:
    """One entry for each (article, edition); a later edition has a later `lastmod`."""
    entries = [
        (plan.url, f"{plan.published + timedelta(days=edition - 1):%Y-%m-%dT%H:%M}:00+07:00")
        for plan, edition in plans
    ]
    return render("sitemap.xml", entries=entries)


def rss(articles: SiteArticles) -> str:
    """RSS 2.0; dates are in universal time, seven hours before the printed ones."""
    entries = [(plan, _universal(plan)) for plan in articles.newest(30)]
    return render("rss.xml", title=articles.site.title, entries=entries)


def _universal(plan: Plan) -> str:
    return format_datetime(plan.published - timedelta(hours=7)).replace("-0000", "+0000")
