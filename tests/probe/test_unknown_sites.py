"""The sample portal's sites that no file describes: the site file that `probe --write` makes of each."""

import errno
import os
from dataclasses import replace

import pytest

from dvcrawler.errors import StorageError
from dvcrawler.extract.page import Page
from dvcrawler.families.files.known_sites import read_site
from dvcrawler.normalize.urls import AddressPattern, read_address
from dvcrawler.probe.rules.pattern_source import format_pattern
from dvcrawler.probe.site_files.writing import write_site
from dvcrawler.storage import disk
from sample_portal.unknown_site import HOST, PAGERS, SHAPES, build_site
from tests.probe.fetching import look_at
from tests.probe.portals import SECTIONS, menu, portal, stories

FRONT = f"https://{HOST}/"


def answer(page):
    return (lambda handler: page(handler.form)) if callable(page) else page


def text(page):
    return page(b"") if callable(page) else page


@pytest.mark.sampled(11)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("pager", PAGERS)
def test_a_site_file_that_tells_the_articles_from_all_else(tmp_path, shape, pager):
    made = build_site(shape, pager)
    found = look_at({(HOST, path): answer(page) for path, page in made.pages.items()}, FRONT)
    assert found.findings.obstacles == ()
    assert [each.fault for each in found.findings.articles] == [None] * 5
    (tmp_path / "spiders").mkdir()
    written = write_site("thu", found, tmp_path / "spiders", tmp_path / "fixtures")
    site = read_site(written.site_file.read_text("utf-8"))
    assert len(written.site_file.read_text("utf-8").splitlines()) <= 60
    pages = [Page(text(page).encode(), FRONT + path[1:]) for path, page in made.pages.items()]
    links = made.articles | {url for page in pages for url, _ in page.links}  # a postback hides some
    taken = {url.rstrip("/") for url in links if read_address(url, site.addresses, site.hosts) is not None}
    assert taken - made.articles == set()
    assert len(taken) >= 0.97 * len(made.articles)
    ids = {read_address(url, site.addresses, site.hosts).native_id for url in taken}
    assert len(ids) == len(taken)


def test_an_article_that_cannot_be_read_is_not_excluded_from_the_site_file(tmp_path):
    made = build_site("slug-number", "links")
    pages = {(HOST, path): answer(page) for path, page in made.pages.items()}
    unread = sorted(path for _, path in pages if path.endswith(".html"))
    listed = [path for path in unread if path in made.pages["/"]]
    pages[HOST, listed[0]] = "<html><body><p>.</p></body></html>"
    found = look_at(pages, FRONT)
    (tmp_path / "spiders").mkdir()
    written = write_site("thu", found, tmp_path / "spiders", tmp_path / "fixtures")
    site = read_site(written.site_file.read_text("utf-8"))
    assert read_address(FRONT + listed[0][1:], site.addresses, site.hosts) is not None


