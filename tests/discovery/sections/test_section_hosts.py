"""Sections of a portal on hosts of their own, and sites of others that it links to."""

import json
import shutil
import subprocess
import sys

import pytest

from dvcrawler.discovery.sections.host_search import HostSearch, lacks_front
from dvcrawler.discovery.sections.section_hosts import count_other_hosts, find_candidates
from dvcrawler.extract.page import Page
from dvcrawler.families import nukeviet
from dvcrawler.families.cms import cms_site
from dvcrawler.normalize.urls import read_address
from dvcrawler.probe.report import format_report
from dvcrawler.probe.site_files.writing import write_site
from sample_portal.crawl import NO_DELAYS
from tests import warm
from tests.portal import command, environment, records, runs
from tests.probe.fetching import look_at
from tests.site import PARAGRAPH, crawl_own
from tests.webserver import Answer, serve_pages

MAIN = "baovidu.example.vn"
SPORT, TRADE, UNIT, MOBILE = (f"{name}.{MAIN}" for name in ("thethao", "kinhte", "hoinongdan", "m"))
NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười".split()


def title(host, number):
    return f"Tin {host.partition('.')[0]} về tuyến đường liên thôn số {NUMBERS[number]} trong sáng nay"


def address(number):
    return f"/tin.php?so={number + 40}"


def menu(*more):
    links = [
        (f"https://{MAIN}/", "Trang chủ"),
        (f"https://{MAIN}/thoi-su", "Thời sự"),
        (f"https://{MAIN}/xa-hoi", "Xã hội"),
        (f"https://{SPORT}/", "Thể thao"),
        (f"https://{TRADE}/", "Kinh tế"),
        *more,
    ]
    return (
        "<ul class=menu>" + "".join(f"<li><a href='{url}'>{name}</a></li>" for url, name in links) + "</ul>"
    )


def cards(host, numbers, base=""):
    return (
        "<div class=ds>"
        + "".join(
            f"<div class=tin><h3><a href='{base}{address(n)}'>{title(host, n)}</a></h3><i>12/03/2024</i></div>"
            for n in numbers
        )
        + "</div>"
    )


def page(markup):
    return f"<html><body>{markup}</body></html>"


def articles(host, count):
    body = f"<p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>"
    return {(host, address(n)): page(f"<h1>{title(host, n)}</h1>{body}") for n in range(count)}


def portal(head=menu):
    """Each host numbers its articles from 40."""
    top = head()
    pages = {(host, "/robots.txt"): "" for host in (MAIN, SPORT, TRADE, UNIT, MOBILE)}
    pages |= articles(MAIN, 8) | articles(SPORT, 9) | articles(TRADE, 6)
    shown = cards(SPORT, range(3), f"https://{SPORT}")
    pages[MAIN, "/"] = page(top + cards(MAIN, range(4)) + shown)
    pages[MAIN, "/thoi-su"] = page(top + cards(MAIN, range(6)))
    pages[MAIN, "/xa-hoi"] = page(top + cards(MAIN, (6, 7)))
    after = "<a href='/?trang=2'>Trang sau</a>"
    pages[SPORT, "/"] = page(
        top + cards(SPORT, range(4)) + "<nav><a href='/bong-da'>Bóng đá</a></nav>" + after
    )
    pages[SPORT, "/?trang=2"] = page(top + cards(SPORT, range(4, 7)))
    pages[SPORT, "/bong-da"] = page(top + cards(SPORT, (7, 8)))
    pages[TRADE, "/"] = page(top + cards(TRADE, range(6)))
    return pages


EXPECTED = {
    *(f"https://{MAIN}{address(n)}" for n in range(8)),
    *(f"https://{SPORT}{address(n)}" for n in range(9)),
    *(f"https://{TRADE}{address(n)}" for n in range(6)),
}


