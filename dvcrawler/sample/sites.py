"""The sample's sites as data: hosts, sections, and which recipe of page comes in which turn.

Section names and numbers are inferred from what the real sections carry; host names and address
forms are those of the real sites, so that their spiders crawl the sample unchanged.
"""

from dataclasses import dataclass
from datetime import datetime

LEGACY, PORTAL, DETAIL, PARTY = "vnpt-legacy", "vnpt-portal", "vnpt-detail", "party"


@dataclass(frozen=True, slots=True)
class Section:
    """`path` begins and ends with "/"; `pager` is how its list goes on (see `listings`)."""

    path: str
    name: str
    pager: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one article is laid out: the layout it needs and the traps it sets.

    `era` is "channel" (articles of the old site, to 10/2022) or "section" (the new one).
    """

    layout: str
    era: str
    traps: frozenset[str]
    kind: str = "article"


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    host: str
    share: int
    sections: tuple[Section, ...]
    recipes: tuple[Recipe, ...]
    newest: datetime


def _recipes(layout: str, era: str, *traps: str, kind: str = "article") -> list[Recipe]:
    return [Recipe(layout, era, frozenset(each.split()), kind) for each in traps]


CHANNELS = (
    Section("/channel/5083/", "Chính trị", "legacy"),
    Section("/channel/5084/", "Xây dựng Đảng", "legacy"),
    Section("/channel/5085/", "Kinh tế", "legacy"),
    Section("/channel/5086/", "Xã hội", "legacy"),
    Section("/channel/5087/", "Văn hóa", "legacy"),
    Section("/channel/5088/", "Thể thao", "legacy"),
)
NEW_SECTIONS = (
    Section("/chinh-tri/", "Chính trị", "paged"),
    Section("/kinh-te/", "Kinh tế", "paged"),
    Section("/xa-hoi/", "Xã hội", "paged"),
    Section("/van-hoa/", "Văn hóa", "paged"),
    Section("/dat-nuoc-con-nguoi/", "Đất nước - Con người", "paged"),
    Section("/kinh-te/nong-nghiep/", "Nông nghiệp", "paged"),
)
MULTIMEDIA = {
    "emagazine": Section("/multimedia/Emagazine/", "Emagazine", "more"),
    "video": Section("/video-clip/", "Video clip", "more"),
    "photo": Section("/photo/", "Ảnh", "more"),
}

_LEGACY = _recipes(
    LEGACY,
    "channel",
    "photo credit-in-caption",
    "no-lead intertitles",
    "kicker photo eth",
    "contributed photo photo-credit-line",
    "photo caption-in-em credit-in-caption nbsp",
    "data-table",
    "no-byline lts",
    "photo word camel",
    "signature no-lead no-byline camel",
    "twin photo",
    "bold-byline photo empty-caption",
    "no-lead no-photo nfd",
)
_MIGRATED = [
    *_recipes(
        PORTAL,
        "channel",
        "photo photo-twice",
        "no-lead word",
        "contributed photo",
        "script-html photo credit-in-caption",
        "twin intertitles",
    ),
    *_recipes(
        DETAIL,
        "channel",
        "photo quote-caption",
        "no-byline data-table",
        "kicker photo photo-first empty-caption",
        "script-output photo",
        "camel eth credit-in-caption photo",
    ),
]
_NEW = [
    *_recipes(
        PORTAL,
        "section",
        "photo photo-twice author-box two-sections",
        "photo-first empty-caption split-lead photo",
        "no-lead photo",
        "script-output photo quote-caption",
        "data-table no-byline",
        "author-box nbsp intertitles",
        "word photo relative-image",
        "minute-is-month photo",
        "invalid-byte photo",
    ),
    *_recipes(
        DETAIL,
        "section",
        "photo photo-twice credit-in-caption",
        "media-core video-block photo no-alt",
        "quote-caption photo two-sections",
        "script-html intertitles",
        "kicker photo byline-in-alt",
        "no-lead data-table",
        "upper-id photo photo-credit-line",
        "no-byline photo",
        "long-menu photo caption-break",
    ),
    Recipe(DETAIL, "section", frozenset({"photo"}), "emagazine"),
    Recipe(PORTAL, "section", frozenset({"others-leads"}), "video"),
    Recipe(DETAIL, "section", frozenset({"photo", "others-leads"}), "photo"),
]
_PARTY = _recipes(
    PARTY,
    "section",
    "photo source-byline",
    "photo lead-is-title",
    "no-lead no-byline",
    "source-byline photo nbsp",
    "double-hyphen photo intertitles",
    "apostrophe no-byline",
    "lead-is-title photo source-byline word",
)
_PHUYEN = _recipes(PORTAL, "section", "photo author-box", "no-lead word", "photo nbsp")


def _interleave(*groups: list[Recipe]) -> tuple[Recipe, ...]:
    """The groups mixed evenly, so that a small portal already has something of each."""
    placed = [
        ((index + 0.5) / len(group), recipe)
        for group in groups
        for index, recipe in enumerate(group)
    ]
    return tuple(recipe for _, recipe in sorted(placed, key=lambda pair: pair[0]))


SITES = (
    Site(
        "baonamdinh",
        "baonamdinh.vn",
        91,
        (*CHANNELS, *NEW_SECTIONS, *MULTIMEDIA.values()),
        _interleave(_LEGACY, _MIGRATED, _NEW),
        datetime(2024, 10, 28, 17, 20),
    ),
    Site(
        "danguykhoi",
        "danguykhoicaccqvadn.namdinh.gov.vn",
        27,
        (
            Section("/tin-tuc-su-kien.html", "Tin tức - Sự kiện", "next"),
            Section("/cong-tac-xay-dung-dang.html", "Công tác xây dựng Đảng", "next"),
            Section("/hoc-tap-va-lam-theo-bac.html", "Học tập và làm theo Bác", "next"),
            Section("/cong-tac-doan-the.html", "Công tác đoàn thể", "next"),
        ),
        tuple(_PARTY),
        datetime(2024, 9, 26, 0, 0),
    ),
    Site(
        "phunu",
        "phunu.namdinh.gov.vn",
        21,
        (
            Section("/danh-muc-tin-hoat-dong.html", "Tin hoạt động", "more"),
            Section("/danh-muc-guong-dien-hinh.html", "Gương điển hình", "more"),
            Section("/danh-muc-gia-dinh.html", "Gia đình", "more"),
        ),
        tuple(_PARTY),
        datetime(2024, 10, 11, 0, 0),
    ),
    Site(
        "phuyen",
        "phuyen.baodaklak.vn",
        6,
        (
            Section("/kinh-te/", "Kinh tế", "more"),
            Section("/xa-hoi/", "Xã hội", "more"),
            Section("/suc-khoe/", "Sức khỏe", "more"),
        ),
        tuple(_PHUYEN),
        datetime(2025, 6, 20, 9, 30),
    ),
)
BY_NAME = {site.name: site for site in SITES}

LEGACY_HOST = "baonamdinh.com.vn"
HOSTS = (
    "baonamdinh.vn",
    "www.baonamdinh.vn",
    LEGACY_HOST,
    "www.baonamdinh.com.vn",
    "danguykhoicaccqvadn.namdinh.gov.vn",
    "phunu.namdinh.gov.vn",
    "phuyen.baodaklak.vn",
)
