"""Bytes that are no page, or hardly one: a named refusal or a whole draft, never an exception."""

import random
from datetime import UTC, datetime
from itertools import islice

import pytest

from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_draft
from dvcrawler.items import Provenance, find_problem
from dvcrawler.normalize.article import RecordRefused, find_fault, normalize_draft
from dvcrawler.normalize.urls import read_address
from dvcrawler.spiders.baonamdinh import BaoNamDinh
from dvcrawler.spiders.phunu import PhuNu
from sample_portal.portal import Portal

STORIES = list(islice(Portal(40).library.stories("baonamdinh"), 6))


def page_of(story):
    return Portal(40).respond(story.plan.site.host, story.plan.path).body


def read(data, url, spider=BaoNamDinh):
    site = spider.site
    try:
        page = Page(data, url)
        draft = read_draft(
            page,
            site,
            read_address(url, site.addresses, site.hosts),
            Provenance("live", url, datetime(2026, 1, 1, tzinfo=UTC)),
        )
    except NotAPageError:
        return None
    if isinstance(draft, RecordRefused):
        return None
    article = normalize_draft(draft, "test")
    assert article.title.strip()
    return article if find_fault(article) is None else None


@pytest.mark.sampled(2)
@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.plan.native_id)
def test_a_page_cut_anywhere_is_read_or_refused(story):
    data, chance = page_of(story), random.Random(5)
    for _ in range(50):
        read(data[: chance.randrange(len(data))], story.plan.url)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.plan.native_id)
def test_a_page_cut_within_its_body_is_never_read_as_if_it_were_whole(story):
    data = page_of(story)
    whole = read(data, story.plan.url)
    for share in (0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        article = read(data[: int(len(data) * share)], story.plan.url)
        assert article is None or article.body == whole.body or find_problem(article.problems, "body"), share


@pytest.mark.parametrize("encoding", ["cp1258", "utf-32", "utf-16-be"])
def test_an_encoding_that_is_not_stated_gives_no_garbage(encoding):
    story = STORIES[0]
    data = page_of(story).decode("utf-8").encode(encoding, "replace")
    article = read(data, story.plan.url)
    assert article is None or article.title == read(page_of(story), story.plan.url).title


@pytest.mark.sampled(3)
@pytest.mark.parametrize("tag", ["p", "table", "ul", "a", "b", "font"])
def test_thousands_of_one_element_raise_nothing(tag):
    story = STORIES[0]
    nested = (f"<{tag}>" * 5000 + "chữ" + f"</{tag}>" * 5000).encode()
    beside = (f"<{tag}>x y</{tag}>" * 10_000).encode()
    for more in (nested, beside):
        read(page_of(story).replace(b"</p>", more + b"</p>", 1), story.plan.url)


@pytest.mark.parametrize("story", STORIES[:3], ids=lambda s: s.plan.native_id)
def test_garbled_bytes_raise_nothing(story):
    chance = random.Random(6)
    for _ in range(20):
        data = bytearray(page_of(story))
        for _ in range(200):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read(bytes(data), story.plan.url)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_of_the_same_page_read_the_same(encoding):
    story = STORIES[0]
    text = page_of(story).decode("utf-8")
    assert read(text.encode(encoding), story.plan.url).body == read(text.encode(), story.plan.url).body


@pytest.mark.parametrize(
    "data",
    [b"", b"   \n", b"%PDF-1.7 x", bytes(range(256)) * 40, b"\x00" * 5000, b"<", b"<html>", b"plain text"],
    ids=["empty", "blank", "pdf", "noise", "nuls", "half a tag", "only html", "no markup"],
)
def test_what_is_not_a_page_gives_no_record(data):
    assert read(data, STORIES[0].plan.url) is None


def test_ten_thousand_nested_elements_do_not_overflow():
    data = b"<html><body>" + b"<div>" * 10_000 + "Thứ 6, Ngày 06 / 01 / 2023".encode() + b"</div>" * 10_000
    read(data, "https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-a-1.html", PhuNu)


def test_control_characters_never_reach_a_title():
    story = STORIES[0]
    data = page_of(story).replace(b"</h1>", b"&#27;[31m\x07&#8238;</h1>")
    assert read(data, story.plan.url).title.isprintable()
