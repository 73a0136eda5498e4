"""A spider that is not one of ours: whatever kind of item it yields is stored like our own."""

from datetime import UTC, datetime, timedelta

import jsonschema
import pytest

from dvcrawler.items import VIETNAM, Draft, Image, Provenance
from dvcrawler.pipelines.items import InvalidItem, read_item
from dvcrawler.schema import load_schema
from dvcrawler.storage.verify import verify
from tests import warm
from tests.portal import command, environment, records, runs
from tests.webserver import serve_pages

NOW = datetime(2026, 1, 31, tzinfo=UTC)
ITEM = {"url": "https://bao.example/bai-1.html?b=2", "title": "Mùa gặt", "body": "Một.\n\nHai."}
SPIDER = """
from dataclasses import dataclass, field
import attrs
import scrapy

@dataclass
class Data:
    url: str
    title: str
    body: list
    date_raw: str
    capture: str

@attrs.define
class Attrs:
    url: str
    title: str
    body: list
    date_raw: str
    capture: str

class Item(scrapy.Item):
    url = scrapy.Field()
    title = scrapy.Field()
    body = scrapy.Field()
    date_raw = scrapy.Field()
    capture = scrapy.Field()

KINDS = {"1": dict, "2": Data, "3": Attrs, "4": Item}

class Own(scrapy.Spider):
    name = "own"
    start_urls = ["http://bao.example/%s.html" % n for n in (1, 2, 3, 4, 5)]

    def parse(self, response):
        kind = response.url[-6]
        fields = dict(
            url=response.url, title=response.css("h1::text").get(), body=response.css("p::text").getall(),
            date_raw=response.css("time::text").get(), capture=response.meta["dvcrawler"].capture)
        yield KINDS[kind](**fields) if kind in KINDS else {**fields, "colour": "red"}
        if kind == "5":
            yield 5
"""


