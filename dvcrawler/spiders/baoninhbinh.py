"""Báo Ninh Bình, the successor of Báo Nam Định since the provinces were merged.

Host: baoninhbinh.org.vn.
System: its own: `/<slug>/dYYYYMMDDhhmmssmmm.htm` until 2024, then `/<slug>-YYMMDDhhmmssNNN.html`;
`/<slug>-<number>.html` on pages of early 2025.
Listing: `/xa-hoi/c24.htm?trang=N`; sections are found from the home page.
Caveats: two address forms carry the time of publication; text in `#content_detail` (2025).
History: 2013-04 oldest address seen; 2025-05 joined with its broadcaster; 2025-07 the merger; the
images of Báo Nam Định were copied to its image host.
"""

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import late_layout
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.spiders.base.news import NewsSpider

_OLD = AddressPattern(r"/[^/?]+/d(?P<id>(?P<stamp>(?:19|20)[0-9]{15}))\.htm")
_NEW = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>(?P<stamp>[0-9]{15}))\.html?")
_NUMBER = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>[0-9]{4,8})\.html?")


class BaoNinhBinh(NewsSpider):
    name = "baoninhbinh"
    site = Site(
        name=name,
        title="Báo Ninh Bình",
        hosts={"baoninhbinh.org.vn": "baoninhbinh.org.vn"},
        layouts=(late_layout("ninhbinh", "headline_and_text"),),
        addresses=(_OLD, _NEW, _NUMBER),
        start=("https://baoninhbinh.org.vn/",),
        page_parameter="trang",
    )
