"""Sections whose names and addresses look like those of articles."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from dvcrawler.discovery.responses import read_answer
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import PageOutcome
from dvcrawler.probe.site_files.writing import write_site
from tests.patched import patched
from tests.portal import records, runs
from tests.probe.fetching import look_at
from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_hosts, crawl_own, crawl_portal
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
NAMES = {
    "xay-dung-dang-va-he-thong-chinh-tri": "Xây dựng Đảng và hệ thống chính trị",
    "hoc-tap-va-lam-theo-tam-guong-dao-duc-ho-chi-minh": "Học tập và làm theo tấm gương đạo đức Hồ Chí Minh",
    "chuyen-doi-so-va-cai-cach-hanh-chinh-cong": "Chuyển đổi số và cải cách hành chính công",
}
WORDS = "mot hai ba bon nam sau bay tam chin muoi".split()
#: Addresses of sections and of articles, by the number or name of each.
SHAPES = {
    "slug": ("/{slug}.html", "/{slug}.html"),
    "numbered": ("/{slug}-{n}.html", "/{slug}-{n}.html"),
    "query": ("/?muc={slug}", "/?tin={slug}"),
    "folder": ("/{slug}/", "/{slug}/"),
}


def links(urls):
    return "".join(f"<li><a href='{url}'>{name}</a></li>" for url, name in urls.items())


def headed(urls, cards):
    boxes = (f"<h2><a href='{url}'>{name}</a></h2>{''.join(cards[url][:3])}" for url, name in urls.items())
    return f"<div class=ds>{''.join(boxes)}</div>"


def wide(urls, cards):
    """A menu that also shows the newest articles of each section."""
    items = (
        f"<li><a href='{url}'>{name}</a><ul>{''.join(cards[url][:3])}</ul></li>" for url, name in urls.items()
    )
    return f"<nav><ul><li><a href='/'>Trang chủ</a></li>{''.join(items)}</ul></nav>"


MENUS = {
    "after the front page": lambda urls, _: (
        f"<nav><ul><li><a href='/'>Trang chủ</a></li>{links(urls)}</ul></nav>"
    ),
    "among short names": lambda urls, _: (
        f"<nav><ul><li><a href='/lien-he'>Liên hệ</a></li>{links(urls)}<li><a href='/video'>Video</a></li>"
        "<li><a href='/anh'>Ảnh</a></li><li><a href='/rss'>RSS</a></li></ul></nav>"
    ),
    "alone": lambda urls, _: f"<nav><ul>{links(urls)}</ul></nav>",
    "in a table": lambda urls, _: (
        f"<table><tr><td><ul><li><a href='/'>Trang chủ</a></li>{links(urls)}"
        "<li><a href='/gioi-thieu'>Giới thiệu</a></li><li><a href='/lien-he'>Liên hệ</a></li></ul></td></tr></table>"
    ),
    "without a mark": lambda urls, _: f"<div class=chinh><ul>{links(urls)}</ul></div>",
    "as headings": headed,
    "with articles": wide,
}


def portal(menu, shape, count=6):
    """Three sections of `count` articles, four on a page; the front page shows the newest of each."""
    of_section, of_article = SHAPES[shape]
    urls = {of_section.format(slug=slug, n=n): name for n, (slug, name) in enumerate(NAMES.items(), 11)}
    cards, pages = {}, {(HOST, "/robots.txt"): ""}
    for number, url in enumerate(urls):
        cards[url] = []
        for k, word in enumerate(WORDS[:count]):
            slug = f"xa-hai-minh-lam-duong-{WORDS[number]}-thon-{word}"
            title = f"Xã Hải Minh làm đường {WORDS[number]} thôn {word}"
            article = of_article.format(slug=slug, n=4100 + 100 * number + k)
            cards[url].insert(0, f"<div><h3><a href='{article}'>{title}</a></h3><i>{k + 1}/3/2024</i></div>")
            body = f"<h1>{title}</h1><p>{k + 1:02}/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>{title}.</p></div>"
            pages[HOST, article] = f"<html><body>{body}</body></html>"
    top = MENUS[menu](urls, cards)
    newest = "".join("".join(each[:3]) for each in cards.values())
    pages[HOST, "/"] = f"<html><body>{top}<div class=moi>{newest}</div></body></html>"
    for url, items in cards.items():
        for k in range(0, len(items), 4):
            mark = "&" if "?" in url else "?"
            after = f"<a href='{url}{mark}trang={k // 4 + 2}'>Trang sau</a>" if k + 4 < len(items) else ""
            markup = f"<html><body>{top}<h1>{urls[url]}</h1><div>{''.join(items[k : k + 4])}</div>{after}</body></html>"
            pages[HOST, f"{url}{mark}trang={k // 4 + 1}" if k else url] = markup
    return pages, {f"https://{HOST}{path}".rstrip("/") for _, path in pages if "hai-minh" in path}


def below(pages):
    """The portal with the newest articles before all else on the front page."""
    head, newest = pages[HOST, "/"].removesuffix("</body></html>").split("<div class=moi>")
    front = f"<html><body><div class=moi>{newest}{head.removeprefix('<html><body>')}</body></html>"
    return pages | {(HOST, "/"): front}


def crawl(pages, data, **more):
    return crawl_portal(pages, data, HOST, **more)[0]


def stored(data):
    return {record["url"].rstrip("/") for record in records(data)}


#: Every menu with two shapes and every shape with half of the menus; and the others, which take as long.
PAIRS = tuple(product(MENUS, SHAPES))
HALVES = {
    half: [pair for n, pair in enumerate(PAIRS) if (n + n // len(SHAPES)) % 2 == half] for half in (0, 1)
}
BY_HALF = [
    pytest.param(half, pair, marks=[pytest.mark.slow] if half else [], id="-".join(pair))
    for half, pairs in HALVES.items()
    for pair in pairs
]


@pytest.fixture(scope="module")
def crawl_half(request, tmp_path_factory):
    """What is stored of a portal of each menu and shape of a half that is tried after two runs, between which each
    section has an article more: {(menu, shape): Crawled}. One command crawls them all, each under a host of its own.
    """
    wanted = tried(request)
    pairs = {half: [pair for pair in HALVES[half] if pair in wanted] for half in HALVES}
    return cache(lambda half: crawl_twice(pairs[half], tmp_path_factory.mktemp("data")))


def crawl_twice(pairs, data):
    hosts = {f"cong-thong-tin-{n}.example.vn": pair for n, pair in enumerate(pairs)}
    first, more = (crawl_together(hosts, data, count) for count in (5, 6))
    return {pair: Crawled(*first[host], more[host][0]) for host, pair in hosts.items()}


@dataclass(frozen=True)
class Crawled:
    """Paths of the articles, and the codes of the first run's problems."""

    first: set[str]
    problems: set[str]
    more: set[str]


