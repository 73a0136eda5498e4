"""Báo Vĩnh Long, on the CMS of Báo Nam Định.

Host: baovinhlong.vn, earlier baovinhlong.com.vn.
System: VNPT portal (`/<section>/YYYYMM/<slug>-<7 hex>/`); migrated pages keep the old number as id.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: migrated articles show a false time (27/09/2023 10:09 of an evening event).
History: 2016-07 oldest date line seen; 2023-09 newest; dongkhoi.baovinhlong.vn since the merger of 2025.
"""

from dvcrawler.families.vnpt import NUMBERED, vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoVinhLong(NewsSpider):
    name = "baovinhlong"
    site = vnpt_site(name, "Báo Vĩnh Long", "baovinhlong.vn", "baovinhlong.com.vn", migrated=NUMBERED)
