import gzip
import json

import pytest

from dvcrawler.discovery.feed_files import feed_reader
from dvcrawler.discovery.feed_files.feed_reader import read_sitemap, sitemaps_of
from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read_urls(data, base=None):
    return [entry.url for entry in feed_reader.read_feed(data, base).entries]


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


_ENTRY = "<item><title>Xã Hải {n} “mới”</title><link>https://a.vn/tin-{n}.html</link></item>"


def _feed(charset, entry=_ENTRY):
    """As text; four entries."""
    entries = "".join(entry.format(n=n) for n in range(4))
    return f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel>{entries}</channel></rss>'


@pytest.mark.parametrize(
    "charset",
    [
        "us-ascii",
        "ascii",
        "windows-1252",
        "windows-1258",
        "cp1258",
        "gb2312",
        "big5",
        "shift_jis",
        "euc-kr",
        "utf-7",
        "utf-32",
        "UCS-2",
        "utf-16",
        "iso-8859-1",
        "koi8-r",
        "unicode",
        "vi-VN",
        "",
        "none",
        "utf8 ",
        "base64",
    ],
)
def test_a_wrong_charset_costs_a_feed_no_entry(charset):
    entries = feed_reader.read_feed(_feed(charset).encode(), None).entries
    assert [entry.url for entry in entries] == [f"https://a.vn/tin-{n}.html" for n in range(4)]


@pytest.mark.parametrize(
    "charset", ["windows-1252", "windows-1258", "us-ascii", "gb2312", "utf-8", "vi-VN", "shift_jis"]
)
def test_a_byte_that_the_charset_does_not_have_costs_a_feed_no_entry(charset):
    data = _feed(charset).encode("cp1258", "xmlcharrefreplace").replace(b"Xa", b"X\x81\x8d\xd2a")
    assert read_urls(data) == [f"https://a.vn/tin-{n}.html" for n in range(4)]


def test_a_feed_in_utf16_and_one_longer_than_its_first_piece_are_read():
    assert len(read_urls(_feed("utf-16").encode("utf-16"))) == 4
    long = _feed("windows-1252", _ENTRY.replace("mới", "x" * 30_000)).encode("cp1252", "xmlcharrefreplace")
    assert len(read_urls(long)) == 4


@pytest.mark.parametrize(
    "reference", ["&#55357;&#56832;", "&#xD83D;&#xDE00;", "&#0;", "&#11;", "&#xFFFF;", "&#1114112;"]
)
def test_a_reference_to_no_character_costs_a_feed_no_entry(reference):
    assert len(read_urls(_feed("utf-8", _ENTRY.replace("mới", reference)).encode())) == 4


def test_an_index_of_sitemaps_is_distinguished_from_a_sitemap():
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
    assert read_urls(f"<rss><channel><item><link>{scheme}</link></item></channel></rss>".encode()) == []


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"not xml", b"<html><body>x</body></html>", b"\x00\x01\xff", b"<urlset"]
)
def test_what_is_neither_gives_nothing(data):
    sitemap = read_sitemap(data)
    assert sitemap is None or sitemap.entries == ()
    assert read_urls(data) == []


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
    assert read_urls(rss) == ["https://a.vn/", "https://a.vn/2"]
    assert read_urls(atom) == ["https://a.vn/3"]


def test_a_robots_txt_names_its_sitemaps_in_any_case_and_with_comments():
    robots = "User-agent: *\nSITEMAP: https://a.vn/s.xml # all\nsitemap:/rel\nSitemap: https://a.vn/s.xml\n#Sitemap: https://a.vn/no"
    assert sitemaps_of(robots) == ["https://a.vn/s.xml"]


BASE = "https://a.vn/rss/tin.rss"
ARTICLE = "https://a.vn/tin?id=512&cat=9"
RSS = f"<rss><channel><item><link>{ARTICLE}</link></item></channel></rss>"


