"""Cookie gates are answered once; challenges and maintenance pages never become articles."""

import pytest

from dvcrawler.extract.loading.reloads import asks_again
from tests.portal import records
from tests.site import HOST, crawl_site, last_run, path_of, served, site
from tests.webserver import Answer

COOKIE = "0123456789abcdef0123456789abcdef"
STUB = (
    f'<html><body><script>document.cookie="D1N={COOKIE}"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/";'
    "window.location.reload(true);</script></body></html>"
).encode()
CHALLENGE = b"<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
MAINTENANCE = "<html><body><h1>Thông báo</h1><p>Hệ thống đang bảo trì, mời bạn đọc quay lại sau.</p></body></html>".encode()


def gated(page, yields=True):
    def answer(handler):
        opened = yields and f"D1N={COOKIE}" in handler.headers.get("Cookie", "")
        return page if opened else Answer(STUB)

    return answer


def test_the_gate_is_answered_once_and_its_cookie_serves_the_run(tmp_path):
    pages = {place: gated(page) for place, page in site(1, 2, 3).items()}
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert ended.code == 0, ended.out + ended.err
        assert len(web.asked) == len(set(web.asked)) + 1
    assert len(records(tmp_path)) == 3
    assert last_run(tmp_path)["stats"]["dvcrawler/answers/gate"] == 1


def test_a_gate_that_does_not_yield_is_12_after_one_try(tmp_path):
    pages = {place: gated(page, yields=False) for place, page in site(1, 2).items()}
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
        assert ended.code == 12, ended.out
        assert len(web.asked) == 2
    assert "a cookie gate asks again despite its cookie" in ended.out


@pytest.mark.sampled(3)
@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_page_ends_the_run_with_12(tmp_path, status):
    with served(site(1, home=Answer(CHALLENGE, status))) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 12, ended.out
    assert "a challenge page instead of the article" in ended.out
    assert records(tmp_path) == []


def test_a_challenge_in_place_of_one_article_is_named_and_the_rest_is_stored(tmp_path):
    with served(site(1, 2, **{path_of(2): Answer(CHALLENGE)})) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 10
    assert f"blocked https://{HOST}{path_of(2)}" in ended.out
    assert len(records(tmp_path)) == 1


def test_maintenance_throughout_is_unreachable_and_never_an_article(tmp_path):
    with served(site(1, 2, **{path: Answer(MAINTENANCE) for path in ("/", path_of(1), path_of(2))})) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 11, ended.out
    assert "maintenance page with status 200" in ended.out
    assert records(tmp_path) == []


def test_each_host_has_a_gate_of_its_own(tmp_path):
    home = Answer(b"", 301, {"Location": f"https://www.{HOST}/"})
    pages = {place: gated(page) for place, page in site(1, home=home).items()}
    pages |= {(f"www.{HOST}", path): gated(page) for (_, path), page in site(1).items()}
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 0, ended.out
    assert len(records(tmp_path)) == 1


def test_a_short_article_about_road_works_is_an_article(tmp_path):
    text = "<p>Tuyến đường qua xã đang được nâng cấp, chợ tạm ngừng hoạt động trong hai ngày tới.</p>"
    page = site(2)[HOST, path_of(2)].replace("<p>Mở đầu", text + "<p>Mở đầu")
    with served(site(1, 2, **{path_of(2): page})) as web:
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 2


ASKS_AGAIN = [
    "<script>location.reload()</script>",
    "<script>window.location.href = window.location.href;</script>",
    "<script>location.replace(location.href)</script>",
    "<script>history.go(0)</script>",
    "<script>window.location = '/tin/bai-1.html'</script>",
    "<meta http-equiv='refresh' content='0'>",
    "<meta http-equiv=refresh content='1;url=https://example.vn/tin/bai-1.html'>",
    "<p>Vui lòng bật cookie để tiếp tục.</p>",
    "<h1>Cookies are required</h1>",
    "<p>Please enable your cookies.</p>",
]
NO_GATES = [
    "<script>location.href = '/trang-chu'</script>",
    "<meta http-equiv=refresh content='0; url=/vi/'>",
    "<meta http-equiv=refresh content='600'>" + "<p>Xã Hải Minh khánh thành cầu mới.</p>" * 20,
    "<script>location.reload()</script>" + "<a href='/tin'>Tin</a>" * 9,
    "<p>Trang tin của xã</p>",
]


@pytest.mark.parametrize("markup", ASKS_AGAIN + NO_GATES)
def test_a_page_that_only_asks_to_be_loaded_again(markup):
    assert asks_again(markup.encode(), "https://example.vn/tin/bai-1.html") == (markup in ASKS_AGAIN)


def held(page, status, yields=True):
    def answer(handler):
        if yields and "phien=7; ma=a" in handler.headers.get("Cookie", ""):
            return page
        again = b"<html><script>location.reload()</script></html>"
        return Answer(again, status, {"Set-Cookie": "phien=7; Path=/\r\nSet-Cookie: ma=a; HttpOnly"})

    return answer


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("status", "yields"), [(200, True), (403, True), (200, False)])
def test_a_cookie_in_the_header_of_such_a_page_is_sent_once(tmp_path, status, yields):
    pages = {place: held(page, status, yields) for place, page in site(1, 2).items()}
    with served(pages) as web:
        ended = crawl_site(web, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    assert ended.code == (0 if yields else 12), ended.out
    assert len(records(tmp_path)) == (2 if yields else 0)
    assert len(web.asked) == (len(set(web.asked)) + 1 if yields else 2)
