"""Báo Đắk Lắk, on the CMS of Báo Nam Định.

Host: baodaklak.vn; Báo Phú Yên is its subdomain, with a separate file.
System: VNPT portal, in 2025/26 a theme of `time.time[datetime]`, `.horizontal-post-box`; before it channels.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: listings take `?paged=N`.
History: 2019-11 a channel address; 2025-07 joined by Báo Phú Yên.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoDakLak(NewsSpider):
    name = "baodaklak"
    site = vnpt_site(name, "Báo Đắk Lắk", "baodaklak.vn")
