"""What a probe of a known site says where the site has stopped, moved or vanished."""

import pytest

from dvcrawler.families.files.known_sites import site_for_url
from dvcrawler.probe.report import format_report
from tests.probe.fetching import look_at
from tests.probe.portals import portal
from tests.webserver import Answer

HOST = "phunu.namdinh.gov.vn"
FRONT = f"https://{HOST}/"
BAO = "https://baonamdinh.vn/"


def look(pages, url=FRONT, owner="phunu"):
    return look_at(pages, url, site_for_url(url), owner).findings


def report(findings):
    return " ".join(format_report(findings).split())


class Everywhere(dict):
    """Answers every address with one page."""

    def get(self, key, default=None):
        return default if key[1] == "/robots.txt" else self["page"]


def as_front(made):
    return Everywhere(page=made[HOST, "/"])


def test_a_site_without_an_article_for_months_has_stopped():
    findings = look(portal("html-number", "query", host=HOST))
    assert findings.newest is not None
    text = report(findings)
    assert f"newest {findings.newest}, " in text
    assert "before this probe: the site has stopped, or its news are elsewhere" in text
    assert "its front page says" not in text


@pytest.mark.parametrize(
    "notice",
    [
        "Từ ngày 01/7/2025, Trang thông tin điện tử này dừng cập nhật.",
        "Mời bạn đọc truy cập trang thông tin mới của xã.",
        "Website của xã đã chuyển sang địa chỉ https://xamoi.example.vn",
    ],
)
def test_what_the_front_page_says_of_the_end_of_a_stopped_site_is_said(notice):
    made = portal("html-number", "query", host=HOST)
    made[HOST, "/"] = made[HOST, "/"].replace("<body>", f"<body><p><b>{notice}</b></p>", 1)
    findings = look(made)
    assert findings.front.notice == notice
    assert f"its front page says: “{notice}”" in report(findings)


@pytest.mark.parametrize(
    ("target", "owner"),
    [
        ("https://baoninhbinh.org.vn/", "which belongs to the site file baoninhbinh"),
        ("https://moi.example.vn/", "which is not a host of baonamdinh"),
    ],
)
def test_a_site_that_has_moved_has_changed_and_the_owner_of_its_new_host_is_named(target, owner):
    pages = {("baonamdinh.vn", "/"): f"<meta http-equiv=refresh content='0;url={target}'>"}
    findings = look(pages, BAO, "baonamdinh")
    assert findings.changes == (f"the front page redirects to {target}, {owner}",)
    assert "add the host to `hosts` of its site file and the address to `start`" in findings.obstacles[0]
    assert "changed since the site file: - the front page redirects" in report(findings)


def test_pages_that_lead_to_the_front_page_are_said_to_lead_to_it():
    made = portal("html-number", "query", host=HOST)
    made[HOST, "/chinh.html"] = made[HOST, "/"]
    made[HOST, "/"] = "<html><frameset><frame src=/chinh.html></frameset></html>"
    assert f"leads to https://{HOST}/ → https://{HOST}/chinh.html " in report(look(made))


def test_an_unknown_site_that_redirects_has_no_site_file_to_correct():
    findings = look_at(
        {("vidu.example.vn", "/"): f"<meta http-equiv=refresh content='0;url={BAO}'>"},
        "https://vidu.example.vn/",
    ).findings
    assert findings.changes == ()
    assert findings.obstacles[0].endswith("name that host first in `hosts`, and this one after it")


def test_a_server_that_answers_every_address_with_its_front_page_is_named():
    findings = look(as_front(portal("html-number", "query", host=HOST)))
    assert findings.fronts_again >= 3
    assert f"all {findings.fronts_again} other pages that were asked for are the front page again" in report(
        findings
    )
    assert look(portal("html-number", "query", host=HOST)).fronts_again == 0


@pytest.mark.parametrize(
    ("title", "is_other"),
    [
        ("Nhà cái uy tín số 1", True),
        ("baonamdinh.vn", True),
        ("Trang chủ - Báo Nam Định điện tử", False),
        ("", False),
    ],
)
def test_a_front_page_with_another_name_and_nothing_that_is_known_may_be_another_site(title, is_other):
    page = f"<html><head><title>{title}</title></head><body><a href='/casino'>Casino</a></body></html>"
    changes = " ".join(look({("baonamdinh.vn", "/"): page}, BAO, "baonamdinh").changes)
    assert ("another site may have taken the host" in changes) == is_other


def test_sections_that_are_gone_for_one_reason_are_named_together():
    page = "<html><body><a href='/kinh-te/202403/mua-vang-tren-canh-dong-1234567/'>Mùa vàng trên cánh đồng</a></body></html>"
    pages = {("baonamdinh.vn", "/"): page, ("baonamdinh.vn", "/channel/5083/"): Answer(b"", 410)}
    changes = look(pages, BAO, "baonamdinh").changes
    assert "section 5083 is gone: the server says 410 (https://baonamdinh.vn/channel/5083/)" in changes
    (others,) = [each for each in changes if each.startswith("sections")]
    assert others.startswith("sections 5084, 5085, ")
    assert others.endswith("5098 are gone: the server says 404 (https://baonamdinh.vn/channel/5084/)")
