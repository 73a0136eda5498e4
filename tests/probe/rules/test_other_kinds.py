"""Kinds of addresses that first pages do not show: those of second and last pages, and of sitemaps."""

import pytest

from dvcrawler.normalize.urls import read_address
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH

HOST, FRONT = "congthongtin.example.vn", "https://congthongtin.example.vn/"
#: Articles on a page of the list, of which there are three, and in the sitemap alone.
EACH, LISTED, COUNT = 6, 18, 24
PLACES = "Hải Minh|Hải Anh|Giao Tiến|Yên Cường|Nam Thái|Xuân Hòa|Trực Đại|Nghĩa Lâm".split("|")


def title(n):
    return f"Xã {PLACES[n % 8]} khánh thành đường liên thôn số {n}"


def newest(n):
    return f"/tin/xa-khanh-thanh-duong-lien-thon-so-{n}-{9000 - n}.html"


OTHERS = {
    "another folder": lambda n: f"/doc/{900 - n}",
    "another ending": lambda n: f"{newest(n)}l"[:-2],
    "a query": lambda n: f"/chi-tiet?id={900 - n}",
    "videos": lambda n: f"/video/{900 - n}",
}


def write_cards(address, numbers):
    return "".join(
        f"<div><h3><a href='{address(n)}'>{title(n)}</a></h3><i>15/03/2024</i></div>" for n in numbers
    )


def build(address):
    menu = "<nav><a href='/'>Trang chủ</a><a href='/thoi-su'>Thời sự</a></nav>"
    pager = "".join(f"<a href='/thoi-su?page={number}'>{number}</a> " for number in (1, 2, 3))
    lists = {"/": write_cards(address, range(EACH))} | {
        f"/thoi-su?page={number}": write_cards(address, range(EACH * number - EACH, EACH * number))
        + f"<div class=pager>{pager}</div>"
        for number in (1, 2, 3)
    }
    lists["/thoi-su"] = lists["/thoi-su?page=1"]
    pages = {
        (HOST, path): f"<html><body>{menu}<main>{text}</main></body></html>" for path, text in lists.items()
    }
    for n in range(COUNT):
        body = f"<h1>{title(n)}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>Đường số {n}.</p></div>"
        pages[HOST, address(n)] = f"<html><body>{menu}{body}</body></html>"
    locations = "".join(f"<url><loc>{FRONT[:-1]}{address(n)}</loc></url>" for n in range(LISTED, COUNT))
    pages[HOST, "/sitemap.xml"] = f"<urlset>{locations}</urlset>"
    return pages


@pytest.mark.parametrize(
    ("name", "first"),
    [*zip(OTHERS, (EACH, EACH * 2, LISTED, EACH), strict=True)],
    ids=["second page", "last page", "sitemap", "videos"],
)
def test_older_articles_with_other_addresses_are_in_the_rule(name, first):
    def address(n):
        return newest(n) if n < first else OTHERS[name](n)

    found = look_at(build(address), FRONT)
    urls = [FRONT[:-1] + address(n) for n in range(COUNT)]
    assert [url for url in urls if read_address(url, found.site.addresses, found.site.hosts) is None] == []
    assert read_address(f"{FRONT}thoi-su", found.site.addresses, found.site.hosts) is None
    assert found.findings.obstacles == ()


def test_links_of_which_no_page_could_be_read_are_named():
    def address(n):
        return f"/doc/{n}" if n in (LISTED - 2, LISTED - 1) else newest(n)

    pages = {place: page for place, page in build(address).items() if not place[1].startswith("/doc/")}
    (obstacle,) = look_at(pages, FRONT).findings.obstacles
    assert obstacle.startswith(f"2 links among the articles left out, such as {FRONT}doc/16: ")
