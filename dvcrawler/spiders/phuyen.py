"""Báo Phú Yên, since its merger a subdomain of Báo Đắk Lắk.

Host: phuyen.baodaklak.vn (earlier baophuyen.vn).
System: VNPT portal, the theme with a hidden `#page_info`.
Listing: sections are found from the home page; "Xem thêm" is a button without an address.
Caveats: the author box holds the placeholder "Bút danh"; ids have 7 or 8 hexadecimal digits.
History: 2014 oldest article seen; 2025-07 merged into Báo Đắk Lắk.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class PhuYen(NewsSpider):
    name = "phuyen"
    site = vnpt_site(name, "Báo Phú Yên", "phuyen.baodaklak.vn")
