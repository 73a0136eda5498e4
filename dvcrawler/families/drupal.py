"""Drupal 7, as the province's broadcaster used it, and later versions.

Sources: namdinhtv.vn ("You are here", 2018-2020), the public themes Bartik and Olivero.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout, late_layout
from dvcrawler.normalize.urls import AddressPattern

DRUPAL = late_layout("drupal", "headline_and_text")

#: `/node/123`, if no path alias is set.
DRUPAL_NODE = AddressPattern(r"(?:/(?:vi|en))?/node/(?P<id>[0-9]{1,9})")
#: Also `/vi/<category>/<slug>` and `/<slug>`, of five words and more.
_ALIAS = AddressPattern(
    r"(?:/(?:vi|en))?/(?:(?P<section>(?!tags?/|taxonomy/|user/)[a-z0-9-]+)/)?(?P<id>[a-z0-9]+(?:-+[a-z0-9]+){4,})"
)
#: The theme's own fields, with the picture above the text.
_FIELDS = boxed_layout(
    "drupal-fields",
    title=("h1.page-title", "#page-title", "h1.title"),
    body=(".field--name-body", ".field-name-body"),
    date=(".node__date", ".submitted"),
    author=(".node__author .field--name-uid", ".submitted .username"),
    picture=(".field--name-field-image", ".field-name-field-image"),
    tags=(".field--name-field-tags a", ".field-name-field-tags a"),
)
_MARKS = (
    Mark("generator", re.compile(r"Drupal", re.I), "the generator is Drupal", 3),
    Mark("header", re.compile(r"^x-drupal-|^x-generator: drupal", re.I | re.M), "headers of Drupal", 3),
    Mark("markup", re.compile(r"data-drupal-|\bDrupal\.settings\b|drupalSettings"), "its scripts", 3),
    Mark(
        "markup",
        re.compile(r"/sites/(?:default|all)/(?:files|modules|themes|libraries)/"),
        "files under /sites/",
        2,
    ),
    Mark("markup", re.compile(r"\bfield-name-body\b|\bfield--name-body\b"), "boxes of its fields"),
)

CMS = Cms(
    name="drupal",
    title="Drupal",
    marks=_MARKS,
    addresses=(DRUPAL_NODE, _ALIAS),
    layouts=(_FIELDS, DRUPAL),
    feeds=("/rss.xml",),
    sitemaps=("/sitemap.xml",),
    page_parameter="page",
)
