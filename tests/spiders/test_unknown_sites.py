"""Portals that no file describes, of many address shapes and pagers, crawled over real HTTP."""

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import product

import pytest

from sample_portal.unknown_site import PAGERS, SHAPES, build_site
from tests import warm
from tests.portal import command, environment, records, runs
from tests.sampling import tried
from tests.site import PARAGRAPH, crawl_hosts
from tests.webserver import serve_pages

#: One of each kind of address by default, with all pagers among them.
FEW = [
    ("slug-alone", "links"),
    ("number-as-name", "query"),
    ("nukeviet-raw", "path"),
    ("sharepoint", "postback"),
    ("wordpress-raw", "button"),
]
MANY = [
    pytest.param(*pair, marks=[] if pair in FEW else pytest.mark.slow, id="-".join(pair))
    for pair in product(SHAPES, PAGERS)
]

#: The host of all portals that `build_site` makes.
NAME = "portal/congthongtin.example.vn"


def serve_site(site):
    def answer(page):
        return (lambda handler: page(getattr(handler, "form", b""))) if callable(page) else page

    return serve_pages({(site.host, path): answer(page) for path, page in site.pages.items()})


def crawl(web, data, site, *arguments):
    return warm.run(
        command(data, "portal", "-a", f"start=https://{site.host}/", *arguments),
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def run_command(name, site, data):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", name, *filter(None, [site]), "--data", str(data)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def stored(data):
    return {record["url"].rstrip("/") for record in records(data)}


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("shape", "pager"), MANY)
def test_a_portal_is_crawled_to_its_articles_and_no_section_is_stored(tmp_path, shape, pager):
    site = build_site(shape, pager)
    with serve_site(site) as web:
        ended = crawl(web, tmp_path, site)
    found = stored(tmp_path)
    assert found - site.articles == set(), ended.stdout
    assert len(found) >= 0.97 * len(site.articles), ended.stdout + str(sorted(site.articles - found)[:5])
    assert len({record["id"] for record in records(tmp_path)}) == len(found)


def rule_of(data):
    return runs(data, NAME)[-1]["stats"]["dvcrawler/address_rule"]


def test_the_rule_is_in_the_run_record_and_a_second_run_begins_with_it(tmp_path):
    site = build_site("slug-alone", "links", articles=12)
    with serve_site(site) as web:
        crawl(web, tmp_path, site)
        first, asked = rule_of(tmp_path), len(web.asked)
        ended = crawl(web, tmp_path, site)
    assert "/<slug>: " in first
    assert "links, such as /" in first
    assert rule_of(tmp_path) == first
    assert ended.returncode == 0, ended.stdout
    again = web.asked[asked:]
    assert not {f"https://{host}{path}" for host, path in again} & site.articles
    assert len(again) == len(set(again)), "no page is asked for a second time once the rule is known"


@pytest.mark.slow
def test_reparse_and_verify_know_the_addresses_that_were_learned(tmp_path):
    site = build_site("sharepoint", "links", articles=12)
    with serve_site(site) as web:
        crawl(web, tmp_path, site)
    done = run_command("reparse", NAME, tmp_path)
    assert "12 articles" in done.stdout, done.stdout
    assert "not an article's any more" not in done.stdout
    assert run_command("verify", NAME, tmp_path).returncode == 0


def test_a_site_with_new_addresses_is_learned_again_and_keeps_its_old_ids(tmp_path):
    old, new = (
        build_site("node", "links", articles=12),
        build_site("slug-alone", "links", articles=12, seed=2),
    )
    with serve_site(old) as web:
        crawl(web, tmp_path, old)
    ids = {record["id"] for record in records(tmp_path)}
    with serve_site(new) as web:
        ended = crawl(web, tmp_path, new)
    assert "the article addresses have changed" in ended.stderr
    assert stored(tmp_path) == old.articles | new.articles
    assert ids <= {record["id"] for record in records(tmp_path)}
    assert "/node/<number>: " in rule_of(tmp_path)


