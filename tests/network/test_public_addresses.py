"""Which addresses are public, and in how many ways a private one can be written."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from scrapy import Request
from scrapy.settings import Settings

from dvcrawler.errors import ConfigError
from dvcrawler.network.connect_to import (
    allow_typed,
    is_public_address,
    is_public_name,
    numeric_address,
    parse_connect_to,
    parse_private_hosts,
    plain_host,
)

PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "0.0.0.0",
    "0.1.2.3",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "192.0.0.1",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
    "2002:a9fe:a9fe::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2001:db8::1",
    "100::1",
    "4000::1",
]
PUBLIC = [
    "8.8.8.8",
    "113.160.0.1",
    "100.128.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "169.253.1.1",
    "223.255.255.1",
    "2405:4800::1",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_only_a_private_network_knows_is_not_public(address):
    assert not is_public_address(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address):
    assert is_public_address(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "127.0.1",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "0177.1",
        "017700000001",
        "2130706433",
        "127.0.0.1.",
        "0x7F.0x0.0x0.0x1",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1",
        "[::1]",
        "0:0:0:0:0:0:0:1",
        "10.1",
        "0",
        "0.0.0.0",
    ],
)
def test_an_address_is_recognised_in_every_form_that_a_resolver_accepts(host):
    number = numeric_address(host)
    assert number is not None
    assert not is_public_address(number)
    assert not is_public_name(host)


@pytest.mark.parametrize(
    "host", ["baonamdinh.vn", "1.2.3.4.example", "0xcafe.vn", "", "127.0.0.1.nip.io", "a b"]
)
def test_a_name_is_not_an_address(host):
    assert numeric_address(host) is None


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "printer.local", "db.internal", "intranet", "nas.lan."]
)
def test_a_name_of_a_local_network_is_not_a_public_name(host):
    assert not is_public_name(host)


def test_one_host_may_be_written_in_many_ways():
    assert {plain_host(h) for h in ("127.1", "0x7f.1", "127.0.0.1.", "2130706433")} == {"127.0.0.1"}
    assert {plain_host(h) for h in ("Tin.Example.", "www.tin.example")} == {"tin.example"}
    assert plain_host("báo.example") == plain_host("xn--bo-mia.example")


@pytest.mark.parametrize(
    "value", ["http://tin.example", "tin.example:80", "10.0.0.0/8", "*.lan", "a=b", "u@h"]
)
def test_a_private_host_that_is_none_is_refused_by_name(value):
    with pytest.raises(ConfigError, match="DVCRAWLER_PRIVATE_HOSTS"):
        parse_private_hosts(value)


def test_hosts_are_sent_elsewhere_however_their_names_are_written():
    found = parse_connect_to(" Tin.Example=127.0.0.1:8000, ,báo.example=[::1]:80,")
    assert found == {"tin.example": "127.0.0.1:8000", "xn--bo-mia.example": "[::1]:80"}
    assert parse_connect_to("") == {}
    for written in ("[::1]", "BÁO.example", "a\N{COMBINING ACUTE ACCENT}o.example", "xn--bo-mia.example"):
        (host,) = parse_connect_to(f"{written}=127.0.0.1:8000")
        assert host == urlsplit(Request(f"http://{written}/").url).hostname


@pytest.mark.parametrize(
    "pair",
    ["=127.0.0.1:80", "a..b=127.0.0.1:80", "tin.example", "tin.example=127.0.0.1", "x" * 64 + "=a.vn:80"],
)
def test_a_host_or_target_that_is_none_is_refused_by_name(pair):
    with pytest.raises(ConfigError, match=r"^DVCRAWLER_CONNECT_TO: .* is not of the form host=address:port"):
        parse_connect_to(f"khac.example=127.0.0.1:80,{pair}")


@pytest.mark.parametrize(
    ("address", "is_allowed"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://10.1.2.3/", True),
        ("http://localhost/", True),
        ("http://[::1]/", True),
        ("http://169.254.169.254/latest/", False),
        ("http://2852039166/", False),
        ("http://0xa9fea9fe/", False),
        ("http://[::ffff:169.254.169.254]/", False),
        ("http://[fe80::1]/", False),
        ("http://baonamdinh.vn/", False),
    ],
)
def test_a_typed_local_address_is_allowed_unless_it_is_link_local(address, is_allowed):
    settings = Settings({"DVCRAWLER_PRIVATE_HOSTS": ""})
    allow_typed(settings, [address])
    assert bool(settings["DVCRAWLER_PRIVATE_HOSTS"]) == is_allowed
