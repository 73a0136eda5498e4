"""Reads the addresses of a JSON feed (jsonfeed.org), which is untrusted."""

from collections.abc import Iterator

import orjson

from dvcrawler.discovery.feed_files.feed_addresses import read_link

_BOM = b"\xef\xbb\xbf"
#: Members by which a feed is distinguished from other data with `items`.
_MARKS = ("feed_url", "home_page_url")


def read_items(data: bytes, base: str | None) -> tuple[list[str], str | None] | None:
    """The addresses of the items, each once and in order, and that of older items; None if the data are not a
    JSON feed.
    """
    text = data.removeprefix(_BOM).strip()
    if not text.startswith(b"{"):
        return None
    try:
        feed = orjson.loads(text.decode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return None
    if not isinstance(feed, dict) or not _is_feed(feed):
        return None
    older = feed.get("next_url")
    found = list(dict.fromkeys(_find_addresses(feed["items"], base)))
    return found, read_link(older.strip(), base) if isinstance(older, str) else None


def _is_feed(feed: dict[str, object]) -> bool:
    is_named = "jsonfeed.org" in str(feed.get("version"))
    return isinstance(feed.get("items"), list) and (is_named or any(mark in feed for mark in _MARKS))


def _find_addresses(items: list[object], base: str | None) -> Iterator[str]:
    """`url` of each item or, where it has none, an `id` that is an address."""
    for item in items:
        members = item if isinstance(item, dict) else {}
        values = (members.get("url"), members.get("id"))
        read = (read_link(each.strip(), base) for each in values if isinstance(each, str))
        address = next(filter(None, read), None)
        if address is not None:
            yield address
