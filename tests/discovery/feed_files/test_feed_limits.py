"""Sitemaps and feeds that are large, broken or hostile: cut by name, and nothing lost before the cut."""

import gc
import gzip

import pytest

from dvcrawler.discovery.feed_files import xml_stream
from dvcrawler.discovery.feed_files.feed_reader import read_feed, read_sitemap
from dvcrawler.discovery.feed_files.feed_targets import MOST_ENTRIES, SitemapEntry

ENTRY = "<url><loc>https://a.vn/%d</loc></url>"
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """As long as it takes: under a tracer these documents take longer than a crawl waits."""
    monkeypatch.setattr(xml_stream, "_PATIENCE", 500.0)


def urls(sitemap):
    return [entry.url for entry in sitemap.entries]


def read_urls(feed):
    return urls(read_feed(feed))


def sitemap(numbers):
    return f"<urlset>{''.join(ENTRY % number for number in numbers)}</urlset>".encode()


def count_entries():
    return sum(isinstance(each, SitemapEntry) for each in gc.get_objects())


def test_more_entries_than_the_protocol_allows_are_cut_by_name():
    found = read_sitemap(sitemap(range(MOST_ENTRIES + 1)))
    assert len(found.entries) == MOST_ENTRIES
    assert found.cut == "it has more than 50,000 entries"


def test_what_takes_too_long_is_cut_by_name(monkeypatch):
    monkeypatch.setattr(xml_stream, "_PATIENCE", -1.0)
    assert read_sitemap(sitemap(range(10_000))).cut == "it takes longer than -1 s"


def test_as_many_entries_as_the_protocol_allows_are_whole():
    found = read_sitemap(sitemap(range(MOST_ENTRIES)))
    assert (len(found.entries), found.cut) == (MOST_ENTRIES, None)


def test_the_entries_of_a_sitemap_are_freed_without_a_search_for_garbage():
    gc.collect()
    before = count_entries()
    assert len(urls(read_sitemap(sitemap(range(10))))) == 10
    assert count_entries() == before


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    ("filling", "why"),
    [
        (lambda: b" " * 51 * MB, "50 MB"),
        (lambda: b"<url><loc>" + b"a" * 51 * MB, "50 MB"),
        (lambda: b"<url " + b"a='b' " * (MB // 2), "a tag in it"),
        (lambda: b"<url " + b" ".join(b"a%d='>'" % n for n in range(300_000)) + b"/>", "a tag in it"),
        (lambda: b"<!--" + b"x" * 2 * MB, "a tag in it"),
        (lambda: b"<url><loc><![CDATA[" + b"x" * 2 * MB, "a tag in it"),
        (lambda: b"<?x y?>" * 3_000_001, "tags and texts"),
    ],
    ids=[
        "blanks",
        "an address",
        "an attribute again and again",
        "attributes",
        "a comment",
        "CDATA",
        "instructions",
    ],
)
def test_what_would_cost_too_much_is_cut_by_name_and_the_entries_before_are_kept(filling, why):
    found = read_sitemap(gzip.compress(b"<urlset>" + (ENTRY % 1).encode() + filling(), 1))
    assert urls(found) == ["https://a.vn/1"]
    assert why in found.cut


@pytest.mark.slow
def test_feeds_have_the_same_limits():
    links = "".join(f"<link>https://a.vn/{number}</link>" for number in range(MOST_ENTRIES + 1))
    assert read_feed(f"<rss>{links}</rss>".encode()).cut == "it has more than 50,000 entries"
    assert "50 MB" in read_feed(gzip.compress(b"<rss><link>https://a.vn/1</link>" + b" " * 51 * MB, 1)).cut


def test_a_large_document_with_a_dtd_is_refused_by_name():
    found = read_sitemap(b"<!DOCTYPE urlset [" + b"<!ENTITY a 'b'>" * 200_000 + b"]>" + sitemap([1]))
    assert found.entries == ()
    assert found.cut == "it has more than 2 MB and a DTD"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entries_beside_entities_are_read_and_entities_stay_unresolved(tmp_path, encoding):
    (tmp_path / "secret").write_text("https://a.vn/secret")
    dtd = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY y "https://a.vn/y">]>'
    text = f"<?xml version='1.0'?>{dtd}<urlset><url><loc>&x;</loc></url><url><loc>&y;</loc></url>{ENTRY % 3}</urlset>"
    assert urls(read_sitemap(text.encode(encoding))) == ["https://a.vn/3"]
    feed = f"<?xml version='1.0'?>{dtd}<rss><link>&x;</link><link>&y;</link><link>https://a.vn/4</link></rss>"
    assert read_urls(feed.encode(encoding)) == ["https://a.vn/4"]


def test_a_feed_with_the_dtd_of_its_version_is_read():
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd">'
    assert read_urls(f"{dtd}<rss><item><link>https://a.vn/1</link></item></rss>".encode()) == [
        "https://a.vn/1"
    ]


