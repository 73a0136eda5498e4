"""Site files that a probe writes, crawled: they lead to the articles that the same site gives as `portal`."""

import pytest

from dvcrawler.probe.site_files.writing import write_site
from tests.portal import records
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, article, stories
from tests.site import crawl_own

FRONT = f"https://{HOST}/"


def write(pages, folder):
    """The site file in a package of its own."""
    (folder / "own").mkdir()
    (folder / "own/__init__.py").write_text("")
    write_site("vidu", look_at(pages, FRONT), folder / "own", folder / "fixtures")


def page(markup):
    return f"<html><head><title>Báo Ví Dụ</title></head><body>{markup}</body></html>"


def cards(found):
    items = "".join(
        f"<div class=tin><h3><a href='{s.url}'>{s.title}</a></h3><i>1/3/2024</i></div>" for s in found
    )
    return f"<div class=ds>{items}</div>"


def of_front_page_with_pages(found):
    """No section at all: the front page is the only list."""
    made = {}
    for number in range(1, 7):
        after = f"<div class=trang><a href='/?trang={number + 1}'>Trang sau</a></div>" if number < 6 else ""
        path = "/" if number == 1 else f"/?trang={number}"
        made[HOST, path] = page(cards(found[6 * number - 6 : 6 * number]) + after)
    return made


def of_many_sections_by_query(found):
    """More sections than a probe opens, in a menu, by a query alone."""
    names = "một hai ba bốn năm sáu bảy tám chín mười mốt tư".split()
    menu = "".join(f"<li><a href='/muc.php?ma={n}'>Tin tổ {name}</a></li>" for n, name in enumerate(names))
    made = {(HOST, f"/muc.php?ma={n}"): page(cards(found[3 * n : 3 * n + 3])) for n in range(12)}
    return made | {(HOST, "/"): page(f"<ul class=menu>{menu}</ul>{cards(found[:6])}")}


def of_sections_below_sections(found):
    upper = "".join(
        f"<li><a href='/ban-{n}'>Ban {name}</a></li>" for n, name in enumerate(("xã", "tổ", "hội"))
    )
    made = {(HOST, "/"): page(f"<ul class=menu>{upper}</ul>{cards(found[:6])}")}
    for n in range(3):
        lower = "".join(f"<li><a href='/ban-{n}/{kind}'>Tin {kind}</a></li>" for kind in ("nhanh", "sau"))
        made[HOST, f"/ban-{n}"] = page(f"<ul class=menu>{lower}</ul>{cards(found[12 * n : 12 * n + 4])}")
        for k, kind in enumerate(("nhanh", "sau")):
            start = 12 * n + 4 + 4 * k
            made[HOST, f"/ban-{n}/{kind}"] = page(cards(found[start : start + 4]))
    return made


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "build", [of_front_page_with_pages, of_many_sections_by_query, of_sections_below_sections]
)
def test_all_articles_are_reached_from_a_written_site_file(tmp_path, build):
    found = stories("html-number")
    pages = build(found) | {(HOST, s.url): article(s.title, n) for n, s in enumerate(found)}
    pages[HOST, "/robots.txt"] = ""
    write(pages, tmp_path)
    ended = crawl_own(pages, tmp_path, "vidu")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert {record["title"] for record in records(tmp_path / "data")} == {s.title for s in found}