@pytest.mark.parametrize(
    "written",
    [
        "https://a.vn/tin?id=512&cat=9",
        "https://a.vn/tin?id=512&amp;cat=9",
        "https://a.vn/tin?id=512&#38;cat=9",
        "https://a.vn/tin?id=512&#x26;cat=9",
        "<![CDATA[https://a.vn/tin?id=512&cat=9]]>",
        "<![CDATA[https://a.vn/tin?id=512]]>&cat=9",
        "\n      https://a.vn/tin?id=512&cat=9\n    ",
        "https://a.vn/tin\n   ?id=512&cat=9",
    ],
)
def test_an_ampersand_of_any_form_keeps_the_query(written):
    assert [
        each.url
        for each in read_sitemap(f"<urlset><url><loc>{written}</loc></url></urlset>".encode()).entries
    ] == [ARTICLE]
    assert read_urls(f"<rss><item><link>{written}</link></item></rss>".encode()) == [ARTICLE]


@pytest.mark.parametrize(
    "query", ["a=1&copy=2", "a=1&&b=2", "a=1&", "&a", "a&#b", "a&#xzz;", "a=1&amp", "lt&lt=1"]
)
def test_what_only_resembles_a_reference_is_kept_as_written(query):
    url = f"https://a.vn/tin?{query}"
    assert read_urls(f"<rss><link>{url}</link></rss>".encode()) == [url]


@pytest.mark.parametrize("length", [*range(32_600, 32_800, 7), 65_480, 65_520])
def test_an_ampersand_is_repaired_wherever_a_chunk_ends(length):
    filling = f"<!--{'x' * (length - 400)}-->"
    many = "".join(f"<link>https://a.vn/{n}?b&c=<![CDATA[&d]]>&amp;e</link>" for n in range(20))
    assert read_urls(f"<rss>{filling}{many}</rss>".encode()) == [
        f"https://a.vn/{n}?b&c=&d&e" for n in range(20)
    ]


@pytest.mark.parametrize(
    "before",
    [
        "\ufeff",
        "\ufeff\n",
        "\ufeff\r\n\r\n",
        "\n\ufeff",
        "\ufeff\ufeff",
        "<br />\n<b>Notice</b>:  Undefined index: lang in <b>/var/www/rss.php</b> on line <b>12</b><br />\n",
        "Warning: mysql_connect(): Access denied in rss.php on line 3\n",
        "PHP Deprecated: Function ereg() is deprecated\n\n",
        "<!-- page cached -->\n",
        "Deprecated: x\n" * 900,
        "\x00\x00",
    ],
)
@pytest.mark.parametrize("declaration", ['<?xml version="1.0" encoding="utf-8"?>\n', ""])
def test_what_is_printed_before_the_document_is_left_out(before, declaration):
    assert read_urls((before + declaration + RSS.replace("&", "&amp;")).encode()) == [ARTICLE]
    sitemap = f"<urlset><url><loc>{ARTICLE}</loc></url></urlset>"
    assert [each.url for each in read_sitemap((before + declaration + sitemap).encode()).entries] == [ARTICLE]


@pytest.mark.parametrize(
    "document",
    [
        "<sm:urlset><sm:url><sm:loc>https://a.vn/1</sm:loc></sm:url></sm:urlset>",
        "<urlset><url><loc>https://a.vn/1</loc><image:image><image:loc>https://a.vn/1.jpg</image:loc></image:image></url></urlset>",
        "<urlset><url><loc>https://a.vn/1</loc><image:loc>https://a.vn/1.jpg</image:loc></url></urlset>",
        "<urlset><url><xhtml:link href='https://a.vn/en/1'/><loc>https://a.vn/1</loc></url></urlset>",
        "<a:sitemapindex><a:sitemap><a:loc>https://a.vn/1</a:loc></a:sitemap></a:sitemapindex>",
    ],
)
def test_a_prefix_that_is_not_declared_is_not_an_obstacle(document):
    assert [each.url for each in read_sitemap(document.encode()).entries] == ["https://a.vn/1"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/kinh-te/bai-1.html</link>", "https://a.vn/kinh-te/bai-1.html"),
        ("<link>bai-1.html</link>", "https://a.vn/rss/bai-1.html"),
        ("<link>../bai-1.html</link>", "https://a.vn/bai-1.html"),
        ("<link>?id=5</link>", "https://a.vn/rss/tin.rss?id=5"),
        ("<link>//a.vn/bai-1.html</link>", "https://a.vn/bai-1.html"),
        ("<link href='/bai-1.html'> \n </link>", "https://a.vn/bai-1.html"),
        ("<link> </link><guid>https://a.vn/bai-1.html</guid>", "https://a.vn/bai-1.html"),
        ("<guid isPermaLink='true'>https://a.vn/bai-1.html</guid>", "https://a.vn/bai-1.html"),
        ("<guid>https://a.vn/guid</guid><link>https://a.vn/bai-1.html</link>", "https://a.vn/bai-1.html"),
        ("<link>https://a.vn/bai viet/1.html</link>", "https://a.vn/bai%20viet/1.html"),
        ("<link>HTTPS://a.vn/bai-1.html</link>", "https://a.vn/bai-1.html"),
        ("<link>a.vn/bai-1.html</link>", "https://a.vn/bai-1.html"),
        ("<link>www.a.vn/bai-1.html</link>", "https://www.a.vn/bai-1.html"),
        ("<link>'https://a.vn/bai-1.html'</link>", "https://a.vn/bai-1.html"),
        ("<link><![CDATA[/tin.aspx?id=5&amp;m=2]]></link>", "https://a.vn/tin.aspx?id=5&m=2"),
        ("<link>/tin.aspx?id=5&amp;amp;m=2</link>", "https://a.vn/tin.aspx?id=5&m=2"),
    ],
)
def test_an_item_is_found_by_a_relative_link_or_its_guid(item, url):
    assert read_urls(f"<rss><channel><item>{item}</item></channel></rss>".encode(), BASE) == [url]


