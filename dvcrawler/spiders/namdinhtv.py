"""Đài Phát thanh - Truyền hình Nam Định.

Host: namdinhtv.vn, with and without www; seen over http only.
System: Drupal 7 ("You are here"): `/<category>/<slug cut at 100 characters>`, without a number.
Listing: unknown; found from the home page, `?page=N` as Drupal's pagers have it.
Caveats: no date is printed; the byline is "T/h: …"; below it "Ý KIẾN BẠN ĐỌC", "Thời tiết", "LIÊN KẾT".
History: 2019-12 and 2019-07 pages as text; 2025-05 merged with Báo Ninh Bình's broadcaster.
"""

from dvcrawler.extract.site import Site
from dvcrawler.families.drupal import DRUPAL
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.spiders.base.news import NewsSpider

#: The slug is the id; at least five words distinguish it from a listing.
_PAGE = AddressPattern(r"/(?P<section>[a-z0-9-]+)/(?P<id>[a-z0-9]+(?:-+[a-z0-9]+){4,})")


class NamDinhTV(NewsSpider):
    name = "namdinhtv"
    site = Site(
        name=name,
        title="Đài Phát thanh và Truyền hình Nam Định",
        hosts={"namdinhtv.vn": "namdinhtv.vn"},
        layouts=(DRUPAL,),
        addresses=(_PAGE,),
        start=("http://namdinhtv.vn/",),
        page_parameter="page",
        family="drupal",
    )
