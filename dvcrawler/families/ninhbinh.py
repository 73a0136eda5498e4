"""The system of Báo Ninh Bình, its own.

Sources: rules of a public crawler of baoninhbinh.org.vn (12/2025), addresses of 2013-2025.
"""

from dvcrawler.extract.site import Site
from dvcrawler.families.cms import late_layout
from dvcrawler.normalize.urls import AddressPattern

NINHBINH = late_layout("ninhbinh", "headline_and_text")

#: `/<slug>/dYYYYMMDDhhmmssmmm.htm`, until 2024.
NINHBINH_OLD = AddressPattern(r"/[^/?]+/d(?P<id>(?P<stamp>(?:19|20)[0-9]{15}))\.htm")
#: `/<slug>-YYMMDDhhmmssNNN.html`, since 2024.
NINHBINH_NEW = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>(?P<stamp>[0-9]{15}))\.html?")
#: `/<slug>-<number>.html`, on pages of early 2025.
NINHBINH_NUMBER = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>[0-9]{4,8})\.html?")


def ninhbinh_site(name: str, title: str, host: str) -> Site:
    """The paper's site; its listings take `?trang=N`."""
    addresses, start = (NINHBINH_OLD, NINHBINH_NEW, NINHBINH_NUMBER), (f"https://{host}/",)
    return Site(name, title, {host: host}, (NINHBINH,), addresses, start, page_parameter="trang")
