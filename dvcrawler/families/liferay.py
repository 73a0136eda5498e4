"""Liferay, with its asset publisher or display pages.

Sources: its public documentation and portlets (6.0 to 7.4), the content portlets of Viettel and of VCMS that
many offices use on it, and the journal templates of the Ministry of Health.
"""

import re

from dvcrawler.families.cms import Cms, Mark, boxed_layout
from dvcrawler.normalize.urls import AddressPattern

_MARKS = (
    Mark("header", re.compile(r"^liferay-portal:", re.I | re.M), "the header Liferay-Portal", 3),
    Mark("markup", re.compile(r"\bLiferay\.(?:Portlet|ThemeDisplay|Browser|authToken)\b"), "its scripts", 3),
    Mark(
        "markup",
        re.compile(r"portlet-boundary|\bid=[\"']p_p_id_|journal-content-article"),
        "boxes of its portlets",
        2,
    ),
    Mark("address", re.compile(r"/-/asset_publisher/|_INSTANCE_[A-Za-z0-9]{4,12}"), "its addresses", 2),
    Mark(
        "markup",
        re.compile(r"/documents/[0-9]{4,9}/|/image/journal/article\?|/[oc]/(?:js|portal)"),
        "files under /documents/",
    ),
)
#: `/web/guest/tin-tuc/-/asset_publisher/Ab1c/content/slug`, `…/content/id/12345`.
LIFERAY_ASSET = AddressPattern(r"/(?:[^/?]+/){0,6}-/asset_publisher/[^/?]+/content/(?:id/)?(?P<id>[^/?]+)")
#: `/web/guest/tin-tuc/-/journal_content/56_INSTANCE_x/10192/12345`, of Liferay 6.0.
LIFERAY_JOURNAL = AddressPattern(
    r"/(?:[^/?]+/){0,6}-/journal_content/[^/?]+/[0-9]{4,9}/(?P<id>[0-9]{3,9})(?:/[^?]*)?"
)
#: `/w/slug`, `/vi/-/slug`: display pages of 7.x.
LIFERAY_DISPLAY = AddressPattern(
    r"/(?:(?:[^/?]+/){0,4}-|(?:[a-z]{2}/)?w)/(?P<id>[a-z0-9%]+(?:-+[a-z0-9%]+){3,})"
)
#: `/web/guest/y-te/-/vcmsviewcontent/Hb7T/2015/2015/88213`, of VCMS: parent, category, article.
LIFERAY_VCMS = AddressPattern(
    r"/(?:[^/?]+/){0,6}-/vcmsview(?:content)?/[^/?]+/[0-9]{1,9}/[0-9]{1,9}/(?P<id>[0-9]{1,9})"
)
#: `/web/guest/y-te?p_p_id=…&_vcmspublisher_INSTANCE_k3Tq_distId=40118`: parameters of any portlet.
LIFERAY_QUERY = AddressPattern(
    r"/(?:[^/?]+/){0,6}[^/?]*\?(?=[^#]*+\Z)(?:[^#]*&)?_[^=&#]{1,160}_"
    r"(?:articleId|distId|assetEntryId|urlTitle)=(?P<id>[^&#]+)(?:&[^#]*)?"
)

LIFERAY = boxed_layout(
    "liferay",
    title=(
        "h1.header-title",
        ".header-title",
        ".asset-full-content .asset-title",
        "h1.component-heading",
        "h2.component-heading",
    ),
    body=(".journal-content-article", ".asset-full-content .asset-content"),
    lead=("xpath://*[contains(@class, 'component-text')][string-length(normalize-space(.)) > 40]",),
    picture=(".component-image",),
    section=(".asset-categories a",),
    tags=(".asset-tags a",),
)

CMS = Cms(
    name="liferay",
    title="Liferay",
    marks=_MARKS,
    layouts=(LIFERAY,),
    addresses=(LIFERAY_ASSET, LIFERAY_JOURNAL, LIFERAY_VCMS, LIFERAY_QUERY, LIFERAY_DISPLAY),
    sitemaps=("/sitemap.xml",),
)
