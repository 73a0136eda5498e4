"""The CMS of three bodies of the province (danguykhoi, phunu, danvan): its markup is unknown.

It is read by landmarks: the printed date line, title above it, sapo and body below it, up to the
boxes that follow. Sources: a page of Ban Dân vận (01/2023), danguykhoicaccqvadn.namdinh.gov.vn (10/2021,
03/2022), phunu.namdinh.gov.vn (01/2023), all as text.
"""

import re
from dataclasses import replace

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark, late_layout
from dvcrawler.normalize.urls import AddressPattern

PARTY = late_layout("party", "party")

#: Party committee site: `/tin-tuc-<slug>-218.html`.
PARTY_NEWS = AddressPattern(r"/tin-tuc-[^/?]+-(?P<id>[0-9]{1,8})\.html")
#: Women's Union site, the same CMS: `/chi-tiet-noi-dung-<slug>-1838.html`.
PARTY_DETAIL = AddressPattern(r"/chi-tiet-noi-dung-[^/?]+-(?P<id>[0-9]{1,8})\.html")

CMS = Cms(
    name="party",
    title="the party sites' system",
    marks=(
        Mark(
            "address",
            re.compile(r"/chi-tiet-noi-dung-[^/\s]{1,300}-[0-9]{1,8}\.html"),
            "addresses chi-tiet-noi-dung-…",
            3,
        ),
        Mark(
            "address",
            re.compile(r"//[^/\s]{1,100}/tin-tuc-[^/\s]{1,300}-[0-9]{1,8}\.html"),
            "addresses tin-tuc-…-number.html",
            3,
        ),
        Mark("markup", re.compile(r"Ngày\s{0,3}[0-9]{2} / [0-9]{2} / 20[0-9]{2}"), "its date line"),
    ),
    addresses=(PARTY_NEWS, PARTY_DETAIL),
    layouts=(PARTY,),
)


def on_host(site: Site, host: str) -> Site:
    """The same site on another host."""
    host = host.lower().removeprefix("www.")
    return replace(site, hosts={host: host}, start=(f"https://{host}/",))
