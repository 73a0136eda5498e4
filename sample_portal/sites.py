"""The sample's sites as data: hosts, sections, shares of the articles.

Section names and numbers are inferred from what the real sections carry; host names and address
forms are those of the real sites, so that their spiders crawl the sample unchanged.
"""

from dataclasses import dataclass
from datetime import datetime

from sample_portal.recipes import PAPER, PARTY_SITE, SISTER, Recipe


@dataclass(frozen=True, slots=True)
class Section:
    """`path` begins and ends with "/"; `pager` is how its list goes on (see `listings`)."""

    path: str
    name: str
    pager: str


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    host: str
    share: int
    sections: tuple[Section, ...]
    recipes: tuple[Recipe, ...]
    newest: datetime


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

SITES = (
    Site(
        "baonamdinh",
        "baonamdinh.vn",
        91,
        (*CHANNELS, *NEW_SECTIONS, *MULTIMEDIA.values()),
        PAPER,
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
        PARTY_SITE,
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
        PARTY_SITE,
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
        SISTER,
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
