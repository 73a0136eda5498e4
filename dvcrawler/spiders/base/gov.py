"""Government portals of the province: the VNPT portal, its forerunner of many tenants, SharePoint."""

from collections.abc import Iterable

from dvcrawler.extract.layouts.boxed import SHAREPOINT
from dvcrawler.extract.layouts.gov import GOV_PORTAL, TENANT
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern

_PORTAL = r"/(?P<section>[^/?]+)/[0-9-]*+[^/?0-9-][^/?]*-(?P<id>[0-9]{4,7})"
_TENANT = r"/[^/?]+/[0-9]+/[0-9]+/[0-9]+/(?P<id>[0-9]+)/(?P<section>[^/?]+)/[^/?]+\.aspx"
_QUERY = r"/(?:[Dd]efault\.aspx)?\?(?=[^#]*+\Z)(?:[^#]*&)?id=(?P<id>[0-9]{3,9})(?:&[^#]*)?"
#: `/<category>/<slug>-344588`: tuyengiaonamdinh.vn, units under namdinh.gov.vn (2021-2024).
PORTAL_PAGE = AddressPattern(_PORTAL)
#: `/huyengiaothuy/1209/26957/37467/154505/kinh-te/<slug>.aspx`: giaothuy.namdinh.gov.vn.
TENANT_PAGE = AddressPattern(_TENANT)
#: `/Default.aspx?sname=huyenhaihau&sid=1207&pageid=26918&catid=37373&id=127546&…`: tinhdoannamdinh.vn.
TENANT_QUERY = AddressPattern(_QUERY)
#: `/portal/Pages/2020-11-3/<slug><6 random>.aspx`: the day of publication stands in the address.
SHAREPOINT_PAGE = AddressPattern(
    r"/portal/[Pp]ages/(?P<stamp>20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})/(?P<id>[^/?]+)\.aspx"
)
#: `/portal/pages/print.aspx?p=32162`: the same articles, without the day.
SHAREPOINT_PRINT = AddressPattern(
    r"/portal/[Pp]ages/print\.aspx\?(?=[^#]*+\Z)(?:[^#]*&)?p=(?P<id>[0-9]+)(?:&[^#]*)?"
)


def gov_site(name: str, title: str, host: str) -> Site:
    """A body with a VNPT portal of its own."""
    return Site(name, title, {host: host}, (GOV_PORTAL,), (PORTAL_PAGE,), (f"https://{host}/",), family="gov")


def unit_site(name: str, title: str, units: Iterable[str], domain: str) -> Site:
    """Several units of one domain: ids are `<name>:<unit>/<id>`, since each unit counts on its own."""
    hosts = [f"{unit}.{domain}" for unit in units]
    return Site(
        name=name,
        title=title,
        hosts=dict(zip(hosts, hosts, strict=True)),
        layouts=(GOV_PORTAL, TENANT),
        addresses=tuple(
            AddressPattern(pattern.regex, prefix="{label}/") for pattern in (TENANT_PAGE, PORTAL_PAGE)
        ),
        start=tuple(f"https://{host}/" for host in hosts),
        family="gov",
    )


def tenant_site(name: str, title: str, host: str) -> Site:
    """The forerunner's host, which serves several tenants; only seen over plain http."""
    return Site(
        name, title, {host: host}, (TENANT,), (TENANT_QUERY, TENANT_PAGE), (f"http://{host}/",), family="gov"
    )


def sharepoint_site(name: str, title: str, *hosts: str) -> Site:
    """SharePoint portals of the province; an article's id is its slug with six random signs."""
    return Site(
        name=name,
        title=title,
        hosts=dict(zip(hosts, hosts, strict=True)),
        layouts=(SHAREPOINT,),
        addresses=(SHAREPOINT_PAGE, SHAREPOINT_PRINT),
        start=tuple(f"https://{host}/portal/" for host in hosts),
        family="sharepoint",
    )
