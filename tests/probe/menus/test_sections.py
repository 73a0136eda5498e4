"""The sections of a probe: their names, and those with a query."""

import json
from dataclasses import replace

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import unknown_site
from dvcrawler.families.files.known_sites import read_site
from dvcrawler.probe.findings import LinkFile
from dvcrawler.probe.menus.section_names import name_section
from dvcrawler.probe.menus.section_pagers import ARCHIVE, find_pager
from dvcrawler.probe.menus.sections import FORBIDDEN
from dvcrawler.probe.obstacles import find_obstacles
from dvcrawler.probe.site_files.writing import write_site
from tests.portal import records
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH, crawl_own

HOST = "phongvanhoa.example.vn"
NUMBERS = "một hai ba bốn năm sáu bảy tám".split()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/thoi-su", "thoi-su"),
        ("/thoi-su.html", "thoi-su"),
        ("/", "front"),
        ("/index.php?mod=list&cat=2", "index-list-2"),
        ("/DanhMuc.aspx?cid=11", "DanhMuc-11"),
        ("/?q=taxonomy/term/12", "front-taxonomy-term-12"),
    ],
)
def test_a_section_is_named_for_its_path_and_query(path, name):
    assert name_section(f"https://{HOST}{path}") == name


def test_sections_whose_address_is_a_query_are_looked_at():
    def row(n):
        return f"<h3><a href='/index.php?mod=tin&id={n}'>Xã khởi công đường liên thôn số {NUMBERS[n - 41]}</a></h3>"

    menu = (
        "<div class=menu>"
        + "".join(f"<a href='/index.php?mod=ds&c={c}'>Mục {c}</a>" for c in (1, 2, 3))
        + "</div>"
    )
    pages = {(HOST, f"/index.php?mod=ds&c={c}"): menu + row(41) + row(42) + row(43) for c in (1, 2, 3)}
    pages[HOST, "/"] = menu + "".join(map(row, range(41, 49)))
    for n in range(41, 49):
        pages[HOST, f"/index.php?mod=tin&id={n}"] = f"{row(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    pages = {key: f"<html><body>{page}</body></html>" for key, page in pages.items()}
    findings = look_at(pages, f"https://{HOST}/").findings
    assert findings.sections_seen == 3
    assert [(each.name, each.articles) for each in findings.sections[1:]] == [
        (f"index-ds-{c}", 3) for c in (1, 2, 3)
    ]


