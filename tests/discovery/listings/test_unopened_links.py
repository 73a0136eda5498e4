"""Lists whose headlines only a script or a posted form opens."""

import pytest

from dvcrawler.discovery.listings.page_kinds import report_unopened
from dvcrawler.extract.page import Page

URL = "https://congthongtin.example.vn/tin-tuc.aspx"
PLACES = "Hải Minh|Hải Anh|Giao Tiến|Yên Cường".split("|")


def report(link, found=0, title="Xã {} khánh thành đường liên thôn", *, is_home=False):
    rows = "".join(
        f"<li>{link.format(n=n, title=title.format(place))}</li>" for n, place in enumerate(PLACES)
    )
    page = Page(f"<html><body><ul>{rows}</ul></body></html>".encode(), URL)
    outcome = report_unopened(page, range(found), is_home=is_home)
    return outcome.reason if outcome is not None else None


POSTBACK = "<a href=\"javascript:__doPostBack('ctl{n}$lnk','')\">{title}</a>"


@pytest.mark.parametrize(
    "link", [POSTBACK, "<a href='#' onclick='xemTin({n})'>{title}</a>", "<a href='#/tin/{n}'>{title}</a>"]
)
def test_headlines_without_an_address_are_named(link):
    assert report(link) == (
        "it lists 4 articles that only a script opens, such as “Xã Hải Minh khánh thành đường liên thôn”: "
        "they have no address"
    )


@pytest.mark.parametrize(
    ("link", "more"),
    [
        ("<a href='/tin/{n}'>{title}</a>", {}),
        ("<a href='/tin/{n}'>{title}</a><a href='#' onclick='mo({n})'>{title}</a>", {}),
        ("<div onclick='dem({n})'><a href='/tin/{n}'>{title}</a> 15/03/2024</div>", {}),
        ("<a href=\"javascript:playVideo('{n}')\">{title}</a>", {}),
        ("<a href='#tra-loi-{n}'>{title}</a>", {}),
        (POSTBACK, {"title": "Quyết định số 12/QĐ-UBND của xã {}"}),
        (POSTBACK, {"title": "Xã {} làm đường ở đâu?"}),
        (POSTBACK, {"title": "Xã {}"}),
        (POSTBACK, {"found": 4}),
    ],
)
def test_links_with_an_address_and_those_not_like_headlines_are_not_named(link, more):
    assert report(link, **more) is None


@pytest.mark.parametrize(
    "link",
    [
        "<a href='#/muc/{n}'>{title}</a>",
        "<a href='/#!/muc/{n}'>{title}</a>",
        "<a href='#!muc-{n}'><b>{title}</b></a>",
    ],
)
def test_a_menu_of_routes_is_named_on_the_front_page(link):
    assert report(link, 9, "Tin {}", is_home=True) == (
        "it leads to 4 sections that only a script opens, such as “Tin Hải Minh”: they have no address; "
        "give those of their articles with -a source=urls:FILE"
    )
    assert report(link, 9, "Tin {}") is None


@pytest.mark.parametrize(
    "link",
    [
        "<a href='#muc-{n}'>{title}</a>",
        "<a href='/muc/{n}'>{title}</a>",
        "<a href='#' onclick='mo({n})'>{title}</a>",
        "<a href='#/muc/{n}'>{title}</a><a href='/muc/{n}'>{title}</a>",
        "<a href='#/trang/{n}'>Trang {n}</a>",
        "<a href='#/'>{title}</a>",
    ],
)
def test_a_menu_with_addresses_on_the_front_page_is_not_named(link):
    assert report(link, 9, "Tin {}", is_home=True) is None
