"""SharePoint portals of the province, and others whose articles are items of a list.

Sources: namdinh.gov.vn and sotttt.namdinh.gov.vn (`#art-content`, 2020-2022).
"""

import re

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark, boxed_layout, late_layout
from dvcrawler.normalize.urls import AddressPattern

SHAREPOINT = late_layout("sharepoint", "headline_and_text")
ITEM_FORM = late_layout("item-form", "item_form")
#: SharePoint's own layouts for articles (`ArticleLeft`, `ArticleRight`): of 2010 and later, then of 2007.
PUBLISHING = boxed_layout(
    "sharepoint-article",
    title=("#pageTitle", "h1.ms-core-pageTitle", "h1.s4-ca", ".s4-titletext h2", ".ms-pagetitle"),
    body=(
        ".article-content",
        "xpath://td[@class='byLine']/ancestor::table/following::*[@class='pageContent']",
    ),
    date=(".article .date-line", "td.dateLine"),
    author=(".article .by-line", "td.byLine"),
    picture=(".captioned-image", "table.floatLeft", "table.floatRight"),
)

#: `/portal/Pages/2020-11-3/<slug><6 random>.aspx`: the address carries the day of publication.
SHAREPOINT_PAGE = AddressPattern(
    r"/portal/[Pp]ages/(?P<stamp>20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})/(?P<id>[^/?]+)\.aspx"
)
#: `/portal/pages/print.aspx?p=32162`: the same articles, without the day.
SHAREPOINT_PRINT = AddressPattern(
    r"/portal/[Pp]ages/print\.aspx\?(?=[^#]*+\Z)(?:[^#]*&)?p=(?P<id>[0-9]+)(?:&[^#]*)?"
)

#: `/Lists/TinTuc/DispForm.aspx?ID=123`, `/noidung/lists/tintuc/View_Detail.aspx?ItemID=123`: the item of a
#: list, which numbers its items by itself.
SHAREPOINT_ITEM = AddressPattern(
    r"/(?:[^/?]+/){0,8}(?P<section>[^/?]+)/(?i:DispForm|View_?Detail|Detail|ViewNews)\.aspx"
    r"\?(?=[^#]*+\Z)(?:[^#]*&)?(?i:itemid|newsid|id)=(?P<id>[0-9]{1,9})(?:&[^#]*)?"
)
#: `/Pages/chi-tiet-tin.aspx?ItemID=123&CateID=0`: the same items, shown by a page.
SHAREPOINT_VIEW = AddressPattern(
    r"/(?:[^/?]+/){0,8}(?i:Site)?(?i:Pages)/[^/?]+\.aspx\?(?=[^#]*+\Z)(?:[^#]*&)?"
    r"(?i:itemid|newsid|idnews)=(?P<id>[0-9]{1,9})(?:&[^#]*)?"
)
#: `/tintuc/Pages/<slug>.aspx`: pages of the layouts for articles; fewer than five words name a section.
SHAREPOINT_PUBLISHING = AddressPattern(
    r"/(?:[^/?]+/){0,8}(?i:Pages)/(?P<id>[A-Za-z0-9%]+(?:-+[A-Za-z0-9%]+){4,})\.aspx"
)
_MARKS = (
    Mark("generator", re.compile(r"Microsoft SharePoint", re.I), "the generator is SharePoint", 3),
    Mark(
        "header",
        re.compile(r"^microsoftsharepointteamservices:|^sprequestguid:", re.I | re.M),
        "headers of SharePoint",
        3,
    ),
    Mark("markup", re.compile(r"_spPageContextInfo|_spBodyOnLoad|\bMSOWebPartPage\b"), "its scripts", 3),
    Mark("markup", re.compile(r"/_layouts/(?:1[0-9]/)?", re.I), "files under /_layouts/", 2),
    Mark(
        "markup",
        re.compile(r"\bms-(?:rtestate-field|formbody|standardheader|WPBody)\b"),
        "boxes named ms-…",
        2,
    ),
    Mark("address", re.compile(r"/(?:DispForm|View_?Detail)\.aspx\?", re.I), "items of lists"),
)

CMS = Cms(
    name="sharepoint",
    title="SharePoint",
    marks=_MARKS,
    addresses=(SHAREPOINT_PAGE, SHAREPOINT_PRINT, SHAREPOINT_ITEM, SHAREPOINT_VIEW, SHAREPOINT_PUBLISHING),
    layouts=(ITEM_FORM, SHAREPOINT, PUBLISHING),
)


def sharepoint_site(name: str, title: str, *hosts: str) -> Site:
    """A site of this family; an article's id is its slug with six random characters."""
    known, start = {host: host for host in hosts}, tuple(f"https://{host}/portal/" for host in hosts)
    addresses = (SHAREPOINT_PAGE, SHAREPOINT_PRINT)
    return Site(name, title, known, (SHAREPOINT,), addresses, start, family="sharepoint")
