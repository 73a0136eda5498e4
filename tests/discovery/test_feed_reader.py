import pytest

from dvcrawler.discovery.feed_reader import SitemapEntry, read_feed, read_sitemap, sitemaps_of

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_a_sitemap_gives_addresses_and_when_they_changed():
    data = (
        f'<?xml version="1.0"?><urlset {NS}><url><loc> https://a.vn/1 </loc><lastmod>2024-01-02</lastmod></url>'
        "<url><loc>https://a.vn/2</loc></url><url><lastmod>2024-01-02</lastmod></url></urlset>"
    ).encode()
    sitemap = read_sitemap(b"\n " + data)
    assert sitemap.entries == (
        SitemapEntry("https://a.vn/1", "2024-01-02"),
        SitemapEntry("https://a.vn/2", None),
    )
    assert not sitemap.is_index


def test_an_index_of_sitemaps_is_told_from_a_sitemap():
    data = f"<sitemapindex {NS}><sitemap><loc>https://a.vn/s1.xml</loc></sitemap></sitemapindex>".encode()
    assert read_sitemap(data).is_index


@pytest.mark.parametrize(
    "scheme",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.vn/1",
        "/relative",
        "https://[bad/",
        "https://a.vn:port/",
    ],
)
def test_only_http_addresses_are_taken(scheme):
    data = f"<urlset {NS}><url><loc>{scheme}</loc></url></urlset>".encode()
    assert read_sitemap(data).entries == ()
    assert read_feed(f"<rss><channel><item><link>{scheme}</link></item></channel></rss>".encode()) == []


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"not xml", b"<html><body>x</body></html>", b"\x00\x01\xff", b"<urlset"]
)
def test_what_is_neither_gives_nothing(data):
    sitemap = read_sitemap(data)
    assert sitemap is None or sitemap.entries == ()
    assert read_feed(data) == []


def test_entities_are_not_expanded(tmp_path):
    (tmp_path / "secret").write_text("https://a.vn/secret")
    doc = f'<!DOCTYPE u [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY y "https://a.vn/y">]>'
    data = f"{doc}<urlset><url><loc>&x;</loc></url><url><loc>&y;</loc></url></urlset>".encode()
    assert read_sitemap(data).entries == ()


def test_a_bomb_of_entities_stays_small():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE u [<!ENTITY e0 "https://a.vn/">{levels}]><urlset><url><loc>&e9;</loc></url></urlset>'
    sitemap = read_sitemap(data.encode())
    assert sitemap is None or sitemap.entries == ()


def test_rss_and_atom_links_come_in_order_and_once():
    rss = b"<rss><channel><link>https://a.vn/</link><item><link>https://a.vn/2</link></item><item><link>https://a.vn/2</link></item></channel></rss>"
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.vn/3"/></entry></feed>'
    assert read_feed(rss) == ["https://a.vn/", "https://a.vn/2"]
    assert read_feed(atom) == ["https://a.vn/3"]


def test_a_robots_txt_names_its_sitemaps_in_any_case_and_with_comments():
    robots = "User-agent: *\nSITEMAP: https://a.vn/s.xml # all\nsitemap:/rel\nSitemap: https://a.vn/s.xml\n#Sitemap: https://a.vn/no"
    assert sitemaps_of(robots) == ["https://a.vn/s.xml"]