@pytest.mark.parametrize(
    "item",
    [
        "<guid isPermaLink='false'>https://a.vn/?p=1</guid>",
        "<guid>512</guid>",
        "<link>Trang chủ</link>",
        "<link>https://a.vn/1 https://a.vn/2</link>",
        "<link>javascript:void(0)</link>",
        "<link>#top</link>",
    ],
)
def test_no_address_is_made_of_what_is_none(item):
    assert read_urls(f"<rss><channel><item>{item}</item></channel></rss>".encode(), BASE) == []


def test_an_atom_entry_and_an_rdf_item_without_links_are_known_by_their_ids():
    assert read_urls(b"<feed><id>https://a.vn/</id><entry><id>https://a.vn/1</id></entry></feed>") == [
        "https://a.vn/1"
    ]
    assert read_urls(b"<rdf:RDF><item rdf:about='https://a.vn/1'><title>T</title></item></rdf:RDF>") == [
        "https://a.vn/1"
    ]


@pytest.mark.parametrize(
    "robots",
    [
        "\ufeffSitemap: https://a.vn/s.xml",
        "\ufeff\nSitemap: https://a.vn/s.xml",
        "User-agent: *\r\nSitemap : https://a.vn/s.xml # all",
        "  sitemap:https://a.vn/s.xml\r",
        "Site-map: https://a.vn/s.xml",
        "Sitemap: /s.xml",
        "Sitemap:\t//a.vn/s.xml",
        "Sitemap: <https://a.vn/s.xml>",
    ],
)
def test_a_sitemap_is_named_after_a_byte_order_mark_or_relatively(robots):
    assert sitemaps_of(robots, "https://a.vn/robots.txt") == ["https://a.vn/s.xml"]


FEED = "<rss><channel><item><link>https://a.vn/1</link></item><item><guid>/2</guid></item></channel></rss>"


@pytest.mark.parametrize(
    "data",
    [
        f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode(),
        f"<?xml version='1.0' encoding='UTF-16LE' standalone='yes'?>\n{FEED}".encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode("utf-16"),
        f'\ufeff<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode(),
        FEED.replace("rss", "RSS").replace("channel", "CHANNEL").replace("item", "Item").encode(),
        FEED.replace("<link>", "<link>https://feedproxy.vn/~r/1</link><x:origLink>")
        .replace("/1</link>", "/1</x:origLink>", 2)
        .replace("~r/1</x:origLink>", "~r/1</link>")
        .encode(),
        b'<feed xml:base="https://a.vn/x/"><entry><link href="../1"/></entry><entry><link href="/2"/></entry></feed>',
    ],
)
def test_faults_of_declarations_and_names_cost_no_address(data):
    assert {"https://a.vn/1", "https://a.vn/2"} <= set(read_urls(data, "https://a.vn/rss.xml"))


