"""The expected records are consistent in themselves: crawls are compared with them."""

import json
import re
import unicodedata
from datetime import date, datetime
from functools import cache

from dvcrawler.items import BODILESS_KINDS, KINDS, RECORD_FIELDS, ROLES
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.text import clean_block, clean_text
from sample_portal.portal import Portal

PORTAL = Portal(400)


@cache
def all_records():
    """Made by the first test: each process of the suite collects this module."""
    return PORTAL.expected()


def each_seventh(check):
    """A test of records, each named where it fails; one item for all, as they are many and quickly checked."""

    def test():
        for record in all_records()[::7]:
            try:
                check(record)
            except AssertionError as error:
                error.add_note(record["id"])
                raise

    test.__name__ = check.__name__
    return test


@each_seventh
def test_fields_are_fields_of_a_stored_record(record):
    assert set(record) <= set(RECORD_FIELDS)
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record


@each_seventh
def test_texts_are_already_normalised(record):
    for name in ("title", "kicker", "date_raw", "summary", "section"):
        if record[name] is not None:
            assert record[name] == clean_text(record[name])
            assert unicodedata.is_normalized("NFC", record[name])
    for paragraph in record["body"].split("\n\n"):
        assert paragraph == clean_block(paragraph)


@each_seventh
def test_summary_captions_and_byline_are_not_in_the_body(record):
    paragraphs = record["body"].split("\n\n")
    others = [record["summary"], record["byline_raw"], record["title"], record["kicker"]]
    others += [image["caption"] for image in record["images"]]
    assert not set(filter(None, others)) & set(paragraphs)


@each_seventh
def test_the_printed_date_gives_the_date_of_the_record(record):
    reading = read_date(record["date_raw"])
    assert reading.day == date.fromisoformat(record["date"])
    assert reading.problem is None


@each_seventh
def test_a_time_is_given_where_the_page_prints_a_true_one(record):
    reading = read_date(record["date_raw"])
    if record["published_at"]:
        assert reading.at == datetime.fromisoformat(record["published_at"])
    elif reading.at is not None:
        assert record["problems"] == ["published_at"]
        assert reading.at.minute == reading.at.month
        assert 2 <= reading.at.hour <= 9


@each_seventh
def test_the_byline_gives_the_authors_of_the_record(record):
    if record["byline_raw"] is None:
        assert (record["author"], record["authors"], record["source"]) == (None, [], None)
        return
    reading = read_byline(record["byline_raw"])
    assert reading is not None
    authors = [{"name": a.name, "role": a.role, "office": a.office} for a in reading.authors]
    assert authors == record["authors"]
    assert reading.source == record["source"]
    assert record["author"] == (", ".join(a["name"] for a in authors) or None)


@each_seventh
def test_only_bodiless_kinds_have_no_body(record):
    assert record["kind"] in KINDS
    assert record["body"] or record["kind"] in BODILESS_KINDS
    assert all(author["role"] in (None, *ROLES) for author in record["authors"])


@each_seventh
def test_month_and_id_in_the_address_are_those_of_the_record(record):
    native = record["id"].partition(":")[2]
    assert re.search(rf"-{native}(?:/|\.html)$", record["url"], re.I)
    month = re.search(r"/(\d{6})/", record["url"])
    assert month is None or record["date"].replace("-", "").startswith(month[1])


@each_seventh
def test_images_are_absolute_and_captions_free_of_credits(record):
    for image in record["images"]:
        assert image["url"].startswith("https://")
        assert "Ảnh:" not in (image["caption"] or "")


def test_every_form_of_byline_occurs():
    roles = {author["role"] for record in all_records() for author in record["authors"]}
    assert roles == {None, "text+photo", "compiled", "performed"}
    assert any(author["office"] for record in all_records() for author in record["authors"])
    assert any(len(record["authors"]) == 3 for record in all_records())
    assert any(record["source"] and not record["authors"] for record in all_records())
    assert any(record["byline_raw"] and record["byline_raw"].isupper() for record in all_records())


def test_slugs_repeat_but_ids_do_not():
    slugs = [re.sub(r"-[^-]+$", "", record["url"].rpartition("/20")[2]) for record in all_records()]
    slugs = [slug.partition("/")[2] for slug in slugs if "/" in slug]
    assert len(set(slugs)) < len(slugs)
    assert len({record["id"] for record in all_records()}) == len(all_records())
