"""Portals that no site file describes: any shape of article address, any pager, on a host of their own.

`build_site` gives the pages by path and query; a page is text, or takes the body of a POST and gives text.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from urllib.parse import parse_qs

from sample_portal.themes import THEMES
from sample_portal.vocabulary import slug

HOST = "congthongtin.example.vn"
Page = str | Callable[[bytes], str]

#: By name: the article's address from its number, slug, section and day.
SHAPES: dict[str, str] = {
    "bare-number": "/{n}",
    "slug-number": "/{slug}-{n}.html",
    "nukeviet-raw": "/index.php?nv=news&id={n}",
    "node": "/node/{n}",
    "wordpress-raw": "/?p={n}",
    "dotnetnuke": "/tabid/87/ArticleID/{n}/Default.aspx",
    "sharepoint": "/Lists/TinTuc/DispForm.aspx?ID={n}",
    "liferay": "/web/guest/-/{slug}",
    "wordpress-dated": "/{day:%Y/%m}/{slug}/",
    "number-as-name": "/{slug}/{n}.bcb",
    "script": "/chi-tiet?id={n}",
    "slug-alone": "/{slug}",
}
PAGERS = ("links", "query", "path", "postback", "button")

_SECTIONS = ("Thời sự", "Kinh tế", "Văn hóa - Xã hội", "Xây dựng nông thôn mới nâng cao", "Quốc phòng")
_NUMERALS = "Không Một Hai Ba Bốn Năm Sáu Bảy Tám Chín".split()
_PER_PAGE, _ON_HOME = 6, 8
#: Links of every page that lead to no article.
_OTHERS = (
    ("/", "Trang chủ"),
    ("/gioi-thieu", "Giới thiệu"),
    ("/lien-he", "Liên hệ"),
    ("/dang-nhap", "Đăng nhập"),
    ("/tag/chuyen-doi-so", "Chuyển đổi số"),
    ("/tac-gia/nguyen-thu", "Nguyễn Thử"),
    ("/video/phong-su-le-hoi-dau-xuan-o-xa-ven-bien-12", "Phóng sự: lễ hội đầu xuân ở xã ven biển"),
    ("/tran-dau/doi-xa-thu-gap-doi-xa-mau-17h-34", "Đội xã Thử gặp đội xã Mẫu lúc 17 giờ"),
    ("/upload/ke-hoach-cong-tac-thang-nam.pdf", "Kế hoạch công tác tháng năm của Ủy ban nhân dân xã"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One article. `path` is its address with the query."""

    path: str
    title: str
    day: datetime
    section: str
    body: str


@dataclass(frozen=True, slots=True)
class UnknownSite:
    """`pages` by path and query; `articles` are the addresses that a crawl must store."""

    host: str
    pages: dict[str, Page]
    articles: frozenset[str]


def build_site(shape: str, pager: str, articles: int = 40, seed: int = 1) -> UnknownSite:
    """The same arguments give the same pages."""
    items = [_write_item(SHAPES[shape], number, seed) for number in range(articles)]
    pages: dict[str, Page] = {"/robots.txt": "User-agent: *\nDisallow:\n"}
    pages |= {item.path: _frame(_article(item), items, pager, item.title) for item in items}
    pages["/"] = _frame(_cards(items[:_ON_HOME]), items, pager, "Trang chủ")
    for name in _SECTIONS:
        pages |= _section_pages(name, [item for item in items if item.section == name], items, pager)
    return UnknownSite(HOST, pages, frozenset(f"https://{HOST}{item.path.rstrip('/')}" for item in items))


def _write_item(shape: str, number: int, seed: int) -> Item:
    rng = random.Random(f"{seed}/{number}")
    theme = THEMES[number % len(THEMES)]
    title = f"{theme.write_title(rng)} ở thôn {_NUMERALS[number // 10]} {_NUMERALS[number % 10]}"
    day = datetime(2024, 5, 30, 9, 5) - timedelta(hours=17 * number)
    body = "".join(f"<p>{escape(text)}</p>" for text in theme.write_paragraphs(rng, 5))
    path = shape.format(n=59000 + 7 * number, slug=slug(title), day=day)
    return Item(path, title, day, _SECTIONS[number % len(_SECTIONS)], body)


def _article(item: Item) -> str:
    return (
        f'<div class="breadcrumb"><a href="{_section_path(item.section)}">{item.section}</a></div>'
        f'<h1>{escape(item.title)}</h1><div class="ngay-dang">{item.day:%d/%m/%Y %H:%M}</div>'
        f'<div class="noi-dung">{item.body}</div>'
    )


def _cards(items: list[Item]) -> str:
    return "".join(
        f'<div class="tin"><a href="{escape(item.path)}"><img src="/anh.jpg" alt=""></a>'
        f'<h3><a href="{escape(item.path)}">{escape(item.title)}</a></h3>'
        f'<a class="muc" href="{_section_path(item.section)}">{item.section}</a>'
        f" <i>{item.day:%d/%m/%Y}</i></div>"
        for item in items
    )


def _section_path(name: str) -> str:
    return f"/{slug(name)}"


def _section_pages(name: str, mine: list[Item], items: list[Item], pager: str) -> dict[str, Page]:
    first = _section_path(name)
    parts = [mine[start : start + _PER_PAGE] for start in range(0, len(mine), _PER_PAGE)]

    def show(number: int) -> str:
        more = _pager(pager, first, number, len(parts))
        return _frame(f"<h2>{name}</h2>{_cards(parts[number - 1])}{more}", items, pager, name)

    if pager == "postback":
        return {first: lambda form: show(int(parse_qs(form.decode()).get("__EVENTARGUMENT", ["1"])[0]))}
    return {_page_path(pager, first, n): show(n) for n in range(1, len(parts) + 1)}


def _page_path(pager: str, first: str, number: int) -> str:
    forms = {"links": "{}/page/{}", "query": "{}?page={}", "path": "{}/trang-{}", "button": "{}?trang={}"}
    return first if number == 1 else forms[pager].format(first, number)


def _pager(pager: str, first: str, number: int, last: int) -> str:
    if number >= last:
        return ""
    if pager == "postback":
        link = f"javascript:__doPostBack('ctl00$pager','{number + 1}')"
        state = '<input type="hidden" name="__VIEWSTATE" value="dDw">'
        return f'<form method="post" action="{first}">{state}<a href="{link}">{number + 1}</a></form>'
    following = _page_path(pager, first, number + 1)
    if pager == "button":
        return f'<button class="load-more" data-url="{following}">Xem thêm</button>'
    pages = "".join(f'<a href="{_page_path(pager, first, n)}">{n}</a>' for n in range(1, last + 1))
    return f'<div class="pagination">{pages}<a href="{following}">Trang sau</a></div>'


def _frame(content: str, items: list[Item], pager: str, title: str) -> str:
    menu = "".join(f'<li><a href="{_section_path(name)}">{name}</a></li>' for name in _SECTIONS)
    others = "".join(f'<li><a href="{path}">{text}</a></li>' for path, text in _OTHERS)
    most_read = "".join(
        f'<li><a href="{escape(item.path)}">{escape(item.title)}</a></li>' for item in items[3:7]
    )
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        "<body>"
        f'<ul class="menu">{menu}</ul><div class="chinh">{content}</div>'
        f'<div class="doc-nhieu"><h4>Đọc nhiều</h4><ul>{most_read}</ul></div>'
        f'<div class="cuoi-trang"><ul>{others}</ul><p>Cơ quan chủ quản: Đơn vị Ví Dụ</p></div></body></html>'
    )
