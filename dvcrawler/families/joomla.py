"""Joomla, with its own articles or those of its extension K2.

Sources: the public templates of com_content (Joomla 1.5 to 5) and of K2; the address forms of its routers.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("generator", re.compile(r"Joomla", re.I), "the generator is Joomla", 3),
    Mark(
        "markup",
        re.compile(r"/media/(?:system|jui|vendor|com_[a-z]{2,20})/(?:js|css)/"),
        "files under /media/",
        2,
    ),
    Mark("address", re.compile(r"[?&]option=com_[a-z]{2,20}\b"), "addresses with option=com_…", 2),
    Mark(
        "markup",
        re.compile(r"joomla-script-options|com-content-article|\bk2Container\b"),
        "boxes of its articles",
        2,
    ),
    Mark(
        "markup",
        re.compile(r"/components/com_[a-z]|/templates/[\w-]{1,60}/(?:css|js|images)/"),
        "files under /templates/",
    ),
)
_SLUG = r"[^/?.-]+(?:-+[^/?.-]+){2,}+-*+"
#: `/index.php/tin-tuc/123-slug`, `/tin-tuc/12-xa-hoi/123-slug.html`, K2's `/tin-tuc/item/123-slug`.
JOOMLA_PAGE = AddressPattern(rf"/(?:(?!itemlist/)[^/?]+/){{0,5}}(?P<id>[0-9]{{1,9}})-{_SLUG}(?:\.html)?")
#: `/index.php?option=com_content&view=article&id=123:slug&catid=8`, without URL rewriting.
JOOMLA_QUERY = AddressPattern(
    r"/(?:index\.php)?\?(?=[^#]*+\Z)option=com_(?:content&view=article|k2&view=item)&(?:[^#]*&)?"
    r"id=(?P<id>[0-9]{1,9})(?:(?::|%3A)[^&#]*)?(?:&[^#]*)?"
)

JOOMLA = boxed_layout(
    "joomla",
    title=(
        "h1.itemTitle",
        "h2.itemTitle",
        ".item-page h1",
        ".item-page h2",
        "xpath://*[@itemprop='headline']",
    ),
    body=(
        ".com-content-article__body",
        ".itemFullText",
        ".itemIntroText",
        "xpath://*[@itemprop='articleBody']",
    ),
    date=("dd.published time", ".itemDateCreated", "dd.create time"),
    lead=("xpath://*[@class='itemFullText']/preceding-sibling::*[@class='itemIntroText']",),
    author=("xpath://dd[contains(@class, 'createdby')]//*[@itemprop='name']", ".itemAuthor a"),
    picture=(".item-image", ".itemImageBlock"),
    section=(".category-name a", ".itemCategory a"),
    tags=(".itemTags a", ".item-page .tags a"),
)

CMS = Cms(
    name="joomla",
    title="Joomla",
    marks=_MARKS,
    layouts=(JOOMLA,),
    addresses=(JOOMLA_PAGE, JOOMLA_QUERY),
    feeds=("/index.php?format=feed&type=rss",),
)