def crawl(pages, data, *arguments):
    with serve_pages(pages) as web:
        ended = warm.run(
            command(data, f"https://{MAIN}/", *arguments),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
        return ended, web.asked


def stored(data):
    return {record["url"] for record in records(data)}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A store of all articles, for what adds nothing to it."""
    data = tmp_path_factory.mktemp("crawled")
    ended, _ = crawl(portal(), data)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return data


def test_sections_on_hosts_of_their_own_are_crawled_with_the_portal(crawled, tmp_path):
    assert stored(crawled) == EXPECTED
    shutil.copytree(crawled, tmp_path, dirs_exist_ok=True)
    rule = runs(tmp_path, f"portal/{MAIN}")[-1]["stats"]["dvcrawler/address_rule"]
    assert f"sections at https://{SPORT}/" in rule
    ended, asked = crawl(portal(), tmp_path)
    assert ended.returncode == 0
    assert [path for _, path in asked if path.startswith("/tin.php")] == []
    assert {host for host, _ in asked} == {MAIN, SPORT, TRADE}


def test_hosts_that_count_their_articles_alike_have_ids_of_their_own(crawled):
    ids = {record["url"]: record["id"] for record in records(crawled)}
    assert ids[f"https://{MAIN}{address(1)}"] == f"portal/{MAIN}:{address(1)}"
    assert ids[f"https://{SPORT}{address(1)}"] == f"portal/{MAIN}:{SPORT}{address(1)}"
    assert len(set(ids.values())) == len(EXPECTED)


def test_stored_articles_of_all_hosts_are_read_again(crawled, tmp_path):
    shutil.copytree(crawled, tmp_path, dirs_exist_ok=True)
    done = warm.run(
        [sys.executable, "-m", "dvcrawler", "reparse", f"portal/{MAIN}", "--data", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"{len(EXPECTED)} articles" in done.stdout, done.stdout + done.stderr
    assert "not an article's any more" not in done.stdout


def test_robots_txt_of_each_host_is_obeyed(tmp_path):
    pages = portal() | {(TRADE, "/robots.txt"): "User-agent: *\nDisallow: /\n"}
    ended, asked = crawl(pages, tmp_path)
    assert {path for host, path in asked if host == TRADE} == {"/robots.txt"}
    assert stored(tmp_path) == {url for url in EXPECTED if TRADE not in url}, ended.stdout


def other_sites():
    """An association with a site of its own in a list of links, and the same articles for telephones."""

    def head():
        return menu((f"https://{UNIT}/", "Hội Nông dân"), (f"https://{MOBILE}/", "Di động"))

    own = "<ul class=menu><li><a href='/hoi'>Tin hội</a></li><li><a href='/chi-hoi'>Chi hội</a></li></ul>"
    back = f"<p><a href='https://{MAIN}/'>Báo Ví Dụ</a></p>"
    pages = portal(head) | articles(UNIT, 4) | articles(MOBILE, 8)
    pages[UNIT, "/"] = page(own + cards(UNIT, range(4)) + back)
    pages[MOBILE, "/"] = page(head() + cards(MOBILE, range(8)))
    return pages


def test_the_sites_of_others_and_pages_for_telephones_are_no_sections(tmp_path):
    ended, first = crawl(other_sites(), tmp_path)
    assert stored(tmp_path) == EXPECTED, ended.stdout
    assert [path for host, path in first if host == UNIT] == ["/robots.txt", "/"]
    _, second = crawl(other_sites(), tmp_path)
    assert {host for host, _ in [*first, *second]} == {MAIN, SPORT, TRADE, UNIT}
    assert UNIT not in {host for host, _ in second}, "a refused host is not asked again"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"", 404),
        Answer(b"", 302, {"Location": f"https://{MAIN}/xa-hoi"}),
        Answer(b"%PDF-1.4"),
        Answer(),
    ],
)
def test_a_host_without_a_front_page_of_its_own_holds_no_sections(tmp_path, answer):
    ended, _ = crawl(portal() | {(TRADE, "/"): answer}, tmp_path)
    assert stored(tmp_path) == {url for url in EXPECTED if TRADE not in url}, ended.stdout
    assert ended.returncode == 0, ended.stdout


def test_a_host_of_listed_articles_that_answers_with_an_error_is_named_in_each_run(tmp_path):
    pages = portal() | {(SPORT, "/"): Answer(b"", 500)}
    ended = [crawl(pages, tmp_path)[0] for _ in range(2)]
    assert [each.returncode for each in ended] == [10, 10]
    assert all(f"failed https://{SPORT}/: the server says 500" in each.stdout for each in ended)
    assert stored(tmp_path) == {url for url in EXPECTED if SPORT not in url}


@pytest.mark.slow
def test_a_host_that_is_new_in_a_later_run_is_read_from_then_on(tmp_path):
    before = portal(lambda: menu().replace(f"<li><a href='https://{SPORT}/'>Thể thao</a></li>", ""))
    before[MAIN, "/"] = before[MAIN, "/"].replace(cards(SPORT, range(3), f"https://{SPORT}"), "")
    crawl(before, tmp_path)
    assert stored(tmp_path) == {url for url in EXPECTED if SPORT not in url}
    ended, _ = crawl(portal(), tmp_path)
    assert stored(tmp_path) == EXPECTED, ended.stdout


def many(sections):
    """A portal of which each section has a host."""
    hosts = [f"muc{n}.{MAIN}" for n in range(sections)]
    named = [(f"https://{host}/", f"Mục {NUMBERS[n]}") for n, host in enumerate(hosts)]

    def head():
        links = "".join(
            f"<li><a href='{url}'>{name}</a></li>" for url, name in [(f"https://{MAIN}/", "Chủ"), *named]
        )
        return f"<ul class=menu>{links}</ul>"

    pages = {(host, "/robots.txt"): "" for host in (MAIN, *hosts)}
    pages[MAIN, "/"] = page(head() + "".join(cards(host, range(3), f"https://{host}") for host in hosts))
    for host in hosts:
        pages |= articles(host, 4) | {(host, "/"): page(head() + cards(host, range(4)))}
    return pages, {f"https://{host}{address(n)}" for host in hosts for n in range(4)}


@pytest.mark.slow
@pytest.mark.sampled(3)
@pytest.mark.parametrize("sections", [3, 8, 10])
def test_a_portal_may_have_all_its_sections_on_hosts_of_their_own(tmp_path, sections):
    pages, expected = many(sections)
    ended, _ = crawl(pages, tmp_path / "portal")
    assert stored(tmp_path / "portal") == expected, ended.stdout
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    surveyed = look_at(pages, f"https://{MAIN}/")
    assert len(surveyed.findings.fronts) == min(8, sections)
    assert surveyed.findings.requests <= 30
    assert any("further hosts not looked at" in each for each in surveyed.findings.obstacles) == (
        sections > 8
    )
    written = write_site("vidu", surveyed, tmp_path / "own", tmp_path / "fixtures")
    assert len(written.site_file.read_text("utf-8").splitlines()) <= 60
    if sections <= 8:
        crawl_own(pages, tmp_path, "vidu")
        assert stored(tmp_path / "data") == expected


def test_whoever_names_a_section_crawls_that_section(tmp_path):
    with serve_pages(portal()) as web:
        warm.run(
            command(tmp_path, f"https://{SPORT}/"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
        assert {host for host, _ in web.asked} == {SPORT}
    assert stored(tmp_path) == {url for url in EXPECTED if SPORT in url}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A store of one article."""
    data = tmp_path_factory.mktemp("begun")
    crawl(portal(), data, "-a", "limit=1")
    return data


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        (f"https://{SPORT}/bong-da", (7, 8)),
        (f"{SPORT}/bong-da", (7, 8)),
        (f"http://{SPORT}/bong-da?", (7, 8)),
        ("Bóng đá", (7, 8)),
        ("bong-da", (7, 8)),
        (f"https://{SPORT}/", range(7)),
        (SPORT, range(7)),
    ],
)
def test_a_section_on_a_further_host_can_be_crawled_alone(begun, tmp_path, typed, numbers):
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    ended, asked = crawl(portal(), tmp_path, "-a", f"section={typed}")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = {url for url in stored(tmp_path) if SPORT in url}
    assert found == {f"https://{SPORT}{address(n)}" for n in numbers}
    assert (MAIN, "/thoi-su") not in asked


