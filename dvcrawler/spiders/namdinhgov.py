"""Units of the province under namdinh.gov.vn: districts, communes, departments; `-a unit=` chooses.

Host: <unit>.namdinh.gov.vn; without `-a unit=` the units that were seen.
System: VNPT portal; giaothuy its forerunner of many tenants.
Listing: unknown; found from each unit's home page.
Caveats: no date is printed; text out of Word keeps hard line breaks, even TCVN3 letters; ids are
`namdinhgov:<unit>/<id>`.
History: 2021-03 to 2024 pages of nine units as text; 2025-07 districts were abolished.
"""

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.extract.site import Site
from dvcrawler.families.gov import unit_site
from dvcrawler.spiders.base.news import NewsSpider

_DOMAIN = "namdinh.gov.vn"
_TITLE = "Cổng thông tin điện tử tỉnh Nam Định"
_SEEN = (
    "thanhpho namtruc xuantruong yenninh giaohai namdien truccuong haitrung-haihau giaothuy sonoivu"
).split()


class NamDinhGov(NewsSpider):
    name = "namdinhgov"
    site = unit_site(name, _TITLE, _SEEN, _DOMAIN)
    own_arguments = frozenset({"unit"})

    def choose_site(self, arguments: Arguments) -> Site:
        return unit_site(self.name, _TITLE, arguments.units, _DOMAIN) if arguments.units else self.site