@pytest.mark.parametrize("form", ["{}", "cb({});", '{{"html": {}}}'])
def test_the_second_page_of_a_section_may_be_data_for_a_script(form):
    def row(n):
        return f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {NUMBERS[n - 41]}</a></h3>"

    menu = "<div class=menu><a href='/thoi-su'>Thời sự</a></div>"
    button = "<button class='load-more' data-url='/ds?page=2'>Xem thêm</button>"
    pages = {(HOST, "/"): menu + "".join(map(row, range(41, 45)))}
    pages[HOST, "/thoi-su"] = menu + "".join(map(row, range(41, 45))) + button
    for n in range(41, 49):
        pages[HOST, f"/tin/{n}"] = f"{row(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    pages = {key: f"<html><body>{page}</body></html>" for key, page in pages.items()}
    pages[HOST, "/ds?page=2"] = form.format(json.dumps("".join(map(row, range(45, 49)))))
    (section,) = look_at(pages, f"https://{HOST}/").findings.sections[1:]
    assert (section.pager_fault, section.new_on_second) == (None, 4)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/tin-xa/tabid/11/Default.aspx", "tin-xa"),
        ("/12/van-hoa/index.html", "van-hoa"),
        ("/export/sites/xa/van-hoa/index.html", "van-hoa"),
        ("/tin/11/index.html", "index"),
        ("/index.html", "index"),
        ("/thoi-su/Pages/default.aspx", "thoi-su"),
        ("/xa/van-hoa/SitePages/Default.aspx", "van-hoa"),
        ("/Pages/default.aspx", "Pages"),
        ("/TinTuc/tabid/61/language/vi-VN/Default.aspx", "TinTuc"),
        ("/vi-VN/Tin-xa/Default.aspx", "Tin-xa"),
        ("/Lists/HoiDap/AllItems.aspx", "HoiDap"),
        ("/Documents/Forms/AllItems.aspx", "Documents"),
        ("/Default.aspx?cat=3", "Default-3"),
    ],
)
def test_the_index_of_a_folder_has_the_name_of_the_folder(path, name):
    assert name_section(f"https://{HOST}{path}") == name


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ((41, 42, 43, 44, 45), "it brings the same articles again"),
        ((41,), None),
        ((), "it brings no articles"),
        ((46,), None),
    ],
)
def test_a_second_page_with_the_boxes_of_the_first_alone_is_the_end_of_the_list(second, fault):
    def row(n):
        return f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {NUMBERS[n - 41]}</a></h3>"

    menu = "<div class=menu><a href='/thoi-su'>Thời sự</a></div>"
    pages = {(HOST, "/"): menu + "".join(map(row, range(41, 49)))}
    pages[HOST, "/thoi-su"] = (
        menu + "".join(map(row, range(41, 46))) + "<div class=trang><a href='/thoi-su?page=2'>»</a></div>"
    )
    pages[HOST, "/thoi-su?page=2"] = menu + "".join(map(row, second))
    for n in range(41, 49):
        pages[HOST, f"/tin/{n}"] = f"{row(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    pages = {key: f"<html><body>{page}</body></html>" for key, page in pages.items()}
    (section,) = look_at(pages, f"https://{HOST}/").findings.sections[1:]
    assert (section.pager_fault, section.new_on_second) == (fault, len({*second} - {*range(41, 46)}))


def blog(front_path="/", after=""):
    """A front page with a list of eight articles, and `after`; the menu leads to it and to one section."""

    def row(n):
        return f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {NUMBERS[n - 41]}</a></h3>"

    menu = f"<nav><a href='{front_path}'>Trang chủ</a><a href='/thoi-su'>Thời sự</a></nav>"
    pages = {(HOST, front_path): menu + "".join(map(row, range(41, 45))) + after}
    pages[HOST, "/thoi-su"] = menu + "".join(map(row, range(41, 44)))
    pages[HOST, "/page2"] = menu + "".join(map(row, range(45, 49)))
    for n in range(41, 49):
        pages[HOST, f"/tin/{n}"] = f"{row(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    pages = {key: f"<html><body>{page}</body></html>" for key, page in pages.items()}
    if front_path != "/":
        refresh = f"<meta http-equiv=refresh content='0; url={front_path}'>"
        pages[HOST, "/"] = f"<html><head>{refresh}</head><body></body></html>"
    return pages


@pytest.mark.parametrize("path", ["/", "/web/guest/home", "/Pages/default.aspx", "/trang-chu.html"])
def test_the_front_page_itself_is_not_a_section(path):
    findings = look_at(blog(path), f"https://{HOST}/").findings
    assert findings.front.url == f"https://{HOST}{path}"
    assert [each.name for each in findings.sections] == ["front", "thoi-su"]


PAGER = "<div class=pagination><span>1</span> <a href='/page2'>2</a> <a href='/page2'>Trang sau</a></div>"


def test_the_pager_of_a_front_page_that_lists_all_articles_is_found():
    findings = look_at(blog(after=PAGER), f"https://{HOST}/").findings
    front = findings.sections[0]
    assert (front.pager, front.new_on_second, front.pager_fault) == ("a link such as /page2", 4, None)
    assert findings.obstacles == ()
    findings = look_at(blog(), f"https://{HOST}/").findings
    assert findings.sections[0].pager is None
    assert "no section shows a way to its second page" in findings.obstacles[0]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("after", [PAGER, ""])
