"""Home and section pages, with each way to the next page that the sites are known for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sample_portal.chrome import (
    PAPERS,
    decoys,
    menu,
    most_read,
    paper_footer,
    title_list,
)
from sample_portal.dates import print_list_date
from sample_portal.links import anchor, elsewhere, link
from sample_portal.markup import text_of
from sample_portal.markup_portal import alternate
from sample_portal.plan import Plan
from sample_portal.sites import Section

#: The query parameter that names the page, by pager.
PAGE_PARAMETER = {"legacy": "paged", "paged": "paged", "more": "page", "next": "trang"}
PER_PAGE = {"legacy": 20, "paged": 20, "more": 10, "next": 10}


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a section's list. `extra` are links to pages that hold no readable article."""

    site: str
    section: Section
    items: Sequence[Plan]
    number: int
    last: int
    extra: Sequence[tuple[str, str]]
    popular: tuple[Plan, ...]
    legacy_host: bool = False


def section_page(listing: Listing) -> str:
    """The list page of a section, newest first."""
    site, section = listing.site, listing.section
    items = _ITEMS.get(section.pager, _boxes)(listing)
    extra = "\n".join(f'<h3><a class="title2" href="{href}">{t}</a></h3>' for href, t in listing.extra)
    body = f"""{menu(site)}
<h1 class="cate-title">{section.name}</h1>
<div id="cate-content"><div class="listnews">
{items}
{extra}
</div></div>
{_PAGERS[section.pager](listing)}
{most_read(listing.popular)}
{decoys()}"""
    return _document(site, section.name, _next_link(listing), body)


def _next_link(listing: Listing) -> str:
    if listing.section.pager != "paged" or listing.number >= listing.last:
        return ""
    return f'<link rel="next" href="{page_address(listing.section, listing.number + 1)}">\n'


def page_address(section: Section, number: int) -> str:
    return f"{section.path}?{PAGE_PARAMETER[section.pager]}={number}"


def _legacy_items(listing: Listing) -> str:
    """Titles are links; only the first item has its lead; lone marks stand between."""
    parts = [","]
    for index, plan in enumerate(listing.items):
        parts.append(anchor(plan, index, legacy=listing.legacy_host, css="title2"))
        if index == 0:
            parts.append(f'<span class="date">{print_list_date(plan.published)}</span>')
            parts.append(f"<p>{text_of(plan.lead)}</p>")
        parts.append("." if index % 3 == 2 else ",")
    return "\n".join(parts)


def _boxes(listing: Listing) -> str:
    return "\n".join(
        f'<div class="item"><a class="avatar" href="{link(plan, turn)}">'
        '<img src="/file/default.jpg" '
        f'alt=""></a><h3>{anchor(plan, turn, css="title5")}</h3>'
        f'<time class="time">{plan.published:%H:%M, %d/%m/%Y}</time>'
        f'<p class="description">{text_of(plan.lead)}</p></div>'
        for turn, plan in enumerate(listing.items)
    )


def _rows(listing: Listing) -> str:
    rows = "\n".join(
        f"<tr><td><img src='/Images/icon.gif' /></td><td>{anchor(plan, turn)} "
        f"<i>({plan.published:%d/%m/%Y})</i></td></tr>"
        for turn, plan in enumerate(listing.items)
    )
    return f"<table class='danh-sach'>\n{rows}\n</table>"


def _legacy_pager(listing: Listing) -> str:
    return _text_link(listing, "Trang sau", "legacy-pager")


def _next_pager(listing: Listing) -> str:
    postback = "<a href=\"javascript:__doPostBack('ctl00$grid','Page$2')\">2</a>"
    return f"{postback} {_text_link(listing, 'Trang sau &raquo;', 'phan-trang')}"


def _more_pager(listing: Listing) -> str:
    return _text_link(listing, "Xem thêm", "loadmore")


def _text_link(listing: Listing, text: str, css: str) -> str:
    if listing.number >= listing.last:
        return ""
    href = page_address(listing.section, listing.number + 1)
    return f'<div class="{css}"><a href="{href}">{text}</a></div>'


def _numbered_pager(listing: Listing) -> str:
    first, last = max(1, listing.number - 3), min(listing.last, listing.number + 3)
    links = [
        f"<b>{n}</b>" if n == listing.number else f'<a href="{page_address(listing.section, n)}">{n}</a>'
        for n in range(first, last + 1)
    ]
    if listing.number < listing.last:
        href = page_address(listing.section, listing.number + 1)
        links.append(f'<a rel="next" href="{href}">&rsaquo;</a>')
    return f'<div id="pagination-container">{" ".join(links)}</div>'


_ITEMS: dict[str, Callable[[Listing], str]] = {"legacy": _legacy_items, "next": _rows}
_PAGERS: dict[str, Callable[[Listing], str]] = {
    "legacy": _legacy_pager,
    "next": _next_pager,
    "more": _more_pager,
    "paged": _numbered_pager,
}


def home_page(site: str, newest: Sequence[Plan], popular: Sequence[Plan], *, legacy: bool) -> str:
    """The front page: menu, newest articles, most read, links to other houses."""
    body = f"""{menu(site)}
<div class="top-news"><ul>
{title_list(tuple(newest), legacy=legacy)}
</ul></div>
{most_read(tuple(popular))}
<ul class="lien-ket">{elsewhere()}</ul>
{decoys()}"""
    head = "" if legacy else alternate(site)
    return _document(site, "Trang chủ", head, body)


def _document(site: str, title: str, head: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<title>{title} - {PAPERS[site]}</title>
{head}</head><body>
{body}
{paper_footer(site)}
</body></html>
"""
