"""WordPress.

Sources: its public default themes and plugins; the address forms that its settings offer.
"""

import re

from dvcrawler.families.boxes import boxed_layout, compile_boxes
from dvcrawler.families.cms import Cms, Mark
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("generator", re.compile(r"WordPress", re.I), "the generator is WordPress", 3),
    Mark("markup", re.compile(r"/wp-(?:content|includes)/"), "files under /wp-content/", 2),
    Mark("markup", re.compile(r"https://api\.w\.org/|/wp-json/"), "its API is linked", 2),
    Mark("header", re.compile(r"api\.w\.org|^x-redirect-by: wordpress|^x-pingback:", re.I | re.M),
         "headers of WordPress", 2),
)  # fmt: skip
_NO_POST = r"(?!(?:category|tag|author|page|chuyen-muc|the|wp-content|wp-json|feed|product|shop)/)"
#: `/2024/03/15/slug/` and `/2024/03/slug/`: the slug is the id, as it is unique within a site.
WORDPRESS_DATED = AddressPattern(
    r"/(?P<stamp>20[0-9]{2}/[0-9]{2}(?:/[0-9]{2})?)/(?P<id>[^/?]+?)(?:\.html)?", slash=True
)
#: `/archives/123`, `/slug-123/`, `/category/slug-123.html`.
WORDPRESS_NUMBER = AddressPattern(
    rf"/{_NO_POST}(?:archives/|(?:[^/?]+/)?[^/?]+-)(?P<id>[0-9]{{2,9}})(?:\.html)?"
)
#: `/?p=123`.
WORDPRESS_QUERY = AddressPattern(r"/(?:index\.php)?\?(?=[^#]*+\Z)(?:[^#]*&)?p=(?P<id>[0-9]{1,9})(?:&[^#]*)?")
#: `/slug/`, `/category/slug/`: five words and more, as pages and categories are written alike.
WORDPRESS_SLUG = AddressPattern(
    rf"/{_NO_POST}(?:[^/?]+/)?(?P<id>[a-z0-9%]+(?:-+[a-z0-9%]+){{4,}})(?:\.html)?", slash=True
)

WORDPRESS = boxed_layout(
    "wordpress",
    compile_boxes(
        title=("h1.entry-title", "h1.post-title", "h1.wp-block-post-title", "h2.wp-block-post-title"),
        body=(".td-post-content", ".wp-block-post-content", ".entry-content", ".post-content"),
        date=("time.published", ".td-post-date time", ".wp-block-post-date time", "time.entry-date"),
        lead=(".td-post-sub-title",),
        author=(".author .fn", ".author.vcard", ".wp-block-post-author-name", ".td-post-author-name a"),
        picture=(".td-post-featured-image", ".wp-block-post-featured-image", ".post-thumbnail"),
        section=("xpath://a[contains(@rel, 'category')]", ".taxonomy-category a", ".td-category a"),
        tags=(".td-tags a", ".taxonomy-post_tag a", "xpath://a[@rel='tag'][not(../@class)]", ".tagcloud a"),
    ),
)

CMS = Cms(
    name="wordpress",
    title="WordPress",
    marks=_MARKS,
    layouts=(WORDPRESS,),
    addresses=(WORDPRESS_DATED, WORDPRESS_NUMBER, WORDPRESS_QUERY, WORDPRESS_SLUG),
    feeds=("/feed/",),
    sitemaps=("/wp-sitemap.xml", "/sitemap_index.xml"),
)