def test_a_crawl_by_the_site_file_reads_on_where_the_list_of_the_front_page_goes_on(tmp_path, after):
    pages = blog(after=after)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "__init__.py").write_text("")
    written = write_site("thu", look_at(pages, f"https://{HOST}/"), tmp_path / "own", tmp_path / "fixtures")
    assert read_site(written.site_file.read_text("utf-8")).front_pages == bool(after)
    crawl_own(pages, tmp_path, "thu")
    assert len(records(tmp_path / "data", "thu")) == (8 if after else 4)


def test_a_pager_of_a_front_page_that_brings_nothing_is_not_one():
    pages = blog(after=PAGER)
    pages[HOST, "/page2"] = pages[HOST, "/"]
    findings = look_at(pages, f"https://{HOST}/").findings
    assert (findings.sections[0].pager, findings.sections[0].pager_fault) == (None, None)


def boxes(sections):
    """A portal whose sections show boxes of parts without pagers, and each part has one."""

    def row(n):
        return f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {NUMBERS[n % 8]} đợt {n}</a></h3>"

    names = [f"muc-{NUMBERS[n]}".replace("ộ", "o").replace("á", "a") for n in range(sections)]
    menu = (
        "<nav><a href='/'>Trang chủ</a>"
        + "".join(f"<a href='/{name}'>{name}</a>" for name in names)
        + "</nav>"
    )
    menu += "<nav><a href='/'>Trang chủ</a><a href='/phan'>Phần</a></nav>"
    pages = {(HOST, f"/{name}"): menu + "".join(map(row, range(40, 46))) for name in names}
    pages[HOST, "/phan"] = menu + "".join(map(row, range(40, 46))) + "<a href='/phan?page=2'>Trang sau</a>"
    pages[HOST, "/phan?page=2"] = menu + "".join(map(row, range(46, 50)))
    pages[HOST, "/"] = menu + "".join(map(row, range(40, 48)))
    for n in range(40, 50):
        pages[HOST, f"/tin/{n}"] = f"{row(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    return {key: f"<html><body>{page}</body></html>" for key, page in pages.items()}


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_pager_is_looked_for_until_some_are_found(count):
    findings = look_at(boxes(count), f"https://{HOST}/").findings
    found = {each.name: each for each in findings.sections}
    assert found["phan"].new_on_second == 4
    assert findings.obstacles == ()


def test_sections_that_robots_txt_forbids_are_named():
    findings = look_at(blog(), f"https://{HOST}/").findings
    forbidden = [replace(each, fault=FORBIDDEN, articles=0) for each in findings.sections[1:]]
    said = find_obstacles(replace(findings, sections=(findings.sections[0], *forbidden)))
    assert (
        f"robots.txt forbids 1 section, such as https://{HOST}/thoi-su: their older articles, if there"
        in said[0]
    )