def test_a_run_that_finds_no_article_names_the_shapes_it_saw_and_what_to_do(tmp_path):
    links = "".join(f'<li><a href="/album/{n}/xem">Ảnh {n}</a></li>' for n in range(5))
    pages = {("congthongtin.example.vn", "/"): f"<html><body><ul>{links}</ul></body></html>"}
    with serve_pages(pages) as web:
        ended = crawl(web, tmp_path, build_site("node", "links", articles=1))
    assert ended.returncode == 13
    lines = ended.stdout.splitlines()
    (number,) = [n for n, line in enumerate(lines) if "no link looks like an article's" in line]
    assert "-a article=REGEX" in lines[number]
    assert lines[number + 1] == "    5 links as /album/<number>/<slug>, such as /album/0/xem"
    assert max(map(len, lines)) < 200
    (problem,) = [each for each in runs(tmp_path, NAME)[-1]["problems"] if each["code"] == "no_article_links"]
    assert problem["url"] == "https://congthongtin.example.vn/"
    assert "seen" not in problem["reason"] and problem["seen"] == lines[number + 1].strip()


def test_each_shape_that_a_run_without_articles_saw_has_a_line(tmp_path):
    shapes = ("/album/{n}/xem", "/phim/{n}", "/ho-so.asp?ma={n}", "/anh/{n}.htm", "/van-ban/{n}/tai-ve/tep")
    links = "".join(
        f'<li><a href="{shape.format(n=n)}">Mục {n}</a></li>' for shape in shapes for n in range(4)
    )
    pages = {("congthongtin.example.vn", "/"): f"<html><body><ul>{links}</ul></body></html>"}
    with serve_pages(pages) as web:
        ended = crawl(web, tmp_path, build_site("node", "links", articles=1))
    seen = [line for line in ended.stdout.splitlines() if line.startswith("    4 links as ")]
    assert [line.partition("such as ")[2] for line in seen] == [shape.format(n=0) for shape in shapes]


def test_a_tried_page_that_says_it_is_an_article_tells_the_shape_though_it_has_no_text(tmp_path):
    title = "Toàn cảnh lễ hội đua thuyền trên sông Đáy lần thứ"
    pages = {
        ("congthongtin.example.vn", f"/xem/le-hoi-{word}"): "<html><head>"
        f"<title>{title} {word}</title><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "headline": "{title} {word}", "datePublished": "2024-02-18"}}</script></head>'
        f"<body><h1>{title} {word}</h1><iframe src='/may-phat'></iframe></body></html>"
        for word in ("ba", "hai")
    }
    links = "".join(f"<h3><a href={path}>{title} {path[-2:]}</a></h3>" for _, path in pages)
    pages["congthongtin.example.vn", "/"] = f"<html><body>{links}</body></html>"
    with serve_pages(pages) as web:
        ended = crawl(web, tmp_path, build_site("node", "links", articles=1))
    assert "/xem/<slug>: 2 links" in rule_of(tmp_path), ended.stdout
    assert "named by a feed or read as an article" in rule_of(tmp_path)


LONE_ARTICLES = (
    "/su-kien/xa-khoi-cong-duong-lien-thon-2017081205343673{n}.htm",
    "/tin-tuc/xa-khoi-cong-duong-lien-thon-so-57{n}",
    "/su-kien/xa-khoi-cong-duong-lien-thon/5950{n}.bcb",
    "/tin-tuc/xa-khoi-cong-duong-lien-thon-57{n}.html",
)


