"""Báo Nam Định, the province's newspaper.

Host: baonamdinh.vn, earlier baonamdinh.com.vn; with and without www, http and https.
System: VNPT portal since 2022/23 (`/<section>/YYYYMM/<slug>-<7 hex>/`), before it the channel CMS
(`/channel/<4 digits>/YYYYMM/<slug>-<7 digits>/`); both address forms are alive.
Listing: channel pages are certain; the new sections are found from the home page.
Caveats: migrated articles show a false time (minutes equal the month); slugs repeat.
History: 2010-11 first articles kept; 2022-10 last channel address; 2023-01 first new one;
2025-07 the province was merged into Ninh Bình, what became of the site is not known.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider

#: Channels that were seen to hold articles (2010-2022); their names are inferred.
_CHANNELS = (5083, 5084, 5085, 5086, 5087, 5088, 5090, 5091, 5092, 5093, 5095, 5098)


class BaoNamDinh(NewsSpider):
    name = "baonamdinh"
    site = vnpt_site(
        name,
        "Báo Nam Định",
        "baonamdinh.vn",
        "baonamdinh.com.vn",
        start=("https://baonamdinh.vn/", "http://baonamdinh.com.vn/"),
        sections={str(n): f"https://baonamdinh.vn/channel/{n}/" for n in _CHANNELS},
    )
