"""Báo Ninh Bình, the successor of Báo Nam Định since the provinces were merged.

Host: baoninhbinh.org.vn.
System: its own: `/<slug>/dYYYYMMDDhhmmssmmm.htm` until 2024, then `/<slug>-YYMMDDhhmmssNNN.html`;
`/<slug>-<number>.html` on pages of early 2025.
Listing: `/xa-hoi/c24.htm?trang=N`; sections are found from the home page.
Caveats: two address forms carry the time of publication; text in `#content_detail` (2025).
History: 2013-04 oldest address seen; 2025-05 joined with its broadcaster; 2025-07 the merger; the
images of Báo Nam Định were copied to its image host.
"""

from dvcrawler.families.ninhbinh import ninhbinh_site
from dvcrawler.spiders.base.news import NewsSpider


class BaoNinhBinh(NewsSpider):
    name = "baoninhbinh"
    site = ninhbinh_site(name, "Báo Ninh Bình", "baoninhbinh.org.vn")