@pytest.mark.parametrize(
    "data",
    [
        FEED.encode(),
        b"# all\nhttps://a.vn/1\nhttps://a.vn/2\n",
        gzip.compress(b"https://a.vn/1\nhttps://a.vn/2\n", mtime=0),
        "\ufeff\r\nhttps://a.vn/1\r\n\r\nhttps://a.vn/2".encode(),
        b"<URLSET><URL><LOC>https://a.vn/1</LOC></URL><url><loc>https://a.vn/2</loc></url></URLSET>",
    ],
)
def test_a_sitemap_may_be_a_feed_or_a_list_of_addresses(data):
    sitemap = read_sitemap(data, "https://a.vn/s")
    assert [entry.url for entry in sitemap.entries] == ["https://a.vn/1", "https://a.vn/2"]
    assert not sitemap.is_index


def test_a_text_that_is_not_a_list_of_addresses_is_not_a_sitemap():
    for data in (b"https://a.vn/1\nnot found", b"https://a.vn/1 https://a.vn/2", b"Not found"):
        assert read_sitemap(data) is None


@pytest.mark.parametrize("lines", ["URL\n{}", "{}\nEnd of list"])
def test_a_long_list_of_addresses_may_have_a_heading(lines):
    urls = [f"https://a.vn/{n}" for n in range(9)]
    assert [entry.url for entry in read_sitemap(lines.format("\n".join(urls)).encode()).entries] == urls


@pytest.mark.parametrize(
    ("root", "entry", "is_sitemap"),
    [
        ("urlset", "<url><loc>https://a.vn/tin-1.html</loc></url>", False),
        ("urlset", "<url><loc>https://a.vn/tin-1.xml?p=1</loc></url>", True),
        ("urlset", "<url><loc>https://a.vn/tin-1.XML.gz</loc></url>", True),
        ("urlset", "<sitemap><loc>https://a.vn/tin?p=1</loc></sitemap>", True),
        ("sitemapindex", "<sitemap><loc>https://a.vn/tin?p=1</loc></sitemap>", True),
        ("sitemapindex", "<map><loc>https://a.vn/tin?p=1</loc></map>", True),
        ("sitemapindex", "<url><loc>https://a.vn/tin-1.html</loc></url>", False),
        ("sitemapindex", "<url><loc>https://a.vn/Sitemap.ashx?m=1</loc></url>", True),
        ("urlset", "<url><loc>https://a.vn/sitemap</loc></url>", False),
        ("urlset", "<url><loc>https://a.vn/rss/tin.xml</loc></url>", False),
    ],
)
def test_an_entry_of_either_list_may_be_a_sitemap_or_a_page(root, entry, is_sitemap):
    (read,) = read_sitemap(f"<{root} {NS}>{entry}</{root}>".encode()).entries
    assert read.is_sitemap is is_sitemap


@pytest.mark.parametrize("between", [" ", ", ", ";", "\t", " Sitemap: "])
def test_a_line_of_robots_txt_may_name_two_sitemaps(between):
    robots = f"Sitemap: https://a.vn/1.xml?of=x,y{between}https://a.vn/2.xml # both"
    assert sitemaps_of(robots) == ["https://a.vn/1.xml?of=x,y", "https://a.vn/2.xml"]


def test_robots_txt_may_have_the_line_ends_of_an_old_macintosh():
    assert sitemaps_of("User-agent: *\rSitemap: https://a.vn/s.xml\rDisallow:") == ["https://a.vn/s.xml"]


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<entry><link href='12'/></entry>", "https://bao.vn/tin/12"),
        ("<entry><link rel='alternate' href='mua-vang'/></entry>", "https://bao.vn/tin/mua-vang"),
        ("<entry xml:base='en/'><link href='12'/></entry>", "https://bao.vn/tin/en/12"),
        ("<entry xml:base='/x/'><title/></entry><entry><link href='12'/></entry>", "https://bao.vn/tin/12"),
        ("<entry><link rel='replies' href='12/comments'/><link href='12'/></entry>", "https://bao.vn/tin/12"),
        (
            "<entry><link rel='enclosure' href='a.mp3'/><id>https://bao.vn/tin/12</id></entry>",
            "https://bao.vn/tin/12",
        ),
    ],
)
def test_an_address_in_an_attribute_may_be_any_name_below_its_base(entry, url):
    data = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='tin/'>{entry}</feed>".encode()
    assert read_urls(data, "https://bao.vn/feed") == [url]


