"""Sites of other families, crawled over real HTTP from home page to stored record."""

import json
from pathlib import Path

import pytest

from tests import warm
from tests.portal import command, environment, records
from tests.webserver import serve_pages

FIXTURES = Path(__file__).parents[1] / "fixtures"


def frozen(site, name):
    folder = FIXTURES / site / name
    url = json.loads((folder / "page.json").read_text("utf-8"))["url"]
    return url, (folder / "page.html").read_bytes(), json.loads((folder / "expected.json").read_text("utf-8"))


def run(web, data, *arguments):
    return warm.run(
        command(data, *arguments),
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def front(*urls):
    links = "".join(f'<li><a href="{url.replace("&", "&amp;")}">bài</a></li>' for url in urls)
    return f"<html><head><title>Trang chủ</title></head><body><ul>{links}</ul></body></html>"


def key(url):
    host, _, path = url.split("//", 1)[1].partition("/")
    return host, f"/{path}"


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("site", "cases", "arguments"),
    [
        ("namdinhgov", ["gov-portal--views-below", "gov-tenant--aspx"], ["-a", "unit=xuantruong,giaothuy"]),
        ("tinhdoan", ["gov-tenant--views-above"], []),
        ("namdinhtv", ["drupal--th-byline", "drupal--no-lead"], []),
        ("baoninhbinh", ["ninhbinh--printed-date", "ninhbinh--time-in-address"], []),
    ],
)
def test_a_site_is_crawled_from_its_home_page(tmp_path, site, cases, arguments):
    stories = [frozen(site, case) for case in cases]
    pages = {key(url): page for url, page, _ in stories}
    for host in {host for host, _ in pages}:
        pages[host, "/"] = front(*(url for url, _, _ in stories if key(url)[0] == host))
    with serve_pages(pages) as web:
        ended = run(web, tmp_path, site, *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    held = {record["id"]: record for record in records(tmp_path)}
    for _, _, expected in stories:
        got = held.pop(expected["id"])
        for name in ("title", "date", "published_at", "author", "body", "layout", "url"):
            assert got[name] == expected[name]
    assert held == {}


def test_two_units_do_not_share_an_id():
    first = frozen("namdinhgov", "gov-portal--views-below")[2]["id"]
    second = frozen("namdinhgov", "gov-portal--tcvn3")[2]["id"]
    assert first.startswith("namdinhgov:xuantruong/")
    assert second.startswith("namdinhgov:truccuong/")


def test_any_portal_is_crawled_from_its_front_page(tmp_path):
    url, page, expected = frozen("portal", "generic--last-line-right")
    pages = {
        key(url): page,
        ("baovidu.vn", "/"): front(url, "/thoi-su", "/tag/bien"),
        ("baovidu.vn", "/thoi-su"): front(url),
    }
    with serve_pages(pages) as web:
        ended = run(web, tmp_path, "portal", "-a", "start=https://baovidu.vn/")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (record,) = records(tmp_path)
    assert record["id"] == expected["id"]
    assert record["body"] == expected["body"]


@pytest.mark.parametrize("start", ["", "start=ftp://a.vn/", "start=https://[bad/", "start=https://a..é/"])
def test_a_portal_without_a_start_is_a_usage_error_of_one_line(tmp_path, start):
    ended = warm.run(
        command(tmp_path, "portal", *(["-a", start] if start else [])),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "-a start=https://" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_list_service_is_walked_where_a_listing_shows_it(tmp_path):
    body = "<p>Ngày 5-2, xã tổ chức ra quân làm thủy lợi nội đồng, hơn hai trăm người tham gia nạo vét kênh mương.</p>"
    urls = [f"/kinh-te/202402/bai-so-{n}-00000{n:02x}/" for n in range(10, 55)]
    shown = "".join(f'<a href="{url}">bài</a>' for url in urls[:5])
    hidden = '<input type="hidden" id="site_id" value="abc"><input type="hidden" id="cate_id" value="77">'
    listing = f'<html><body>{hidden}{shown}<button id="loadmore">Xem thêm</button></body></html>'
    pages = {
        ("baolamdong.vn", "/"): '<html><body><a href="/kinh-te/">Kinh tế</a></body></html>',
        ("baolamdong.vn", "/kinh-te/"): listing,
    }
    for first in range(0, 80, 20):
        rows = [{"title": "bài", "pageUrl": url} for url in urls[first : first + 20]]
        path = f"/service/api/article/list?scUnitMapId=abc&saArticleCateId=77&first={first}&pageSize=20"
        pages["baolamdong.vn", path] = f"callback({json.dumps({'response': rows, 'total': len(urls)})});"
    for url in urls:
        pages["baolamdong.vn", url] = (
            f'<html><body><h1 class="head_title">Bài {url[-3:]}</h1><div class="date">08:15, 05/02/2024</div>'
            f'<div class="content-detail" id="content">{body * 3}</div></body></html>'
        )
    with serve_pages(pages) as web:
        ended = run(web, tmp_path, "baolamdong")
        assert len(records(tmp_path)) == len(urls), ended.stdout + ended.stderr
        asked = len(web.asked)
        run(web, tmp_path, "baolamdong")
        assert len(web.asked) - asked < 12
    assert len(records(tmp_path)) == len(urls)