def crawl_together(hosts, data, count):
    """{host: (paths of the articles stored so far, codes of the run's problems)}."""
    ended, _ = crawl_hosts({host: portal(*pair, count)[0] for host, pair in hosts.items()}, data)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found = {host: set() for host in hosts}
    for record in records(data):
        _, _, host, path = record["url"].split("/", 3)
        found[host].add(path.rstrip("/"))
    problems = {
        host: {each["code"] for each in runs(data, f"portal/{host}")[-1]["problems"]} for host in hosts
    }
    return {host: (found[host], problems[host]) for host in hosts}


@pytest.mark.sampled(10)
@pytest.mark.parametrize(("half", "pair"), BY_HALF)
def test_a_section_that_looks_like_an_article_is_read_as_a_section(crawl_half, half, pair):
    found = crawl_half(half)[pair]
    assert found.first == paths_of(*pair, count=5)
    assert "no_layout" not in found.problems
    assert found.more == paths_of(*pair, count=6), "a later run reads it as a section again"


def paths_of(menu, shape, count):
    return {url.removeprefix(f"https://{HOST}/") for url in portal(menu, shape, count)[1]}


@pytest.mark.slow
def test_an_article_in_a_menu_alone_is_stored(tmp_path):
    pages, articles = portal("alone", "slug")
    title = "Xã Hải Minh công bố quyết định thành lập tổ dân phố mới"
    path = "/xa-hai-minh-cong-bo-quyet-dinh-thanh-lap-to-dan-pho-moi.html"
    for key in [key for key, page in pages.items() if "<nav>" in page]:
        pages[key] = pages[key].replace("<nav><ul>", f"<nav><ul><li><a href='{path}'>{title}</a></li>")
    pages[HOST, path] = f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div>"
    crawl(pages, tmp_path)
    assert stored(tmp_path) == articles | {f"https://{HOST}{path}"}


