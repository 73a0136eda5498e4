"""NukeViet, the most common system of party, commune and school sites in Vietnam.

Sources: the public themes `default`, `mobile_default` and `egov` of NukeViet 3 to 5, and the addresses that
its news module writes: `/vi/news/<category>/<slug>-<number>.html`, language and module left out if the
site has only one, `/` for `.html` where it is so configured, and a query where nothing is rewritten.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("generator", re.compile(r"NukeViet", re.I), "the generator is NukeViet", 3),
    Mark(
        "markup",
        re.compile(r"\bnv_(?:base_siteurl|name_variable|fc_variable|lang_variable|my_domain)\b"),
        "its scripts set nv_ variables",
        2,
    ),
    Mark("markup", re.compile(r"/themes/[\w-]{1,60}/(?:css|js|images)/"), "files under /themes/"),
    Mark(
        "markup",
        re.compile(r"""(?:id=["']news-bodyhtml|class=["']news_column\b)"""),
        "boxes of its news module",
        2,
    ),
    Mark("address", re.compile(r"[?&]nv=[a-z-]{2,30}&op="), "addresses with nv= and op=", 2),
    Mark(
        "header",
        re.compile(r"^set-cookie: .*\bnv\d?[a-z]?_|^x-powered-by: nukeviet", re.I | re.M),
        "its cookies",
    ),
)
#: Functions of the news module that are written like a category.
_NO_CATEGORY = r"(?!(?:tag|topic|groups?|author|rss|search|print|savefile|sendmail|content|page-[0-9]+)/)"
_MODULE = r"(?:/(?:vi|en))?(?:/(?:news|[a-z][a-z0-9-]{1,40}))?"
#: `/thoi-su/page-2/` is the second page of a category.
_NO_PAGE = r"(?!page-[0-9]+(?:\.html|&|\Z))"
_SLUG_ID = rf"{_NO_PAGE}[^/?]*?[^/?-]-(?P<id>[0-9]{{1,9}})"
NUKEVIET_PAGE = AddressPattern(rf"{_MODULE}/{_NO_CATEGORY}(?P<section>[^/?]+)/{_SLUG_ID}(?:\.html)?")
NUKEVIET_QUERY = AddressPattern(
    rf"/(?:index\.php)?\?(?=[^#]*+\Z)(?:[^#]*&)?op={_NO_CATEGORY}(?P<section>[^/?&]+)(?:/|%2F){_NO_PAGE}[^/?&]*?[^/?&-]-"
    r"(?P<id>[0-9]{1,9})"
)

NUKEVIET = boxed_layout(
    "nukeviet",
    title=("h1.title", "#news_detail h1", ".news_column h1"),
    body=("#news-bodyhtml", ".news_column .bodytext", ".bodytext"),
    date=("#news_detail .time", ".news_column .time", ".news_column span.h5"),
    lead=("#hometext h2", ".news_column .hometext", "#hometext .h2"),
    picture=("figure.article", "#imghome", "#hometext .imghome"),
    tags=(".keywords a", "xpath://em[contains(@class, 'fa-tags')]/following-sibling::a"),
)

CMS = Cms(
    name="nukeviet",
    title="NukeViet",
    marks=_MARKS,
    layouts=(NUKEVIET,),
    addresses=(NUKEVIET_PAGE, NUKEVIET_QUERY),
    feeds=("/news/rss/", "/rss/"),
    sitemaps=("/sitemap.xml",),
)