@pytest.mark.parametrize("typed", [f"https://{UNIT}/tin", f"{UNIT}/tin", f"https://{UNIT}/"])
def test_a_section_on_a_host_that_is_no_part_of_the_portal_is_refused_with_what_to_do(crawled, typed):
    ended, asked = crawl(portal(), crawled, "-a", f"section={typed}")
    assert ended.returncode == 2 and not asked
    said = ended.stdout + ended.stderr
    assert f"is not on a host of portal/{MAIN} ({MAIN}, " in said and SPORT in said
    assert f"{UNIT} may be a site of its own" in said


@pytest.mark.parametrize("typed", ["https://vidu.vn/tin", f"https://{MOBILE}/tin", f"https://{MAIN}/"])
def test_a_section_on_a_host_that_cannot_be_one_is_refused_before_anything_is_opened(tmp_path, typed):
    ended, asked = crawl(portal(), tmp_path / "data", "-a", f"section={typed}")
    assert ended.returncode == 2 and not asked and not (tmp_path / "data").exists()


GOV = "tinhvidu.gov.vn"


def office(own, upper):
    """The front page of an office below a province: its own menu, and links to the province's sections."""
    links = [*((f"https://{GOV}/{name}", name) for name in upper), *((f"/{name}", name) for name in own)]
    return page(
        "<ul class=menu>"
        + "".join(f"<li><a href='{url}'>Mục {name}</a></li>" for url, name in links)
        + "</ul>"
    )


