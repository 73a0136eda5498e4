"""Pages mutated at random, through the whole way from bytes to record: never an exception, never slow,
never a record that breaks the schema. 20,000 pages by `make faults`, some hundred in the default suite.
"""

import json
import random
import time
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from scrapy.settings import Settings

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_draft
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.items import Provenance, to_record
from dvcrawler.normalize.article import RecordRefused, find_fault, fingerprint, normalize_draft
from dvcrawler.normalize.urls import read_address
from dvcrawler.schema import load_schema
from dvcrawler.site_lists import load_sites

CASES = sorted((Path(__file__).parents[1] / "fixtures").glob("*/*/page.html"))
CAPTURED = datetime(2026, 11, 24, tzinfo=UTC)
SITES = [each.site for each in load_sites(Settings({"SPIDER_MODULES": ["dvcrawler.spiders"]})).values()]
VALIDATOR = jsonschema.Draft202012Validator(load_schema())
SPLINTERS = (
    b"<",
    b">",
    b"</div>",
    b"<div>",
    b"</html>",
    b"<html>",
    b"<table>",
    b"<td>",
    b"<!--",
    b"<![CDATA[",
    b"\x00",
    b"\xff\xfe",
    b"&#xD800;",
    b"&#0;",
    b"&nbsp;",
    b"<script>",
    b"</script>",
    b"<p>" * 50,
    b"<b>" * 300,
    b"99/99/9999",
    b"Th\xe1\xbb\xa9 2, Ng\xc3\xa0y 31 / 02 / 2023",
    b"\xc2\xad",
    b"\xe2\x80\x8b",
    b"\\u0000",
    b'{"@type":"NewsArticle","headline":',
    b"./.",
    "ĐĐ".encode("utf-16"),
    b"\xcc\x81" * 40,
    b"9" * 400,
)


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place, kind = chance.randrange(len(data) + 1), chance.randrange(6)
        other = chance.randrange(len(data) + 1)
        if kind == 0:
            data[place:place] = chance.choice(SPLINTERS)
        elif kind == 1:
            del data[place : place + chance.choice((1, 10, 400, 5000))]
        elif kind == 2:
            data[place : place + 4] = chance.randbytes(4)
        elif kind == 3:
            data[place:place] = data[other : other + chance.choice((20, 500, 5000))]
        elif kind == 4:
            del data[place:]
        else:
            data[place:place] = chance.choice(SPLINTERS) * chance.choice((1, 3, 200))
        if not data:
            break
    return bytes(data)


def read(data, url, generic):
    """The record, or None; as the crawl does it."""
    site = next((s for s in SITES if read_address(url, s.addresses, s.hosts)), None) or unknown_site(url)
    if generic:
        site = unknown_site(url)
    address = read_address(url, site.addresses, site.hosts) or any_address(url)
    try:
        draft = read_draft(Page(data, url), site, address, Provenance("live", url, CAPTURED))
    except NotAPageError:
        return None
    if isinstance(draft, RecordRefused):
        return None
    article = fingerprint(normalize_draft(draft, "fuzz"))
    return None if find_fault(article) else to_record(article)


def fuzz(number, seed):
    chance = random.Random(seed)
    pages = [(p.read_bytes(), json.loads(p.with_name("page.json").read_text("utf-8"))["url"]) for p in CASES]
    slowest, records = 0.0, 0
    for turn in range(number):
        data, url = chance.choice(pages)
        data = mutated(data, chance)
        start = time.process_time()
        record = read(data, url, generic=chance.random() < 0.3)
        slowest = max(slowest, time.process_time() - start)
        if record is not None:
            records += 1
            fault = next(VALIDATOR.iter_errors(record), None)
            assert fault is None, (seed, turn, url, fault)
    return slowest, records


def test_mutated_pages_raise_nothing_and_give_valid_records():
    _, records = fuzz(200, seed=1)
    assert records > 50


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10, 20))
def test_twenty_thousand_mutated_pages(seed):
    slowest, records = fuzz(2000, seed)
    print(f"seed {seed}: {records} records of 2000 pages, slowest {slowest:.3f} s of processor time")
    assert records > 200
    assert slowest < 20  # a run away, not a measurement: the figure is printed
