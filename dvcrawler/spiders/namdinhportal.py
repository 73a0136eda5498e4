"""The province's own portal, and that of its department of information.

Host: namdinh.gov.vn, sotttt.namdinh.gov.vn.
System: SharePoint: `/portal/Pages/2020-11-3/<slug>.aspx`, text in `#art-content`.
Listing: unknown; found from `/portal/`.
Caveats: no date is printed, the address carries the day; `print.aspx?p=` shows the same texts.
History: 2020-11 and 2022-07 pages seen; 2025-07 the province was merged into Ninh Bình.
"""

from dvcrawler.families.sharepoint import sharepoint_site
from dvcrawler.spiders.base.news import NewsSpider


class NamDinhPortal(NewsSpider):
    name = "namdinhportal"
    site = sharepoint_site(
        name, "Cổng thông tin điện tử tỉnh Nam Định", "namdinh.gov.vn", "sotttt.namdinh.gov.vn"
    )
