"""Báo Ấp Bắc, on the CMS of Báo Nam Định.

Host: baoapbac.vn.
System: the old channel CMS (`/<section>/YYYYMM/<slug>-<number>/`), content in `#content`.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: the date precedes the title, in `#current-date`; needs legacy TLS renegotiation.
History: 2015-03 a page; 2019 rules of a public crawler.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoApBac(NewsSpider):
    name = "baoapbac"
    site = vnpt_site(name, "Báo Ấp Bắc", "baoapbac.vn")
