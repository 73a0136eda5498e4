"""Báo Thái Nguyên, on the CMS of Báo Nam Định.

Host: baothainguyen.vn.
System: VNPT portal (`/<section>/YYYYMM/<slug>-<7 hex>/`), theme of `h1.head_title`.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: the author precedes the date on one line; migrated pages have ids in capital hex digits.
History: 2011-11 oldest address seen; 2022 markup; 2026 another system, with an API, is reported.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoThaiNguyen(NewsSpider):
    name = "baothainguyen"
    site = vnpt_site(name, "Báo Thái Nguyên", "baothainguyen.vn")
