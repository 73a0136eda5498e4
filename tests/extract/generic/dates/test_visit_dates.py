"""The date of the visit, which headers, menus and clocks print above an article, is not the article's."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import read_date

TITLE = "Xóm bãi mùa cải vàng đón khách đầu xuân"
PROSE = "".join(
    f"<p>{text}</p>"
    for text in 3
    * [
        "Sáng sớm, sương còn đọng trên lá, người xóm bãi đã gánh nước tưới những luống cải sắp đến ngày cắt bán cho thương lái."
    ]
)
TODAY = "Thứ năm, 26/11/2026"
MENU = '<ul id="menu"><li><a href="/a">Giới thiệu</a></li><li><a href="/b">Tin tức</a></li></ul>'
MANY = "".join(f'<a href="/muc-{n}">Mục tin {n}</a> ' for n in range(9))
STATED = '<meta property="article:published_time" content="2024-03-05T08:15:00+07:00">'
HEADERS = {
    "DotNetNuke skin": f'<div id="dnn_header"><span id="dnn_dnnCURRENTDATE_lblDate" class="SkinObject">{TODAY}</span></div>',
    "DotNetNuke, own skin": f'<div class="skin"><div class="trai"><span class="ngay">{TODAY}</span></div>'
    f"<div>{MANY}</div></div>",
    "NukeViet 3": f'<div class="topbar"><div class="top"><ul class="module-menu"><li><a href="/x">RSS</a></li></ul>'
    f'<span id="digclock">{TODAY}, 10:12</span></div></div>',
    "NukeViet 3, menu bar": f'<div id="message"><div class="clock">{TODAY}</div></div>{MENU}',
    "search form": f'<div class="thanh1"><p>{TODAY}</p><form action="/tim"><input name="q"></form></div>',
    "search field": f'<div class="thanh1"><p>{TODAY}</p><input name="q" placeholder="Tìm kiếm"></div>',
    "table": f'<table><tr><td class="f1">{TODAY}</td><td>{MANY}</td></tr></table>',
    "strip above the menu": f'<div class="dong"><b>{TODAY}</b></div><nav><a href="/">Trang chủ</a></nav>',
    "strip below the logo": f'<div><img src="/images/logo-tinh.png"></div><div class="dong"><b>{TODAY}</b></div>',
    "user control": f'<div class="vien"><span id="ctl00_ucHeader1_lblNgay">{TODAY}</span></div>',
    "server's time": f'<div class="vien"><span id="lblServerTime">{TODAY} 10:12:31</span></div>',
    "weather": f'<div class="vien"><p class="thoi-tiet">{TODAY}</p></div>',
    "in words": f"<div class='vien'><p>Hôm nay, {TODAY.lower()}</p></div>",
    "time in a zone": "<div class='vien'><p>26/11/2026 10:12 (giờ Việt Nam)</p></div>",
    "banner": f'<div class="banner-tren"><p>{TODAY}</p></div>',
    "header with its menu": f'<header><div class="x"><p>{TODAY}</p></div><nav><a href="/">Trang chủ</a></nav></header>',
    "marquee": f'<div class="y"><span>{TODAY}</span><marquee>Chào mừng quý vị</marquee></div>',
    "time of the header": '<header><time datetime="2026-11-26T10:00:00+07:00">26/11/2026</time><nav>x</nav></header>',
    "clock": '<div class="digital-clock"><time datetime="2026-11-26T10:00:00+07:00">26/11/2026</time></div>',
}


def read(header, article, head=""):
    html = f"<html><head>{head}<title>{TITLE}</title></head><body><div id=w>{header}{article}</div></body></html>"
    return read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))


def day(reading):
    return str(read_date(reading.date_raw).day)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
class TestHeader:
    def test_where_it_is_the_only_date_the_page_is_undated(self, header):
        assert read(header, f"<div id=than><h1>{TITLE}</h1>{PROSE}</div>") is None

    def test_a_date_printed_below_the_headline_is_the_articles(self, header):
        article = f"<div id=than><h1>{TITLE}</h1><p class=d>05/03/2024</p>{PROSE}</div>"
        assert day(read(header, article)) == "2024-03-05"

    def test_a_date_printed_above_the_headline_is_the_articles(self, header):
        article = f"<div id=than><p class=d>05/03/2024 08:15</p><h1>{TITLE}</h1>{PROSE}</div>"
        assert day(read(header, article)) == "2024-03-05"

    def test_a_stated_date_is_the_articles(self, header):
        reading = read(header, f"<div id=than><h1>{TITLE}</h1>{PROSE}</div>", STATED)
        assert day(reading) == "2024-03-05"
        assert reading.problems == ()


#: A line between the logo and a headline that stands in a box of its own may be either date.
UNSURE = "strip below the logo"


@pytest.mark.parametrize("header", [HEADERS[name] for name in HEADERS if name != UNSURE])
def test_a_heading_apart_from_its_text_changes_nothing(header):
    assert read(header, f"<div class=dau><h1>{TITLE}</h1></div><div id=than>{PROSE}</div>") is None


LINE = "Thứ ba, 05/03/2024 08:15"


@pytest.mark.parametrize(
    "article",
    [
        f'<div class="detail-top"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li></ul><span>{LINE}</span></div>'
        f"<div class=detail><h1>{TITLE}</h1>{PROSE}</div>",
        f'<div class="header-content"><a href="/">Trang chủ</a> <span class=date>{LINE}</span></div><h1>{TITLE}</h1>{PROSE}',
        f"<article><header><span>{LINE}</span></header><h1>{TITLE}</h1>{PROSE}</article>",
        f'<div class="post-header"><p>{LINE}</p></div><div><h1>{TITLE}</h1>{PROSE}</div>',
        f"<p>{LINE}</p><h1>{TITLE}</h1>{PROSE}",
        f"<div class=than><div><p>{LINE}</p></div><div><h1>{TITLE}</h1></div><div>{PROSE}</div></div>",
        f'<td><span class="fa fa-clock-o">{LINE}</span><h2>{TITLE}</h2>{PROSE}</td>',
        f'<div class=than><div class=d><span>{LINE}</span><div class="share"><a href="#f">f</a><a href="#z">z</a></div></div>'
        f"<h1>{TITLE}</h1>{PROSE}</div>",
        f'<div class=than><p class="duong-dan"><a href="/">Trang chủ</a></p><p>{LINE}</p><h1>{TITLE}</h1>{PROSE}</div>',
        f"<header><span>{LINE}</span><h1>{TITLE}</h1></header>{PROSE}",
        f'<div class=than><div class="top"><span>{LINE}</span></div><h1>{TITLE}</h1>{PROSE}</div>',
        f'<div class=than><p>Tin xóm</p><div class="head">{LINE}</div><h2>{TITLE}</h2>{PROSE}</div>',
        f'<div class=than><header class="hang"><span>{LINE}</span><a href="#f">f</a></header><h1>{TITLE}</h1>{PROSE}</div>',
        f"<div class=than><header>{LINE}</header><h1>{TITLE}</h1>{PROSE}</div>",
        f'<main><div class=a1><nav class=a2><ol><li><a href="/">Đầu</a></li><li><a href="/x">Nông thôn</a></li></ol></nav>'
        f"<div><time>{LINE}</time></div></div><div class=a3><h1>{TITLE}</h1>{PROSE}</div></main>",
    ],
)
def test_a_date_above_the_headline_in_the_box_of_the_article_counts(article):
    page = f'<div class="header"><img src="/logo.png">{MENU}</div>'
    assert day(read(page, article)) == "2024-03-05"


@pytest.mark.parametrize("name", ["top", "topbar", "head"])
def test_a_date_in_the_first_bar_of_the_page_is_not_the_articles(name):
    assert read(f'<div class="{name}"><span>{TODAY}</span></div>', f"<h1>{TITLE}</h1>{PROSE}") is None
    assert read(f"<header><span>{TODAY}</span></header>", f"<h1>{TITLE}</h1>{PROSE}") is None


@pytest.mark.parametrize("icon", ["fa fa-clock-o", "clock", "icon-clock", "bi bi-clock"])
def test_an_icon_called_clock_beside_the_date_below_the_headline_changes_nothing(icon):
    article = f'<div><h1>{TITLE}</h1><span class="{icon}">{LINE}</span>{PROSE}</div>'
    assert day(read("", article)) == "2024-03-05"


@pytest.mark.parametrize("name", ["breadcrumb", "share", "social"])
def test_a_date_beside_a_path_or_buttons_is_the_articles(name):
    path = f"<nav aria-label='{name}'><a href='/x'>Tin tức</a> <a href='/x/y'>Nông thôn</a></nav>"
    assert day(read(f"<div>{path}<span>05/03/2024</span></div>", f"<h1>{TITLE}</h1>{PROSE}")) == "2024-03-05"


@pytest.mark.parametrize("form", ["<p>{}</p>", "<p><i>{}</i></p>", "<p>Lượt xem: 12</p><p>Ngày đăng: {}</p>"])
@pytest.mark.parametrize("clock", [TODAY, f"{TODAY} 10:12:31"])
def test_a_paragraph_with_only_the_date_below_the_headline_counts_beside_an_unknown_clock_above(form, clock):
    article = f"<div>{clock}</div><div class='b'><h1>{TITLE}</h1>{form.format('05/03/2024')}{PROSE}</div>"
    assert day(read("", article)) == "2024-03-05"