@pytest.mark.parametrize(
    ("own", "upper", "is_part"),
    [
        ((), "abcdef", True),
        ("xy", "abcdef", True),
        ("uvwxyz", "abcdef", True),
        ("uvwxyz", "ab", False),
        ("uvwxyz", "", False),
        ("", "a", False),
    ],
)
def test_an_office_is_a_part_of_the_province_only_with_its_menu(own, upper, is_part):
    unit = f"https://sonongnghiep.{GOV}/"
    home = Page(
        office("abcdef", ()).replace("</ul>", f"<li><a href='{unit}'>Sở Nông nghiệp</a></li></ul>").encode(),
        f"https://{GOV}/",
    )
    search = HostSearch({GOV: GOV})
    search.look(home)
    assert search.choose() == [unit]
    assert search.judge(unit, Page(office(own, upper).encode(), unit)) is is_part


NO_FRONTS = {
    "missing": (404, None, UNIT),
    "forbidden": (403, None, UNIT),
    "leads to the portal": (200, None, MAIN),
    "no page": (200, None, UNIT),
    "of the server itself": (
        200,
        "<h1>Welcome to nginx!</h1><a href='http://nginx.org/'>nginx.org</a>",
        UNIT,
    ),
    "a login": (200, "<form><input name=ten><input type=password></form>", UNIT),
    "a script leads to the portal": (200, f"<script>location='https://{MAIN}/'</script>", UNIT),
}
FRONTS = {
    "of another site": (200, "<p>Hội Nông dân</p><a href='/gioi-thieu'>Giới thiệu</a>", UNIT),
    "that a script builds": (200, "<div id=app></div><script src=/app.js></script>", UNIT),
    "of which the server has an error": (500, None, UNIT),
}


@pytest.mark.parametrize("name", NO_FRONTS | FRONTS)
@pytest.mark.parametrize("listed", [2, 4])
def test_a_host_of_listed_articles_that_has_no_front_page_is_the_portals(name, listed):
    status, markup, host = (NO_FRONTS | FRONTS)[name]
    front, seen = f"https://{UNIT}/", Page(page(markup).encode(), f"https://{UNIT}/") if markup else None
    search = HostSearch({MAIN: MAIN})
    links = menu((front, "Hội Nông dân")) + cards(UNIT, range(listed), f"https://{UNIT}")
    search.look(Page(page(links).encode(), f"https://{MAIN}/"))
    is_bare = lacks_front(front, seen, status, f"https://{host}/", search.hosts)
    assert is_bare == (name in NO_FRONTS)
    is_part = is_bare and listed > 2
    assert (search.judge(front, seen, is_bare=is_bare), search.bare) == (is_part, (UNIT,) * is_part)


def test_articles_on_a_host_without_a_front_page_are_crawled_and_kept_apart(tmp_path):
    pages = portal() | articles(UNIT, 6)
    pages[MAIN, "/xa-hoi"] = page(menu() + cards(UNIT, range(6), f"https://{UNIT}"))
    pages[MAIN, "/"] = pages[MAIN, "/"].replace(
        "</body>", cards(UNIT, range(3), f"https://{UNIT}") + "</body>"
    )
    more = {f"https://{UNIT}{address(n)}" for n in range(6)}
    left = {f"https://{MAIN}{address(n)}" for n in (6, 7)}
    for _ in range(2):
        ended, asked = crawl(pages, tmp_path)
        assert stored(tmp_path) == (EXPECTED | more) - left, ended.stdout
        assert ended.returncode == 0, ended.stdout
    assert (UNIT, "/") not in asked, "it is not a front page of the site"
    survey = look_at(pages, f"https://{MAIN}/")
    assert survey.findings.bare_hosts == (UNIT,)
    assert f"articles on {UNIT}" in format_report(survey.findings)


