"""Whether a body that is shorter than its headers say is complete, by how it ends."""

import re

from scrapy.http import Response

from dvcrawler.bodies import decode_body
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

#: What ends a page, a feed or a sitemap.
_END = lazy_regex(rb"</(?:html|rss|feed|rdf:rdf|urlset|sitemapindex)\s{0,9}>[\s\0]{0,99}\Z", re.I)
#: Follows the end, and may quote one: when the page was made, counters of visits, windows to print in.
_ASIDE = lazy_regex(rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)[^>]{0,9}>?", re.I | re.S)
_BLANK = b" \t\r\n\xef\xbb\xbf"
_DOCUMENT = lazy_regex(rb"<(/?)html\b", re.I)
#: From this status on the headers say everything: moved, gone, failed.
_FIRST_WITHOUT_PAGE = 300


def has_ended(response: Response) -> bool:
    """Whether the body, packed or not, ends as a whole page, feed or JSON does, or does not matter."""
    if response.status >= _FIRST_WITHOUT_PAGE:
        return True
    said = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    try:
        body = decode_body(response.body, said)
    except ValueError:
        return False
    return _is_whole_json(body) if body.lstrip(_BLANK)[:1] in (b"{", b"[") else _is_whole_page(body)


def _is_whole_page(body: bytes) -> bool:
    """A page that was pasted into the text of another one ends before that."""
    shown = _ASIDE.sub(b"", body)
    ends = [bool(each[1]) for each in _DOCUMENT.finditer(shown)]
    return _END.search(shown) is not None and ends.count(False) <= ends.count(True)


def _is_whole_json(body: bytes) -> bool:
    try:
        read_json(body.decode("utf-8-sig"))
    except ValueError:
        return False
    return True
