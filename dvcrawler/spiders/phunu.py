"""Hội Liên hiệp Phụ nữ tỉnh Nam Định.

Host: phunu.namdinh.gov.vn.
System: the party sites' CMS (`/chi-tiet-noi-dung-<slug>-<id>.html`), read by landmarks.
Listing: unknown; found from the home page and from ":: Tin khác" below articles.
Caveats: raw apostrophes in addresses; the date line begins with "Nhập ngày:".
History: 2023-01 article seen; merged into the Ninh Bình union in 2025-07.
"""

from dvcrawler.families import party
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider


class PhuNu(NewsSpider):
    name = "phunu"
    site = cms_site(party.CMS, name, "Hội Liên hiệp Phụ nữ tỉnh Nam Định", "phunu.namdinh.gov.vn")
