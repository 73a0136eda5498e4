"""A small store of made-up articles, written line by line by the real `Store`."""

from dvcrawler.items import RECORD_FIELDS, SCHEMA
from dvcrawler.storage.store import Store


def article(number, title, body, *, site="thu", **more):
    record = dict.fromkeys(RECORD_FIELDS)
    record.update(
        schema=SCHEMA,
        id=f"{site}:{number}",
        revision=1,
        site=site,
        url=f"https://{site}.example/{number}",
        title=title,
        body=body,
        authors=[],
        images=[],
        documents=[],
        tags=[],
        language="vi",
        kind="article",
        via="live",
        fetched_from=f"https://{site}.example/{number}",
        captured_at="2026-01-31T08:00:00Z",
        layout="generic",
        problems={} if SCHEMA == 1 else [],
        content_hash=f"{number}",
        extractor="dvcrawler 0",
    )
    if "documents" in record:
        record["documents"] = []
    record.update(more)
    if record["author"]:
        names = record["author"].split(", ")
        record["authors"] = [{"name": name, "role": None, "office": None} for name in names]
    return record


def write(data, *records):
    for site in dict.fromkeys(record["site"] for record in records):
        with Store(data, site) as store:
            for record in records:
                if record["site"] == site:
                    store.append(record)
