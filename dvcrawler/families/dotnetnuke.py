"""DotNetNuke (DNN), with the article modules that are common on it.

Sources: public documentation and skins of DNN 4 to 9, of the modules NewsArticles and EasyDNNnews.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("generator", re.compile(r"DotNetNuke|\bDNN\b", re.I), "the generator is DotNetNuke", 3),
    Mark("markup", re.compile(r"/DesktopModules/", re.I), "files under /DesktopModules/", 2),
    Mark("markup", re.compile(r"\bid=[\"']dnn_|__dnnVariable|\bDnnModule\b"), "boxes named dnn_…", 2),
    Mark("markup", re.compile(r"/Portals/(?:[0-9]{1,3}|_default)/", re.I), "files under /Portals/"),
    Mark("address", re.compile(r"/tabid/[0-9]{1,6}/", re.I), "addresses with /tabid/"),
    Mark(
        "header",
        re.compile(r"^set-cookie: .*(?:\.DOTNETNUKE|dnn_IsMobile)|^dnnoutputcache:", re.I | re.M),
        "its cookies",
        2,
    ),
)
#: `/Tin-tuc/tabid/80/articleType/ArticleView/articleId/123/slug.aspx`,
#: `/tin-tuc/ArtMID/456/ArticleID/123/slug`, `/tin-tuc/id/123/slug`.
DNN_PAGE = AddressPattern(
    r"/(?:[^/?]+/){0,9}(?i:articleid|newsid|itemid|postid|id)/(?P<id>[0-9]{1,9})(?:/[^?]*)?"
)
#: `/Default.aspx?tabid=80&articleType=ArticleView&articleId=123`, `/tin-tuc/tabid/88/Default.aspx?id=123`.
DNN_QUERY = AddressPattern(
    r"/(?:[^/?]+/){0,9}(?i:default\.aspx)?\?(?=[^#]*+\Z)(?:[^#]*&)?"
    r"(?i:articleid|newsid|itemid|id)=(?P<id>[0-9]{1,9})(?:&[^#]*)?"
)

#: EasyDNNnews: its older templates, those of a newspaper on it, and the present ones.
EASYDNN = boxed_layout(
    "easydnn",
    title=(".view_article h1", "h1.edn_articleTitle", ".edn_articleDetails .edn_articleTitle"),
    body=(
        ".view_article .content_text",
        ".view_article .main_content",
        ".edn_article .content_text",
        ".edn_articleDetails .edn_articleContent",
        ".edn_articleDetails",
    ),
    date=(
        ".view_article .meta_text",
        ".edn_metaDetails1",
        ".edn_articleDetails .edn_metaDetails time",
        "time.edn_publishDate",
    ),
    lead=(".view_article .summary", ".Detail_Summary", ".edn_articleDetails .edn_articleSummary"),
    author=(".view_article .meta_text a", ".edn_articleDetails .edn_metaDetails a[href*='author']"),
    picture=(".view_article .main_image", ".edn_articleMainImage"),
    section=(
        "xpath://*[contains(@class, 'box_list_container')]/a[contains(@href, 'CategoryID')]",
        ".edn_articleDetails a[href*='categoryid']",
        ".eds_breadCrumbs span:last-child a",
    ),
    tags=(
        "xpath://*[contains(@class, 'box_list_container')]/a[contains(@href, 'TagID')]",
        ".edn_articleDetails a[href*='tagid']",
        ".article_tags a",
    ),
)

#: The module NewsArticles (Ventrian, DnnForge) with its own template `Standard`.
NEWS_ARTICLES = boxed_layout(
    "newsarticles",
    title=(".articleHeadline h1", ".articleHeadline"),
    body=(".articleEntry",),
    section=(".articleCategories a",),
)

CMS = Cms(
    name="dotnetnuke",
    title="DotNetNuke",
    marks=_MARKS,
    layouts=(EASYDNN, NEWS_ARTICLES),
    addresses=(DNN_PAGE, DNN_QUERY),
    sitemaps=("/SiteMap.aspx",),
)
