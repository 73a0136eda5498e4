"""Names of unknown hosts: out of addresses, into file names and back."""

import pytest

from dvcrawler.normalize.site_names import (
    file_name_of,
    home_of,
    native_id_of,
    portal_name,
    site_of_file,
    split_id,
)
from dvcrawler.storage.disk import check_site


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.vn/a", "portal/example.vn"),
        ("HTTP://WWW.Example.VN.:80/", "portal/example.vn"),
        ("https://example.vn:443", "portal/example.vn"),
        ("https://example.vn:8080/x?y=1", "portal/example.vn:8080"),
        ("http://xa-nam_ha.gov.vn/", "portal/xa-nam_ha.gov.vn"),
        ("https://báo.vn/", "portal/" + "báo.vn".encode("idna").decode()),
        ("http://10.1.2.3:81/", "portal/10.1.2.3:81"),
        ("http://[::1]/", "portal/[::1]"),
        ("http://[2001:DB8::7]:8000/", "portal/[2001:db8::7]:8000"),
        ("http://localhost:8000/", "portal/localhost:8000"),
    ],
)
def test_an_address_gives_the_name_of_its_site_and_a_file_name_that_leads_back(url, name):
    assert portal_name(url) == name
    file = file_name_of(name)
    assert check_site(name) == file == check_site(file)
    assert "/" not in file and ":" not in file
    assert site_of_file(file) == name
    assert portal_name(home_of(name)) == name


@pytest.mark.parametrize(
    "url",
    [
        "https:///x",
        "https://exa mple.vn/",
        "https://a:99999/",
        "https://[x]/",
        "https://" + "a." * 80 + "vn/",
        "x",
        "https://a/../b.vn+c",
        "https://a+b.vn/",
        "https://a%2fb/",
    ],
)
def test_a_host_that_cannot_be_a_part_of_a_file_name_gives_no_name(url):
    try:
        name = portal_name(url)
    except ValueError:
        return
    assert site_of_file(check_site(name)) == name
    assert "/" not in check_site(name)


@pytest.mark.parametrize("name", ["baonamdinh", "portal", "lost+found", "portal+", "portal+A", "portal+a+b"])
def test_other_names_stay_as_they_are(name):
    assert file_name_of(name) == name
    assert site_of_file(name) == name


def test_two_hosts_never_share_a_file_name():
    names = [f"portal/{host}" for host in ("a.vn", "a.vn:1", "a_1", "[a::1]", "[a::1]:1", "a-1", "a.1:1")]
    assert len({file_name_of(name) for name in names}) == len(names)


def test_the_native_id_is_what_follows_the_name_of_the_site():
    assert native_id_of("portal/a.vn:8080:/x:1", "portal/a.vn:8080") == "/x:1"
    assert native_id_of("baonamdinh:2540012", "baonamdinh") == "2540012"


@pytest.mark.parametrize(
    ("id_", "parts"),
    [
        ("phunu:412", ("phunu", "412")),
        ("phunu:a:b", ("phunu", "a:b")),
        ("portal/x.vn:412", ("portal/x.vn", "412")),
        ("portal/x.vn:8080:412", ("portal/x.vn:8080", "412")),
        ("portal/x.vn:/tin/a:1", ("portal/x.vn", "/tin/a:1")),
        ("portal/x.vn:8080:/tin/a", ("portal/x.vn:8080", "/tin/a")),
        ("portal/[::1]:5", ("portal/[::1]", "5")),
        ("portal/[::1]:81:5", ("portal/[::1]:81", "5")),
        ("portal/x.vn:", ("portal/x.vn", "")),
        ("phunu", ("", "")),
        ("portal/x.vn", ("", "")),
        ("", ("", "")),
        (":412", ("", "412")),
    ],
)
def test_an_id_is_divided_behind_the_name_of_its_site(id_, parts):
    assert split_id(id_) == parts