def candidates(markup, host=MAIN):
    return find_candidates(Page(page(markup).encode(), f"https://{host}/"), {host: host})


def test_hosts_in_the_menu_and_hosts_of_several_articles_are_looked_at():
    assert candidates(menu()) == {f"https://{SPORT}/": 0, f"https://{TRADE}/": 0}
    assert candidates(cards(UNIT, range(4), f"http://{UNIT}")) == {f"http://{UNIT}/": 4}
    assert candidates(cards(UNIT, range(2), f"https://{UNIT}")) == {}


@pytest.mark.parametrize(
    "host", ["vidu.vn", "baovidu.example.vn.khac.vn", "m.baovidu.example.vn", "img2.example.vn"]
)
def test_hosts_of_another_domain_and_technical_ones_are_not_looked_at(host):
    assert candidates(menu((f"https://{host}/", "Khác")).replace(SPORT, MAIN).replace(TRADE, MAIN)) == {}


def test_the_offices_that_a_portal_lists_are_not_looked_at():
    units = [(f"https://xa{n}.{MAIN}/", f"Xã {NUMBERS[n % 10]}") for n in range(30)]
    assert candidates(menu(*units)) == {}


def test_a_host_with_a_site_file_is_a_site_of_its_own():
    links = menu(("https://phunu.namdinh.gov.vn/", "Phụ nữ"))
    assert candidates(links, "namdinh.gov.vn") == {}


@pytest.mark.slow
def test_a_written_site_file_has_all_hosts_of_the_portal(tmp_path):
    pages = portal()
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    surveyed = look_at(pages, f"https://{MAIN}/")
    assert set(surveyed.findings.fronts) == {f"https://{SPORT}/", f"https://{TRADE}/"}
    assert f"hosts sections at https://{SPORT}/ " in " ".join(format_report(surveyed.findings).split())
    written = write_site("vidu", surveyed, tmp_path / "own", tmp_path / "fixtures")
    assert len(written.site_file.read_text("utf-8").splitlines()) <= 60
    for words in (["format", "--check"], ["check", "--select", "I,E"]):
        words = [sys.executable, "-m", "ruff", *words, "--line-length", "110", str(written.site_file)]
        checked = subprocess.run(words, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout
    ended = crawl_own(pages, tmp_path, "vidu")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = records(tmp_path / "data")
    assert {record["url"] for record in found} == EXPECTED
    assert len({record["id"] for record in found}) == len(EXPECTED)


def test_a_probe_over_the_network_asks_the_hosts_of_a_portal():
    with serve_pages(portal()) as web:
        ended = warm.run(
            [sys.executable, "-m", "dvcrawler", "probe", f"https://{MAIN}/", "--json", *NO_DELAYS],
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
    findings = json.loads(ended.stdout)
    assert ended.returncode == 0, findings["obstacles"]
    assert set(findings["fronts"]) == {f"https://{SPORT}/", f"https://{TRADE}/"}
    named = {each["name"]: each["articles"] for each in findings["sections"]}
    assert (named["thethao"], named["kinhte"], named["bong-da"]) == (4, 6, 2)


def test_a_site_of_a_known_system_numbers_further_hosts_apart():
    site = cms_site(nukeviet.CMS, "vidu", "Ví Dụ", MAIN, apart=(SPORT,))
    read = [
        read_address(f"https://{host}/vi/news/tin-xa/xa-khoi-cong-duong-12.html", site.addresses, site.hosts)
        for host in (MAIN, SPORT)
    ]
    assert [each.native_id for each in read] == ["12", f"{SPORT}/12"]


def test_the_hosts_of_communes_are_counted_in_links_and_choices_without_those_of_files_and_accounts():
    markup = "".join(
        f"<a href='https://{name}.{MAIN}/'>x</a>" for name in ("xa-a", "xa-a", "mail", "cdn", "m")
    )
    markup += (
        f"<select><option value='https://xa-b.{MAIN}/'>Xã B</option><option value='/c'>C</option></select>"
    )
    markup += f"<a href='https://{MAIN}/x'>x</a><a href='https://xa-c.khac.vn/'>x</a>"
    found = count_other_hosts(Page(page(markup).encode(), f"https://{MAIN}/"), {MAIN: MAIN})
    assert found == {f"xa-a.{MAIN}": 2, f"xa-b.{MAIN}": 1}