_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _sitemap(numbers):
    urls = (f"<url><loc>https://a.vn/{n}</loc><lastmod>2024-01-02</lastmod></url>" for n in numbers)
    return f"<urlset {NS}>{''.join(urls)}</urlset>"


def _rss(numbers):
    items = (f"<item><link>https://a.vn/{n}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>"


def _atom(numbers):
    entries = (f"<entry><link href='https://a.vn/{n}'/></entry>" for n in numbers)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>"


def _rdf(numbers):
    items = (f"<item rdf:about='https://a.vn/{n}'/>" for n in numbers)
    return f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>{''.join(items)}</rdf:RDF>"


@pytest.mark.parametrize("count", [2, 900])
@pytest.mark.parametrize("write", [_sitemap, _rss, _atom, _rdf])
@pytest.mark.parametrize(
    "seam",
    ["", _DECLARED, f"\n\n{_DECLARED}", f"\ufeff{_DECLARED}", "\r\n", "\x00\n", "<?xml version='1.0'?>"],
    ids=["none", "declaration", "blank lines", "mark", "line break", "null", "other declaration"],
)
def test_every_document_of_a_file_is_read(seam, write, count):
    data = _DECLARED + write(range(count)) + seam + write(range(count, 2 * count)) + seam + write([7000])
    read = read_sitemap(data.encode())
    assert [entry.url for entry in read.entries] == [f"https://a.vn/{n}" for n in (*range(2 * count), 7000)]
    assert (read.is_index, read.cut) == (False, None)


@pytest.mark.parametrize(
    "after", ["<br /><b>Warning</b>: x in <b>a.php</b>", "<html><link href='/s.css'></html>", "x"]
)
@pytest.mark.parametrize("write", [_sitemap, _rss, _atom])
def test_what_follows_a_document_and_is_not_another_is_left_out(write, after):
    data = _DECLARED + write(range(2)) + after
    assert [entry.url for entry in read_sitemap(data.encode()).entries] == [
        "https://a.vn/0",
        "https://a.vn/1",
    ]


def test_the_first_document_decides_whether_a_file_is_an_index():
    index = f"<sitemapindex {NS}><sitemap><loc>https://a.vn/s.xml</loc></sitemap></sitemapindex>"
    read = read_sitemap((index + _sitemap([1])).encode())
    assert read.is_index
    assert read.entries[0].url == "https://a.vn/s.xml"


def test_the_end_of_a_document_within_a_text_is_part_of_the_text():
    item = "<item><title><![CDATA[</rss><rss>]]></title><link>https://a.vn/1</link></item>"
    assert read_urls(f"<rss><channel>{item}</channel></rss>".encode()) == ["https://a.vn/1"]


_VERSION = '"version": "https://jsonfeed.org/version/1.1"'


@pytest.mark.parametrize(
    "feed",
    [
        f'{{{_VERSION}, "items": [{{"id": "1", "url": "https://bao.vn/tin/1"}}, {{"id": "https://bao.vn/tin/2"}}]}}',
        f'\ufeff {{{_VERSION}, "items": [{{"url": "1"}}, {{"url": "/tin/1"}}, {{"url": "/tin/2"}}]}}',
        f'{{{_VERSION}, "items": ["x", null, {{"url": 7}}, {{"url": "/tin/1"}}, {{"url": null, "id": "/tin/2"}}]}}',
        '{"home_page_url": "https://bao.vn/", "items": [{"url": "/tin/1"}, {"url": "/tin/2", "external_url": "/x"}]}',
    ],
    ids=["whole and id", "relative and twice", "other values", "unnamed"],
)
@pytest.mark.parametrize(
    "read", [read_urls, lambda *given: [each.url for each in read_sitemap(*given).entries]]
)
def test_a_json_feed_names_its_items(read, feed):
    assert read(feed.encode(), "https://bao.vn/feed.json") == ["https://bao.vn/tin/1", "https://bao.vn/tin/2"]


@pytest.mark.parametrize(
    "data",
    [
        '{"items": [{"url": "/tin/1"}]}',
        f'{{{_VERSION}, "items": {{"url": "/tin/1"}}}}',
        f"{{{_VERSION}}}",
        '{"items": [',
        "[]",
        "{" * 5000,
        f'[{{{_VERSION}, "items": [{{"url": "/tin/1"}}]}}]',
        "",
    ],
)
def test_other_json_is_not_a_feed(data):
    assert read_urls(data.encode(), "https://bao.vn/") == []
    assert read_sitemap(data.encode(), "https://bao.vn/") is None


def test_a_json_feed_without_its_end_is_cut_by_name():
    feed = f'{{{_VERSION}, "items": [{{"url": "/tin/1"}}, {{"url": "/ti'.encode()
    for read in (read_sitemap, feed_reader.read_feed):
        assert read(feed, "https://bao.vn/").cut == "it is not valid JSON"


def test_a_json_feed_of_too_many_items_is_cut_by_name(monkeypatch):
    monkeypatch.setattr(feed_reader, "MOST_ENTRIES", 2)
    items = ", ".join(f'{{"url": "/tin/{n}"}}' for n in range(3))
    read = feed_reader.read_feed(f'{{{_VERSION}, "items": [{items}]}}'.encode(), "https://bao.vn/")
    assert (len(read.entries), read.cut) == (2, "it has more than 2 entries")


@pytest.mark.parametrize("written", ["&amp;", "&#38;", "&#x26;"])
def test_an_ampersand_in_an_attribute_is_read_as_written(written):
    link = f"<link href='https://a.vn/?id=1{written}muc=2'/>"
    assert read_urls(f"<feed><entry>{link}</entry></feed>".encode()) == ["https://a.vn/?id=1&muc=2"]


@pytest.mark.parametrize("relation, older", [("next", "https://a.vn/f2"), ("previous", None), ("self", None)])
def test_the_older_entries_of_a_feed_are_where_it_says(relation, older):
    link = f"<link rel='{relation}' href='/f2'/>"
    outside = f"<feed>{link}<entry><link href='/tin-1.html'/></entry></feed>".encode()
    assert feed_reader.read_feed(outside, "https://a.vn/f").older == older
    within = f"<feed><entry><link href='/tin-1.html'/>{link}</entry></feed>".encode()
    assert feed_reader.read_feed(within, "https://a.vn/f").older is None


_BAI = "https://a.vn/bai-1.html"


@pytest.mark.parametrize(
    ("item", "urls"),
    [
        (f"<link/>{_BAI}<description>d</description>", [_BAI]),
        ("<title>T</title><link />\n  /bai-1.html\n<pubDate>x</pubDate>", [_BAI]),
        (f"<link url='{_BAI}'/>", [_BAI]),
        (
            f"<guid isPermaLink='false'>7</guid><description><![CDATA[<a href=\"{_BAI}\">x</a> Lời]]></description>",
            [_BAI],
        ),
        (
            "<link></link><description>&lt;p&gt;&lt;a class=x href=/bai-1.html&gt;x&lt;/a&gt;</description>",
            [_BAI],
        ),
        (
            "<content:encoded><![CDATA[<p>Lời</p><a\n href='../bai-1.html'>Xem tiếp</a>]]></content:encoded>",
            [_BAI],
        ),
        ("<description><div><a href='/bai-1.html'>x</a></div></description>", [_BAI]),
        (f'<title><![CDATA[<a href="{_BAI}">Tiêu đề</a>]]></title>', [_BAI]),
        (f"<comments>{_BAI}#comments</comments>", [_BAI]),
        (
            "<description>&lt;a href='/muc'&gt;M&lt;/a&gt;&lt;a href='/bai-1.html'&gt;x&lt;/a&gt;</description>",
            ["https://a.vn/muc", _BAI],
        ),
        (f"<link>{_BAI}</link><description>&lt;a href='/bai-2.html'&gt;x&lt;/a&gt;</description>", [_BAI]),
        (f"<guid>{_BAI}</guid><comments>/bai-2.html</comments>", [_BAI]),
        ("<description>&lt;img src='/anh.jpg'&gt; Không có liên kết</description>", []),
    ],
)
def test_an_item_without_a_link_is_found_by_what_it_links_to(item, urls):
    for begin in ("", "<!DOCTYPE rss [<!ENTITY nbsp ' '>]>"):
        data = f"{begin}<rss><channel><item>{item}</item></channel></rss>".encode()
        assert read_urls(data, BASE) == urls


def test_no_half_of_an_address_is_taken_out_of_the_text_of_a_cut_feed():
    for item in ("<link/>https://a.vn/ba", "<description><![CDATA[<a href='https://a.vn/ba"):
        assert read_urls(f"<rss><channel><item>{item}".encode(), BASE) == []


@pytest.mark.parametrize(
    "entry",
    [
        f"<content type='text/html' src='{_BAI}'/>",
        f"<content type='html'>&lt;a href='{_BAI}'&gt;x&lt;/a&gt;</content>",
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><a href='{_BAI}'>x</a></div></content>",
    ],
)
def test_an_atom_entry_without_a_link_is_found_by_its_content(entry):
    assert read_urls(f"<feed><entry><id>urn:x1</id>{entry}</entry></feed>".encode(), BASE) == [_BAI]


def test_the_entries_of_a_channel_of_rss_1_0_are_addresses_too():
    entries = f"<items><rdf:Seq><rdf:li rdf:resource='{_BAI}'/><rdf:li resource='/2.html'/></rdf:Seq></items>"
    data = f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel>{entries}</channel></rdf:RDF>"
    assert read_urls(data.encode(), BASE) == [_BAI, "https://a.vn/2.html"]


@pytest.mark.parametrize(
    "data",
    [
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", "external_url": _BAI}]},
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "7", "content_html": f"<a href='{_BAI}'>x</a>"}],
        },
        {"feed_url": BASE, "items": [{"id": 7, "link": _BAI}]},
        [{"title": "T", "link": _BAI}],
        {"rss": {"channel": {"item": [{"title": "T", "link": _BAI}]}}},
        {"data": [{"tieude": "T", "title": "T", "url": "/bai-1.html"}]},
    ],
)
def test_a_feed_in_json_may_have_its_addresses_under_other_names(data):
    assert read_urls(json.dumps(data).encode(), BASE) == [_BAI]


