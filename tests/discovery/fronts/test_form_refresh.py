"""A front page that leads to the real one by a form that a script sends."""

import pytest

from dvcrawler.discovery.fronts.refresh import find_form_refresh
from dvcrawler.extract.page import Page
from tests import warm
from tests.portal import command, environment, records
from tests.probe.fetching import look_at
from tests.site import HOST, PARAGRAPH, asked, crawl_site, home, served, site
from tests.webserver import Answer, serve_pages

FRONT = f"https://{HOST}/"
HIDDEN = "<input type=hidden name=lang value=vi>"
GET = f"<form name=f action='/trang-chu'>{HIDDEN}</form>"
POST = f"<form name=f method=post action='/vao.aspx'>{HIDDEN}<input type=submit value='Vào trang'></form>"
NOW = "<script>document.f.submit()</script>"


def found(markup):
    return find_form_refresh(Page(f"<html><body>{markup}</body></html>".encode(), FRONT))


@pytest.mark.parametrize(
    "script",
    [
        NOW,
        "<script>document.forms[0].submit();</script>",
        "<script>window.onload=function(){f.requestSubmit()}</script>",
        "<script>setTimeout(function(){ document.getElementById('f').submit( ) }, 100)</script>",
        "<script>$(function(){$('form').trigger('submit')})</script>",
        "<script>$('#f').submit();</script>",
    ],
)
def test_a_form_that_a_script_sends_is_followed(script):
    sent = found(GET + script)
    assert (sent.url, sent.form) == (f"{FRONT}trang-chu?lang=vi", None)
    sent = found(POST + script)
    assert (sent.url, sent.form) == (f"{FRONT}vao.aspx", b"lang=vi")


def test_a_form_that_the_body_sends_is_followed():
    page = Page(f"<html><body onload='document.f.submit()'>{POST}</body></html>".encode(), FRONT)
    assert find_form_refresh(page).url == f"{FRONT}vao.aspx"


@pytest.mark.parametrize(
    "markup",
    [
        GET,  # nothing sends it
        f"{GET}<script>f.addEventListener('submit', check)</script>",
        f"{GET}{GET}{NOW}",
        f"<form name=f><input name=q></form>{NOW}",
        f"<form name=f method=post><input name=u><input type=password name=p></form>{NOW}",
        f"<form name=f><select name=nam><option>2024</select></form>{NOW}",
        f"<form name=f method=post action='https://sso.example/'>{HIDDEN}</form>{NOW}",
        f"<form name=f></form>{NOW}".replace("<form name=f>", "<form name=f action='javascript:void(0)'>"),
        NOW,
    ],
)
def test_any_other_form_is_left(markup):
    assert found(markup) is None


@pytest.mark.parametrize(("form", "path"), [(GET, "/trang-chu?lang=vi"), (POST, "/vao.aspx")])
def test_the_front_page_behind_a_form_is_crawled(tmp_path, form, path):
    with served(site(1, 2, home=f"<html><body>{form}{NOW}</body></html>", **{path: home(1, 2)})) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 0, ended.out + ended.err
        assert len(asked(web, path)) == 1
    assert len(records(tmp_path)) == 2


def test_a_form_behind_a_form_is_not_followed(tmp_path):
    again = f"<html><body>{POST.replace('vao', 'nua')}{NOW}</body></html>"
    first = f"<html><body>{POST}{NOW}</body></html>"
    with served(site(1, home=first, **{"/vao.aspx": again, "/nua.aspx": home(1)})) as web:
        assert crawl_site(web, tmp_path).code == 13
        assert asked(web, "/nua.aspx") == []


def portal(form, path):
    numbers = "một hai ba bốn năm sáu bảy tám chín mười".split()
    pages = {(HOST, "/robots.txt"): ""}
    cards = ""
    for n, number in enumerate(numbers):
        title, url = (
            f"Xã khởi công đường liên thôn số {number} trong năm",
            f"/tin-tuc/khoi-cong-duong-so-{n + 40}.html",
        )
        pages[HOST, url] = (
            f"<html><body><h1>{title}</h1><p>15/03/2024 08:05</p><div>{PARAGRAPH * 3}</div></body></html>"
        )
        cards += f"<div class=tin><h3><a href='{url}'>{title}</a></h3><i>15/03/2024</i></div>"
    pages[HOST, "/"] = f"<html><body>{form}{NOW}</body></html>"
    pages[HOST, path] = f"<html><body><div class=ds>{cards}</div></body></html>"
    return pages


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("form", "path"), [(GET, "/trang-chu?lang=vi"), (POST, "/vao.aspx")])
def test_an_unknown_portal_behind_a_form_is_probed_and_crawled(tmp_path, form, path):
    pages = portal(form, path)
    probed = look_at(pages, FRONT).findings
    assert probed.front.url == f"https://{HOST}{path}"
    assert [sample.fault for sample in probed.articles] == [None] * len(probed.articles)
    with serve_pages({("cong.example.vn", path): page for (_, path), page in pages.items()}) as web:
        ended = warm.run(
            command(tmp_path, "portal", "-a", "start=https://cong.example.vn/"),
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            capture_output=True,
            text=True,
            check=False,
        )
    assert len(records(tmp_path)) == 10, ended.stdout + ended.stderr


@pytest.mark.parametrize("to", ["https://sso.example/", "javascript:void(0)"])
def test_a_form_that_is_not_followed_leaves_a_page_without_links(tmp_path, to):
    form = f"<form name=f method=post action='{to}'>{HIDDEN}</form>"
    with served(site(1, home=Answer(f"<html><body>{form}{NOW}</body></html>".encode()))) as web:
        assert crawl_site(web, tmp_path).code == 13
