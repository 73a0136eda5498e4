"""Markup that scripts, attributes and escaped texts hold: read like a page, without what only an office program reads."""

import pytest

from dvcrawler.extract import Page
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.scripts.script_bodies import fill_from_script

WORD = "<!--[if gte mso 9]><xml>0</xml><![endif]-->"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<p>Đê {WORD}vững</p>", "Đê vững"),
        (f"{WORD}<p>Đê vững</p>{WORD}", "Đê vững"),
        ("<?xml version='1.0'?><p>Đê vững</p>", "Đê vững"),
        ("<p>Đê\x0bvững\x00\ufffe</p>", "Đê vững"),
        ("Đê vững", "Đê vững"),
        ("", ""),
    ],
)
def test_a_fragment_has_elements_alone(markup, text):
    box = read_fragment(markup)
    assert "".join(box.itertext()) == text
    assert all(isinstance(each.tag, str) for each in box.iter())


@pytest.mark.parametrize("literal", [f"<p>Đê {WORD}vững</p>", r"<p>Đê vững\u0000</p>", "<p>Đê vững</p><!--"])
def test_a_body_in_a_script_is_read_without_its_comments(literal):
    page = Page(
        f"<body><div id='content'></div><script>outputData = '{literal}'</script>".encode(), "https://a.vn/1"
    )
    (container,) = page.body.iter("div")
    filled = fill_from_script(page, container)
    assert [block.text for block in page.read_box(filled, frozenset())] == ["Đê vững"]
