"""Addresses: one form for every way of linking, and the id in it."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.families.any_site import any_address
from dvcrawler.families.party import PARTY_DETAIL, PARTY_NEWS
from dvcrawler.families.vnpt import VNPT_CHANNEL, VNPT_SECTION
from dvcrawler.items import KINDS
from dvcrawler.normalize.url_form import read_host
from dvcrawler.normalize.urls import AddressPattern, canonical_url, is_own_host, read_address

PATTERNS = (VNPT_CHANNEL, VNPT_SECTION, PARTY_NEWS, PARTY_DETAIL)
PARTY_HOSTS = ("danguykhoicaccqvadn.namdinh.gov.vn", "phunu.namdinh.gov.vn")
HOSTS = {"baonamdinh.com.vn": "baonamdinh.vn"} | {host: host for host in PARTY_HOSTS}
PAGES = Path(__file__).parents[2] / "../shared/corpus/pages.jsonl"


def read(url):
    return read_address(url, PATTERNS, HOSTS)


@given(
    scheme=st.sampled_from(["http", "https", "HTTP"]),
    host=st.sampled_from(
        ["baonamdinh.vn", "www.baonamdinh.vn", "BaoNamDinh.com.vn", "www.baonamdinh.com.vn"]
    ),
    port=st.sampled_from(["", ":80", ":443"]),
    slashes=st.sampled_from(["/", "//"]),
    slash=st.sampled_from(["", "/"]),
    query=st.sampled_from(["", "?utm_source=zalo&fbclid=1", "?zarsrc=31", "?page=2"]),
    fragment=st.sampled_from(["", "#comment"]),
)
def test_every_way_to_link_an_article_is_one_address(scheme, host, port, slashes, slash, query, fragment):
    url = f"{scheme}://{host}{port}{slashes}channel/5085/201804/Lang-nghe-2524222{slash}{query}{fragment}"
    address = read(url)
    assert address is not None
    assert address.url == "https://baonamdinh.vn/channel/5085/201804/Lang-nghe-2524222/"
    assert (address.native_id, address.month) == ("2524222", (2018, 4))
    assert (address.kind, address.section) == ("article", "5085")


@pytest.mark.parametrize(
    ("path", "native_id", "section", "kind"),
    [
        ("/kinh-te/202401/nghe-moi-8830dd4", "8830dd4", "kinh-te", "article"),
        ("/xa-hoi/201111/long-nhan-ai-367A5F4", "367a5f4", "xa-hoi", "article"),
        ("/xa-hoi/202003/nghe-moi-2992341", "2992341", "xa-hoi", "article"),
        (
            "/multimedia/Emagazine/202402/khat-vong-afb1164",
            "afb1164",
            "multimedia/Emagazine",
            "emagazine",
        ),
        ("/multimedia/202311/vuon-minh-82c0795", "82c0795", "multimedia", "emagazine"),
        ("/multimedia/video/202311/vuon-minh-82c0796", "82c0796", "multimedia/video", "video"),
        ("/video-clip/202410/nghe-dan-lat-6a14e79", "6a14e79", "video-clip", "video"),
        ("/audio-bao-x/202402/cong-nghe-c9c1769", "c9c1769", "audio-bao-x", "audio"),
        ("/multimedia/anh/202402/le-hoi-c9c1769", "c9c1769", "multimedia/anh", "photo"),
        ("/tieng-anh/202402/le-hoi-c9c1769", "c9c1769", "tieng-anh", "article"),
    ],
)
def test_the_section_address_tells_id_section_and_kind(path, native_id, section, kind):
    address = read(f"http://www.baonamdinh.vn{path}")
    assert address is not None
    assert (address.native_id, address.section, address.kind) == (native_id, section, kind)
    assert address.url == f"https://baonamdinh.vn{path}/"
    assert kind in KINDS


def test_the_slug_is_not_part_of_the_identity_and_the_last_group_is_the_id():
    first, second = (
        read(f"https://baonamdinh.vn/channel/5085/{rest}")
        for rest in ("201412/cum-cong-nghiep-2379283", "201802/cum-cong-nghiep-2523027")
    )
    assert first and second
    assert first.native_id != second.native_id
    year = read("https://baonamdinh.vn/channel/5084/201912/nhiem-vu-nam-2020-2534418")
    assert year and year.native_id == "2534418"


def test_party_pages_have_no_month_and_no_last_slash():
    news = read("http://danguykhoicaccqvadn.namdinh.gov.vn/tin-tuc-y-nghia--huong-ung-218.html/")
    assert news and (news.native_id, news.month, news.section) == ("218", None, None)
    assert news.url.endswith("/tin-tuc-y-nghia--huong-ung-218.html")


@pytest.mark.parametrize("quote", ["'", "%27"])
def test_a_raw_apostrophe_and_its_escape_are_one_address(quote):
    url = f"https://phunu.namdinh.gov.vn/chi-tiet-noi-dung-cuoc-thi-{quote}viet{quote}-1838.html"
    address = read(url)
    assert address and address.native_id == "1838"
    assert "%27viet%27" in address.url


@pytest.mark.parametrize("regex", [r"/tin/?(?P<id>[0-9]*)", r"/tin(?:/(?P<id>[0-9]+))?"])
def test_what_a_pattern_matches_without_an_id_is_no_article(regex):
    assert read_address("https://thu.vn/tin/", (AddressPattern(regex),), {"thu.vn": "thu.vn"}) is None


def test_an_id_in_the_query_is_read_where_the_pattern_asks_for_it():
    pattern = AddressPattern(r"/Default\.aspx\?(?:[^#]*&)?id=(?P<id>[0-9]+)(?:&.*)?")
    url = "http://x.vn/Default.aspx?sid=1207&id=127546&title=a"
    address = read_address(url, [pattern], {"x.vn": "x.vn"})
    assert address and address.native_id == "127546"
    assert address.url == "https://x.vn/Default.aspx?sid=1207&id=127546&title=a"


@pytest.mark.parametrize(
    "url",
    [
        "http://baonamdinh.vn/channel/5083/",
        "https://baonamdinh.vn/",
        "https://baonamdinh.vn/kinh-te/?paged=2",
        "https://baonamdinh.vn/channel/5083/202013/thang-sai-2540012/",
        "https://baonamdinh.vn/channel/5083/202009/@PAGE_URL@-2540012",
        "https://baonamdinh.vn/kinh-te/202401/phu-luc-8830dd4.pdf",
        "https://baonamdinh.vn/file/e783/dataimages/202209/original/images1344381_1.jpg",
        "https://baodanang.vn/channel/5411/201104/truong-hoc-2044388",
        "https://baonamdinh.vn:port/channel/5083/202009/a-2540012",
        "ftp://baonamdinh.vn/channel/5083/202009/a-2540012",
        "javascript:void(0)",
        "mailto:a@baonamdinh.vn",
        "@PAGE_URL@",
        "//",
        "http://[",
        "",
    ],
)
def test_lists_files_other_hosts_and_no_addresses_are_not_articles(url):
    assert read(url) is None


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Bao.VN", "https://bao.vn/"),
        ("http://bao.vn:8080/a", "https://bao.vn:8080/a"),
        ("http://u:p@bao.vn./a", "https://bao.vn/a"),
        ("http://bao.vn/a/./b/../c//d", "https://bao.vn/a/c/d"),
        ("http://bao.vn/a/..", "https://bao.vn/"),
        ("http://bao.vn/../../a/", "https://bao.vn/a/"),
        ("http://bao.vn/ảnh đẹp", "https://bao.vn/%E1%BA%A3nh%20%C4%91%E1%BA%B9p"),
        ("http://bao.vn/%e1%ba%a3nh%2D%7e%2f100%", "https://bao.vn/%E1%BA%A3nh-~%2F100%25"),
        ("http://bao.vn/?b=2&utm_medium=x&a=1&gclid=3&", "https://bao.vn/?b=2&a=1"),
        ("http://bao.vn/?utm_source=x#top", "https://bao.vn/"),
        ("http://báo.vn/", "https://xn--bo-mia.vn/"),
        ("http://bao.vn/xem.php?PHPSESSID=8f2a&id=7", "https://bao.vn/xem.php?id=7"),
        ("http://bao.vn/xem.asp?id=7&ASPSESSIONIDQQBCTSDA=KHNF", "https://bao.vn/xem.asp?id=7"),
        ("http://bao.vn/xem?session_id=1&sessionId=2&id=7", "https://bao.vn/xem?id=7"),
        ("http://bao.vn/xem?sid=0123456789abcdef0123456789ABCDEF&id=7", "https://bao.vn/xem?id=7"),
        ("http://bao.vn/xem?sid=o3k1v7b2c9d0e4f5g6h7i8j9k0&id=7", "https://bao.vn/xem?id=7"),
        ("http://bao.vn/xem?id=7&session=aa3dac1830b32c4521ab8de94c", "https://bao.vn/xem?id=7"),
        (
            "http://bao.vn/xem?sid=202409110815302024091108&id=7",
            "https://bao.vn/xem?sid=202409110815302024091108&id=7",
        ),
        ("http://bao.vn/xem?sid=chi-dao-so-12-2024-ct-tu", "https://bao.vn/xem?sid=chi-dao-so-12-2024-ct-tu"),
        ("http://bao.vn/xem?sid=khaigianglopboiduong2024", "https://bao.vn/xem?sid=khaigianglopboiduong2024"),
        (
            "http://bao.vn/tin?_afrLoop=41172308&_afrWindowMode=0&_adf.ctrl-state=x_4&ma=7",
            "https://bao.vn/tin?ma=7",
        ),
        ("http://bao.vn/tin?id=7&_=1700000000123", "https://bao.vn/tin?id=7"),
        ("http://bao.vn/tin?id=7&rand=0.8471236&t=1700000000", "https://bao.vn/tin?id=7"),
        (
            "http://bao.vn/tin?t=7&random=12&timestamp=20240501",
            "https://bao.vn/tin?t=7&random=12&timestamp=20240501",
        ),
        ("http://bao.vn/modules.php?name=News&sid=71", "https://bao.vn/modules.php?name=News&sid=71"),
        ("http://bao.vn/tin.jsp;jsessionid=8F2A.node1?id=7", "https://bao.vn/tin.jsp?id=7"),
        ("http://bao.vn/tin;jsessionid=8F2A/so-7", "https://bao.vn/tin/so-7"),
        ("http://bao.vn/(S(f3hx2n45k1))/tin.aspx", "https://bao.vn/tin.aspx"),
        ("http://bao.vn/cong/(X(1)S(f3hx2n45k1))/tin.aspx", "https://bao.vn/cong/tin.aspx"),
        ("http://bao.vn/(S(a))/(S(b))/tin", "https://bao.vn/tin"),
        ("http://bao.vn/tin-(ky-1)/7", "https://bao.vn/tin-(ky-1)/7"),
        ("http://bao.vn/tin;ban=2/7", "https://bao.vn/tin;ban=2/7"),
    ],
)
def test_an_address_has_one_canonical_form(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_a_host_that_needs_www_keeps_it():
    hosts = {"old.vn": "www.new.vn"}
    assert canonical_url("http://www.old.vn/a", hosts) == "https://www.new.vn/a"
    assert is_own_host("https://www.new.vn/a", hosts)
    assert not is_own_host("https://other.vn/a", hosts)


@pytest.mark.parametrize("url", ["", "/a", "mailto:a@b.vn", "http://", "http://a.vn:x/", "http://[/"])
def test_what_is_not_an_http_address_has_no_canonical_form(url):
    with pytest.raises(ValueError, match=r".+"):
        canonical_url(url)


@given(st.text(alphabet="aA/.%2fF?&=#'-_~ ảđ:@+;,[]\\", max_size=40))
def test_the_canonical_form_is_idempotent(tail):
    once = canonical_url("http://www.bao.vn/" + tail)
    assert canonical_url(once) == once
    assert once.isascii() and " " not in once and urlsplit(once).hostname == "bao.vn"


_HOSTS = (
    "bao.vn www.bao.vn WWW.Bao.VN www.www.bao.vn www.www.www.bao.vn www.vn bao.vn. báo.vn ｗｗｗ.bao.vn www．bao．vn"
    " xn--bo-mia.vn bao.vn:80 bao.vn:0443 bao.vn:8080 bao.vn: a:b@www.bao.vn [2001:DB8::1]:80 127.0.0.1"
    " www.new.vn www.www.new.vn www.old.vn www.www.old.vn"
).split()
_PATHS = (
    "|/|//|/a//b/|/./a|/../a/..|/%2e%2e/b|/a/.%2e/c|/%2E|/a%2fb|/%|/%2|/%252e|/%25%32%65|/a b|/ả|/%e1%ba%a3|/%ff"
    "|/a'b|/a%27b|/%7e|/a\\b|/[x]|/{x}|/a;b=c|/...|/a/%2e%2e/|/;jsessionid=1.;jsessionid=2|/(S(a))/(S(;jsessionid=b))/|/(S((S(a))/a))/b|/\xa0|/\ud800|/%00"
).split("|")
_QUERIES = (
    "|a=1|&&a|utm_source=x|utm_source=x&a=1|%75tm_source=x|utm%5Fsource=x&b|a=1&f%62clid=2|%67clid|utm_ả=1|UTM_ID=1"
    "|fbclid%3D1|a=%26fbclid=1|a=%zz|a=%|a='|?utm_source=x|=fbclid|a=1;utm_x=1|_%67a=1|php%53essid=1|sid=1"
).split("|")


@pytest.mark.parametrize("query", ["%75tm_source=x", "utm%5Fsource=x", "f%62clid=2", "&_%67a=1&"])
def test_a_tracking_parameter_may_have_escaped_letters(query):
    assert canonical_url(f"https://bao.vn/?{query}") == "https://bao.vn/"


@pytest.mark.parametrize("host", _HOSTS)
def test_the_canonical_form_of_every_address_of_a_corpus_is_idempotent(host):
    hosts = {"old.vn": "www.new.vn", "www.new.vn": "www.new.vn"}
    for path in _PATHS:
        for query in _QUERIES:
            once = canonical_url(f"HTTP://{host}{path}?{query}#x", hosts)
            assert canonical_url(once, hosts) == once


@given(st.text())
def test_no_text_makes_reading_raise(text):
    for url in (text, "http://" + text, "https://baonamdinh.vn/" + text):
        address = read(url)
        assert address is None or address.native_id
        is_own_host(url, HOSTS)


def real_articles():
    if not PAGES.exists():
        return []
    rows = map(json.loads, PAGES.read_text(encoding="utf-8").splitlines())
    hosts = ("baonamdinh.vn", "baonamdinh.com.vn", *PARTY_HOSTS)
    return [
        row["url"]
        for row in rows
        if row["kind"] == "article" and urlsplit(row["url"]).hostname.removeprefix("www.") in hosts
    ]


def test_real_articles_are_read_alike_in_every_variant():
    urls = real_articles()
    if not urls:
        pytest.skip("shared corpus pages.jsonl is absent")
    for url in urls:
        parts = urlsplit(url)
        address = read(url)
        assert address is not None, url
        stem = parts.path.rstrip("/").removesuffix(".html")
        assert stem.endswith("-" + address.native_id), url
        for scheme in ("http", "https"):
            for www in ("", "www."):
                for path in (parts.path.rstrip("/"), parts.path.rstrip("/") + "/"):
                    assert read(f"{scheme}://{www}{parts.hostname}{path}") == address
    assert len(urls) > 60


@pytest.mark.parametrize(
    ("path", "stamp"),
    [
        ("/2024/03/15/hop-long-cau-ben-moi-noi-hai-bo", "2024-03-15"),
        ("/tin/2024/03/15/hop-long-cau-ben-moi-123456.html", "2024-03-15"),
        ("/2024/3/hop-long-cau-ben-moi-noi-hai-bo", None),
        ("/hop-long-cau-ben-moi-noi-hai-bo-2024/03/15", None),
    ],
)
def test_the_day_in_the_folders_of_an_unknown_site_is_the_stamp(path, stamp):
    assert any_address(f"https://vidu.example.vn{path}").stamp == stamp


@pytest.mark.parametrize(
    "url", ["https://www.Baolamdong.vn/x", "http://baolamdong.vn:80/", "https://baolamdong.vn./"]
)
def test_www_scheme_and_port_make_no_other_host(url):
    assert read_host(url) == "baolamdong.vn"