def test_each_kind_of_item_is_normalised_checked_and_stored(tmp_path):
    (tmp_path / "variant").mkdir()
    (tmp_path / "variant/__init__.py").write_text("")
    (tmp_path / "variant/own.py").write_text(SPIDER)
    page = "<html><h1> Mùa   gặt {0} </h1><time>08:30, 01/05/2024</time><p>Một {0}.</p><p>Hai.</p></html>"
    pages = {("bao.example", f"/{n}.html"): page.format(n).encode() for n in range(1, 6)}
    data = tmp_path / "data"
    with serve_pages(pages) as web:
        there = {
            "DVCRAWLER_CONNECT_TO": f"bao.example=127.0.0.1:{web.port}",
            "PYTHONPATH": f"{tmp_path}:{environment()['PYTHONPATH']}",
        }
        ended = warm.run(
            command(data, "own", "-s", "SPIDER_MODULES=variant"),
            env=environment(**there),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert ended.returncode == 10, ended.stdout + ended.stderr
    held = sorted(records(data), key=lambda record: record["id"])
    assert [record["id"] for record in held] == [f"own:bao.example/{n}.html" for n in range(1, 5)]
    for number, record in enumerate(held, 1):
        jsonschema.validate(record, load_schema())
        assert (record["title"], record["body"]) == (f"Mùa gặt {number}", f"Một {number}.\n\nHai.")
        assert (record["date"], record["layout"], record["via"]) == ("2024-05-01", "item", "live")
        assert record["capture"].startswith("own-")
    problems = sorted((each["code"], each["reason"]) for each in runs(data, "own")[-1]["problems"])
    assert problems == [("invalid_item", "int, not an item"), ("invalid_item", "unknown fields: colour")]
    assert "  refused: int, not an item\n" in ended.stdout, "what is no item has no address"
    assert list(verify(data, "own")) == []


def test_what_an_item_lacks_is_filled_in():
    draft = read_item(ITEM, "own", NOW)
    assert isinstance(draft, Draft)
    assert (draft.native_id, draft.layout) == ("bao.example/bai-1.html?b=2", "item")
    assert (draft.provenance.via, draft.provenance.captured_at) == ("live", NOW)
    assert draft.provenance.fetched_from == draft.url == ITEM["url"]
    assert read_item(ITEM | {"id": "own:7"}, "own", NOW).native_id == "7"


def test_what_an_item_tells_is_taken_over():
    told = {
        "language": "en",
        "kind": "photo",
        "section": "Kinh tế",
        "tags": ["lúa", "gạo"],
        "author": "Lê Thử",
        "byline_raw": "",
        "date_raw": " ",  # what a selector finds in an empty box
        "published_at": "2026-01-30",
        "date": "2026-01-29",
        "captured_at": "2026-01-30T08:00:00+07:00",
        "fetched_from": "https://archive.example/1",
        "capture": "own.warc.gz#1",
        "body": ["Một.", " ", "Hai."],
    }
    draft = read_item(ITEM | told, "own", NOW)
    assert (draft.language, draft.kind, draft.section, draft.tags) == (
        "en",
        "photo",
        "Kinh tế",
        ("lúa", "gạo"),
    )
    assert (draft.byline_raw, draft.date_raw, draft.body) == ("Lê Thử", "2026-01-30", ("Một.", "Hai."))
    captured = datetime(2026, 1, 30, 1, tzinfo=UTC)
    assert draft.provenance == Provenance("live", "https://archive.example/1", captured, "own.warc.gz#1")


def test_an_image_is_an_address_or_tells_of_itself():
    whole = {"url": "/b.jpg", "caption": "Gặt lúa", "credit": "Lê Thử", "capture": None}
    draft = read_item(ITEM | {"images": ["a.jpg", {"url": "c.jpg"}, whole]}, "own", NOW)
    assert draft.images == (
        Image("https://bao.example/a.jpg"),
        Image("https://bao.example/c.jpg"),
        Image("https://bao.example/b.jpg", "Gặt lúa", "Lê Thử"),
    )


def test_without_an_id_the_address_tells_articles_apart():
    def native_id(url):
        return read_item(ITEM | {"url": url}, "own", NOW).native_id

    assert native_id("http://bao.example/muc/") == "bao.example/muc"
    assert native_id("https://bao.example/?id=1") == "bao.example?id=1"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": None}, "missing fields: title"),
        ({"body": None, "url": None}, "missing fields: url, body"),
        ({"colour": "red", "size": 1}, "unknown fields: colour, size"),
        ({"url": "ftp://bao.example/1"}, "url: not an http address"),
        ({"url": "/bai-1.html"}, "url: not an http address"),
        ({"title": 5}, "title: int, not text"),
        ({"body": [1]}, "body: int, not text"),
        ({"tags": "a"}, "tags: str, not a list"),
        ({"images": [{"src": "a"}]}, "images: an entry is neither an address nor url, caption and credit"),
        ({"images": ["javascript:void(0)"]}, "images: an entry has no usable address"),
        ({"images": [5]}, "images: an entry is neither an address nor url, caption and credit"),
        ({"images": [{"url": "a.jpg", "caption": 5}]}, "caption: int, not text"),
        ({"language": "fr"}, "language: not one of vi, en"),
        ({"fetched_from": 5}, "fetched_from: int, not text"),
        ({"kind": "blog"}, "kind: not one of article, emagazine, photo, video, audio, document"),
        ({"captured_at": "yesterday"}, "captured_at: not a time with a zone"),
        ({"captured_at": datetime(2026, 1, 1)}, "captured_at: not a time with a zone"),
        ({"captured_at": datetime(1, 1, 1, tzinfo=VIETNAM)}, "captured_at: not a time with a zone"),
        ({"captured_at": NOW + timedelta(hours=7)}, "captured_at: later than now"),
        ({"captured_at": "2099-01-01T00:00:00Z"}, "captured_at: later than now"),
        ({"capture": 5}, "capture: int, not text"),
        ({"id": 5}, "id: int, not text"),
        ({"id": "1\n2"}, "id: has a line end or a character that is not shown"),
        ({"id": "1\u202e"}, "id: has a line end or a character that is not shown"),
        ({"id": "1" * 2001}, "id: 2001 characters, more than 2000"),
    ],
)
def test_an_item_that_cannot_be_a_record_is_named(change, reason):
    found = read_item(ITEM | change, "own", NOW)
    assert found == InvalidItem((ITEM | change)["url"] or "", reason)


@pytest.mark.parametrize("given", [5, "text", b"page", [ITEM], ITEM.keys()])
def test_what_is_not_an_item_is_named_by_its_type(given):
    assert read_item(given, "own", NOW) == InvalidItem("", f"{type(given).__name__}, not an item")


def test_spaces_around_an_id_do_not_count():
    assert read_item(ITEM | {"id": " own: 7\n"}, "own", NOW).native_id == "7"
    assert read_item(ITEM | {"id": " "}, "own", NOW).native_id == "bao.example/bai-1.html?b=2"
