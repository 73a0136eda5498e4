"""The CMS of Báo Nam Định since 2022/23 and its sister papers: two themes, and its forerunner.

Sources: phuyen.baodaklak.vn (a page of 2014 in the theme of 2024), markup of baonamdinh.vn (2024)
and baothainguyen.vn (2022), rules of public crawlers of baodongnai, baodaklak and baonamdinh.com.vn.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark, cms_site, late_layout
from dvcrawler.normalize.urls import AddressPattern

PORTAL = late_layout("vnpt-portal", "vnpt", shows_migrated_times=True)
DETAIL = late_layout("vnpt-detail", "vnpt", shows_migrated_times=True)
LEGACY = late_layout("vnpt-legacy", "vnpt")
NEW_CMS = (PORTAL, DETAIL)

_MONTH = r"(?P<month>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2]))"
_SLUG_ID = r"(?:[^/?]*-)?(?P<id>[0-9]{5,8}|[0-9a-fA-F]{7,8})"
#: Legacy form, content of 2010 to 10/2022: `/channel/5083/202009/<slug>-2540012/`.
VNPT_CHANNEL = AddressPattern(rf"/channel/(?P<section>[0-9]{{4}})/{_MONTH}/{_SLUG_ID}", slash=True)
#: From 01/2023: `/kinh-te/202401/<slug>-8830dd4/`; on sister sites also with the old numeric id,
#: and with the hex digits in capitals.
VNPT_SECTION = AddressPattern(
    rf"/(?P<section>(?!channel/)[^/?]+(?:/[^/?]+){{0,2}})/{_MONTH}/{_SLUG_ID}", slash=True
)
#: The time is false on channel addresses (Báo Nam Định, 28 of 28), and on those that kept the old
#: number as id (Báo Khánh Hòa 2010 and 2023, Báo Vĩnh Long 2023).
_MIGRATED = re.compile(r"^/channel/")
NUMBERED = re.compile(r"^/channel/|-[23][0-9]{6}/?$")

CMS = Cms(
    name="vnpt",
    title="the VNPT portal",
    marks=(
        Mark("address", re.compile(r"/channel/[0-9]{4}/(?:19|20)[0-9]{4}/"), "addresses /channel/", 3),
        Mark("address", re.compile(r"/20[0-9]{4}/[\w-]{1,300}-[0-9a-f]{7}/"), "addresses YYYYMM/slug-id", 2),
        Mark("markup", re.compile(r'id="page_info"|class="head_title"'), "boxes of its themes", 2),
        Mark("markup", re.compile(r"/service/api/article/list"), "its list service", 2),
        Mark("markup", re.compile(r"/file/[0-9a-f]{20,40}/|td-post-content"), "files of its themes"),
    ),
    addresses=(VNPT_CHANNEL, VNPT_SECTION),
    layouts=(*NEW_CMS, LEGACY),
    migrated=_MIGRATED,
    page_parameter="paged",
)


def vnpt_site(
    name: str,
    title: str,
    *hosts: str,
    sections: Mapping[str, str] | None = None,
    start: tuple[str, ...] = (),
    migrated: re.Pattern[str] = _MIGRATED,
) -> Site:
    """A paper on this CMS: the first host is the one in canonical addresses, the others are older
    names of it. `?paged=N` was seen on baodaklak.vn and baodanang.vn.
    """
    site = cms_site(CMS, name, title, *hosts, start=start, sections=sections)
    return replace(site, migrated=migrated)