def test_all_members_of_a_gzip_file_are_read():
    text = sitemap(range(3000))
    parts = [text[start : start + 9000] for start in range(0, len(text), 9000)]
    packed = b"".join(map(gzip.compress, parts))
    assert len(urls(read_sitemap(packed))) == 3000
    assert len(urls(read_sitemap(packed + b"\x00" * 512))) == 3000
    assert len(urls(read_sitemap(gzip.compress(packed)))) == 3000


def test_a_gzip_file_that_is_cut_or_broken_gives_what_stood_before():
    packed = gzip.compress(sitemap(range(30_000)))
    half = len(packed) // 2
    for spoilt in (packed[:half], packed[:half] + bytes(500) + packed[half + 500 :]):
        found = urls(read_sitemap(spoilt))
        assert 5000 < len(found) < 30_000
        assert found[:5000] == [f"https://a.vn/{number}" for number in range(5000)]


RSS = "<rss><channel><item><link>https://a.vn/1</link></item><item><link>https://a.vn/2</link></item></channel></rss>"
ATOM = '<feed><entry><link href="https://a.vn/1"/></entry><entry><link href="https://a.vn/2"/></entry></feed>'


@pytest.mark.parametrize("whole", [sitemap([1, 2]).decode(), RSS, ATOM], ids=["sitemap", "rss", "atom"])
def test_what_ends_early_is_cut_by_name_and_has_no_half_address(whole):
    read = read_sitemap if "<urlset" in whole else read_feed
    assert (urls(read(whole.encode())), read(whole.encode()).cut) == (
        ["https://a.vn/1", "https://a.vn/2"],
        None,
    )
    for end in range(whole.index(">") + 1, whole.rindex("</")):
        found = read(whole[:end].encode())
        assert found.cut == "its last tag was not reached"
        assert set(urls(found)) <= {"https://a.vn/1", "https://a.vn/2"}


@pytest.mark.parametrize(
    "root", ["urlset", 'urlset xmlns="http://www.sitemaps.org/a" ', "sitemapindex", "ns:urlset "]
)
@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>\n'])
def test_a_document_without_entries_may_be_one_tag(head, root):
    assert (urls(found := read_sitemap(f"{head}<{root}/>\n".encode())), found.cut) == ([], None)
    assert read_sitemap(f"{head}<{root}>\n".encode()).cut is not None


@pytest.mark.parametrize("text", ["<rss/>", '<rss version="2.0" />', "<feed/>"])
def test_a_feed_without_entries_may_be_one_tag(text):
    assert (urls(found := read_feed(text.encode())), found.cut) == ([], None)


@pytest.mark.parametrize(
    "behind", ["<!-- by a plugin -->", "\n<br />\n<b>Notice</b>: x", " " * 9000, "<!-- " + "x" * 9000]
)
def test_a_document_with_something_behind_its_last_tag_is_whole(behind):
    broken = f"<urlset>{ENTRY % 1}<url><loc>https://a.vn/2</url></urlset>{behind}"
    assert read_sitemap(broken.encode()).cut is None
    assert read_sitemap(sitemap([1]) + behind.encode()).cut is None


@pytest.mark.parametrize(
    "broken",
    [
        "<url<url>><loc>https://a.vn/0</loc></url>",
        "<url><loc>https://a.vn/0</loc></urll>",
        "<url><loc>https://a.vn/0</url>",
        "<url><loc>https://a.vn/?a=1&b=2</loc></url>",
        "<url><loc>https://a.vn/0</loc><lastmod></url>",
        "<url><><loc>https://a.vn/0</loc></url>",
        "<url><image:image><image:loc>https://a.vn/x</image:loc></image:image></url>",
    ],
)
def test_an_entry_that_is_broken_does_not_cost_those_around_it(broken):
    found = urls(read_sitemap(f"<urlset>{ENTRY % 1}{broken}{ENTRY % 2}{ENTRY % 3}</urlset>".encode()))
    assert found[0] == "https://a.vn/1"
    assert {"https://a.vn/2", "https://a.vn/3"} <= set(found)
    assert "https://a.vn/x" not in found


def test_an_address_goes_on_behind_a_comment():
    assert urls(read_sitemap(b"<urlset><url><loc>https://a.vn/<!-- -->1</loc></url></urlset>")) == [
        "https://a.vn/1"
    ]


def test_an_address_without_end_is_none():
    assert urls(read_sitemap(sitemap([1]).replace(b"a.vn/1", b"a.vn/" + b"1" * 100_000))) == []


def test_a_page_in_the_place_of_a_sitemap_or_feed_gives_nothing():
    page = b'<!DOCTYPE html><html><head><link rel="x" href="https://a.vn/1"></head><body><br></body></html>'
    assert read_sitemap(page) is None
    assert read_urls(page) == []


def test_an_address_in_the_place_of_a_tag_raises_nothing():
    text = f"<urlset>{ENTRY % 1}<https://a.vn/>{ENTRY % 2}</urlset>"
    assert urls(read_sitemap(text.encode())) == ["https://a.vn/1"]
    assert read_urls(b"<rss><link>https://a.vn/1</link><https://a.vn/></rss>") == ["https://a.vn/1"]
