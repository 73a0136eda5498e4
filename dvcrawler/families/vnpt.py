"""The CMS of Báo Nam Định since 2022/23 and its sister papers: two themes, and its forerunner.

Sources: phuyen.baodaklak.vn (a page of 2014 in the theme of 2024), markup of baonamdinh.vn (2024)
and baothainguyen.vn (2022), rules of public crawlers of baodongnai, baodaklak and baonamdinh.com.vn.
"""

import re
from collections.abc import Mapping

from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.body import BodyParts, read_body
from dvcrawler.extract.breadcrumb import read_breadcrumb
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.script_bodies import fill_from_script
from dvcrawler.extract.selectors import (
    Rule,
    all_texts,
    first_element,
    first_text,
    rules,
)
from dvcrawler.extract.site import Site
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import VNPT_CHANNEL, VNPT_SECTION

#: Boxes inside the content container that are not the article.
_DROP = frozenset(
    "related box_tag tags-box social header_tool abs-action poll_box feedback_comment1 media-heading "
    "date bd02 category-related-posts horizontal-post-box group-time after-author head_title".split()
)

_CONTENT = rules(
    "content",
    "#content .td-post-content",
    ".content-detail .td-post-content",
    "#content",
    ".content-detail",
    ".td-post-content",
)
_TITLE = rules("title", "h1.head_title", ".detail-main-title h1", "#article_title")
_TIME = rules(
    "date",
    ".detail-header-groups .group-time",
    ".group-time time",
    ".group-time",
    ".date span",
    ".date",
    "#current-date",
)
_LEAD = rules("lead", ".content-reply .reply", ".sapo")
_AUTHOR = rules("author", ".after-author .author")
_SECTION = rules("section", "#cate_title")
_KICKER = rules("kicker", ".kicker", ".sub-title")
_TAGS = rules("tags", ".tags-box a", ".box_tag a", ".tag_list a")
_LEGACY_TITLE = rules("title", ".article_content h1", "h1.title", "h1.media-heading", "h2.title")
_PAGE_INFO = rules("mark", "#page_info")
_DETAIL_MARK = rules("mark", "h1.head_title")
_UPDATED = re.compile(r"Cập nhật", re.I)
_SEPARATOR = re.compile(r"(?<!\s)\s+[-|–](?=\s+(?P<paper>Báo\s)?)", re.I)
_SITE_END = re.compile(r"\b(?:online|điện tử)$", re.I)


def _has_portal_marks(page: Page) -> bool:
    """The theme with a hidden `#page_info` (phuyen.baodaklak.vn, 2024)."""
    return "#page_info" in page.marked and "#content" in page.marked


def _has_detail_marks(page: Page) -> bool:
    """The theme of `h1.head_title` (baodongnai, baothainguyen, baokhanhhoa, 2022-2025)."""
    return first_element(page, _DETAIL_MARK) is not None and first_element(page, _CONTENT) is not None


def _has_legacy_marks(page: Page) -> bool:
    """The old site: `#content` and a date line that begins "Cập nhật lúc" (2010-2022)."""
    return "#content" in page.marked and bool(_UPDATED.search(first_text(page, _TIME) or ""))


def _read_new(page: Page) -> Reading | None:
    return _read(page, _TITLE)


def _read_legacy(page: Page) -> Reading | None:
    return _read(page, _LEGACY_TITLE)


def _read(page: Page, titles: tuple[Rule, ...]) -> Reading | None:
    content = first_element(page, _CONTENT)
    title = first_text(page, titles) or clean_text(page.meta.get("og:title") or "")
    if content is None or not title:
        return None
    title = without_site_name(title)
    parts = _read_content(page, content, title)
    return Reading(
        title=title,
        body=parts.paragraphs,
        kicker=first_text(page, _KICKER),
        date_raw=first_text(page, _TIME),
        byline_raw=parts.byline_raw or _printed_author(page),
        summary=parts.lead,
        images=parts.images,
        section=first_text(page, _SECTION) or read_breadcrumb(page),
        tags=all_texts(page, _TAGS),
    )


def without_site_name(title: str) -> str:
    """Without "- Báo …" behind the title, or whatever follows the first separator and ends "… online"."""
    ends = _SITE_END.search(title)
    for separator in _SEPARATOR.finditer(title):
        if separator["paper"] or (ends and separator.end() < ends.start()):
            return title[: separator.start()]
    return title


def _read_content(page: Page, content: Element, title: str) -> BodyParts:
    blocks = read_blocks(fill_from_script(page, content), _DROP)
    return read_body(blocks, page.url, title, lead=first_text(page, _LEAD))


def _printed_author(page: Page) -> str | None:
    """The author box; its placeholder "Bút danh" and the like name nobody."""
    printed = first_text(page, _AUTHOR)
    return printed if printed and read_byline(printed) else None


PORTAL = Layout("vnpt-portal", _has_portal_marks, _read_new, shows_migrated_times=True)
DETAIL = Layout("vnpt-detail", _has_detail_marks, _read_new, shows_migrated_times=True)
LEGACY = Layout("vnpt-legacy", _has_legacy_marks, _read_legacy)
NEW_CMS = (PORTAL, DETAIL)


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
