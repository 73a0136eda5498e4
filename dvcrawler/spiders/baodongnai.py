"""Báo Đồng Nai, on the CMS of Báo Nam Định.

Host: baodongnai.com.vn.
System: VNPT portal (`/<section>/YYYYMM/<slug>-<7 hex>/`), theme of `h1.head_title`; before it numbers as ids.
Listing: sections are found from the home page; the list service where a page shows it.
Caveats: the sapo is printed twice; a box "Tin liên quan" is set before the text by a script.
History: 2017-02 oldest address seen; 2024-03 newest.
"""

from dvcrawler.families.vnpt import vnpt_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoDongNai(NewsSpider):
    name = "baodongnai"
    site = vnpt_site(name, "Báo Đồng Nai", "baodongnai.com.vn")
