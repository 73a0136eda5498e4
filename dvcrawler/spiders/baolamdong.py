"""Báo Lâm Đồng, on the CMS of Báo Nam Định.

Host: baolamdong.vn.
System: VNPT portal (`/<section>/YYYYMM/<slug>-<7 hex>/`); migrated pages keep the old number as id.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: known from the family's lists only; no page of it was seen.
History: 2023 on this system by its list service's id.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoLamDong(NewsSpider):
    name = "baolamdong"
    site = vnpt_site(name, "Báo Lâm Đồng", "baolamdong.vn")
