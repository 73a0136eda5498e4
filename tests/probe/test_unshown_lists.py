"""Portals whose lists a script shows: what a probe finds of them, and the site file of it."""

import json
import subprocess
import sys

import pytest

from dvcrawler.families.files.known_sites import read_site
from dvcrawler.normalize.urls import read_address
from dvcrawler.probe.site_files.writing import write_site
from tests.probe.fetching import look_at
from tests.probe.portals import HOST, SECTIONS, portal, stories
from tests.webserver import Answer

FRONT = f"https://{HOST}/"


def with_lists(markup_of, *, pages):
    """The portal of `tests.probe.portals` with other listings; `pages`: the pages of a section that exist."""
    made, found = portal("html-number", "query"), stories("html-number")
    for section in SECTIONS:
        own = [story for story in found if story.section == section]
        for number in range(1, 3):
            made.pop((HOST, f"/{section}?page={number}"), None)
        made[HOST, f"/{section}"] = markup_of(own[:6])
        if pages == 2:
            made[HOST, f"/{section}?page=2"] = markup_of(own[6:])
    menu = "".join(f"<li><a href='/{each}'>{each}</a></li>" for each in SECTIONS)
    made[HOST, "/"] = f"<html><body><ul class=menu>{menu}</ul>{markup_of(found[:8])}</body></html>"
    return made


def as_links(found, extra="<div data-max-pages=2></div>"):
    items = "".join(f"<h3><a href='{s.url}'>{s.title}</a></h3><i>1/3/2024</i>" for s in found)
    return f"<html><body><div>{items}</div>{extra}</body></html>"


def as_data(found):
    items = [{"url": s.url, "title": s.title, "publishedAt": "2024-03-01"} for s in found]
    state = json.dumps({"props": {"posts": items, "lastPage": 2}})
    return f"<html><body><div id=app></div><script id=__NEXT_DATA__ type='application/json'>{state}</script></body></html>"


def written(pages, folder):
    (folder / "spiders").mkdir()
    file = write_site("baovidu", look_at(pages, FRONT), folder / "spiders", folder / "fixtures").site_file
    return read_site(file.read_text("utf-8"))


@pytest.mark.parametrize("markup_of", [as_links, as_data])
def test_the_second_page_at_its_usual_address_is_found(markup_of):
    findings = look_at(with_lists(markup_of, pages=2), FRONT).findings
    assert findings.obstacles == ()
    assert [each.new_on_second for each in findings.sections[1:]] == [6, 6, 6]
    assert findings.sections[1].pager == "its usual address, as only a script shows it"


def test_a_second_page_that_is_not_there_is_an_obstacle():
    findings = look_at(with_lists(as_links, pages=1), FRONT).findings
    names = ", ".join(each.name for each in findings.sections[1:4])
    why = "their further pages are not reached: it has 2 pages, which a script shows"
    assert f"sections {names}: {why}" in findings.obstacles


def test_the_articles_in_the_data_of_an_application_are_in_its_site_file(tmp_path):
    site = written(with_lists(as_data, pages=2), tmp_path)
    urls = [f"https://{HOST}{story.url}" for story in stories("html-number")]
    assert all(read_address(url, site.addresses, site.hosts) for url in urls)


def test_a_portal_that_shows_no_link_is_learned_from_its_sitemap(tmp_path):
    pages = {
        (host, path.replace("-40", "-4")): page
        for (host, path), page in portal("html-number", "query").items()
    }
    pages[HOST, "/"] = "<html><body><div id=app></div><script src=/m.js></script></body></html>"
    paths = [story.url.replace("-40", "-4") for story in stories("html-number")]
    urls = "".join(f"<url><loc>https://{HOST}{path}</loc></url>" for path in paths)
    pages[HOST, "/sitemap.xml"] = (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    )
    pages[HOST, "/robots.txt"] = Answer(f"Sitemap: https://{HOST}/sitemap.xml\n".encode())
    site = written(pages, tmp_path)
    assert all(read_address(f"https://{HOST}{path}", site.addresses, site.hosts) for path in paths)


