"""Pages that stand in another page's place, told from articles about them."""

import pytest

from dvcrawler.extract.loading.interstitials import StopPage, find_stop_page
from tests.corpus import FOLDER, needs_corpus
from tests.middlewares.test_challenge import CHALLENGE, COOKIE, MAINTENANCE, STUB
from tests.site import article, home


def test_the_gate_gives_its_cookie():
    assert find_stop_page(STUB) == StopPage("gate", f"D1N={COOKIE}")
    assert find_stop_page(
        STUB.replace(b'"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/"', b'"')
    ) == StopPage("gate", f"D1N={COOKIE}")


@needs_corpus
def test_the_real_gate_is_a_stop_page():
    found = find_stop_page((FOLDER / "html/d1n_stub.html").read_bytes())
    assert (found.kind, found.cookie.startswith("D1N=")) == ("gate", True)


@needs_corpus
def test_no_real_page_is_a_stop_page():
    for path in sorted((FOLDER / "html").glob("*.html")):
        if "stub" not in path.name:
            assert find_stop_page(path.read_bytes()) is None, path.name


@pytest.mark.parametrize(
    "page",
    [
        CHALLENGE,
        "<p>Vui lòng xác nhận bạn là con người để tiếp tục.</p>".encode(),
        b"<html><body><iframe src='/_Incapsula_Resource?x=1'></iframe></body></html>",
        b"<h1>Checking your browser before accessing site.vn</h1>",
    ],
)
def test_a_challenge_wants_a_person(page):
    assert find_stop_page(page) == StopPage("challenge")


@pytest.mark.parametrize(
    "page",
    [
        MAINTENANCE,
        "<title>Website đang nâng cấp</title>".encode(),
        b"<h1>Error establishing a database connection</h1>",
        b"<html><head><title>503 Service Unavailable</title></head><body></body></html>",
        "<p>Trang tạm ngừng hoạt động để bảo dưỡng máy chủ.</p>".encode(),
        b"<span><h1>Server Error in '/' Application.</h1></span>",
        b"Could not connect: Too many connections",
        b"SQLSTATE[HY000] [1040] Too many connections",
        b"<b>Warning</b>: mysqli_connect(): (08004/1040): Too many connections in <b>/srv/www/db.php</b>",
        b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function query() on null in /srv/www/a.php:3\n"
        b"Stack trace:\n#0 {main}\n  thrown in <b>/srv/www/a.php</b> on line <b>3</b><br />",
        b"PHP Fatal error:  Uncaught PDOException: could not find driver in /srv/www/db.php:27",
        b"<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes)",
        b"<title>A network-related or instance-specific error occurred while establishing a connection to SQL Server."
        b" The server was not found or was not accessible.</title>",
    ],
)
def test_a_notice_says_that_the_site_is_down(page):
    assert find_stop_page(page) == StopPage("maintenance")


def test_an_article_about_maintenance_is_none():
    text = "<p>Tuyến đường đang được bảo trì, nhà máy tạm ngừng hoạt động để nâng cấp dây chuyền sản xuất mới.</p>"
    page = article(1, "Nhà máy đang nâng cấp").replace("<p>Mở đầu", text * 20 + "<p>Mở đầu")
    assert find_stop_page(page.encode()) is None
    assert find_stop_page(home(*range(20)).replace("</body>", f"{text}</body>").encode()) is None


SAYING = "Máy báo lỗi “Fatal error: Uncaught Error”, “Could not connect: Too many connections”, “A network-related or instance-specific error”."


def test_an_article_about_such_errors_is_none():
    page = article(1, "Vì sao cổng báo lỗi").replace("<p>Mở đầu", f"<p>{SAYING * 5}</p><p>Mở đầu")
    assert find_stop_page(page.encode()) is None
    assert find_stop_page(home(*range(20)).replace("</body>", f"<p>{SAYING}</p></body>").encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Phần mềm báo “fatal error”: cách khắc phục cho người dùng.",
        "Too many connections between the towns were cut by the storm, the province says.",
        "Could not connect: thôn vùng cao vẫn chưa có mạng di động.",
        "Hội thảo về SQL Server: a network-related course for teachers.",
        "Ngày 10/4/1040: too many connections to the old capital were lost.",
    ],
)
def test_a_short_article_with_some_of_the_words_is_not_a_stop_page(text):
    assert find_stop_page(f"<h1>Tin ngắn</h1><p>{text}</p>".encode()) is None


@pytest.mark.parametrize("page", [b"", b"\x00" * 500, b"\xff\xfe", b"<" * 5000, b"a" * 29_000])
def test_empty_broken_and_endless_pages_are_not_stop_pages(page):
    assert find_stop_page(page) is None


DATED = "<p>05/06/2025 07:20</p>"


@pytest.mark.parametrize(
    "article",
    [
        f"<h1><a href=/x>Cầu Ninh Cường đang được nâng cấp</a></h1>{DATED}<p>Cầu tạm dừng phục vụ xe tải trong ba tháng.</p>",
        "<h1>Cấp nước ở xã Hải Hưng</h1><p>Ngày đăng: 05/06/2025</p><p>Nhà máy nước đang bảo dưỡng ba ngày.</p>",
        "<h2>Chợ huyện tạm ngừng hoạt động ba ngày</h2><span>05/06/2025</span><p>Ban quản lý chợ đã thông báo.</p>",
        f"<h1>Hệ thống đê Hải Hậu đang được nâng cấp</h1>{DATED}<p>Bà con chú ý đi lại.</p>",
    ],
)
def test_a_short_article_about_works_is_no_notice(article):
    assert find_stop_page(f"<html><body>{article}</body></html>".encode()) is None


@pytest.mark.parametrize(
    "notice",
    [
        f"<h1>Trang thông tin xã Hải Hưng</h1>{DATED}<p>Hệ thống đang được bảo trì, vui lòng quay lại sau.</p>",
        "<h1>Cổng thông tin điện tử tỉnh</h1><p>Thứ Năm, 05/06/2025</p><p>Cổng thông tin đang được nâng cấp</p>",
        "<h2>Hệ thống đang bảo trì định kỳ</h2><p>Từ 22:00 05/06/2025</p>",
        f"<h1>Chúng tôi đang bảo trì máy chủ</h1>{DATED}",
        f"<h1>Ủy ban nhân dân xã Hải Hưng</h1>{DATED}<p>Đang nâng cấp</p>",
        f"<h1>Ủy ban nhân dân xã Hải Hưng</h1>{DATED}<p>Đang bảo trì hệ thống</p>",
        "<h1>Cầu Ninh Cường đang được nâng cấp</h1><p>Vui lòng đi đường khác.</p>",
    ],
)
def test_a_notice_of_the_site_may_have_a_heading_and_a_date(notice):
    page = find_stop_page(f"<html><body>{notice}</body></html>".encode())
    assert page is not None
    assert page.kind == "maintenance"
