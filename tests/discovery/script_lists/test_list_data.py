"""Parts of lists that a script is sent as JSON."""

import json

import pytest

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.script_lists.list_data import as_markup, read_list
from dvcrawler.extract.page import NotAPageError, Page
from tests.spiders.test_unknown_listings import HOST, address, all_of, crawl, links, site, stored, title
from tests.webserver import Answer

LINK = '<p><a href="/bai/7">Mùa vàng</a></p>'


def as_page(*parts):
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def items(**fields):
    return json.dumps({"data": [fields]})


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "/bai/7", "title": "Mùa vàng"},
        {"link": "/bai/7", "title": {"rendered": "Mùa vàng"}},
        {"Detail_Url": "/bai/7", "Tieu_De": "Mùa vàng"},
        {"duongDan": "/bai/7", "tenBai": " Mùa vàng "},
        {"web_url": "/bai/7", "news_title": "Mùa vàng"},
        {"path": "/bai/7", "headline": "Mùa vàng", "url": ""},
        {"shareUrl": "/bai/7", "name": "Mùa vàng", "title": None},
        {"permalink": "/bai/7", "post_title": "Mùa vàng"},
    ],
)
def test_an_item_has_its_address_and_title_under_many_names(fields):
    assert as_markup(items(**fields).encode()) == as_page(LINK)


@pytest.mark.parametrize(
    "form",
    [
        "cb({})",
        "cb({});",
        "/**/ typeof cb === 'function' && cb({});",
        "jQuery36_17({});\n",
        "window.cb( {} ) ;",
        ")]}}',\n{}",
        "while(1);{}",
        "for(;;);{}",
        "\ufeff{}",
        "  {}",
    ],
)
def test_json_is_found_behind_a_call_or_a_guard(form):
    data = items(url="/bai/7", title="Mùa vàng")
    body = (
        form.replace("{}", data).replace("{{", "{").replace("}}", "}")
        if "}}'" not in form
        else f")]}}',\n{data}"
    )
    assert as_markup(body.encode()) == as_page(LINK)


@pytest.mark.parametrize(
    "body",
    [
        "<?xml version='1.0'?><ds><tin><title>Mùa vàng</title><link>/bai/7</link></tin></ds>",
        "<?xml version='1.0' encoding='utf-8'?>\n<a:ds xmlns:a='x'><a:tin tieude='Mùa vàng' duongdan='/bai/7'/></a:ds>",
        "\ufeff<?xml version='1.0'?><d><r><b><TieuDe>Mùa vàng</TieuDe><Url>/bai/7</Url></b></r><n>1</n></d>",
        "<?xml version='1.0'?><rss><channel><item><title><![CDATA[Mùa vàng]]></title><link>/bai/7</link></item></channel></rss>",
        f"<?xml version='1.0'?><partial-response><changes><update id='ds'><![CDATA[{LINK}]]></update></changes></partial-response>",
        f"<?xml version='1.0'?><string xmlns='http://tempuri.org/'>{LINK.replace('<', '&lt;')}</string>",
    ],
)
def test_a_list_in_xml_is_read_as_one_in_json(body):
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


@pytest.mark.parametrize(
    ("more", "following"),
    [
        ({"next": "/api/tin?sau=7"}, "/api/tin?sau=7"),
        ({"links": {"self": "/api/tin", "next": "/api/tin?sau=7"}}, "/api/tin?sau=7"),
        ({"_links": {"next": {"href": "/api/tin?sau=7"}}}, "/api/tin?sau=7"),
        ({"paging": {"nextPageUrl": "https://bao.example/api/tin?sau=7"}}, "/api/tin?sau=7"),
        ({"@odata.nextLink": "/api/tin?$skiptoken=7"}, "/api/tin?$skiptoken=7"),
        ({"meta": {"next_cursor": "abc"}}, "/api/tin?c=4&cursor=abc"),
        ({"nextPageToken": "abc"}, "/api/tin?c=4&cursor=abc"),
        ({"next": None}, None),
        ({"next": "", "next_cursor": None}, None),
        ({"next": "https://khac.example/tin"}, None),
    ],
)
def test_the_next_part_that_data_name_is_followed(more, following):
    body = json.dumps({"items": [{"title": "Mùa vàng", "url": "/a-7.html"}], **more})
    page = Page(
        as_markup(body.encode()), "https://bao.example/api/tin?c=4&cursor=x7", "text/html; charset=utf-8"
    )
    expected = NextPage(f"https://bao.example{following}") if following else None
    assert find_control(page, 2) == expected


@pytest.mark.parametrize(("query", "asked"), [("?c=4", "?c=4&cursor=x7"), ("?c=4&after=", "?c=4&after=x7")])
def test_the_value_for_the_next_part_is_asked_for_at_the_address_of_the_first(query, asked):
    data = {"items": [{"title": "Mùa vàng trên cánh đồng", "url": "/a-7.html"}], "nextCursor": "x7"}
    loaded = read_list(json.dumps(data).encode(), None, f"https://bao.example/api/tin{query}")
    page = Page(f"<html><body>{loaded.markup}</body></html>".encode(), "https://bao.example/muc")
    assert find_control(page, 1) == NextPage(f"https://bao.example/api/tin{asked}")


def parts_by(kind):
    """A button for the parts of a list, and the answers to its requests."""
    button = {
        "cursor": 'data-api="/api/tin" data-cursor="a1"',
        "next": 'data-next="/api/tin?sau=a1"',
        "offset": 'data-api="/api/tin" data-offset="4" data-limit="4"',
    }[kind]
    names = {"cursor": "cursor=a{}", "next": "sau=a{}", "offset": "offset={}&limit=4"}[kind]
    made = {}
    for n in (1, 2):
        items = [
            {"title": title(k), "url": address(k), "date": "2024-03-12"} for k in range(4 * n, 4 * n + 4)
        ]
        following = f"/api/tin?sau=a{n + 1}" if kind == "next" and n < 2 else None
        data = {
            "items": items,
            "next": following,
            "next_cursor": f"a{n + 1}" if kind == "cursor" and n < 2 else None,
        }
        query = names.format(4 * n if kind == "offset" else n)
        made[HOST, f"/api/tin?{query}"] = Answer(
            json.dumps(data).encode(), headers={"Content-Type": "application/json"}
        )
    made[HOST, "/api/tin?limit=4&offset=8"] = made[
        HOST, f"/api/tin?{names.format(8 if kind == 'offset' else 2)}"
    ]
    made[HOST, "/api/tin?limit=4&offset=12"] = Answer(
        b'{"items": []}', headers={"Content-Type": "application/json"}
    )
    return f"<button class=xem-them {button}>Xem thêm</button>", made


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", ["cursor", "next", "offset"])
def test_a_list_whose_parts_come_as_data_is_read_to_its_end(tmp_path, kind):
    button, answers = parts_by(kind)
    menu = "<ul class=menu><li><a href='/tin'>Tin xã</a></li></ul>"
    ended, _ = crawl(
        site(12, **{"/": menu + links(0, 1, 2), "/tin": links(*range(4)) + button}) | answers, tmp_path
    )
    assert ended.returncode == 0, ended.stdout
    assert stored(tmp_path) == all_of(12)