_TXT = "https://a.vn/sitemap.txt"


@pytest.mark.parametrize(
    ("data", "changed"),
    [
        ("https://a.vn/1\r\nhttps://a.vn/2".encode("utf-16"), (None, None)),
        ("\ufeffhttps://a.vn/1\nhttps://a.vn/2\n".encode("utf-16-be"), (None, None)),
        (b"/1\n/2", (None, None)),
        (b"/1 2024-05-01\n/2\t2024-05-02T10:00:00+07:00", ("2024-05-01", "2024-05-02T10:00:00+07:00")),
        (b"https://a.vn/1,2024-05-01\nhttps://a.vn/2; 2024-05-02 10:00", ("2024-05-01", "2024-05-02 10:00")),
        (b"http://localhost/1\nhttp://127.0.0.1:8080/2", (None, None)),
        (b"https://staging.a.vn/1\nhttp://dev2.a.vn/2", (None, None)),
        (b"http://cms/1\nhttp://10.0.0.5/2", (None, None)),
    ],
)
def test_a_list_of_addresses_may_be_in_utf16_relative_dated_or_on_the_host_of_the_cms(data, changed):
    entries = read_sitemap(data, _TXT).entries
    assert [each.url for each in entries] == ["https://a.vn/1", "https://a.vn/2"]
    assert tuple(each.changed for each in entries) == changed


@pytest.mark.parametrize("url", ["https://beta.a.vn/1", "https://www.a.vn/1", "https://staging.b.vn/1"])
def test_a_public_host_of_a_sitemap_is_kept(url):
    assert [each.url for each in read_sitemap(url.encode(), _TXT).entries] == [url]


def test_a_file_on_a_local_host_keeps_its_own_addresses():
    (read,) = read_sitemap(b"http://localhost:8080/1", "http://127.0.0.1:8080/s.txt").entries
    assert read.url == "http://localhost:8080/1"


@pytest.mark.parametrize(
    "url", ["https://a.vn/bai,20191234", "https://a.vn/xem;1002003", "https://a.vn/tin,2019,1234"]
)
def test_a_number_behind_a_comma_in_an_address_is_no_day(url):
    assert [(each.url, each.changed) for each in read_sitemap(url.encode(), _TXT).entries] == [(url, None)]


@pytest.mark.parametrize("data", [b"/* style */\n/* more */", b"/1 is here\n/2 is there", b"// note\nvar a;"])
def test_a_style_sheet_or_a_script_is_no_list_of_addresses(data):
    assert read_sitemap(data, _TXT) is None
