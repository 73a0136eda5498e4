"""Shapes of article addresses that sites of every kind use."""

from dvcrawler.families.vnpt import VNPT_CHANNEL, VNPT_SECTION
from dvcrawler.normalize.urls import AddressPattern

HOST = "{host}/"
#: Pages other than articles that every portal has: topics, tags, authors, forms, articles for printers.
_NO_ARTICLE = (
    r"(?!(?:.*/)?(?:tags?|tim-kiem|search|category|chuyen-muc|chu-de|topics?|su-kien|event|author|tac-gia"
    r"|rss|feeds?|login|dang-nhap|lien-he|gioi-thieu|wp-content|wp-json|page|trang|print|in-(?:bai|tin)(?:-viet)?)"
    r"(?:/|\.|$))"
)
_ENDING = r"\.(?:html?|chn|aspx|vnp|vov|ldo|tpo|antd|epi|amp|php|bbg)"
#: A slug with a hyphen after its first word. Only the first such hyphen is searched, without backtracking.
_WORDS = r"-*+[^/?.-]++-[^/?.]*"
#: The folders before the slug.
_FOLDERS = r"/(?:[^/?]*+/)*+"
#: `/2024/03/15/slug`: WordPress, the day in folders.
_DAY = r"(?:(?=(?:/[^/?]++)*?/(?P<stamp>(?:19|20)[0-9]{2}/[0-9]{2}/[0-9]{2})/))?"
#: `/slug-20260307080054340.htm`, `/slug-post123456.html`, `/slug.123456.html`, `/slug_123456.html`.
_NUMBERED = AddressPattern(
    rf"{_NO_ARTICLE}{_DAY}{_FOLDERS}{_WORDS}[-._][a-z]{{0,4}}(?P<id>[0-9]{{5,20}}){_ENDING}", prefix=HOST
)
#: The same without an ending: `/slug-712345`, `/slug-344588/`.
_BARE = AddressPattern(
    rf"{_NO_ARTICLE}{_DAY}{_FOLDERS}{_WORDS}-[a-z]{{0,4}}(?P<id>[0-9]{{5,20}})", prefix=HOST
)
#: A folder of a day or month, which many articles share: `/12052026/`, `/20260512/`, `/202605/`.
_OF_DAY = (
    r"(?:(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])20[0-4][0-9]"
    r"|20[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?)/"
)
#: `/bg/xa-hoi/412345/slug.html`, `/item/123456-slug.html`, `/2024/03/15/slug.html`.
_BEFORE = AddressPattern(
    rf"{_NO_ARTICLE}/(?:[^?]*/)?(?P<id>(?!{_OF_DAY})[0-9]{{5,12}})[/-](?:[^/?.][^/?.-]*+-){{2}}[^/?.]+(?:{_ENDING})?",
    prefix=HOST,
)
#: `/portal/Pages/2020-11-3/slug.aspx`: SharePoint, the day in the address.
_DATED = AddressPattern(
    rf"{_NO_ARTICLE}/(?:[^?]*/)?(?P<stamp>20[0-9]{{2}}-[0-9]{{1,2}}-[0-9]{{1,2}})/(?P<id>[^/?]+?)(?:{_ENDING})?",
    prefix=HOST,
)
#: No number at all: a slug of six words or more; a short number after it is that of a topic.
SLUG = AddressPattern(
    rf"{_NO_ARTICLE}{_DAY}(?!.*-[a-z]?[0-9]{{1,4}}(?:\.|$))/(?:[^?]*/)?(?P<id>[a-zA-Z0-9%]+(?:-+[a-zA-Z0-9%]+){{5,}})(?:{_ENDING})?",
    prefix=HOST,
)
#: A slug of four words, then the number alone and an ending: `/kinh-te/phien-cho-hang-viet-ve-xa/59502.bcb`.
#: The id is that which a rule learned from the site's pages gives.
_NUMBER_LAST = AddressPattern(
    rf"{_NO_ARTICLE}(?P<id>/(?:[^/?]++/)*?(?:[^/?.-]++-++){{3}}[^/?.]++/[0-9]{{4,12}}\.[a-z]{{2,5}})",
    prefix=HOST,
)
#: `/su-kien/slug-20170812053436733.htm`: a number that holds the moment of publication is an article's also
#: below a folder that holds topics on other sites.
_MOMENT = AddressPattern(
    rf"(?P<id>{_FOLDERS}(?:[^/?._-]++[-._]++){{4,}}"
    rf"(?:19|20)[0-9]{{2}}[01][0-9][0-3][0-9][0-9]{{4,12}}(?:{_ENDING})?)",
    prefix=HOST,
)
_CHANNEL = AddressPattern(VNPT_CHANNEL.regex, slash=True, prefix=HOST)
_SECTION = AddressPattern(VNPT_SECTION.regex, slash=True, prefix=HOST)
#: By the name under which a learned rule leaves one out.
SHAPES = {
    "channel": _CHANNEL,
    "section": _SECTION,
    "numbered": _NUMBERED,
    "bare": _BARE,
    "dated": _DATED,
    "before": _BEFORE,
    "number last": _NUMBER_LAST,
    "moment": _MOMENT,
    "slug": SLUG,
}
