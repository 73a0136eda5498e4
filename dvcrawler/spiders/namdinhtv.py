"""Đài Phát thanh - Truyền hình Nam Định.

Host: namdinhtv.vn, with and without www; seen over http only.
System: Drupal 7 ("You are here"): `/<category>/<slug cut at 100 characters>`, without a number.
Listing: unknown; found from the home page, `?page=N` as Drupal's pagers have it.
Caveats: no date is printed; the byline is "T/h: …"; below it "Ý KIẾN BẠN ĐỌC", "Thời tiết", "LIÊN KẾT".
History: 2019-12 and 2019-07 pages as text; 2025-05 merged with Báo Ninh Bình's broadcaster.
"""

from dvcrawler.families.drupal import drupal_site
from dvcrawler.spiders.base.news import NewsSpider


class NamDinhTV(NewsSpider):
    name = "namdinhtv"
    site = drupal_site(name, "Đài Phát thanh và Truyền hình Nam Định", "namdinhtv.vn")
