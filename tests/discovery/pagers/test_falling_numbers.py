"""Pagers that count from the oldest page."""

import pytest

from dvcrawler.discovery.pagers.falling_numbers import find_lower_page
from dvcrawler.extract.page import Page
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

LIST = f"https://{HOST}/tin"


def row(*numbers, form="/tin?page={}", text="{}", own=0, end=""):
    shown = (
        f"<b>{text.format(n)}</b>" if n == own else f"<a href='{form.format(n)}'>{text.format(n)}</a>"
        for n in numbers
    )
    return f"<div class=pager>{' '.join(shown)}{end}</div>"


def lower(markup, address=LIST):
    return find_lower_page(Page(f"<html><body>{markup}</body></html>".encode(), address))


@pytest.mark.parametrize(
    ("address", "markup", "expected"),
    [
        (LIST, row(5, 4, 3, 2, 1, own=5), "?page=4"),
        (LIST, row(2, 1, own=2), "?page=1"),
        (LIST, row(28, 27, 26, own=28, end=" … <a href='/tin?page=1'>1</a>"), "?page=27"),
        (LIST, row(5, 4, 3, own=5, form="/tin/trang-{}"), "/trang-4"),
        (LIST, row(5, 4, 3, own=5, text="Trang {}"), "?page=4"),
        (LIST, row(5, 4, 3, own=5, form="/tin?p={}", text="[{}]"), "?p=4"),
        (LIST, row(5, 4, 3).replace("<a", "<a class=active", 1), "?page=4"),
        (LIST, f"<ul>{row(9, 8, 7).replace('<a', '<a aria-current=page', 1)}</ul>", "?page=8"),
        (f"{LIST}?page=4", row(5, 4, 3, 2, 1, own=4), "?page=3"),
        (f"{LIST}?page=2", row(5, 4, 3, 2, 1, own=2), "?page=1"),
        (f"{LIST}/trang-12", row(28, 13, 12, 11, 1, own=12, form="/tin/trang-{}"), "/trang-11"),
        (f"{LIST}?page=1", row(3, 2, 1, own=1), None),
        (LIST, row(1, 2, 3, 4, own=1), None),
        (LIST, row(3, 2, 1, own=1), None),
        (LIST, row(3, 2, 1), None),
        (f"{LIST}?page=3", row(1, 2, 3, 4, own=3), None),
        (LIST, row(5, 4, 3, own=5, form="/khac?page={}"), None),
        (LIST, row(5, 4, 3, own=5, form="/tin?nam={}"), None),
        (LIST, row(5, 4, 3, own=5, end=" tin mới đăng trong ngày"), None),
        (LIST, row(5, 4, 6, own=5), None),
        (LIST, "<p>5 4 3 2 1</p>", None),
    ],
)
def test_the_number_below_that_of_the_page_is_next_where_the_row_falls(address, markup, expected):
    assert lower(markup, address) == (f"{LIST}{expected}" if expected else None)


def test_a_crawl_reads_the_list_down_to_page_1_and_says_where_it_cannot(tmp_path):
    pages = {"/": "<nav><a href='/tin'>Tin tức</a></nav>" + links(0, 1, 2)}
    pages["/tin"] = links(3, 4, 5) + row(4, 3, 2, 1, own=4)
    pages |= {
        f"/tin?page={n}": links(*range(15 - 3 * n, 18 - 3 * n)) + row(4, 3, 2, 1, own=n) for n in (3, 2, 1)
    }
    ended, asked = crawl(site(15, **pages), tmp_path / "whole")
    assert (stored(tmp_path / "whole"), ended.returncode) == (all_of(15), 0), ended.stdout
    assert [path for path in asked if path.startswith("/tin?")] == [f"/tin?page={n}" for n in (3, 2, 1)]
    pages["/tin?page=2"] = links(9, 10, 11)
    ended, _ = crawl(site(15, **pages), tmp_path / "cut")
    assert "its pager counts down, and shows no lower number" in ended.stdout
