"""The system of Báo Ninh Bình, its own.

Sources: rules of a public crawler of baoninhbinh.org.vn (12/2025), addresses of 2013-2025.
"""

from dvcrawler.extract.generic.boxed import make_matcher, make_reader
from dvcrawler.extract.layout import Layout
from dvcrawler.extract.selectors import compile_selectors
from dvcrawler.extract.site import Site
from dvcrawler.normalize.urls import AddressPattern

_CONTENT = compile_selectors("content", "#content_detail", ".content_detail")
_TITLE = compile_selectors("title", ".header-title")
NINHBINH = Layout("ninhbinh", make_matcher(_CONTENT), make_reader(_CONTENT, _TITLE))

#: `/<slug>/dYYYYMMDDhhmmssmmm.htm`, until 2024.
NINHBINH_OLD = AddressPattern(r"/[^/?]+/d(?P<id>(?P<stamp>(?:19|20)[0-9]{15}))\.htm")
#: `/<slug>-YYMMDDhhmmssNNN.html`, since 2024.
NINHBINH_NEW = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>(?P<stamp>[0-9]{15}))\.html?")
#: `/<slug>-<number>.html`, on pages of early 2025.
NINHBINH_NUMBER = AddressPattern(r"/(?:[^/?]+/)?[^/?]+-(?P<id>[0-9]{4,8})\.html?")


def ninhbinh_site(name: str, title: str, host: str) -> Site:
    """The paper's site; its listings take `?trang=N`."""
    return Site(
        name=name,
        title=title,
        hosts={host: host},
        layouts=(NINHBINH,),
        addresses=(NINHBINH_OLD, NINHBINH_NEW, NINHBINH_NUMBER),
        start=(f"https://{host}/",),
        page_parameter="trang",
    )
