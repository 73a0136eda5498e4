"""A redirect in a circle that sets a cookie is followed with it, once, on that host and in that run."""

import pytest

from dvcrawler.middlewares import cookie_redirects
from tests.portal import records
from tests.site import HOST, asked, crawl_site, last_run, served, site
from tests.webserver import Answer

NO_RETRY = ("-s", "RETRY_ENABLED=False", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")


def gated(
    page, path, *, status=302, cookie="sid=7; Path=/; HttpOnly", location=None, wants="sid=7", yields=True
):
    def answer(handler):
        if yields and wants in handler.headers.get("Cookie", "").split("; "):
            return page
        target = path if location is None else location.format(path=path, host=HOST)
        return Answer(b"", status, {"Location": target, "Set-Cookie": cookie})

    return answer


def gated_site(*numbers, **options):
    return {(host, path): gated(page, path, **options) for (host, path), page in site(*numbers).items()}


@pytest.mark.sampled(12)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"status": 301},
        {"status": 303},
        {"status": 307},
        {"status": 308},
        {"location": "https://{host}{path}"},
        {"location": "https://{host}:443{path}"},
        {"location": "{path}#top"},
        {"location": ""},
        {
            "cookie": "sid=7; Domain=.baolamdong.vn; Secure; SameSite=None; Expires=Fri, 31 Dec 2099 23:59:59 GMT"
        },
        {"cookie": " sid = 7 "},
        {"cookie": "__test=a%2Fb=", "wants": "__test=a%2Fb="},
    ],
    ids=str,
)
def test_the_cookie_of_a_redirect_to_itself_opens_the_site(tmp_path, options):
    with served(gated_site(1, 2, **options)) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
        assert ended.code == 0, ended.out + ended.err
        assert len(web.asked) == len(set(web.asked)) + 1
    assert len(records(tmp_path)) == 2
    assert last_run(tmp_path)["stats"]["dvcrawler/answers/gate"] == 1


def test_a_circle_over_another_page_is_opened_too(tmp_path):
    pages = {
        (host, path): gated(page, path, location="/kiem-tra?ve={path}", cookie="a=1", wants="b=2")
        for (host, path), page in site(1).items()
    }
    for host, path in list(pages):
        pages[host, f"/kiem-tra?ve={path}"] = Answer(b"", 302, {"Location": path, "Set-Cookie": "b=2"})
    with served(pages) as web:
        assert crawl_site(web, tmp_path, *NO_RETRY).code == 0
    assert len(records(tmp_path)) == 1


@pytest.mark.parametrize("is_shared", [True, False], ids=["for the domain", "set on the way back"])
def test_a_circle_over_a_host_that_checks_visitors_is_opened_too(tmp_path, is_shared):
    gate, check = f"sso.{HOST}", "/check?return=https%3A%2F%2F{host}{path}"
    pages = {
        (host, path): gated(page, path, location=f"https://{gate}{check}", cookie="a=1", wants="b=2")
        for (host, path), page in site(1).items()
    }
    for host, path in list(pages):
        back = f"https://{host}{path}" if is_shared else f"https://{host}/back?to={path}"
        cookie = f"b=2; Domain=.{HOST}; Path=/" if is_shared else "c=3"
        pages[gate, check.format(host=host, path=path)] = Answer(
            b"", 302, {"Location": back, "Set-Cookie": cookie}
        )
        pages[host, f"/back?to={path}"] = Answer(b"", 302, {"Location": path, "Set-Cookie": "b=2"})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
        assert ended.code == 0, ended.out + ended.err
    assert len(records(tmp_path)) == 1


@pytest.mark.parametrize("cookie", [{"Set-Cookie": "b=2"}, {}], ids=str)
def test_a_host_that_checks_visitors_and_never_lets_them_in_is_asked_once_more(tmp_path, cookie):
    gate, check = f"sso.{HOST}", f"/check?return=https%3A%2F%2F{HOST}%2F"
    pages = site(1, home=gated("", "/", location=f"https://{gate}{check}", yields=False))
    pages[gate, check] = Answer(b"", 302, {"Location": f"https://{HOST}/"} | cookie)
    with served(pages) as web:
        assert crawl_site(web, tmp_path, *NO_RETRY).code == 12
        assert len(asked(web, "/")) == 2


def test_a_cookie_that_does_not_open_is_tried_once(tmp_path):
    with served(site(1, home=gated("", "/", yields=False))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
        assert ended.code == 12, ended.out
        assert len(asked(web, "/")) == 2
    assert "it redirects to itself despite its cookie" in ended.out


def test_a_changing_cookie_does_not_go_on_for_ever(tmp_path):
    numbers = iter(range(1000))
    home = lambda handler: Answer(b"", 302, {"Location": "/", "Set-Cookie": f"sid={next(numbers)}"})  # noqa: E731
    with served(site(1, home=home)) as web:
        assert crawl_site(web, tmp_path, *NO_RETRY).code == 12
        assert len(asked(web, "/")) == 2


def test_no_cookie_is_sent_where_redirects_lead_on(tmp_path):
    seen = []

    def home(handler):
        seen.append(handler.headers.get("Cookie"))
        return site(1)[HOST, "/"]

    pages = site(1) | {(HOST, "/"): Answer(b"", 302, {"Location": "/trang-chu/", "Set-Cookie": "sid=7"})}
    with served(pages | {(HOST, "/trang-chu/"): home}) as web:
        assert crawl_site(web, tmp_path, *NO_RETRY).code == 0
    assert seen == [None]


def test_a_redirect_to_itself_without_a_cookie_is_a_loop(tmp_path):
    with served(site(1, home=Answer(b"", 302, {"Location": "/"}))) as web:
        ended = crawl_site(web, tmp_path, *NO_RETRY)
    assert "redirected too often, or in a loop" in ended.out


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://thu.example:80", "http://thu.example/"),
        ("https://thu.example:443/a?b#c", "https://thu.example/a?b"),
        ("http://thu.example:443/", "http://thu.example:443/"),
        ("https://thu.example:80/", "https://thu.example:80/"),
    ],
)
def test_an_address_is_the_same_with_the_port_of_its_scheme_and_with_a_fragment(url, plain):
    assert cookie_redirects._normalise(url) == plain
