"""Which links of a front page stand over lists of articles."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.probe.menus.heading_links import find_heading_links

HOST = "bao.example.vn"
NAMES = [
    "Quốc phòng an ninh và trật tự xã hội",
    "Giáo dục đào tạo và khuyến học",
    "Y tế và chăm sóc sức khỏe",
]


def headline(number):
    return f"Xã Hải Minh khánh thành công trình số {number} của thôn"


def card(number):
    return f"<div class=tin><h3><a href='/tin-{number}.html'>{headline(number)}</a></h3></div>"


def found(markup):
    page = Page(f"<html><body>{markup}</body></html>".encode(), f"https://{HOST}/")
    return [
        url.removeprefix(f"https://{HOST}") for url in find_heading_links(find_blocks(page, {HOST: HOST}))
    ]


def boxes(head, count=3, cards=3, card=card):
    return "".join(
        f"<div class=o>{head.format(u=f'/muc-{n}.html', t=NAMES[n])}<div>{''.join(card(10 * n + k) for k in range(cards))}</div></div>"
        for n in range(count)
    )


@pytest.mark.parametrize(
    "head",
    [
        "<h2><a href='{u}'>{t}</a></h2>",
        "<div class=tieude-muc><a href='{u}'>{t}</a></div>",
        "<div><span><a href='{u}'><b>{t}</b></a></span></div>",
        "<p><a href='{u}'>{t}</a></p>",
    ],
)
@pytest.mark.parametrize("cards", [2, 3, 6])
def test_the_first_names_over_lists_are_found(head, cards):
    assert found(boxes(head, cards=cards)) == ["/muc-0.html", "/muc-1.html"]
    assert found("".join(map(card, range(90, 95))) + boxes(head, cards=cards)) == [
        "/muc-0.html",
        "/muc-1.html",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "".join(map(card, range(9))),
        boxes("<h2>{t}</h2>"),
        boxes("<h2><a href='{u}'>{t}</a></h2>", count=1),
        boxes("<h2><a href='{u}'>{t}</a></h2>", cards=1),
        boxes("<h2><a href='{u}'>{t}</a></h2>", card=lambda n: f"<p><a href='/tin-{n}.html'>Tin {n}</a></p>"),
        boxes("<nav><a href='{u}'>{t}</a></nav>"),
    ],
    ids=["a list", "without links", "one box", "one article each", "short names", "a menu"],
)
def test_no_link_stands_over_a_list(markup):
    assert found(markup) == []


def test_a_picture_and_a_button_of_the_same_article_are_not_a_list_below_it():
    markup = "".join(
        f"<div class=tin><h3><a href='/tin-{n}.html'>{headline(n)}</a></h3>"
        f"<p><a href='/tin-{n}.html'>{headline(n)} và những việc đã làm</a></p><a href='/tag'>nông thôn</a></div>"
        for n in range(6)
    )
    assert found(markup) == []
