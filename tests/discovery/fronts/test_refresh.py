"""A front page that only refreshes elsewhere is followed once, and another host is named."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_refresh, find_script_refresh
from tests.portal import records
from tests.site import HOST, asked, crawl_site, home, last_run, served, site
from tests.webserver import Answer

FRONT = f"https://{HOST}/"
PORTAL = FRONT + "portal/Pages/default.aspx"


def page_of(markup, body=""):
    return Page(f"<html><head>{markup}</head><body>{body}</body></html>".encode(), FRONT)


@pytest.mark.parametrize(
    "content",
    [
        "0; url=/portal/Pages/default.aspx",
        "0;URL='/portal/Pages/default.aspx'",
        '0;url="portal/Pages/default.aspx"',
        "5; url = /portal/Pages/default.aspx ",
        "0,url=/portal/Pages/default.aspx",
        "0; /portal/Pages/default.aspx",
        " 0.5; url=https://baolamdong.vn/portal/Pages/default.aspx#top",
        "0;\n url=./portal/Pages/default.aspx",
    ],
)
def test_a_refresh_is_read_in_any_form(content):
    markup = (
        "<meta http-equiv='REFRESH' content='{}'>"
        if "'" not in content
        else '<meta http-equiv="Refresh" content="{}">'
    )
    assert find_refresh(page_of(markup.format(content)), None) == PORTAL
    assert find_refresh(page_of(""), content) == PORTAL


@pytest.mark.parametrize(
    "content",
    [
        "300",
        "300; url=/tin/",
        "0; url=/",
        "0; url=",
        "0; url=https://baolamdong.vn",
        "0; url=javascript:x()",
        "url=/tin/",
    ],
)
def test_a_page_that_renews_itself_leads_nowhere(content):
    assert find_refresh(page_of(f'<meta http-equiv="refresh" content="{content}">'), content) is None


@pytest.mark.parametrize(
    "script",
    [
        "window.location='/portal/Pages/default.aspx';",
        'window.location.href = "portal/Pages/default.aspx"',
        "document.location = '/portal/Pages/default.aspx'",
        "location.replace('/portal/Pages/default.aspx');",
        'self.location.assign( "/portal/Pages/default.aspx" )',
        "top.location.href='https:\\/\\/baolamdong.vn\\/portal\\/Pages\\/default.aspx'",
        "setTimeout(function(){ location.href = '/portal/Pages/default.aspx' }, 100)",
        "var p = '/portal'; location.href = p + '/Pages/default.aspx';",
        "const p='/portal', q=1; window.location = p + '/Pages/' + 'default.aspx'",
        "location.href = 'https://' + location.host + '/portal/Pages/default.aspx'",
        "let to = window.location.origin + '/portal/Pages/default.aspx'; location.replace(to);",
        "$(location).attr('href', '/portal/Pages/default.aspx');",
        "jQuery(window.location).prop('href', 'portal/Pages/default.aspx')",
        "window.open('/portal/Pages/default.aspx', '_self');",
    ],
)
def test_a_script_that_sets_the_location_is_read(script):
    assert find_script_refresh(page_of(f"<script>{script}</script>")) == PORTAL


@pytest.mark.parametrize(
    "script",
    [
        "location.reload()",
        "var x = location.href;",
        "location = '/a' + id",
        "location = id + '/a'",
        "var id = location.search; location = '/a' + id",
        "window.open('/quang-cao', '_blank')",
        "location.href == '/a'",
        "if (location == '/x') {}",
        "location.hash='#a'",
    ],
)
def test_a_location_that_is_not_set_or_computed_is_not_followed(script):
    assert find_script_refresh(page_of(f"<script>{script}</script>")) is None


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    "front",
    [
        '<html><head><meta http-equiv="refresh" content="0; url=/trang-chu.aspx"></head><body></body></html>',
        '<html><head><meta http-equiv="refresh" content="3;url=trang-chu.aspx"></head><body>Đang chuyển…</body></html>',
        "<html><script>window.location='/trang-chu.aspx';</script></html>",
        "<html><body onload=\"location.href='/trang-chu.aspx'\"><p>Xin chờ</p></body></html>",
        "<html><script>var p = '/trang'; location.href = p + '-chu.aspx';</script></html>",
        "<html><body><script>location.replace('/trang-chu.aspx')</script><a href='/trang-chu.aspx'>Bấm vào đây</a></body></html>",
        Answer(b"<html><body><p>x</p></body></html>", headers={"Refresh": "0; url=/trang-chu.aspx"}),
    ],
)
def test_the_front_page_behind_it_is_crawled(tmp_path, front):
    with served(site(1, 2, home=front, **{"/trang-chu.aspx": home(1, 2)})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
        assert len(asked(web, "/trang-chu.aspx")) == 1
    assert len(records(tmp_path)) == 2


def test_only_the_first_refresh_is_followed(tmp_path):
    to = '<html><head><meta http-equiv="refresh" content="0; url=/{}"></head><body></body></html>'
    with served(site(1, home=to.format("a"), **{"/a": to.format("b"), "/b": home(1)})) as web:
        assert crawl_site(web, tmp_path).code == 13
        assert asked(web, "/b") == []


def test_a_front_page_with_articles_is_not_left(tmp_path):
    front = home(1).replace(
        "<body>",
        "<body><script>location.href='/khac/'</script><meta http-equiv=refresh content='0;url=/khac/'>",
    )
    with served(site(1, home=front)) as web:
        assert crawl_site(web, tmp_path).code == 0
        assert asked(web, "/khac/") == []


def test_a_refresh_to_another_host_is_named_and_not_followed(tmp_path):
    front = '<html><head><meta http-equiv="refresh" content="0; url=https://example.org/"></head><body></body></html>'
    with served(site(1, home=front)) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 13
    (problem,) = last_run(tmp_path)["problems"]
    assert (problem["outcome"], problem["target"]) == ("moved", "https://example.org/")
