"""Links without an anchor."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripted_links import scripted_links

HOST = "https://bao.vn"


def links(markup):
    page = Page(f"<html><body><p>Tin</p>{markup}</body></html>".encode(), f"{HOST}/tin/")
    return [(url, element.tag) for url, element in scripted_links(page)]


@pytest.mark.parametrize(
    ("attribute", "path"),
    [("onclick=\"location.href='/tin/7'\"", "/tin/7"), ("onclick=\"window.location = 'bai-8.html';\"", "/tin/bai-8.html"),
     ("onclick='document.location.assign(\"/tin/7\")'", "/tin/7"), ("onclick=\"window.open('/tin/7', '_self')\"", "/tin/7"),
     ("data-href='/tin/7'", "/tin/7"), ("onclick=\"location.href='\\/tin\\/7'\"", "/tin/7")],
)  # fmt: skip
def test_an_element_that_sends_the_visitor_elsewhere_is_a_link(attribute, path):
    assert links(f"<div {attribute}>Bài</div>") == [(HOST + path, "div")]


@pytest.mark.parametrize(
    "markup",
    ["<div onclick=\"location.href='/tin/' + so\">Bài</div>", "<div onclick=\"mo('/tin/7')\">Bài</div>",
     "<a href='/tin/7' data-href='/tin/7'>Bài</a>", "<div data-href='#'>Bài</div>", "<div data-href=''>Bài</div>",
     "<button onclick='location.reload()'>Bài</button>", "<div onclick=\"location.href='javascript:void(0)'\">Bài</div>"],
)  # fmt: skip
def test_an_address_that_is_put_together_or_none_is_not_a_link(markup):
    assert links(markup) == []
