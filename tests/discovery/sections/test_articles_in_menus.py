"""Articles that a portal links to by a short name alone, in a menu, a ticker or a list: they are no sections."""

import pytest

from tests.site import PARAGRAPH, crawl_apart
from tests.spiders.test_unknown_listings import HOST, title
from tests.webserver import Answer

SHAPES = {
    "numbered": "/tin-cua-xa-trong-tuan-{}.html",
    "bare": "/xem?so={}",
    "slug": "/tin-cua-xa-trong-tuan-{}",
}
SECTIONS = ("/thoi-su", "/kinh-te", "/van-hoa")
MENU = "<div class=menu><a href='/'>Trang chủ</a><a href='{}'>Thời sự</a><a href='{}'>Kinh tế</a><a href='{}'>Văn hóa</a></div>"
#: Boxes of the front page with the articles 12 to 14, under names of some words.
BOXES = {
    "menu": "<div class=menu>{}</div>",
    "ticker": "<div class=ticker>{}</div>",
    "nav": "<nav>{}</nav>",
    "list": "<ol>{}</ol>",
    "tags": "<div class=tags>{}</div>",
}
NAMES = ("Hội thi lúa", "Ngày hội thôn", "Chợ quê mới")


def address(shape, number):
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number + 40))
    return SHAPES[shape].format(letters if shape == "slug" else number + 40)


def article(name, menu):
    return f"<html><body>{menu}<h1>{name}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>{name}.</p></div></body></html>"


def cards(shape, *numbers):
    return "".join(
        f"<div><h3><a href='{address(shape, n)}'>{title(n)}</a></h3><i>12/3/2024</i></div>" for n in numbers
    )


def named(shape, numbers):
    return "".join(
        f"<li><a href='{address(shape, n)}'>{name}</a></li>" for n, name in zip(numbers, NAMES, strict=True)
    )


def portal(shape, box):
    menu = MENU.format(*SECTIONS)
    pages = {
        (HOST, section): f"<html><body>{menu}{cards(shape, *range(k * 4, k * 4 + 4))}</body></html>"
        for k, section in enumerate(SECTIONS)
    }
    pages |= {(HOST, address(shape, n)): article(title(n), menu) for n in range(15)}
    few = cards(shape, 0, 1, 4, 5, 8, 9)
    pages[HOST, "/"] = (
        f"<html><body>{menu}{few}{BOXES[box].format(named(shape, range(12, 15)))}</body></html>"
    )
    return pages | {(HOST, "/robots.txt"): ""}


def about(shape):
    """The same with three pages about the office in the menu of every page."""
    pages = portal(shape, "menu")
    entries = "".join(
        f"<a href='{address(shape, n)}'>{name}</a>"
        for n, name in zip(range(20, 23), ("Giới thiệu chung", "Cơ cấu tổ chức", "Chức năng"), strict=True)
    )
    menu = MENU.format(*SECTIONS)
    longer = menu.replace("</div>", f"{entries}</div>")
    pages |= {
        (HOST, address(shape, n)): article("Giới thiệu chung về xã nhà ta", menu) for n in range(20, 23)
    }
    return {key: page.replace(menu, longer) for key, page in pages.items()}


OFFICE = ("Lịch sử hình thành", "Điều kiện tự nhiên", "Cơ cấu tổ chức")
SPOTS = {
    "left": "<div class=trai><h4>Xã nhà</h4><ul>{}</ul></div>",
    "foot": "<div class=footer>{}</div>",
    "front": "<div class=khung><h4>Xã nhà</h4><ul>{}</ul></div>",
}


def office(shape, spot):
    """The same with such pages in a box of every page, or of the front page alone."""
    pages, numbers = portal(shape, "ticker"), range(20, 23)
    entries = (
        f"<li><a href='{address(shape, n)}'>{name}</a></li>" for n, name in zip(numbers, OFFICE, strict=True)
    )
    own = {
        (HOST, address(shape, n)): article(f"{name} của xã", "")
        for n, name in zip(numbers, OFFICE, strict=True)
    }
    if spot != "front":
        own = {
            key: page.replace(f"{OFFICE[n]} của xã", f"Xã nhà xưa và nay, phần {n}")
            for n, (key, page) in enumerate(own.items())
        }
    box = SPOTS[spot].format("".join(entries))
    shown = [(HOST, "/")] if spot == "front" else [key for key in pages if key[1] != "/robots.txt"]
    pages |= {key: pages[key].replace("</body>", f"{box}</body>") for key in shown}
    return pages | {
        key: page if spot == "front" else page.replace("</body>", f"{box}</body>")
        for key, page in own.items()
    }


def lists(shape):
    """The same with a section at the address of an article, which lists articles on two pages."""
    pages = portal(shape, "ticker")
    more = "<a href='?trang=2'>Trang sau</a>"
    pages[HOST, address(shape, 12)] = (
        f"<html><body><h1>Tin</h1>{cards(shape, 1, 2, 3, 5)}{more}</body></html>"
    )
    return pages | {(HOST, "/x"): Answer(b"", 404)}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    portals = {(shape, box): portal(shape, box) for shape in SHAPES for box in BOXES}
    portals |= {(shape, "about"): about(shape) for shape in SHAPES}
    portals |= {(shape, spot): office(shape, spot) for shape in SHAPES for spot in SPOTS}
    portals |= {(shape, "lists"): lists(shape) for shape in SHAPES}
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_that_is_linked_by_a_short_name_alone_is_stored(crawled, shape, box):
    found, run = crawled[shape, box]
    assert found == {address(shape, n) for n in range(15)}
    assert run["exit_name"] == "ok"


@pytest.mark.parametrize("shape", SHAPES)
def test_pages_about_the_office_in_the_main_menu_are_no_articles(crawled, shape):
    assert crawled[shape, "about"][0] == {address(shape, n) for n in range(15)}


@pytest.mark.parametrize("spot", SPOTS)
@pytest.mark.parametrize("shape", SHAPES)
def test_nor_are_those_in_another_box(crawled, shape, spot):
    assert crawled[shape, spot][0] == {address(shape, n) for n in range(15)}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_section_with_such_a_name_is_none(crawled, shape):
    assert address(shape, 12) not in crawled[shape, "lists"][0]
