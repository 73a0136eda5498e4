"""Government portals of the province: their markup is unknown, but their printed text is known.

Sources, all as text: tuyengiaonamdinh.vn (03/2024) and eight units under namdinh.gov.vn for the VNPT
portal; giaothuy.namdinh.gov.vn and tinhdoannamdinh.vn for its forerunner of many tenants.
"""

import re
from collections.abc import Iterable

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark, late_layout
from dvcrawler.normalize.urls import AddressPattern

GOV_PORTAL = late_layout("gov-portal", "gov")
TENANT = late_layout("gov-tenant", "gov")

_PORTAL = r"/(?P<section>[^/?]+)/[0-9-]*+[^/?0-9-][^/?]*-(?P<id>[0-9]{4,7})"
_TENANT = r"/[^/?]+/[0-9]+/[0-9]+/[0-9]+/(?P<id>[0-9]+)/(?P<section>[^/?]+)/[^/?]+\.aspx"
_QUERY = r"/(?:[Dd]efault\.aspx)?\?(?=[^#]*+\Z)(?:[^#]*&)?id=(?P<id>[0-9]{3,9})(?:&[^#]*)?"
#: `/<category>/<slug>-344588`: tuyengiaonamdinh.vn, units under namdinh.gov.vn (2021-2024).
PORTAL_PAGE = AddressPattern(_PORTAL)
#: `/huyengiaothuy/1209/26957/37467/154505/kinh-te/<slug>.aspx`: giaothuy.namdinh.gov.vn.
TENANT_PAGE = AddressPattern(_TENANT)
#: `/Default.aspx?sname=huyenhaihau&sid=1207&pageid=26918&catid=37373&id=127546&…`: tinhdoannamdinh.vn.
TENANT_QUERY = AddressPattern(_QUERY)

CMS = Cms(
    name="gov",
    title="the VNPT government portal",
    marks=(
        Mark("markup", re.compile(r"anh tin bai|image advertisement"), "its alternative texts", 3),
        Mark("markup", re.compile(r"image banner"), "its banners"),
        Mark("markup", re.compile(r"Đang online"), "its counter of visits"),
    ),
    addresses=(PORTAL_PAGE,),
    layouts=(GOV_PORTAL,),
)


def unit_site(name: str, title: str, units: Iterable[str], domain: str) -> Site:
    """Several units of one domain: ids are `<name>:<unit>/<id>`, since each unit counts on its own."""
    hosts = [f"{unit}.{domain}" for unit in units]
    patterns = (TENANT_PAGE, PORTAL_PAGE)
    addresses = tuple(AddressPattern(pattern.regex, prefix="{label}/") for pattern in patterns)
    known, start = {host: host for host in hosts}, tuple(f"https://{host}/" for host in hosts)
    return Site(name, title, known, (GOV_PORTAL, TENANT), addresses, start, family="gov")


def tenant_site(name: str, title: str, host: str) -> Site:
    """The forerunner's host, which serves several tenants; only seen over plain http."""
    return Site(
        name, title, {host: host}, (TENANT,), (TENANT_QUERY, TENANT_PAGE), (f"http://{host}/",), family="gov"
    )
