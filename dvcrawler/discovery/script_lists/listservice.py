"""The list service of the new CMS: JSON or JSONP behind "Xem thêm", if a listing page shows it.

Source: scripts of baodongnai.com.vn and a public client of vnmedia.vn (docs/sites.md). Never seen
called on baonamdinh.vn, so it is only requested if the page itself names it.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.numbers import read_json, read_whole
from dvcrawler.patterns import lazy_regex

_NAMED = lazy_regex(r"""["'](?P<path>(?:https?:)?/{0,2}[^"'\s]{0,80}?/api/article/list)\b""")
_CALLBACK = lazy_regex(r"^\s*[\w$.]{1,80}\s*\(\s*(?P<json>[\[{].*[\]}])\s*\)\s*+(?:;\s*+)?$", re.S)
_ID = lazy_regex(r"[0-9a-zA-Z_-]{1,64}")
_DEFAULT = "/service/api/article/list"
_SIZE = 20
_LARGEST_ANSWER = 5_000_000
#: No section has this many articles; larger offsets would continue forever.
_FARTHEST = 10_000_000


@dataclass(frozen=True, slots=True)
class ListService:
    """One section's list: `first` is the offset of the page, counted in articles."""

    address: str
    site_id: str
    category_id: str
    first: int = 0

    @property
    def url(self) -> str:
        query = urlencode(
            {
                "scUnitMapId": self.site_id,
                "saArticleCateId": self.category_id,
                "first": self.first,
                "pageSize": _SIZE,
            }
        )
        return f"{self.address}?{query}"


def find_service(page: Page) -> ListService | None:
    """The service of the listing page; None if the page does not show it."""
    named = _NAMED.search(page.data.decode("utf-8", "replace")) if b"api/article/list" in page.data else None
    hidden = {key: _read_hidden(page, key) for key in ("site_id", "cate_id")}
    if not hidden["site_id"] or not hidden["cate_id"]:
        return None
    if named is None and b"loadmore" not in page.data and b"pagination-container" not in page.data:
        return None
    address = absolute_url(page.base, named["path"] if named else _DEFAULT)
    return ListService(address, hidden["site_id"], hidden["cate_id"]) if address else None


def is_service(url: str) -> bool:
    """Whether an address is that of a list service."""
    return urlsplit(url).path.endswith("/api/article/list")


def read_service(data: bytes, base_url: str) -> list[str]:
    """Addresses of the articles in a response, in its order; empty for any other response."""
    if len(data) > _LARGEST_ANSWER:
        return []
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    wrapped = _CALLBACK.match(text)
    try:
        answer = read_json(wrapped["json"] if wrapped else text)
    except ValueError:
        return []
    rows = _list_rows(answer)
    found = (absolute_url(base_url, row["pageUrl"]) for row in rows if isinstance(row.get("pageUrl"), str))
    return list(dict.fromkeys(url for url in found if url))


def next_service_page(url: str) -> str | None:
    """The address of the next page; None if the numbers lead to none."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    first = read_whole(query.get("first", "0"), most=_FARTHEST)
    size = read_whole(query.get("pageSize", str(_SIZE)), least=1, most=_FARTHEST)
    if first is None or size is None:
        return None
    following = first + size
    return urlunsplit(parts._replace(query=urlencode({**query, "first": following})))


def _read_hidden(page: Page, name: str) -> str:
    for element in page.root.iter("input"):
        if element.get("id") == name or element.get("name") == name:
            value = (element.get("value") or "").strip()
            return value if _ID.fullmatch(value) else ""
    return ""


def _list_rows(answer: object) -> list[dict[str, Any]]:
    if isinstance(answer, dict):
        answer = answer.get("response", answer.get("data"))
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