def test_a_site_file_that_the_disk_takes_half_is_none(tmp_path, monkeypatch):
    made = build_site("slug-number", "links")
    found = look_at({(HOST, path): answer(page) for path, page in made.pages.items()}, FRONT)
    (tmp_path / "spiders").mkdir()

    def take_half(fd, data):
        os.write(fd, data[: len(data) // 2])
        if data.startswith(b'"""'):
            raise OSError(errno.ENOSPC, "No space left on device")
        os.write(fd, data[len(data) // 2 :])

    monkeypatch.setattr(disk, "write_whole", take_half)
    with pytest.raises(
        StorageError, match=r"thu\.py cannot be written: No space left on device; free some space"
    ):
        write_site("thu", found, tmp_path / "spiders", tmp_path / "fixtures")
    assert list((tmp_path / "spiders").iterdir()) == []


def write(tmp_path, pages):
    found = look_at(pages, FRONT)
    (tmp_path / "spiders").mkdir()
    return read_site(
        write_site("thu", found, tmp_path / "spiders", tmp_path / "fixtures").site_file.read_text("utf-8")
    )


def test_pages_of_another_shape_of_which_none_can_be_read_are_not_in_the_site_file(tmp_path):
    made = build_site("node", "links")
    pages = {(HOST, path): answer(page) for path, page in made.pages.items()}
    days = "".join(
        f"<li><a href='/gia-vang/ngay-{n}-3-2024'>Bảng giá vàng trong nước và thế giới ngày {n}/3/2024</a></li>"
        for n in range(1, 12)
    )
    pages[HOST, "/"] = made.pages["/"].replace(
        "<body>", "<body><div class=menu><a href='/gia-vang'>Giá vàng</a></div>"
    )
    pages[HOST, "/gia-vang"] = f"<html><body><h1>Giá vàng</h1><ul>{days}</ul></body></html>"
    for n in range(1, 12):
        pages[HOST, f"/gia-vang/ngay-{n}-3-2024"] = f"<html><body><h1>Giá vàng</h1><p>{n}</p></body></html>"
    site = write(tmp_path, pages)
    assert read_address(f"{FRONT}gia-vang/ngay-3-3-2024", site.addresses, site.hosts) is None
    assert all(read_address(url, site.addresses, site.hosts) for url in made.articles)


def test_shapes_that_the_listings_leave_open_are_tried(tmp_path):
    """Rows of tenders are as long as headlines; two of three forms of articles are rare."""
    made = build_site("slug-number", "links")
    pages = {(HOST, path): answer(page) for path, page in made.pages.items()}
    paths = sorted(path for _, path in pages if path.endswith(".html"))
    rare = {f"/bai/{n}": pages[HOST, paths[n]] for n in (0, 1)} | {
        f"/xem.php?so={n}": pages[HOST, paths[n]] for n in (2, 3)
    }
    links = "".join(
        f"<h3><a href='{path}'>Hội nghị xã bàn việc làm đường số {path[-1]}</a></h3>" for path in rare
    )
    rows = "".join(
        f"<li><a href='/dau-thau/{n}'>Thông báo mời thầu gói số {n} của xã</a></li>" for n in range(6)
    )
    pages |= {(HOST, path): page for path, page in rare.items()}
    pages |= {
        (HOST, f"/dau-thau/{n}"): "<html><body><table><tr><td>Giá</td></tr></table></body></html>"
        for n in range(6)
    }
    pages[HOST, "/"] = pages[HOST, "/"].replace(
        '<div class="doc-nhieu">', f"<div>{links}</div><ul>{rows}</ul><div class='doc-nhieu'>"
    )
    site = write(tmp_path, pages)
    for path in rare:
        assert read_address(FRONT + path[1:], site.addresses, site.hosts) is not None, path
    assert read_address(FRONT + "dau-thau/1", site.addresses, site.hosts) is None


def test_the_addresses_of_links_that_are_scripts_are_in_the_site_file(tmp_path):
    made = build_site("node", "links")
    pages = {
        (HOST, path): page.replace('href="/node/', 'href="#" data-href="/node/')
        for path, page in made.pages.items()
    }
    site = write(tmp_path, pages)
    assert all(read_address(url, site.addresses, site.hosts) for url in made.articles)


def test_a_pattern_of_many_lines_is_read_back_as_it_was():
    regex = r"(?!(?:/a\-b\.c" + r"|/thoi\-su\.html$|/kinh\-te/\\x" * 20 + r"))(?P<id>/[^/?]+)"
    source = "AddressPattern = lambda text, **more: text\nfound = (\n"
    source += "\n".join(format_pattern(AddressPattern(regex), "HOSTS")) + "\n)"
    names: dict = {}
    exec(source, names)
    assert names["found"] == (regex,)
    assert max(map(len, source.splitlines())) <= 94


def _list(found, pager=""):
    cards = "".join(
        f"<div><h3><a href='{each.url}'>{each.title}</a></h3><p>{each.title}</p></div>" for each in found
    )
    return f"<html><body>{menu()}<h2>Tin</h2>{cards}{pager}</body></html>"


def test_an_article_of_nothing_but_a_small_number_is_not_told_as_a_section():
    """Such addresses are looked at as sections first."""
    made = stories("slug")
    made = [replace(each, url=f"/{each.section}/{50 - n}") for n, each in enumerate(made)]
    pages = {(HOST, "/"): _list(made[:6])} | {(HOST, each.url): each.page for each in made}
    for name in SECTIONS:
        own = [each for each in made if each.section == name]
        pages[HOST, f"/{name}"] = _list(own[:4], f"<p>1 <a href='/{name}/trang-2'>2</a></p>")
        pages[HOST, f"/{name}/trang-2"] = _list(own[4:])
    found = look_at(pages, FRONT).findings
    assert [each.fault for each in found.articles] == [None] * 5
    assert [each.name for each in found.sections] == ["front", *SECTIONS]


@pytest.mark.parametrize(
    ("home", "links"),
    [
        ("/trang-chu", "<a href='/trang-chu'><img src='/vao.png' alt='Vào trang'></a>"),
        ("/home", "<a href='/home'>Vào cổng</a> <a href='/en'>English</a>"),
        ("/index.html", "<a href='/index.html'>Bấm vào đây</a> <a href='tel:0228'>0228</a>"),
        (
            "/trang-chu.html",
            "<a href='https://sgd.example.vn/'>Sở</a> <a href='/trang-chu.html'>Trang chủ</a>",
        ),
    ],
)
def test_a_front_page_that_leads_to_the_proper_one_alone_is_passed(home, links):
    pages = portal("html-number", "query", host=HOST)
    pages |= {(HOST, home): pages[HOST, "/"], (HOST, "/"): f"<html><body>{links}</body></html>"}
    found = look_at(pages, FRONT).findings
    assert found.obstacles == ()
    assert [each.fault for each in found.articles] == [None] * 5
    assert {*SECTIONS} <= {each.name for each in found.sections}


def test_a_link_home_beside_others_is_not_told_as_a_section():
    pages = portal("html-number", "query", host=HOST)
    pages[HOST, "/trang-chu"] = pages[HOST, "/"] = pages[HOST, "/"].replace('href="/"', 'href="/trang-chu"')
    assert [each.name for each in look_at(pages, FRONT).findings.sections] == ["front", *SECTIONS]