SITEMAPS = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"
INDEX = f"<sitemapindex><sitemap><loc>https://{HOST}/tin.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("front", "robots", "file", "named"),
    [
        ("<div id=app></div>", "", "urls", ["/sitemap.xml"]),
        ("<div id=app></div>", "Sitemap: https://baovidu.vn/sitemap.xml", "urls", ["/sitemap.xml"]),
        ("<div id=app></div>", "", "index", ["/sitemap.xml"]),
        ("<div id=app></div>", "", "nothing", []),
        (None, "", "urls", ["/sitemap.xml"]),
        (None, "Sitemap: https://baovidu.vn/sitemap.xml", "urls", []),
    ],
)
def test_the_sitemap_that_a_crawl_needs_is_in_the_site_file(tmp_path, front, robots, file, named):
    pages = portal("html-number", "query")
    urls = SITEMAPS.format(
        "".join(f"<url><loc>https://{HOST}{s.url}</loc></url>" for s in stories("html-number"))
    )
    pages[HOST, "/sitemap.xml"] = (
        INDEX if file == "index" else urls if file == "urls" else SITEMAPS.format("")
    )
    pages[HOST, "/tin.xml"] = urls
    pages[HOST, "/robots.txt"] = Answer(robots.encode())
    if front is not None:
        pages[HOST, "/"] = f"<html><body>{front}</body></html>"
    if file == "nothing":  # then only a feed says what the articles are
        items = "".join(f"<item><link>https://{HOST}{s.url}</link></item>" for s in stories("html-number"))
        pages[HOST, "/f"] = f"<rss><channel>{items}</channel></rss>"
        head = "<link rel=alternate type=application/rss+xml href=/f>"
        pages[HOST, "/"] = f"<html><head>{head}</head><body>{front}</body></html>"
        named = ["/f"]
    assert list(written(pages, tmp_path).feeds) == [f"https://{HOST}{path}" for path in named]


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "robots", ["", f"Sitemap: https://{HOST}/cu.xml", "Sitemap: https://bao-khac.vn/sitemap.xml"]
)
@pytest.mark.parametrize("at", ["/sitemap.xml", "/sitemap_index.xml"])
def test_a_sitemap_to_which_robots_txt_does_not_lead_is_in_the_site_file(tmp_path, robots, at):
    pages = portal("html-number", "query")
    urls = "".join(f"<url><loc>https://{HOST}{story.url}</loc></url>" for story in stories("html-number"))
    pages |= {(HOST, at): SITEMAPS.format(urls), (HOST, "/robots.txt"): Answer(robots.encode())}
    assert list(written(pages, tmp_path).feeds) == [f"https://{HOST}{at}"]


def test_a_section_with_a_long_address_is_in_the_site_file(tmp_path):
    pages, found = portal("html-number", "query"), stories("html-number")
    long = "/index.php?language=vi&nv=news&op=tin-tuc-va-su-kien-noi-bat-trong-tuan-cua-xa"
    pages[HOST, long] = as_links([story for story in found if story.section == "van-hoa"], "")
    menu = f"<ul class=menu><li><a href='{long.replace('&', '&amp;')}'>Tin nổi bật</a></li></ul>"
    pages[HOST, "/"] = pages[HOST, "/"].replace("<ul", menu + "<ul", 1)
    site = written(pages, tmp_path)
    assert f"https://{HOST}{long}" in site.sections.values()
    source = (tmp_path / "spiders/baovidu.py").read_text("utf-8")
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "format",
            "--line-length",
            "110",
            "--check",
            str(tmp_path / "spiders/baovidu.py"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + source


def test_sections_that_have_one_name_in_their_addresses_are_all_in_the_site_file(tmp_path):
    pages, found = portal("html-number", "query"), stories("html-number")
    own = [story for story in found if story.section == "van-hoa"]
    places = {"xa": "Tin xã", "huyen": "Tin", "tinh": "Tin"}
    for place in places:
        pages[HOST, f"/{place}/tin"] = as_links(own, "")
    menu = "".join(f"<li><a href='/{place}/tin'>{words}</a></li>" for place, words in places.items())
    pages[HOST, "/"] = pages[HOST, "/"].replace("<ul", f"<ul class=menu>{menu}</ul><ul", 1)
    site = written(pages, tmp_path)
    assert {"tin-xa", "tin", "tin-2"} <= set(site.sections)
