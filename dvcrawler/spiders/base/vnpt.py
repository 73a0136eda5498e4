"""The CMS of Báo Nam Định and its sister papers, of 2022/23 and its forerunner."""

import re
from collections.abc import Mapping

from dvcrawler.extract.layouts.vnpt import LEGACY, NEW_CMS
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import VNPT_CHANNEL, VNPT_SECTION

_MIGRATED = re.compile(r"^/channel/")


def vnpt_site(
    name: str,
    title: str,
    *hosts: str,
    sections: Mapping[str, str] | None = None,
    start: tuple[str, ...] = (),
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
        migrated=_MIGRATED,
        page_parameter="paged",
    )
