"""The next page of a list in the header of its answer."""

import pytest

from dvcrawler.discovery.pagers.next_words import add_linked_next
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.extract.page import Page

URL = "https://xa.example.vn/tin"
API = b'<https://xa.example.vn/wp-json/>; rel="https://api.w.org/"'


@pytest.mark.parametrize(
    ("header", "following"),
    [
        (b'</tin?trang=2>; rel="next"', f"{URL}?trang=2"),
        (b"<https://xa.example.vn/tin?trang=2>; rel=next", f"{URL}?trang=2"),
        (API + b', </tin?trang=2>; title="Sau"; rel="prefetch next"', f"{URL}?trang=2"),
        (API, None),
        (b'</tin?trang=2>; rel="nextsection"', None),
        (b'</tin?trang=0>; rel="prev"', None),
        (b"<" * 5000, None),
    ],
)
def test_the_next_page_may_be_named_by_a_header(header, following):
    page = Page(b"<html><body><p>Tin</p></body></html>", URL)
    add_linked_next(page, [header])
    assert next_page(page, 1) == following
