"""Lists of applications that their pages hold as JSON."""

import html
import json

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.lists.data_items import find_items, read_item
from dvcrawler.families.lists.data_links import data_items, data_links
from tests.portal import runs
from tests.site import crawl_apart
from tests.spiders.test_unknown_listings import HOST, address, all_of, crawl, site, title

SITE = f"https://{HOST}"


def page_of(script):
    return Page(f"<html><body><div id=app></div>{script}</body></html>".encode(), f"{SITE}/thoi-su")


def posts(*numbers, **names):
    key, name, day = names.get("url", "url"), names.get("title", "title"), names.get("day", "publishedAt")
    return [{"id": n, key: address(n), name: title(n), day: "2024-03-12T08:00:00+07:00"} for n in numbers]


def nuxt(items):
    """As Nuxt 2 writes it: what occurs often is a parameter."""
    written = ",".join(
        f"{{url:{json.dumps(each['url'])},title:{json.dumps(each['title'])},date:a}}" for each in items
    )
    return f'<script>window.__NUXT__=(function(a,b){{return {{layout:b,data:[{{items:[{written}]}}],ok:!0}}}}("2024-03-12",void 0));</script>'


def in_attribute(name, tag="div"):
    return lambda items: (
        f'<{tag} {name}="{html.escape(json.dumps({"props": {"posts": {"data": items}}}))}"></{tag}>'
    )


def with_kinds(value):
    """As Astro writes it."""
    if isinstance(value, list):
        return [1, [with_kinds(each) for each in value]]
    if isinstance(value, dict):
        return [0, {key: with_kinds(each) for key, each in value.items()}]
    return [0, value]


STATES = {
    "Inertia": in_attribute("data-page"),
    "a component of Vue": in_attribute(":init", "news-list"),
    "React on Rails": in_attribute("data-react-props"),
    "Livewire": in_attribute("wire:snapshot"),
    "a list in single quotes": lambda items: f"<div data-items='{json.dumps(items)}'></div>",
    "Astro": lambda items: (
        f'<astro-island client="only" props="{html.escape(json.dumps({"posts": with_kinds(items)}))}"></astro-island>'
    ),
    "Next.js": lambda items: (
        "<script id='__NEXT_DATA__' type='application/json'>"
        + json.dumps({"props": {"pageProps": {"posts": items, "xin": "chào " * 40}}})
        + "</script>"
    ),
    "Nuxt": nuxt,
    "Vue": lambda items: (
        f"<script>window.__INITIAL_STATE__={json.dumps({'news': {'list': items}, 'x': 'y' * 200})};"
        "(function(){var s;(s=document.currentScript).parentNode.removeChild(s);}());</script>"
    ),
    "Redux": lambda items: (
        f"<script>window.__PRELOADED_STATE__ = {json.dumps({'l': items, 'x': 'y' * 200})};</script>"
    ),
    "SvelteKit": lambda items: (
        "<script type='application/json' data-sveltekit-fetched data-url='/api/tin'>"
        + json.dumps({"status": 200, "headers": {}, "body": json.dumps({"l": items, "x": "y" * 200})})
        + "</script>"
    ),
    "any JSON": lambda items: (
        f"<script type='application/json' id=data>{json.dumps({'l': items, 'x': 'y' * 200})}</script>"
    ),
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_items_of_a_state_are_links_with_title_and_day(state):
    page = page_of(state(posts(0, 1, 2)))
    assert [url for url, _ in data_links(page)] == [SITE + address(n) for n in range(3)]
    blocks = find_blocks(page, {HOST: HOST})
    assert [(each.title, each.has_day, each.is_headline) for each in blocks] == [
        (title(n), True, True) for n in range(3)
    ]


def test_entries_of_a_menu_are_not_cards_and_a_list_of_their_own():
    menu = [{"name": name, "url": f"/{name}"} for name in ("thoi-su", "kinh-te", "van-hoa")]
    page = page_of(STATES["Next.js"]([{"menu": menu}, *posts(0, 1, 2)]))
    blocks = find_blocks(page, {HOST: HOST})
    assert [each.is_card for each in blocks] == [True] * 3 + [False] * 3
    assert len({each.group for each in blocks}) == 2


def test_json_ld_is_not_a_list_that_visitors_see():
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Xã Hải Minh",
        "url": "/x" * 120,
    }
    page = page_of(
        f"<script type='application/ld+json'>{json.dumps(data)}</script><script>window.__x=1</script>"
    )
    assert data_items(page) == ()


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-12T08:00:00", "2024-03-12T08:00:00"),
        (1710205200, "2024-03-12"),
        (1710205200000, "2024-03-12"),
        ("/Date(1710205200000)/", "2024-03-12"),
        ("/Date(1710205200000+0700)/", "2024-03-12"),
        (1710262799, "2024-03-12"),
        (12, None),
        (True, None),
        ("", None),
    ],
)
def test_a_moment_that_is_a_number_is_a_day_in_vietnam(value, day):
    item = read_item({"Title": "Mùa vàng", "Publish_Date": value})
    assert item is not None
    assert (item.title, item.day) == ("Mùa vàng", day)


def test_the_items_of_deep_and_huge_data_are_bounded():
    deep = {"title": "Mùa vàng"}
    for _ in range(200):
        deep = {"x": deep}
    assert list(find_items(deep)) == []
    assert len(list(find_items([[{"title": "Mùa"}]] * 60_000))) < 50_000


MENU = "<nav><a href='/thoi-su'>Thời sự</a></nav>"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Portals that a script builds from its data, by the form of the data."""
    portals = {
        form: site(6, **{"/": MENU + state(posts(0, 1, 2)), "/thoi-su": MENU + state(posts(3, 4, 5))})
        for form, state in STATES.items()
    }
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("form", STATES)
def test_a_portal_that_a_script_builds_from_its_data_is_crawled(crawled, form):
    paths, run = crawled[form]
    assert (paths, run["exit_code"]) == (all_of(6), 0), run["problems"]


def test_articles_whose_addresses_only_a_script_knows_are_named(tmp_path):
    state = STATES["Next.js"]
    lists = {"/": MENU + state(posts(0, 1, 2)), "/thoi-su": MENU + state(posts(3, 4, 5, url="slug"))}
    ended, _ = crawl(site(3, **lists), tmp_path)
    assert ended.returncode == 10
    (problem,) = runs(tmp_path, f"portal/{HOST}")[-1]["problems"]
    assert problem["code"] == "listing_unreadable"
    assert "its data name 3 articles without their addresses, such as “Xã khởi công" in problem["reason"]
