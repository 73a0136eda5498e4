"""Parts of lists that a script is sent as JSON."""

import json

import pytest

from dvcrawler.discovery.pagers.list_data import as_markup
from dvcrawler.extract.page import NotAPageError

LINK = '<p><a href="/bai/7">Mùa vàng</a></p>'


def as_page(*parts):
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def items(**fields):
    return json.dumps({"data": [fields]})


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "/bai/7", "title": "Mùa vàng"}, {"link": "/bai/7", "title": {"rendered": "Mùa vàng"}},
        {"Detail_Url": "/bai/7", "Tieu_De": "Mùa vàng"}, {"duongDan": "/bai/7", "tenBai": " Mùa vàng "},
        {"web_url": "/bai/7", "news_title": "Mùa vàng"}, {"path": "/bai/7", "headline": "Mùa vàng", "url": ""},
        {"shareUrl": "/bai/7", "name": "Mùa vàng", "title": None}, {"permalink": "/bai/7", "post_title": "Mùa vàng"},
    ],
)  # fmt: skip
def test_an_item_has_its_address_and_title_under_many_names(fields):
    assert as_markup(items(**fields).encode()) == as_page(LINK)


@pytest.mark.parametrize(
    "form",
    ["cb({})", "cb({});", "/**/ typeof cb === 'function' && cb({});", "jQuery36_17({});\n", "window.cb( {} ) ;",
     ")]}}',\n{}", "while(1);{}", "for(;;);{}", "\ufeff{}", "  {}"],
)  # fmt: skip
def test_json_is_found_behind_a_call_or_a_guard(form):
    data = items(url="/bai/7", title="Mùa vàng")
    body = (
        form.replace("{}", data).replace("{{", "{").replace("}}", "}")
        if "}}'" not in form
        else f")]}}',\n{data}"
    )
    assert as_markup(body.encode()) == as_page(LINK)


@pytest.mark.parametrize(
    "wrap", ["{}", "cb({});", '{{"html": {}}}', '{{"d": {{"more": true, "list": [{}]}}}}']
)
def test_markup_in_a_string_is_the_list(wrap):
    assert as_markup(wrap.format(json.dumps(LINK)).encode()) == as_page(LINK)


@pytest.mark.parametrize(
    "body", [b"<div>(1)</div>", b"", b"cb(", b"{'a': 1}", b"(function(){})()", b"var a = [1];"]
)
def test_what_is_not_json_stays_as_it_is(body):
    assert as_markup(body) == body


def test_items_without_addresses_are_not_a_page():
    with pytest.raises(NotAPageError):
        as_markup(items(slug="mua-vang", title={"rendered": "Mùa vàng"}).encode())
