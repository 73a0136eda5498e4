"""A redirect that says of a choice only by a cookie is followed with it; any other is left to Scrapy."""

import pytest
from scrapy.http import Request, Response

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import META_KEY, PageRequest, read_page_request
from dvcrawler.middlewares.choice_cookies import ChoiceCookieMiddleware

URL = "https://xa.example.vn/chon?cm=1"


def follow(target, url=URL, *, cookie="cm=1; Path=/", status=302, body=None, sent=None, is_home=False):
    listing = Listing("k", 1, is_home=is_home, cookie=sent)
    method = "GET" if body is None else "POST"
    asked = Request(
        url,
        method=method,
        body=body or b"",
        cb_kwargs={"listing": listing},
        meta={META_KEY: PageRequest(listing=listing)},
    )
    answer = Response(url, status, headers={"Location": target} | ({"Set-Cookie": cookie} if cookie else {}))
    return ChoiceCookieMiddleware().process_response(asked, answer)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"target": "https://xa.example.vn/tin-tuc"},
        {"status": 303},
        {"target": "/tin-tuc?sap=moi"},
        {"url": "https://xa.example.vn/tin-tuc", "body": b"cm=1&k="},
        {"url": "https://xa.example.vn/tin-tuc?page=2"},
    ],
)
def test_the_list_is_asked_for_with_the_cookie(given):
    asked = follow(**{"target": "/tin-tuc"} | given)
    listing = asked.cb_kwargs["listing"]
    assert (asked.method, asked.body, asked.headers["Cookie"]) == ("GET", b"", b"cm=1")
    assert listing.cookie == "cm=1"
    assert read_page_request(asked).listing == listing
    assert asked.meta["redirect_urls"] == [given.get("url", URL)]


@pytest.mark.parametrize(
    "given",
    [
        {"cookie": None},
        {"target": "/tin-tuc?c=1"},
        {"target": "/tin-tuc/1"},
        {"target": "/"},
        {"target": "//khac.example.vn/tin"},
        {"status": 200},
        {"is_home": True},
        {"url": "https://xa.example.vn/tin"},
        {"target": "https://[::1/tin"},
        {"target": "https://xa.example.vn:99999/tin"},
        {"url": "https://xa.example.vn/?c=thoi-su", "target": "/tin/thoi-su-12"},
        {"cookie": "cm"},
        {"cookie": "cm=" + "x" * 5000},
    ],
)
def test_other_redirects_are_left_alone(given):
    assert isinstance(follow(**{"target": "/tin-tuc"} | given), Response)


def test_cookies_of_an_earlier_choice_are_kept():
    asked = follow(
        "/tin-tuc", cookie="trang=2", body=b"trang=2", url="https://xa.example.vn/tin", sent="cm=1"
    )
    assert asked.headers["Cookie"] == b"cm=1; trang=2"
