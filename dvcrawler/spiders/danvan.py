"""Ban Dân vận Tỉnh ủy Nam Định, or any other site of its CMS: the host is given with `-a host=`.

Host: not known; the only page that was seen had been copied without its address.
System: the party sites' CMS, markup unknown, read by landmarks.
Listing: unknown; found from the home page and from ":: Tin khác" below articles.
Caveats: texts of Báo Nam Định are republished, with "(Nguồn: Báo Nam Định)" in the byline.
History: 2023-01 that page; the board was merged with the propaganda board in 2025.
"""

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.errors import UsageError
from dvcrawler.extract.site import Site
from dvcrawler.families import party
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider


class DanVan(NewsSpider):
    name = "danvan"
    site = cms_site(party.CMS, name, "Ban Dân vận Tỉnh ủy Nam Định", "danvan.invalid")
    own_arguments = frozenset({"host"})

    def choose_site(self, arguments: Arguments) -> Site:
        if arguments.host is None:
            raise UsageError("the host of danvan is not known; name it: -a host=danvan.example.vn")
        return party.on_host(self.site, arguments.host)
