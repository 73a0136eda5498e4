"""SharePoint portals of the province.

Sources: namdinh.gov.vn and sotttt.namdinh.gov.vn (`#art-content`, 2020-2022).
"""

from dvcrawler.extract.generic.boxed import make_matcher, make_reader
from dvcrawler.extract.layout import Layout
from dvcrawler.extract.selectors import compile_selectors
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern

_CONTENT = compile_selectors("content", "#art-content", ".art-content")
_TITLE = compile_selectors("title", "#art-title", ".art-title", "h1.title")
SHAREPOINT = Layout("sharepoint", make_matcher(_CONTENT), make_reader(_CONTENT, _TITLE))

#: `/portal/Pages/2020-11-3/<slug><6 random>.aspx`: the address carries the day of publication.
SHAREPOINT_PAGE = AddressPattern(
    r"/portal/[Pp]ages/(?P<stamp>20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})/(?P<id>[^/?]+)\.aspx"
)
#: `/portal/pages/print.aspx?p=32162`: the same articles, without the day.
SHAREPOINT_PRINT = AddressPattern(
    r"/portal/[Pp]ages/print\.aspx\?(?=[^#]*+\Z)(?:[^#]*&)?p=(?P<id>[0-9]+)(?:&[^#]*)?"
)


def sharepoint_site(name: str, title: str, *hosts: str) -> Site:
    """A site of this family; an article's id is its slug with six random characters."""
    return Site(
        name=name,
        title=title,
        hosts=dict(zip(hosts, hosts, strict=True)),
        layouts=(SHAREPOINT,),
        addresses=(SHAREPOINT_PAGE, SHAREPOINT_PRINT),
        start=tuple(f"https://{host}/portal/" for host in hosts),
        family="sharepoint",
    )
