"""Feeds that give their older entries at another address, crawled on portals whose pages a script builds."""

import json

import pytest

from tests.site import PARAGRAPH, crawl_apart
from tests.webserver import Answer

HOST = "congthongtin.example.vn"
PER, COUNT = 3, 9
WORDS = "một hai ba bốn năm sáu bảy tám chín".split()
PLAIN = "mot hai ba bon nam sau bay tam chin".split()
PLACES = [("/feed", 0), ("/feed?tu=3&so=3", 3), ("/feed?tu=6&so=3", 6)]


def path_of(n):
    return f"/?bai={9100 - n}&muc={n % 2}"


def atom(
    ids, older, relation="next", prefix="", root="feed xmlns='http://www.w3.org/2005/Atom'", item="entry"
):
    link = f"<{prefix}link rel='{relation}' href='{escape(older)}'/>" if older else ""
    entries = "".join(f"<{item}><link>{escape(path_of(n))}</link></{item}>" for n in ids)
    if item == "entry":
        entries = "".join(f"<entry><link href='{escape(path_of(n))}'/></entry>" for n in ids)
    return f"<?xml version='1.0'?><{root}>{link}{entries}</{root.split()[0]}>"


def escape(url):
    return url.replace("&", "&amp;")


def rss(ids, older):
    return atom(ids, older, prefix="atom:", root="rss xmlns:atom='http://www.w3.org/2005/Atom'", item="item")


def undeclared(ids, older):
    return atom(ids, older, prefix="atom10:", root="rss", item="item")


def archive(ids, older):
    return atom(ids, older, relation="prev-archive")


def json_feed(ids, older):
    items = [{"url": path_of(n)} for n in ids]
    made = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    return json.dumps(made | ({"next_url": older} if older else {}))


FEEDS = {
    "Atom": atom,
    "RSS": rss,
    "an undeclared prefix": undeclared,
    "an archive": archive,
    "JSON": json_feed,
}


def portal(write, last=None, places=PLACES, **other):
    kind = "application/feed+json" if write is json_feed else "application/atom+xml"
    front = f"<head><link rel=alternate type={kind} href=/feed></head><body><div id=app></div><script src=/m.js></script>"
    pages = {(HOST, "/robots.txt"): "", (HOST, "/m.js"): "", (HOST, "/"): f"<html>{front}</body></html>"}
    for k, (url, first) in enumerate(places):
        older = places[k + 1][0] if k + 1 < len(places) else last
        pages[HOST, url] = write(range(first, first + PER), older)
    for n in range(COUNT):
        title = f"Xã Hải Minh khánh thành đường số {WORDS[n]}"
        body = f"<h1>{title}</h1><p>15/03/2024 08:0{n}</p><div>{PARAGRAPH * 3}<p>Đường số {n}.</p></div>"
        pages[HOST, path_of(n)] = f"<html><body>{body}</body></html>"
    return pages | {(HOST, path): page for path, page in other.get("pages", {}).items()}


LOST = {
    "is missing (404)": {PLACES[1][0]: Answer(b"", 404)},
    "is not a feed": {PLACES[1][0]: "<html><body><h1>Tin tức</h1><p>Xã Hải Minh</p></body></html>"},
}


def with_list(name):
    """The portal, whose front page links to a page of feeds alone."""
    pages = portal(atom)
    feeds = f"<ul><li><a href='/rss.html'>Kênh</a></li><li><a href='/feed'>{name}</a></li></ul>"
    front = (
        "<html><body><div id=app></div><a href='/rss.html'>RSS</a><script src=/m.js></script></body></html>"
    )
    return pages | {(HOST, "/"): front, (HOST, "/rss.html"): f"<html><body>{feeds}</body></html>"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    portals = {name: portal(write) for name, write in FEEDS.items()}
    portals["a page of feeds"] = with_list("Tin xã")
    portals["round"] = portal(atom, last="/feed")
    portals |= {name: portal(atom, pages=pages) for name, pages in LOST.items()}
    return crawl_apart(portals, tmp_path_factory.mktemp("data"))


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name", [*FEEDS, "round", "a page of feeds"])
def test_the_older_entries_of_a_feed_are_read(crawled, name):
    paths, run = crawled[name]
    assert (len(paths), run["exit_code"], run["problems"]) == (COUNT, 0, [])


@pytest.mark.parametrize("why", LOST)
def test_older_entries_that_are_not_there_are_reported(crawled, why):
    paths, run = crawled[why]
    assert len(paths) == PER
    assert [each["reason"].rpartition(": ")[2] for each in run["problems"]] == [f"its page 2 {why}"]
