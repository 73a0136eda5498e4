"""Articles at addresses that crawlers took from pages as they were printed."""

import pytest

from dvcrawler.discovery.archives.captured_addresses import read_captured
from dvcrawler.spiders.baonamdinh import BaoNamDinh
from dvcrawler.spiders.phunu import PhuNu

BEHIND = [
    "",
    "%20",
    "%20%20",
    ")",
    "),",
    ".",
    '"',
    "%22",
    "%27",
    "%0A",
    "%E2%80%8B",
    "]",
    ">",
    "%3C/a%3E",
    "&utm_source=x",
    "&amp;utm_medium=y",
    "%23top",
]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize(
    ("site", "url", "native_id"),
    [
        (PhuNu.site, "http://phunu.namdinh.gov.vn:80/chi-tiet-noi-dung-bai-so-7.html", "7"),
        (BaoNamDinh.site, "http://www.baonamdinh.vn/chinh-tri/202301/dan-van-o-co-so-8830dd4/", "8830dd4"),
        (BaoNamDinh.site, "http://baonamdinh.com.vn/channel/5083/201709/ten-bai-2520329/", "2520329"),
    ],
)
def test_an_article_is_known_by_an_address_with_what_was_printed_behind_it(site, url, native_id, behind):
    found = read_captured(url + behind, site)
    assert found is not None
    assert (found.native_id, found.url) == (native_id, read_captured(url, site).url)


@pytest.mark.parametrize(
    "path", ["", "lien-he.html", "%20", "channel/5083/)", "chi-tiet%20noi-dung-bai-7.html", '"']
)
def test_an_address_of_no_articles_form_stays_none(path):
    for site in (PhuNu.site, BaoNamDinh.site):
        assert read_captured(f"https://{next(iter(site.hosts))}/{path}", site) is None
