"""Government portals of the province: their markup is unknown, but their printed text is known.

Sources, all as text: tuyengiaonamdinh.vn (03/2024) and eight units under namdinh.gov.vn for the VNPT
portal; giaothuy.namdinh.gov.vn and tinhdoannamdinh.vn for its forerunner of many tenants.
"""

import re
from collections.abc import Iterable, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.headline import Title
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark
from dvcrawler.normalize.text import fold, is_blank_mark
from dvcrawler.normalize.urls import AddressPattern

#: "Lượt xem: 980", below the headline on the portal, above it on its forerunner.
_VIEWS = re.compile(r"^Lượt xem\s*:\s*[\d.,]+$", re.I)
_VIEWS_BYTES = ("Lượt xem".encode(), "lượt xem".encode(), b"L&#432;&#7907;t xem")
#: The counter of visits comes before the headline; its last line is "Tất cả: 32900".
_COUNTER = re.compile(r"^\W*(?:Tất cả|Trong tuần|Hôm nay|Đang online)\s*:\s*[\d.,]+$", re.I)
_PORTAL_BYTES = ("Đang online".encode(), b"anh tin bai", b"image banner", b"image advertisement")
_SHORTEST, _LONGEST = 8, 300
_BOX_TITLES = frozenset(("tin tuc", "chi tiet", "noi dung", "trang chu", "tin moi", "moi hop", "thong bao"))


def _read_portal(page: Page) -> Reading | None:
    """Family B: headline, then perhaps "Lượt xem: N", then the text; no date is printed."""
    place = _last(page.blocks, _COUNTER)
    views = _first(page.blocks, _VIEWS)
    title = None
    if views is not None:
        title = _headline(page.blocks[:views][::-1])
    elif place is not None:
        title = _headline(page.blocks[place + 1 :])
    return read_landmarks(page, title=title, dated=False, bare_captions=True)


def _read_tenant(page: Page) -> Reading | None:
    """Family C: "Lượt xem: N", then the headline, then the text; no date is printed."""
    views = _first(page.blocks, _VIEWS)
    if views is None:
        return None
    title = _headline(page.blocks[views + 1 :])
    return read_landmarks(page, title=title, dated=False, bare_captions=True)


def _headline(blocks: Sequence[Block]) -> Title | None:
    for block in blocks[:4]:
        text = block.text
        if block.kind != TEXT or is_blank_mark(text) or fold(text) in _BOX_TITLES:
            continue
        return Title(text, block.parent) if _SHORTEST <= len(text) <= _LONGEST else None
    return None


def _first(blocks: Sequence[Block], form: re.Pattern[str]) -> int | None:
    return next((n for n, b in enumerate(blocks) if b.kind == TEXT and form.match(b.text)), None)


def _last(blocks: Sequence[Block], form: re.Pattern[str]) -> int | None:
    return next((n for n in reversed(range(len(blocks))) if form.match(blocks[n].text)), None)


def _is_portal(page: Page) -> bool:
    return any(mark in page.data for mark in _PORTAL_BYTES)


def _prints_views(page: Page) -> bool:
    return any(mark in page.data for mark in _VIEWS_BYTES)


GOV_PORTAL = Layout("gov-portal", _is_portal, _read_portal)
TENANT = Layout("gov-tenant", _prints_views, _read_tenant)


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
