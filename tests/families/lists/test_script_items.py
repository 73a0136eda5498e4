"""Menus and lists in plain scripts."""

import json

import pytest

from dvcrawler.discovery.sections.menu_links import menu_links
from dvcrawler.extract.page import Page
from dvcrawler.families.lists.data_links import data_links
from tests.growth import deadline
from tests.sampling import tried
from tests.site import crawl_apart
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

SITE = f"https://{HOST}"
MENU = {"/thoi-su": "Thời sự", "/kinh-te": "Kinh tế", "/muc.php?ma=3": "Văn hóa"}


def page_of(script):
    return Page(f"<html><body>{script}</body></html>".encode(), f"{SITE}/")


def script(text):
    return f"<script>{text}</script>"


def entries(name, url, quote='"'):
    """Objects as programs write them: names without quotes."""
    return ",".join(
        f"{{id:{n}, {name}:{quote}{text}{quote}, {url}:{quote}{path}{quote}}}"
        for n, (path, text) in enumerate(MENU.items())
    )


ITEMS = [f'<li><a class=x href="{path}" title=y>{text}</a></li>' for path, text in MENU.items()]
LEVELS = "{name:'Thời sự',url:'/thoi-su',children:[{name:'Kinh tế',url:'/kinh-te',children:[{name:'Văn hóa',url:'/muc.php?ma=3'}]}]}"
FORMS = {
    "json": script(
        "var menu="
        + json.dumps([{"name": text, "url": path} for path, text in MENU.items()])
        + ";draw(menu);"
    ),
    "escaped json": script(
        "draw("
        + json.dumps([{"title": text, "link": path} for path, text in MENU.items()]).replace("/", "\\/")
        + ")"
    ),
    "object": script(f"$(function(){{ veMenu([{entries('text', 'href')}]); }});"),
    "single quotes": script(f"app.menu = [{entries('label', 'path', quote=chr(39))}];"),
    "vietnamese names": script(f"const ds = [{entries('ten', 'duongDan')}]"),
    "levels": script(f"x({LEVELS})"),
    "document.write": script("".join(f"document.write('{each}');" for each in ITEMS)),
    "escaped markup": script(
        'm.innerHTML="' + "".join(ITEMS).replace('"', '\\"').replace("</", "<\\/") + '"'
    ),
    "template": script("m.innerHTML=`" + "".join(ITEMS) + "`"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_sections_of_a_menu_in_a_script_are_found(form):
    assert menu_links(page_of(FORMS[form]), {HOST: HOST}) == [SITE + path for path in MENU]


@pytest.mark.parametrize(
    "text",
    [
        "var a = '<a href=\"' + url + '\">' + ten + '</a>';",
        'var a = `<a href="${x.url}">${x.ten}</a>`;',
        "var a = '<a href=\"{{url}}\">Tin</a>';",
        "var cfg = {url: '/api/tin', type: 'GET', dataType: 'json'};",
        "var cfg = {name: url, url: ten};",
        '{"@context":"https://schema.org","name":"Báo","url":"/tin"}',
        "ajax({name: 'a' + b, url: '/x/' + id})",
    ],
)
def test_what_a_script_fills_in_is_no_entry(text):
    assert not [
        url
        for url, _ in data_links(page_of(script(text)))
        if "api" in url or "'" in url or "{" in url or "+" in url
    ]
    assert len(data_links(page_of(script(text)))) <= 1


def test_hostile_scripts_take_no_long_time():
    for text in (
        "{" * 200_000,
        "a:'" * 100_000,
        "<a href='" * 60_000,
        "<a " * 100_000,
        "url:'/" + "x" * 300_000,
        '"<a' * 90_000,
    ):
        with deadline(5):
            data_links(page_of(script("url:'/x',name:'y'" + text)))


def test_a_menu_in_a_script_behind_a_page_that_only_welcomes_is_read(tmp_path):
    lists = {path: links(*range(n * 4, n * 4 + 4)) for n, path in enumerate(MENU)}
    front = "<a href='/trang-chu'><img src='/vao.jpg' alt='Vào trang chủ'></a>"
    ended, _ = crawl(
        site(12, **{"/": front, "/trang-chu": FORMS["json"] + links(0, 4, 8)}, **lists), tmp_path
    )
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(12)


@pytest.fixture(scope="module")
def crawled(request, tmp_path_factory):
    """Portals whose menu is in a script, by its form."""
    forms = tried(request)
    lists = {path: links(*range(n * 4, n * 4 + 4)) for n, path in enumerate(MENU)}
    portals = {
        form: site(12, **{"/": menu + links(0, 4, 8)}, **lists)
        for form, menu in FORMS.items()
        if form in forms
    }
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(9)
@pytest.mark.parametrize("form", FORMS)
def test_a_portal_whose_menu_is_in_a_script_is_crawled(crawled, form):
    paths, run = crawled[form]
    assert (paths, run["exit_code"]) == (all_of(12), 0), run["problems"]
