"""Ban Tuyên giáo Tỉnh ủy Nam Định.

Host: tuyengiaonamdinh.vn.
System: VNPT portal: `/<category>/<slug>-<6 digits>`.
Listing: unknown; found from the home page.
Caveats: no date is printed; alt texts "image banner" and "anh tin bai" are in the text.
History: 2024-03 one page as text.
"""

from dvcrawler.families import gov
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider


class TuyenGiao(NewsSpider):
    name = "tuyengiao"
    site = cms_site(gov.CMS, name, "Ban Tuyên giáo Tỉnh ủy Nam Định", "tuyengiaonamdinh.vn")
