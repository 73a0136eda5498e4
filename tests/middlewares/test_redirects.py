"""Redirects stay at home: what leads away is named with its target."""

import pytest

from tests.portal import records
from tests.site import HOST, asked, crawl_site, last_run, path_of, served, site
from tests.webserver import Answer


def to(url, status=301):
    return Answer(b"", status, {"Location": url})


def test_an_article_that_moved_to_another_paper_is_named_with_its_target(tmp_path):
    with served(site(1, 2, **{path_of(2): to("https://baoninhbinh.org.vn/bai-moi.html")})) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 10
    assert "moved" in ended.out
    assert "redirected to https://baoninhbinh.org.vn/bai-moi.html" in ended.out
    run = last_run(tmp_path)
    assert run["stats"]["dvcrawler/moved/baoninhbinh.org.vn"] == 1
    assert run["outcomes"] == {"moved": 1, "stored": 1}


def test_a_home_page_that_moved_is_13(tmp_path):
    with served(site(1, home=to("https://baoninhbinh.org.vn/", 302))) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 13, ended.out
    assert "redirected to https://baoninhbinh.org.vn/" in ended.out


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/secret", "http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd",
     "http://169.254.169.254/latest/meta-data/", "ftp://baolamdong.vn/x", "http://localhost/", "//evil.example/x",
     "http://baolamdong.vn@evil.example/", "https://[bad/"],
)  # fmt: skip
def test_no_redirect_leads_to_a_private_address_or_another_scheme(tmp_path, target):
    with served(site(1, 2, **{path_of(2): to(target)})) as web:
        ended = crawl_site(web, tmp_path)
        assert len(web.asked) == 4
    assert ended.code == 10, ended.out + ended.err
    assert len(records(tmp_path)) == 1
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("target", [f"https://www.{HOST}{path_of(2)}", f"http://{HOST}{path_of(2)}?again=1"])
def test_www_and_http_are_the_same_host(tmp_path, target):
    pages = site(1, 2, **{path_of(2): to(target)})
    pages[f"www.{HOST}", path_of(2)] = pages[HOST, f"{path_of(2)}?again=1"] = site(2)[HOST, path_of(2)]
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
    assert ended.code == 0, ended.out
    assert sorted(r["url"] for r in records(tmp_path)) == [f"https://{HOST}{path_of(n)}" for n in (1, 2)]


def test_a_loop_ends_and_is_named(tmp_path):
    with served(site(1, 2, **{path_of(2): to(f"{path_of(2)}?a"), f"{path_of(2)}?a": to(path_of(2))})) as web:
        ended = crawl_site(web, tmp_path)
        assert len(asked(web, path_of(2))) <= 4
    assert ended.code == 10
    assert "max redirections reached" in ended.out


def test_a_target_with_control_signs_is_harmless_on_a_terminal(tmp_path):
    with served(site(1, 2, **{path_of(2): to("https://evil.example/%1b[31m\x1b[2Jx")})) as web:
        ended = crawl_site(web, tmp_path)
    assert "\x1b" not in ended.out + ended.err
    assert ended.code == 10
