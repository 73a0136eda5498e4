"""A store with an archive in which the article `thu:2` holds a secret, and what must be left after it is removed.

As a script it removes the article: `python -m tests.storage.removal_store DATA [mark|undo]`.
"""

import sys
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from dvcrawler.items import RECORD_FIELDS
from dvcrawler.reading import latest, removed
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.removals import steps
from dvcrawler.storage.removals.held import find_held
from dvcrawler.storage.removals.log import removed_ids
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.reader import read_warc
from dvcrawler.storage.warc.writer import WarcWriter

SITE, ID, SECRET = "thu", "thu:2", "Nguyen Thi Mat"
AT = "2026-02-02T02:02:02Z"
BEGUN = datetime(2026, 1, 31, 8, tzinfo=UTC)


def url_of(number):
    return f"https://thu.example/bai-{number}"


def article(number, revision=1, **fields):
    record = dict.fromkeys(RECORD_FIELDS) | {
        "schema": 2,
        "id": f"thu:{number}",
        "revision": revision,
        "site": SITE,
        "url": url_of(number),
        "title": f"Bài số {number}",
        "body": f"Thân bài {number}, lần {revision}.",
        "authors": [],
        "images": [],
        "documents": [],
        "tags": [],
        "language": "vi",
        "kind": "article",
        "via": "live",
        "problems": [],
        "fetched_from": url_of(number),
        "captured_at": "2026-01-31T08:00:00Z",
        "layout": "generic",
        "content_hash": f"{number}-{revision}",
        "extractor": "dvcrawler 0",
    }
    return record | fields


def exchange(number, text):
    body = f"<html><body>{text}</body></html>".encode()
    return Exchange(
        url_of(number),
        BEGUN,
        "GET",
        ((b"Host", b"thu.example"),),
        200,
        "OK",
        ((b"Content-Type", b"text/html"),),
        body,
    )


def fill(data):
    """Four articles; the second has two revisions, a capture of its own for each, and one that is a revisit."""
    texts = {
        (1, 1): "một",
        (2, 1): f"{SECRET} hai",
        (3, 1): "ba",
        (2, 2): f"{SECRET} hai, sửa lại",
        (4, 1): "bốn",
    }
    index = CaptureIndex(data, SITE)
    writer = WarcWriter(data, SITE, BEGUN, (("software", "dvcrawler/test"),), index.same)
    with Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        for (number, revision), text in texts.items():
            capture = writer.write(exchange(number, text))
            index.add(capture)
            writer.sync()
            store.append(article(number, revision, capture=capture.name, body=text, title=text))
        index.add(writer.write(exchange(2, texts[2, 2])))
        ledger.catch_up(store)
    writer.close()
    index.close()
    (data / "derived").mkdir()
    (data / "derived" / "search.sqlite").write_text(SECRET)


def change(data, how=None):
    """Removes, marks or restores the article, as the command does."""
    with SiteLock(data, SITE, AT), Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        if how == "undo":
            steps.undo(store, steps.find_mark(store, ID), AT)
        else:
            found = find_held(store, ID, lambda url: url == url_of(2))
            steps.remove(store, ID, "yêu cầu", AT, found, only_mark=how == "mark")
        ledger.catch_up(store)


def open_again(data):
    """What the next crawl does first."""
    with SiteLock(data, SITE, AT), Store(data, SITE) as store, Ledger(data, SITE) as ledger:
        ledger.catch_up(store)


def held(data):
    return [(record["id"], record["revision"]) for record in latest(data)]


def places_of(data, text):
    """The files of store, archive and derived data that hold the text, packed or not."""
    files = [
        path
        for part in ("articles", "warc", "derived")
        for path in (data / part).rglob("*")
        if path.is_file()
    ]
    return [path.name for path in files if text.encode() in unpacked(path.read_bytes())]


def unpacked(data):
    """All gzip members, whatever stands between them."""
    found, start = [data], 0
    while (start := data.find(b"\x1f\x8b\x08", start)) >= 0:
        unpacker = zlib.decompressobj(31)
        with suppress(zlib.error):
            found.append(unpacker.decompress(data[start:]))
        start += 1
    return b"".join(found)


def tombstones(data):
    return [each["id"] for each in removed(data)]


def check_whole(data):
    """Nothing else is touched: every other capture is where its line says, whole and with its digests."""
    assert [finding.what for finding in verify(data, SITE)] == []
    named = {found.record_id: found for path in (data / "warc" / SITE).iterdir() for found in read_warc(path)}
    for record in latest(data):
        assert record["body"].encode() in named[record["capture"].partition("#")[2]].block


def check_settled(data, *, is_marked=False):
    """After the next opening the article is there with all that belongs to it, or not at all."""
    is_removed = ID in removed_ids(data, SITE)
    open_again(data)
    check_whole(data)
    if is_removed:
        assert held(data) == [("thu:1", 1), ("thu:3", 1), ("thu:4", 1)]
        assert is_marked or places_of(data, SECRET) == []
    else:
        assert held(data) == [("thu:1", 1), ("thu:3", 1), ("thu:2", 2), ("thu:4", 1)]
    lines = b"".join(path.read_bytes() for path in (data / "articles" / SITE).glob("*.jsonl"))
    assert lines.count(b'"removed_at"') == (1 if is_removed else 0)
    return is_removed


if __name__ == "__main__":
    change(Path(sys.argv[1]), *sys.argv[2:])