@pytest.mark.parametrize(
    ("articles", "older"), [(9, "are found by feeds and sitemaps only"), (0, "are not found, as no feed or")]
)
def test_sections_without_further_pages_are_named_with_what_else_there_is(articles, older):
    findings = look_at(blog(), f"https://{HOST}/").findings
    sections = tuple(replace(each, pager=None, pager_fault=None) for each in findings.sections)
    feed = LinkFile(f"https://{HOST}/rss", "a link", articles=articles)
    [said] = find_obstacles(replace(findings, sections=sections, feeds=(feed,)))
    assert said.startswith(
        f"no section shows a way to its second page: older articles, if there are any, {older}"
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_months_behind_a_form_are_a_way_to_further_articles(method):
    url = "https://xa.example.vn/tin"
    months = "".join(f"<option value={m}>{m}</option>" for m in range(1, 13))
    form = f"<form method={method} action=/tin><select name=thang>{months}</select><select name=nam><option>2024</select>"
    page = Page(f"<html><body>{form}<input type=submit value=Xem></form></body></html>".encode(), url)
    pager = find_pager(page, unknown_site(url))
    assert pager.how == "an archive of months, days or letters"
    assert (pager.step.form is not None) == (method == "post")


def test_a_list_that_a_script_loads_goes_on_after_the_part_that_came():
    url = "https://xa.example.vn/tin"
    page = Page(b"<html><body><p>Tin</p></body></html>", url)
    pager = find_pager(page, unknown_site(url), (), "https://xa.example.vn/api/tin?page=1&size=9")
    assert pager.step.url == "https://xa.example.vn/api/tin?page=2&size=9"
    assert find_pager(page, unknown_site(url), (), "https://xa.example.vn/api/tin") is None


def line(n):
    return f"<h3><a href='/tin/{n}'>Xã khởi công đường liên thôn số {NUMBERS[n % 8]} đợt {n // 8}</a></h3>"


def as_lists(menu, pages):
    """A portal of these paths of sections, with the links below each of its lists."""
    menu = f"<ul class=menu>{''.join(f'<li><a href={path!r}>{name}</a></li>' for path, name in menu)}</ul>"
    made = {(HOST, path): f"{menu}{''.join(map(line, rows))}{more}" for path, (rows, more) in pages.items()}
    for n in range(40, 70):
        made[HOST, f"/tin/{n}"] = f"{line(n)}<p>15/03/2024</p><div>{PARAGRAPH * 3}</div>"
    return {key: f"<html><body>{page}</body></html>" for key, page in made.items()}


def test_further_pages_and_copies_of_the_front_page_are_no_sections():
    numbers = "".join(f"<span><a href='/ds.aspx?trangthu={n}'>{n}</a></span>" for n in range(1, 4))
    pages = {f"/ds.aspx?trangthu={n}": (range(34 + 6 * n, 40 + 6 * n), numbers) for n in range(1, 4)}
    pages |= {
        "/ds.aspx": (range(40, 46), numbers),
        "/hoi.aspx": ([], "<p>Hỏi đáp</p>"),
        "/lich.aspx": ([], "<p>Lịch</p>"),
    }
    pages |= dict.fromkeys(("/", "/trang-chu.html"), (range(40, 45), ""))
    menu = (
        ("/trang-chu.html", "Trang nhất"),
        ("/ds.aspx", "Tin xã"),
        ("/hoi.aspx", "Hỏi đáp"),
        ("/lich.aspx", "Lịch họp"),
    )
    findings = look_at(as_lists(menu, pages), f"https://{HOST}/").findings
    assert [each.name for each in findings.sections] == ["front", "ds", "hoi", "lich"]
    assert findings.sections_seen == 3


def test_pages_below_three_sections_are_not_looked_at_and_each_section_is_once():
    people = "".join(f"<li><a href='/can-bo/{name}'>Ông {name}</a></li>" for name in ("Hoa", "Binh", "Lam"))
    pages = {
        "/": (range(40, 45), ""),
        "/tin": (range(40, 46), ""),
        "/van": (range(46, 50), ""),
        "/bo-may": ([], f"<ul>{people}</ul>"),
    }
    menu = (("/tin", "Tin xã"), ("/van", "Văn hóa"), ("/bo-may", "Bộ máy"), (f"http://{HOST}/tin/", "Tin"))
    findings = look_at(as_lists(menu, pages), f"https://{HOST}/").findings
    assert [each.name for each in findings.sections] == ["front", "tin", "van", "bo-may"]


def test_days_behind_a_form_are_a_way_to_further_articles():
    asks = "<form action=/tin><input type=date name=ngay><button>Xem</button></form>"
    dated = "".join(f"<li>{line(n)} <i>{n - 39}/3/2024</i></li>" for n in range(40, 46))
    pages = {"/": (range(40, 45), ""), "/tin": ([], dated + asks), "/tin?ngay=2024-03-01": ([46], asks)}
    findings = look_at(as_lists((("/tin", "Tin xã"),), pages), f"https://{HOST}/").findings
    assert [(each.pager, each.new_on_second) for each in findings.sections[1:]] == [(ARCHIVE, 1)]
