"""Báo Khánh Hòa, on the CMS of Báo Nam Định.

Host: baokhanhhoa.vn.
System: VNPT portal (`/<section>/YYYYMM/<slug>-<7 hex>/`); migrated pages keep the old number as id.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: migrated articles show a false time (06/11/2010 04:11); the date precedes the title.
History: 2010-11 oldest article seen; 2023-03 a migrated one with a false time.
"""

from dvcrawler.families.vnpt import NUMBERED, vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoKhanhHoa(NewsSpider):
    name = "baokhanhhoa"
    site = vnpt_site(name, "Báo Khánh Hòa", "baokhanhhoa.vn", migrated=NUMBERED)
