"""Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Nam Định.

Host: danguykhoicaccqvadn.namdinh.gov.vn.
System: the party sites' CMS (`/tin-tuc-<slug>-<id>.html`), markup unknown, read by landmarks.
Listing: unknown; found from the home page and from ":: Tin khác" below articles.
Caveats: no time of day; the sapo may repeat the title; captions are bare paragraphs.
History: 2021-10 and 2022-03 articles seen; the body was dissolved with the merger of 2025-07.
"""

from dvcrawler.families import party
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider


class DangUyKhoi(NewsSpider):
    name = "danguykhoi"
    site = cms_site(
        party.CMS, name, "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "danguykhoicaccqvadn.namdinh.gov.vn"
    )
