"""A record of schema 2 with the values that a benchmark asks for; the others are empty or alike."""

from dvcrawler.items import RECORD_FIELDS, SCHEMA


def make_record(site: str, number: int, **values: object) -> dict[str, object]:
    url = f"https://{site}.example/{number}"
    return {
        **dict.fromkeys(RECORD_FIELDS),
        **dict.fromkeys(("authors", "images", "documents", "tags", "problems"), ()),
        "schema": SCHEMA,
        "id": f"{site}:{number}",
        "revision": 1,
        "site": site,
        "url": url,
        "language": "vi",
        "kind": "article",
        "via": "live",
        "fetched_from": url,
        "captured_at": "2026-01-31T08:00:00Z",
        "layout": "generic",
        "content_hash": f"{number:032x}",
        "extractor": "dvcrawler 0",
        **values,
    }
