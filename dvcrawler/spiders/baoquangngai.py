"""Báo Quảng Ngãi, on the CMS of Báo Nam Định.

Host: baoquangngai.vn.
System: VNPT portal; before it channels (`/channel/<4 digits>/YYYYMM/<slug>-<number>/`).
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: the content box may be empty and filled by an inline script.
History: 2020-03 a channel address; 2024 the script.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoQuangNgai(NewsSpider):
    name = "baoquangngai"
    site = vnpt_site(name, "Báo Quảng Ngãi", "baoquangngai.vn")
