"""What machines read: robots.txt, sitemaps, and the one feed."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import format_datetime
from html import escape

from sample_portal.plan import Plan
from sample_portal.sites import SITES

_ALLOW_ALL = "User-agent: *\nDisallow:\n"
#: Sites whose robots.txt names a sitemap; the others have none at all.
WITH_SITEMAP = ("baonamdinh", "phuyen")
#: Hosts that answer 404 for robots.txt, which allows everything (RFC 9309, 2.3.1.3).
WITHOUT_ROBOTS = ("phunu.namdinh.gov.vn",)
_MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{1}\n</{0}>\n'


def robots(host: str) -> str | None:
    """The rules of `host`; None where it has no robots.txt."""
    if host in WITHOUT_ROBOTS:
        return None
    named = {site.host for site in SITES if site.name in WITH_SITEMAP}
    return f"{_ALLOW_ALL}Sitemap: https://{host}/sitemap.xml\n" if host in named else _ALLOW_ALL


def sitemap_index(host: str, years: Iterable[int]) -> str:
    items = (f"<sitemap><loc>https://{host}/sitemap-{y}.xml</loc></sitemap>" for y in years)
    return _MAP.format("sitemapindex", "\n".join(items))


def sitemap(plans: Iterable[tuple[Plan, int]]) -> str:
    """One entry for each (article, edition); a later edition has a later `lastmod`."""
    return _MAP.format("urlset", "\n".join(_entry(plan, edition) for plan, edition in plans))


def _entry(plan: Plan, edition: int) -> str:
    changed = plan.published + timedelta(days=edition - 1)
    when = f"{changed:%Y-%m-%dT%H:%M}:00+07:00"
    return f"<url><loc>{escape(plan.url)}</loc><lastmod>{when}</lastmod></url>"


def rss(plans: Iterable[Plan], site_title: str) -> str:
    """RSS 2.0; dates are given in universal time, seven hours before the printed ones."""
    items = "\n".join(_item(plan) for plan in plans)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{site_title}</title><link>https://baonamdinh.vn/</link>"
        f"<description>{site_title}</description>\n{items}\n</channel></rss>\n"
    )


def _item(plan: Plan) -> str:
    when = format_datetime(plan.published - timedelta(hours=7)).replace("-0000", "+0000")
    return (
        f"<item><title>{escape(plan.title)}</title><link>{escape(plan.url)}</link>"
        f"<description><![CDATA[{plan.lead}]]></description><pubDate>{when}</pubDate>"
        f'<guid isPermaLink="false">{plan.id}</guid></item>'
    )
