"""Hosts of one registered domain, and addresses there that return to a site."""

import pytest

from dvcrawler.normalize.domains import leads_back, registered_domain

HOSTS = {"example.vn": "www.example.vn"}


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.vn", "example.vn"),
        ("thethao.example.vn", "example.vn"),
        ("a.b.example.vn", "example.vn"),
        ("bao.com.vn", "bao.com.vn"),
        ("thethao.bao.com.vn", "bao.com.vn"),
        ("xa.namdinh.gov.vn", "namdinh.gov.vn"),
        ("com.vn", "com.vn"),
        ("localhost", None),
        ("127.0.0.1", None),
        ("::1", None),
    ],
)
def test_the_registered_domain_of_a_host(host, domain):
    assert registered_domain(host) == domain


@pytest.mark.parametrize(
    ("url", "is_back"),
    [
        ("https://sso.example.vn/check?return=https%3A%2F%2Fwww.example.vn%2F", True),
        ("https://sso.example.vn/check?return=https%253A%252F%252Fexample.vn%252Ftin", True),
        ("https://sso.example.vn/check?return=https%3A%2F%2Fkhac.vn%2F", False),
        ("https://sso.example.vn/check", False),
        ("https://sso.khac.vn/check?return=https%3A%2F%2Fwww.example.vn%2F", False),
        ("https://a@sso.example.vn/check?return=https%3A%2F%2Fwww.example.vn%2F", False),
    ],
)
def test_a_host_of_the_domain_leads_back_if_its_query_names_an_address_of_the_site(url, is_back):
    assert leads_back(url, HOSTS) is is_back
