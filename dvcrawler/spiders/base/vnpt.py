"""The CMS of Báo Nam Định and its sister papers, of 2022/23 and its forerunner."""

import re
from collections.abc import Mapping

from dvcrawler.extract.layouts.vnpt import LEGACY, NEW_CMS
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import VNPT_CHANNEL, VNPT_SECTION

#: The time is false on channel addresses (Báo Nam Định, 28 of 28), and on those that kept the old
#: number as id (Báo Khánh Hòa 2010 and 2023, Báo Vĩnh Long 2023).
_MIGRATED = re.compile(r"^/channel/")
NUMBERED = re.compile(r"^/channel/|-[23][0-9]{6}/?$")


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
    return Site(
        name=name,
        title=title,
        hosts=dict.fromkeys(hosts, hosts[0]),
        layouts=(*NEW_CMS, LEGACY),
        addresses=(VNPT_CHANNEL, VNPT_SECTION),
        start=start or (f"https://{hosts[0]}/",),
        sections=sections or {},
        migrated=migrated,
        page_parameter="paged",
        family="vnpt",
    )