def test_a_page_of_a_menu_that_is_neither_is_asked_once_and_is_not_a_problem(tmp_path):
    pages, articles = portal("alone", "slug")
    path = "/qua-trinh-hinh-thanh-va-phat-trien-cua-xa-hai-long.html"
    name = "Quá trình hình thành và phát triển của xã"
    for key in [key for key, page in pages.items() if "<nav>" in page]:
        pages[key] = pages[key].replace("<nav><ul>", f"<nav><ul><li><a href='{path}'>{name}</a></li>")
    pages[HOST, path] = f"<h1>{name}</h1><table><tr><td>Sơ đồ</td></tr></table>"
    ended = crawl(pages, tmp_path)
    assert (stored(tmp_path), ended.returncode) == (articles, 0), ended.stdout
    assert path not in crawl_portal(pages, tmp_path, HOST)[1]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("menu", "shape"),
    [
        pytest.param(*pair, marks=[] if n % (len(SHAPES) - 1) == 0 else [pytest.mark.slow])
        for n, pair in enumerate(PAIRS)
    ],
)
def test_a_written_site_file_reads_such_sections_too(tmp_path, menu, shape):
    pages, articles = portal(menu, shape)
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    surveyed = look_at(pages, f"https://{HOST}/")
    write_site("vidu", surveyed, tmp_path / "own", tmp_path / "fixtures")
    ended = crawl_own(pages, tmp_path, "vidu")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert stored(tmp_path / "data") == articles


SPIDER = f"""
from dvcrawler.families import wordpress
from dvcrawler.families.cms import cms_site
from dvcrawler.spiders.base.news import NewsSpider

class Vidu(NewsSpider):
    name = "vidu"
    site = cms_site(wordpress.CMS, name, "Ví Dụ", "{HOST}")
"""


def test_a_site_file_whose_addresses_cover_its_sections_reads_them_too_in_later_runs_as_well(tmp_path):
    pages, articles = portal("alone", "slug")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    (tmp_path / "own/vidu.py").write_text(SPIDER)
    assert [crawl_own(pages, tmp_path, "vidu").returncode for _ in range(2)] == [0, 0]
    assert stored(tmp_path / "data") == articles
    for run in runs(tmp_path / "data", "vidu"):
        assert run["stats"]["dvcrawler/listing/pages"] > len(NAMES)


_PARSES = """
from dvcrawler.extract.page import Page

real = Page.__init__

def init(page, data, url, *more, **other):
    with open({file!r}, "a") as file:
        print(url, file=file)
    real(page, data, url, *more, **other)

Page.__init__ = init
"""


@pytest.mark.slow
def test_a_page_that_gives_no_record_is_parsed_once(tmp_path):
    pages, _ = portal("alone", "slug")
    crawl(pages, tmp_path / "data")
    path = "/xa-hai-minh-cong-bo-ket-qua-lam-duong-cua-cac-thon.html"
    name = "Xã Hải Minh công bố kết quả làm đường của các thôn"
    card = f"<div class=moi><div><h3><a href='{path}'>{name}</a></h3><i>1/3/2024</i></div>"
    pages[HOST, "/"] = pages[HOST, "/"].replace("<div class=moi>", card)
    pages[HOST, path] = f"<h1>{name}</h1><table><tr><td>Sơ đồ</td></tr></table>"
    noted = tmp_path / "parsed"
    crawl(pages, tmp_path / "data", **patched(tmp_path / "patch", _PARSES.format(file=str(noted))))
    (problem,) = runs(tmp_path / "data", f"portal/{HOST}")[-1]["problems"]
    assert problem["url"] == f"https://{HOST}{path}"
    assert noted.read_text().split().count(problem["url"]) == 1