@pytest.mark.sampled(8)
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("form", LONE_ARTICLES)
def test_a_front_page_with_one_or_two_articles_that_make_no_list_is_crawled(tmp_path, count, form):
    host = "congthongtin.example.vn"
    paths = [form.format(n=n) for n in range(count)]
    links = "".join(
        f"<p><a href='{path}'>Xã khởi công đường liên thôn trong sáng nay</a></p>" for path in paths
    )
    pages = {(host, "/"): f"<html><body><h2>Trang tin</h2>{links}</body></html>", (host, "/robots.txt"): ""}
    for path in paths:
        pages[host, path] = (
            f"<html><body><h1>Xã khởi công đường liên thôn {path[-9:]}</h1><p>15/03/2024 08:05</p>"
            f"<div>{PARAGRAPH * 3}</div></body></html>"
        )
    with serve_pages(pages) as web:
        warm.run(
            command(tmp_path, "portal", "-a", f"start=https://{host}/"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
    assert stored(tmp_path) == {f"https://{host}{path}" for path in paths}


@pytest.mark.slow
def test_named_patterns_replace_what_would_be_learned(tmp_path):
    site = build_site("script", "query", articles=20)
    with serve_site(site) as web:
        ended = crawl(
            web,
            tmp_path,
            site,
            "-a",
            r"article=^/chi-tiet\?id=[0-9]+$",
            "-a",
            "listing=^/(?:thoi-su|kinh-te)",
        )
        asked = {path for _, path in web.asked}
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) <= site.articles
    assert len(stored(tmp_path)) >= 8
    assert "/quoc-phong" not in asked


@pytest.mark.parametrize(
    ("site", "argument"),
    [
        ("portal", "article=("),
        ("portal", "listing=[z-a]"),
        ("portal", "article=(a)"),
        ("portal", "article=" + "a" * 501),
        ("portal", "article=a(?i)"),
        ("portal", "listing=[[a]+"),
        ("portal", "article=(?:a+)+b"),
        ("phunu", "article=/tin"),
        ("phunu", "listing=/tin"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_a_usage_error_of_one_line(tmp_path, site, argument):
    ended = warm.run(
        command(tmp_path, site, "-a", "start=https://congthongtin.example.vn/", "-a", argument),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.count("\n") == 1
    assert argument.partition("=")[0] in ended.stdout + ended.stderr


TWINS = "congthongtin.example.vn"
TWIN_TITLES = [f"Xã khởi công đường liên thôn số {word} trong năm" for word in "một hai ba bốn".split()]


def twin_site(*, first):
    """Four articles, each at `/?p=…` on one listing and at its slug on the other; `first`: which is the home."""
    slugs = ["/xa-khoi-cong-duong-lien-thon-so-" + word for word in "mot hai ba bon".split()]
    forms = {"number": [f"/?p={n + 41}" for n in range(4)], "slug": slugs}
    home, section = (forms[first], forms["slug" if first == "number" else "number"])
    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"

    def listing(urls):
        rows = zip(urls, TWIN_TITLES, strict=True)
        return menu + "".join(f"<h3><a href='{url}'>{title}</a></h3><i>12/03/2024</i>" for url, title in rows)

    pages = {(TWINS, "/"): listing(home), (TWINS, "/thoi-su"): listing(section), (TWINS, "/robots.txt"): ""}
    for urls in forms.values():
        for url, slug, title in zip(urls, slugs, TWIN_TITLES, strict=True):
            pages[TWINS, url] = (
                f"<html><head><link rel=canonical href='{slug}'></head><body><h1>{title}</h1>"
                f"<p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>{title}.</p></div></body></html>"
            )
    return pages, {f"https://{TWINS}{slug}" for slug in slugs}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("first", ["number", "slug"])
def test_an_article_at_two_addresses_is_stored_once_under_the_one_that_its_page_gives(tmp_path, first):
    pages, urls = twin_site(first=first)
    site = build_site("node", "links", articles=1)
    with serve_pages(pages) as web:
        crawl(web, tmp_path, site)
        asked = len(web.asked)
        crawl(web, tmp_path, site)
        again = [path for _, path in web.asked[asked:]]
    assert sorted(record["url"] for record in records(tmp_path)) == sorted(urls)
    assert not [path for path in again if "p=" in path or "khoi-cong" in path], "both addresses are known"
    done = run_command("reparse", NAME, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(records(tmp_path)) == 4, done.stdout
    assert run_command("verify", NAME, tmp_path).returncode == 0


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("/kinh-te", "/nong-thon-moi"),
        ("/nong-thon-moi", "/kinh-te"),
        ("/kinh-te", "/van-hoa"),
        ("/van-hoa", "/kinh-te"),
    ],
)
def test_the_address_of_an_article_in_two_sections_does_not_depend_on_the_order_of_lists(
    tmp_path, first, other
):

    def listing(folder):
        urls = [f"{folder}/xa-khoi-cong-duong-lien-thon-{n}.html" for n in range(51234, 51238)]
        rows = zip(urls, TWIN_TITLES, strict=True)
        return "".join(f"<h3><a href='{url}'>{title}</a></h3><i>12/03/2024</i>" for url, title in rows)

    menu = "<nav><a href='/thoi-su'>Thời sự</a></nav>"
    pages = {(TWINS, "/"): menu + listing(first), (TWINS, "/thoi-su"): menu + listing(other)}
    for folder in (first, other):
        for n, title in enumerate(TWIN_TITLES, 51234):
            pages[TWINS, f"{folder}/xa-khoi-cong-duong-lien-thon-{n}.html"] = (
                f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}<p>{title}.</p></div>"
            )
    with serve_pages(pages) as web:
        crawl(web, tmp_path, build_site("node", "links", articles=1))
    urls = {record["url"].removeprefix(f"https://{TWINS}") for record in records(tmp_path)}
    assert urls == {f"/kinh-te/xa-khoi-cong-duong-lien-thon-{n}.html" for n in range(51234, 51238)}


FORMS = {
    "language": "/tin.aspx?id={n}&lang=vi",
    "printed": "/tin.aspx?id={n}&mode=print",
    "reordered": "/tin.aspx?lang=vi&id={n}",
    "of the visit": "/tin.aspx?id={n}&token={n}5f2c9a7e",
    "moved": "/Tin.aspx?ID={n}",
    "behind a script": "/index.php/tin.aspx?id={n}",
    "for telephones": "/mobile/tin.aspx?id={n}",
    "accelerated": "/tin.aspx/amp?id={n}",
    "short": "/s/{n}",
    "by another number": "/node/{m}",
    "by its words": "/xa-khoi-cong-duong-lien-thon-so-{word}",
}


def site_with_forms(form, minute="08:05", body=PARAGRAPH * 3):
    """Six articles, each at `form` on the home page and at its number in the section."""
    words = ["mot", "hai", "ba", "bon", "nam", "sau"]
    mains = [f"/tin.aspx?id={n}" for n in range(41, 47)]
    others = [form.format(n=n, m=n + 900, word=word) for n, word in zip(range(41, 47), words, strict=True)]
    titles = [f"Xã khởi công đường liên thôn số {word} trong năm" for word in words]

    def listing(urls):
        rows = zip(urls, titles, strict=True)
        cards = "".join(f"<h3><a href='{url}'>{title}</a></h3><i>12/03/2024</i>" for url, title in rows)
        return f"<nav><a href='/thoi-su'>Thời sự</a></nav>{cards}"

    pages = {(TWINS, "/"): listing(others), (TWINS, "/thoi-su"): listing(mains), (TWINS, "/robots.txt"): ""}
    for urls in (mains, others):
        for url, title in zip(urls, titles, strict=True):
            date = f"<p>15/03/2024 {minute}</p>"
            pages[TWINS, url] = f"<h1>{title}</h1>{date}<div>{body}<p>{title}.</p></div>"
    return pages


@dataclass(frozen=True)
class Crawled:
    """How many articles the first run stored, what the second asked for, and how many are held when all were read
    again.
    """

    first: int
    again: list[str]
    read_again: int


@pytest.fixture(scope="module")
def crawled_forms(request, tmp_path_factory):
    """A site of each form that is tried, all crawled by one command."""
    data = tmp_path_factory.mktemp("data")
    forms = tried(request)
    tried_here = (form for form in FORMS.values() if form in forms)
    hosts = {f"trang-{n}.example.vn": form for n, form in enumerate(tried_here)}
    portals = {host: site_with_forms(form) for host, form in hosts.items()}

    def count():
        return Counter(record["site"].removeprefix("portal/") for record in records(data))

    crawl_hosts(portals, data)
    first = count()
    _, again = crawl_hosts(portals, data)
    for command_name in ("reparse", "verify"):
        assert run_command(command_name, None, data).returncode == 0
    read_again = count()
    return {
        form: Crawled(first[host], sorted(path for of, path in again if of == host), read_again[host])
        for host, form in hosts.items()
    }


@pytest.mark.sampled(5)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_article_under_several_addresses_of_a_site_is_stored_once(crawled_forms, form):
    found = crawled_forms[form]
    assert found.first == 6
    assert found.again == ["/", "/robots.txt", "/thoi-su"], "both addresses are known"
    assert found.read_again == 6


@pytest.mark.sampled(2)
@pytest.mark.parametrize("minute", ["08:05", ""])
def test_two_articles_of_one_headline_and_minute_are_stored_twice_where_their_texts_differ(tmp_path, minute):
    pages = site_with_forms("/node/{m}", minute)
    for key in [key for key in pages if key[1].startswith("/node/")]:
        pages[key] = pages[key].replace("không hơn không kém", "phần hai của loạt bài")
    with serve_pages(pages) as web:
        ended = crawl(web, tmp_path, build_site("node", "links", articles=1))
    assert len(records(tmp_path)) == 12, ended.stdout


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "form",
    [
        "/tin.aspx?id={n}&lang={lang}",
        "/tin/bai-{n}?lang={lang}",
        "/{lang}/tin/{n}",
        "/{lang}/tin-tuc/xa-khoi-cong-duong-thon-718{n}.html",
        "{folder}/xa-khoi-cong-duong-thon-718{n}.html",
        "{folder}/tin/xa-nha-khoi-cong-duong-thon-x{n}x",
        "/tin/xa-khoi-cong-duong-thon-718{n}.html?lang={lang}",
    ],
)
def test_a_translation_is_an_article_of_its_own(tmp_path, form):
    words = {"vi": "một hai ba bốn năm".split(), "en": "one two three four five".split()}
    heads = {
        "vi": "Xã khởi công đường liên thôn số {}",
        "en": "The commune begins to build village road number {}",
    }
    texts = {
        "vi": PARAGRAPH,
        "en": "<p>This morning the people of the commune began to build a road between villages.</p>",
    }
    menu = "<nav><a href='/thoi-su'>Thời sự</a><a href='/news'>English news</a></nav>"
    pages = {(TWINS, "/robots.txt"): ""}
    lists = {}
    for lang, named in words.items():
        urls = [form.format(n=n, lang=lang, folder="/en" if lang == "en" else "") for n in range(41, 46)]
        titles = [heads[lang].format(word) for word in named]
        rows = zip(urls, titles, strict=True)
        lists[lang] = menu + "".join(
            f"<h3><a href='{url}'>{title}</a></h3><i>12/03/2024</i>" for url, title in rows
        )
        for url, title in zip(urls, titles, strict=True):
            pages[TWINS, url] = (
                f"<h1>{title}</h1><p>15/03/2024 08:05</p><div>{texts[lang] * 3}<p>{title}.</p></div>"
            )
    pages |= {(TWINS, "/"): lists["vi"], (TWINS, "/thoi-su"): lists["vi"], (TWINS, "/news"): lists["en"]}
    with serve_pages(pages) as web:
        ended = crawl(web, tmp_path, build_site("node", "links", articles=1))
    assert len({record["title"] for record in records(tmp_path)}) == 10, ended.stdout
    assert len({record["id"] for record in records(tmp_path)}) == 10
