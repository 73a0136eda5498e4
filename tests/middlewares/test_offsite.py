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
    assert f"moved https://{HOST}/: redirected to https://baoninhbinh.org.vn/" in ended.out
    assert [problem["url"] for problem in last_run(tmp_path)["problems"]] == [f"https://{HOST}/"]


@pytest.mark.parametrize(
    ("target", "is_asked"),
    [
        (f"https://sso.{HOST}/login?return=https%3A%2F%2F{HOST}%2F", True),
        (f"https://sso.{HOST}/login?return=%2F", False),
        (f"https://sso.example.vn/login?return=https%3A%2F%2F{HOST}%2F", False),
    ],
)
def test_a_page_of_a_host_that_should_lead_back_is_not_one_of_the_site(tmp_path, target, is_asked):
    gate, path = target.removeprefix("https://").split("/", 1)
    pages = site(1, 2, **{path_of(2): to(target, 302)})
    pages[gate, f"/{path}"] = site(1)[HOST, path_of(1)]
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
        assert len(asked(web, f"/{path}")) == is_asked
    assert f"redirected to {target}" in ended.out
    assert len(records(tmp_path)) == 1


FOREIGN = [
    "http://127.0.0.1:1/secret",
    "http://10.0.0.1/",
    "http://[::1]/",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data/",
    "ftp://baolamdong.vn/x",
    "http://localhost/",
    "//evil.example/x",
    "http://baolamdong.vn@evil.example/",
    "http://127.0.0.1:1\\@baolamdong.vn/",
    "///127.0.0.1:1/",
]
NO_ADDRESSES = [
    "javascript:alert(1)",
    "mailto:toasoan@baolamdong.vn",
    "tel:+84263",
    "https://[bad/",
    "blob:x",
    "http://baolamdong.vn:99999/",
    "http://baolamdong.vn:x/",
]


def redirected(tmp_path, targets):
    """One crawl of a site whose pages redirect to these, but for the last: the reason of each."""
    numbers = range(1, len(targets) + 2)
    pages = site(*numbers, **{path_of(n): to(target) for n, target in enumerate(targets, 1)})
    with served(pages) as web:
        ended = crawl_site(web, tmp_path)
        assert len(web.asked) == len(targets) + 3, "each page is asked for once, and no target"
    assert ended.code == 10, ended.out + ended.err
    assert "Traceback" not in ended.err
    assert len(records(tmp_path)) == 1
    reasons = {problem["url"]: problem["reason"] for problem in last_run(tmp_path)["problems"]}
    return {target: reasons[f"https://{HOST}{path_of(n)}"] for n, target in enumerate(targets, 1)}


def test_no_redirect_leads_to_a_private_address_or_another_scheme(tmp_path):
    assert all(redirected(tmp_path, FOREIGN).values())


def test_a_redirect_to_what_is_not_an_address_is_named_in_plain_words(tmp_path):
    reasons = redirected(tmp_path, NO_ADDRESSES)
    assert reasons == dict.fromkeys(NO_ADDRESSES, "redirected to an invalid address")


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
    assert "redirected too often, or in a loop" in ended.out


def test_a_target_with_control_signs_is_harmless_on_a_terminal(tmp_path):
    with served(site(1, 2, **{path_of(2): to("https://evil.example/%1b[31m\x1b[2Jx")})) as web:
        ended = crawl_site(web, tmp_path)
    assert "\x1b" not in ended.out + ended.err
    assert ended.code == 10


def test_an_article_that_had_moved_for_a_while_is_asked_for_again(tmp_path):
    with served(site(1, 2, **{path_of(2): to("https://hosting.example/suspended", 302)})) as web:
        assert crawl_site(web, tmp_path, "-s", "DVCRAWLER_RETRY_HOURS=0").code == 10
        web.pages[HOST, path_of(2)] = site(2)[HOST, path_of(2)]
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 2


def test_a_detour_through_the_sites_own_pages_does_not_change_what_is_asked_for_again(tmp_path):
    notice = "<html><body><p>Mời bạn đọc quay lại sau.</p></body></html>"
    with served(site(1, 2, **{path_of(2): to("/bao-tri.html", 302), "/bao-tri.html": notice})) as web:
        assert crawl_site(web, tmp_path, "-s", "DVCRAWLER_RETRY_HOURS=0").code == 10
        web.pages[HOST, path_of(2)] = site(2)[HOST, path_of(2)]
        assert crawl_site(web, tmp_path).code == 0
    assert len(records(tmp_path)) == 2