@pytest.mark.slow
@pytest.mark.sampled(4)
@pytest.mark.parametrize("shape", SHAPES)
def test_headings_below_other_articles_lead_to_sections_in_a_written_site_file(tmp_path, shape):
    pages, articles = portal("as headings", shape)
    (tmp_path / "own").mkdir()
    (tmp_path / "own/__init__.py").write_text("")
    write_site("vidu", look_at(below(pages), f"https://{HOST}/"), tmp_path / "own", tmp_path / "fixtures")
    ended = crawl_own(below(pages), tmp_path, "vidu")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert stored(tmp_path / "data") == articles


def test_pages_of_a_menu_without_further_pages_are_sections_or_nothing(tmp_path):
    """Sections of one page with long names, of which the front page shows one article each; and a page about the
    paper at the foot of every page.
    """
    pages, articles = portal("without a mark", "numbered", count=4)
    name = "Lịch sử hình thành và phát triển của tờ báo"
    path = "/lich-su-hinh-thanh-va-phat-trien-cua-to-bao-3.html"
    short = "".join(f"<a href='/{n}-1{n}.html'>{n.title()} xã</a> " for n in ("anh", "tho"))
    foot = f"<div class=chan>{short}<a href='{path}'>{name}</a></div>"
    pages |= {(HOST, f"/{n}-1{n}.html"): f"<h1>{n}</h1><p>Đang cập nhật</p>" for n in ("anh", "tho")}
    pages[HOST, path] = f"<h1>{name}</h1>{PARAGRAPH * 4}"
    for key in [key for key, page in pages.items() if "<html>" in page or key[1] == path]:
        pages[key] = pages[key].replace("</body>", "") + foot
    ended = crawl(pages, tmp_path)
    assert (stored(tmp_path), ended.returncode) == (articles, 0), ended.stdout


@pytest.mark.parametrize("is_moved", [True, False])
def test_an_article_that_a_picture_links_to_by_another_address_is_no_section(tmp_path, is_moved):
    pages, articles = portal("after the front page", "folder")
    for n, url in enumerate(sorted(articles)):
        path, other = f"{url.removeprefix(f'https://{HOST}')}/", f"/xem-tin?ma={n}"
        head = f"<link rel=canonical href='{url}/'>"
        more = "<p>1 <a href='?trang=2'>2</a> <a href='?trang=3'>3</a></p>"
        pages[HOST, path] = pages[HOST, path].replace("<body>", f"{head}<body>") + more
        pages[HOST, other] = Answer(b"", 301, {"Location": path}) if is_moved else pages[HOST, path]
        for key in [
            key for key, page in pages.items() if isinstance(page, str) and f"<h3><a href='{path}'" in page
        ]:
            pages[key] = pages[key].replace(
                f"<h3><a href='{path}'", f"<a href='{other}'><img src=a.jpg></a><h3><a href='{path}'"
            )
    ended = crawl(pages, tmp_path)
    assert (stored(tmp_path), ended.returncode) == (articles, 0), ended.stdout


