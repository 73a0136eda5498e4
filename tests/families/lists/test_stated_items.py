"""Lists that a page states as JSON-LD alone."""

import json

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.lists.data_links import data_links

HOST = "https://xa.example.vn"
NAMES = [f"Xã Hải Minh khánh thành đường số {n}" for n in range(3)]


def entries():
    return [
        {"@type": "ListItem", "position": n, "url": f"/tin/{n}", "name": name} for n, name in enumerate(NAMES)
    ]


def links(stated, shown=""):
    stated = {"@context": "https://schema.org"} | stated if isinstance(stated, dict) else stated
    script = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    page = Page(f"<html><body>{shown}<div id=app></div>{script}</body></html>".encode(), f"{HOST}/tin")
    return [url.removeprefix(HOST) for url, _ in data_links(page)]


ITEMS = [
    {"@type": "ListItem", "item": {"@type": "NewsArticle", "@id": f"{HOST}/tin/{n}", "headline": name}}
    for n, name in enumerate(NAMES)
]


@pytest.mark.parametrize(
    "stated",
    [
        {"@type": "ItemList", "itemListElement": entries()},
        {"@type": "ItemList", "itemListElement": ITEMS},
        {"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": ITEMS}},
        {"@graph": [{"@type": "WebSite", "name": "Xã"}, {"@type": "ItemList", "itemListElement": entries()}]},
        [{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": entries()}],
    ],
)
def test_a_list_that_only_the_data_state_is_read(stated):
    assert links(stated) == ["/tin/0", "/tin/1", "/tin/2"]


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ({"@type": "ItemList", "itemListElement": entries()}, "<a href='/tin/1'>Tin</a>"),
        ({"@type": "BreadcrumbList", "itemListElement": entries()}, ""),
        ({"@type": "ItemList", "itemListElement": entries()[:2]}, ""),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "url": "/tin/1"}, 7, None] * 3}, ""),
        ({"@type": "ItemList", "itemListElement": "x", "item": None}, ""),
    ],
)
def test_a_list_that_the_page_shows_or_another_one_is_left_to_its_links(stated, shown):
    assert links(stated, shown) == []
