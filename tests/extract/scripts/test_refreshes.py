"""Where a page without contents leads its visitor."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_page_ahead

HOST = "https://vidu.example.vn"
HOSTS = {"vidu.example.vn": "vidu.example.vn"}


@pytest.mark.parametrize(
    ("markup", "path"),
    [
        ("<meta http-equiv='refresh' content='0; url=/moi'>", "/moi"),
        ("<meta http-equiv='refresh' content='600; url=/moi'>", None),
        ("<meta http-equiv='refresh' content='0; url=/moi'><frame src='/khung'>", "/moi"),
        ("<frameset><frame src='/khung'></frameset>", "/khung"),
        ("<frameset><frame src='/dau'><frame src='/khung'></frameset>", None),
        ("<iframe src='https://khac.example.vn/'></iframe>", None),
        ("<script>location.href = '/moi';</script><iframe src='/khung'></iframe>", "/moi"),
        ("<script>var dich = '/moi'; location.href = dich;</script>", "/moi"),
        ("<script>location.href = location.origin + '/moi';</script>", "/moi"),
        ("<script>var dich = tinh(); location.href = dich;</script>", None),
        ("<script>location.href = '/moi';</script>" + "<a href='/tin'>Tin</a>" * 4, None),
    ],
)
def test_a_page_leads_ahead_by_a_refresh_then_by_a_script_then_by_its_only_frame(markup, path):
    page = Page(f"<html>{markup}</html>".encode(), f"{HOST}/")
    assert find_page_ahead(page, HOSTS) == (f"{HOST}{path}" if path else None)