def test_articles_that_cannot_be_read_stay_problems_beside_others(tmp_path):
    """An infographic, a film and a page that is gone, which every page links to, with the newest articles below."""
    pages, _ = portal("after the front page", "numbered")
    newest = "".join(pages[HOST, "/"].partition("<div class=moi>")[2].split("</div>", 3)[:3])
    bodies = {"do-hoa": "<img src=/to.png>", "phim": "<iframe src='/phim.html'></iframe>", "het": "Tin đã gỡ"}
    urls = {f"/xa-hai-minh-dang-{n}-ve-lang-nghe-dau-xuan-{k}.html": n for k, n in enumerate(bodies, 5100)}
    links = "".join(
        f"<li><a href='{url}'>Xã Hải Minh đăng {n} về làng nghề đầu xuân</a></li>" for url, n in urls.items()
    )
    for key in [key for key, page in pages.items() if "<html>" in page]:
        pages[key] += f"<ul class=hot>{links}</ul>"
    pages |= {
        (HOST, url): f"<h1>Xã Hải Minh</h1>{bodies[n]}{newest}<ul class=hot>{links}</ul>"
        for url, n in urls.items()
    }
    crawl(pages, tmp_path)
    problems = {each["url"] for each in runs(tmp_path, f"portal/{HOST}")[-1]["problems"]}
    assert problems == {f"https://{HOST}{url}" for url in urls}


def test_a_section_whose_address_leads_to_its_newest_article_is_walked(tmp_path):
    """The other articles are below it, on two pages."""
    pages, articles = portal("after the front page", "numbered")
    top, _, newest = pages[HOST, "/"].partition("<div class=moi>")
    cards = "".join(
        f"<div><h3><a href='/lop-hoc-boi-cua-xa-thu-{n}-{5100 + n}.html'>Lớp học bơi của xã thứ {n} khai giảng</a></h3><i>{n}/3/2024</i></div>"
        for n in range(1, 7)
    )
    parts = [f"{each}</div>" for each in cards.split("</i></div>")[:-1]]
    for n in range(1, 7):
        title = f"Lớp học bơi của xã thứ {n} khai giảng"
        body = f"<h1>{title}</h1><p>{n:02}/03/2024 08:05</p>{PARAGRAPH * 3}<p>{title}.</p>"
        pages[HOST, f"/lop-hoc-boi-cua-xa-thu-{n}-{5100 + n}.html"] = f"<html><body>{body}</body></html>"
    first = "/lop-hoc-boi-cua-xa-thu-6-5106.html"
    pages[HOST, first] += f"<div>{''.join(parts[2:5])}</div><a href='{first}?trang=2'>Trang sau</a>"
    pages[HOST, f"{first}?trang=2"] = f"<html><body><div>{''.join(parts[:2])}</div></body></html>"
    pages[HOST, "/boi-loi"] = Answer(b"", 301, {"Location": first})
    pages[HOST, "/"] = (
        f"{top.replace('</ul></nav>', '<li><a href=/boi-loi>Bơi lội</a></li></ul></nav>')}<div class=moi>{newest}"
    )
    crawl(pages, tmp_path)
    assert stored(tmp_path) >= articles | {
        f"https://{HOST}/lop-hoc-boi-cua-xa-thu-{n}-{5100 + n}.html" for n in range(1, 7)
    }


CARDS = "".join(
    f"<article><h2>Xã Hải Minh làm đường liên thôn số {word}</h2><span>0{n}/03/2024</span>"
    f"{PARAGRAPH.replace('.</p>', '...</p>')}<a href='/duong-lien-thon-so-{word}/'>Chi tiết</a></article>"
    for n, word in enumerate(WORDS[:5], 1)
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"<h1>Tin trong tỉnh và khu vực</h1>{CARDS}<ul><li>1</li><li><a href='?page=2'>2</a></li></ul>",
            True,
        ),
        (f"<h1>Tin trong tỉnh và khu vực</h1>{CARDS}", True),
        (f"<h1>Xã Hải Minh đón lúa mùa</h1><p>06/03/2024</p>{PARAGRAPH * 3}<h4>Tin khác</h4>{CARDS}", False),
    ],
)
def test_a_list_of_cards_that_only_a_button_leads_on_from_is_no_article(body, expected):
    """Without its buttons it reads as an article: as the first card, or as all of them."""
    url = f"https://{HOST}/tin-trong-tinh-va-khu-vuc/"
    response = HtmlResponse(url, body=f"<html><body>{body}</body></html>".encode(), request=Request(url))
    read = read_answer(response, unknown_site(url), any_address(url)).read
    assert (isinstance(read, PageOutcome) and "is a list" in read.reason) is expected
