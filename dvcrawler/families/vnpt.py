"""The CMS of Báo Nam Định since 2022/23 and its sister papers: two themes, and its forerunner.

Sources: phuyen.baodaklak.vn (a page of 2014 in the theme of 2024), markup of baonamdinh.vn (2024)
and baothainguyen.vn (2022), rules of public crawlers of baodongnai, baodaklak and baonamdinh.com.vn.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.body import BodyParts, read_body
from dvcrawler.extract.breadcrumb import read_breadcrumb
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.script_bodies import fill_from_script
from dvcrawler.extract.selectors import (
    FieldSelector,
    all_texts,
    compile_selectors,
    first_element,
    first_text,
)
from dvcrawler.extract.site import Site
from dvcrawler.families.cms import Cms, Mark, cms_site
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.text import clean_text
from dvcrawler.normalize.urls import AddressPattern

#: Boxes inside the content container that are not the article.
_DROP = frozenset(
    "related box_tag tags-box social header_tool abs-action poll_box feedback_comment1 media-heading "
    "date bd02 category-related-posts horizontal-post-box group-time after-author head_title".split()
)

_CONTENT = compile_selectors(
    "content",
    "#content .td-post-content",
    ".content-detail .td-post-content",
    "#content",
    ".content-detail",
    ".td-post-content",
)
_TITLE = compile_selectors("title", "h1.head_title", ".detail-main-title h1", "#article_title")
_TIME = compile_selectors(
    "date",
    ".detail-header-groups .group-time",
    ".group-time time",
    ".group-time",
    ".date span",
    ".date",
    "#current-date",
)
_LEAD = compile_selectors("lead", ".content-reply .reply", ".sapo")
_AUTHOR = compile_selectors("author", ".after-author .author")
_SECTION = compile_selectors("section", "#cate_title")
_KICKER = compile_selectors("kicker", ".kicker", ".sub-title")
_TAGS = compile_selectors("tags", ".tags-box a", ".box_tag a", ".tag_list a")
_LEGACY_TITLE = compile_selectors("title", ".article_content h1", "h1.title", "h1.media-heading", "h2.title")
_DETAIL_MARK = compile_selectors("mark", "h1.head_title")
_UPDATED = re.compile(r"Cập nhật", re.I)
_SEPARATOR = re.compile(r"(?<!\s)\s+[-|–](?=\s+(?P<paper>Báo\s)?)", re.I)
_SITE_END = re.compile(r"\b(?:online|điện tử)$", re.I)


def _is_portal(page: Page) -> bool:
    """The theme with a hidden `#page_info` (phuyen.baodaklak.vn, 2024)."""
    return "#page_info" in page.class_index and "#content" in page.class_index


def _is_detail(page: Page) -> bool:
    """The theme of `h1.head_title` (baodongnai, baothainguyen, baokhanhhoa, 2022-2025)."""
    return first_element(page, _DETAIL_MARK) is not None and first_element(page, _CONTENT) is not None


def _is_legacy(page: Page) -> bool:
    """The old site: `#content` and a date line that begins "Cập nhật lúc" (2010-2022)."""
    return "#content" in page.class_index and bool(_UPDATED.search(first_text(page, _TIME) or ""))


def _read_new(page: Page) -> Reading | None:
    return _read(page, _TITLE)


def _read_legacy(page: Page) -> Reading | None:
    return _read(page, _LEGACY_TITLE)


def _read(page: Page, titles: tuple[FieldSelector, ...]) -> Reading | None:
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
        problems=parts.problems,
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
    return read_body(blocks, page.base, title, lead=first_text(page, _LEAD))


def _printed_author(page: Page) -> str | None:
    """The name in the author box; placeholders such as "Bút danh" do not count."""
    printed = first_text(page, _AUTHOR)
    return printed if printed and read_byline(printed) else None


PORTAL = Layout("vnpt-portal", _is_portal, _read_new, shows_migrated_times=True)
DETAIL = Layout("vnpt-detail", _is_detail, _read_new, shows_migrated_times=True)
LEGACY = Layout("vnpt-legacy", _is_legacy, _read_legacy)
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
