"""Host names, ports and addresses that a stranger wrote, judged before they are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.hosts import find_address_fault, find_host_fault, is_text, split_target
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import canonical_url, is_own_host

LONG = "a" * 64
NO_HOSTS = [
    "",
    ".",
    "..",
    "a..b",
    ".vn",
    "a.vn..",
    f"{LONG}.vn",
    f"www.{LONG}",
    "a." * 127 + "vn",
    "ă" * 300 + ".vn",
    "ă" * 63 + ".vn",
    ("ồ" * 45 + ".") * 5 + "vn",
    "a b.vn",
    "a%20b.vn",
    "a%2e.vn",
    "a%2fb.vn",
    "a/b",
    "a\\b",
    "a\0.vn",
    "\ud800.vn",
    "ă..vn",
    "256.1.1.1",
    "1.2.3",
    "127.1",
    "0x7f.1",
    "[bad",
    "[::1",
    "[::g]",
    "1::2::3",
    "fe80::1%eth0",
    "[v1.x]",
    "a:b",
    "²",
    "a,b.vn",
    "<b>.vn",
    "a@b.vn",
    "\u200b.vn",
]
HOSTS = [
    "vn",
    "localhost",
    "baonamdinh.vn",
    "BaoNamDinh.VN",
    "baonamdinh.vn.",
    "_dmarc.baonamdinh.vn",
    "a_b.vn",
    "-a.vn",
    "a-.vn",
    "xn--tnh-sia.vn",
    "tỉnh.vn",
    "t%E1%BB%89nh.vn",
    "a" * 63 + ".vn",
    "1.vn",
    "24h.com.vn",
    "127.0.0.1",
    "::1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    ".".join(["a" * 61] * 4),
]
NO_ADDRESSES = [
    "",
    "x",
    "//a.vn/",
    "ftp://a.vn/",
    "javascript:alert(1)",
    "http:a.vn",
    "http://",
    "http:///x",
    "http://:80/",
    "http://a.vn:0/",
    "http://a.vn:65536/",
    "http://a.vn:99999/",
    "http://a.vn:-1/",
    "http://a.vn:x/",
    "http://a.vn:²/",
    "http://a.vn:٨٠/",
    "http://a.vn:" + "9" * 5000 + "/",
    "http://[::1",
    "http://[bad]/",
    "http://::1/",
    "http://user@a.vn/",
    "http://u:p@a.vn/",
    "http://@a.vn/",
    "http://a.vn/\ud800",
    "http://a.vn/\0",
]


@pytest.mark.parametrize("host", NO_HOSTS, ids=ascii)
def test_a_host_that_no_resolver_takes_has_a_fault(host):
    assert find_host_fault(host)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_can_be_asked_for_has_none(host):
    assert find_host_fault(host) is None


@pytest.mark.parametrize(
    "url",
    [*NO_ADDRESSES, *(f"https://{h}/" for h in [*NO_HOSTS[:14], "[v1.x]"])],
    ids=lambda url: ascii(url[:60]),
)
def test_an_address_that_cannot_be_asked_for_has_a_fault(url):
    assert find_address_fault(url)


@pytest.mark.parametrize("host", HOSTS)
def test_an_address_on_a_good_host_has_none(host):
    name = f"[{host}]" if host == "::1" else host
    assert find_address_fault(f"https://{name}:8080/x?y=1#z") is None


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:80", ("::1", 80)),
        ("localhost:65535", ("localhost", 65535)),
        ("127.0.0.1:99999", None),
        ("127.0.0.1:0", None),
        ("127.0.0.1", None),
        (":80", None),
        ("", None),
        ("a..b:80", None),
        ("::1:80", None),
        ("[::1:80", None),
        ("a.vn:²", None),
        ("a.vn:٨٠", None),
        ("a.vn:80/x", None),
        ("u@a.vn:80", None),
        ("a.vn:8_0", None),
        ("a.vn:+80", None),
        ("a.vn: 80", None),
        ("a.vn:" + "9" * 5000, None),
        ("a.vn/x:80", None),
        ("a.vn?x:80", None),
    ],
)
def test_a_target_is_a_host_and_a_port(target, found):
    assert split_target(target) == found


@pytest.mark.parametrize(
    "host", ["a..b", f"{LONG}.vn", "a." * 127 + "vn", "ă" * 300 + ".vn", "a b.vn", "256.1.1.1", "[bad"]
)
def test_the_readers_of_addresses_refuse_such_hosts(host):
    url = f"https://{host}/kinh-te/"
    assert absolute_url("https://baonamdinh.vn/", url + "?x=ă") is None
    assert not is_own_host(url, {"baonamdinh.vn": "baonamdinh.vn"})
    with pytest.raises(ValueError):
        canonical_url(url)


def test_text_that_no_database_holds_is_known():
    assert [is_text(text) for text in ("bài viết 😀", "a\0", "\ud83d", "\ude00\ud83d")] == [
        True,
        False,
        False,
        False,
    ]


@given(st.text())
def test_any_text_may_be_checked_as_a_host_or_an_address(text):
    find_host_fault(text)
    find_address_fault(text)
    find_address_fault(f"http://{text}")
    split_target(text)


@given(st.text(alphabet="ab.-_:[]%@/\\0123456789ă\ud800²", max_size=80))
def test_what_has_no_fault_can_be_encoded_and_has_good_labels(host):
    if find_host_fault(host) is None and ":" not in host:
        labels = host.encode("idna").decode().removesuffix(".").split(".")
        assert all(0 < len(label) < 64 for label in labels)
