"""WordPress.

Sources: its public default themes and plugins, the themes that are common in Vietnam (Flatsome, Newspaper of
tagDiv, JNews, Jannah); the address forms that its settings offer.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("generator", re.compile(r"WordPress", re.I), "the generator is WordPress", 3),
    Mark("markup", re.compile(r"/wp-(?:content|includes)/"), "files under /wp-content/", 2),
    Mark("markup", re.compile(r"https://api\.w\.org/|/wp-json/"), "its API is linked", 2),
    Mark(
        "header",
        re.compile(r"api\.w\.org|^x-redirect-by: wordpress|^x-pingback:", re.I | re.M),
        "headers of WordPress",
        2,
    ),
)
_NO_POST = r"(?!(?:category|tag|author|page|chuyen-muc|the|wp-content|wp-json|feed|product|shop)/)"
#: `/2024/03/15/slug/` and `/2024/03/slug/`: the slug is the id, as it is unique within a site.
WORDPRESS_DATED = AddressPattern(
    r"/(?P<stamp>20[0-9]{2}/[0-9]{2}(?:/[0-9]{2})?)/(?P<id>[^/?]+?)(?:\.html)?", slash=True
)
#: `/archives/123`, `/slug-123/`, `/category/slug-123.html`. Headlines end in years and small numbers too.
WORDPRESS_NUMBER = AddressPattern(
    rf"/{_NO_POST}(?:archives/|(?:[^/?]+/)?[^/?]+-(?!(?:[0-9]{{2,3}}|(?:19|20)[0-9]{{2}})(?![0-9])))"
    r"(?P<id>[0-9]{2,9})(?:\.html)?"
)
#: `/?p=123`.
WORDPRESS_QUERY = AddressPattern(r"/(?:index\.php)?\?(?=[^#]*+\Z)(?:[^#]*&)?p=(?P<id>[0-9]{1,9})(?:&[^#]*)?")
#: `/slug/`, `/category/slug/`: five words and more, as pages and categories are written alike, or a number.
WORDPRESS_SLUG = AddressPattern(
    rf"/{_NO_POST}(?:[^/?]+/)?(?P<id>[a-z0-9%]+(?:-+[a-z0-9%]+){{4,}}|[^/?]+-[0-9]{{2,4}})(?:\.html)?",
    slash=True,
)

WORDPRESS = boxed_layout(
    "wordpress",
    title=(
        "h1.entry-title",
        "h1.post-title",
        "h1.wp-block-post-title",
        "h2.wp-block-post-title",
        "h1.jeg_post_title",
        "h1.tdb-title-text",
    ),
    body=(
        ".td-post-content",
        ".wp-block-post-content",
        ".jeg_inner_content .content-inner",
        ".entry-content",
        ".post-content",
    ),
    date=(
        "time.published",
        ".td-post-date time",
        ".tdb_single_date time",
        ".wp-block-post-date time",
        "time.entry-date",
        ".entry-header .jeg_meta_date",
    ),
    lead=(".td-post-sub-title", ".tdb_single_subtitle", ".jeg_post_subtitle", ".entry-sub-title"),
    author=(
        ".author .fn",
        ".author.vcard",
        ".wp-block-post-author-name",
        ".td-post-author-name a",
        ".tdb-author-name",
        ".entry-header .jeg_meta_author a",
        ".entry-header .meta-author a",
        ".meta-author.vcard",
    ),
    picture=(
        ".td-post-featured-image",
        ".tdb_single_featured_image",
        ".wp-block-post-featured-image",
        ".post-thumbnail",
        ".single-featured-image",
        ".jeg_featured",
        ".entry-image > a",
    ),
    section=(
        "xpath://a[contains(@rel, 'category')]",
        ".taxonomy-category a",
        ".td-category a",
        ".tdb-entry-category",
        ".entry-header .post-cat",
    ),
    tags=(
        ".td-tags a",
        ".tdb-tags a",
        ".taxonomy-post_tag a",
        ".jeg_post_tags a",
        "xpath://footer[contains(@class, 'entry-meta')]//a[@rel='tag']",
        "xpath://a[@rel='tag'][not(../@class)]",
        "span.tagcloud a",  # a `<div>` of this name is the widget with the tags of the whole site
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
