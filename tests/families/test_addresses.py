"""Addresses of articles as each system writes them, and of its listings beside them."""

import pytest

from dvcrawler.families import dotnetnuke, liferay, nukeviet, sharepoint, wordpress
from dvcrawler.families.any_site import any_address, unknown_site, with_article_pattern
from dvcrawler.normalize.urls import read_address

HOSTS = {"vidu.example.vn": "vidu.example.vn"}
PORTLET = "p_p_id=vcmspublisher_INSTANCE_k3Tq&p_p_lifecycle=0&_vcmspublisher_INSTANCE_k3Tq_"


def id_of(system, path):
    address = read_address(f"https://vidu.example.vn{path}", system.addresses, HOSTS)
    return address.native_id if address else None


@pytest.mark.parametrize(
    ("system", "path", "native_id"),
    [
        (liferay.CMS, "/web/guest/y-te/-/vcmsviewcontent/Hb7T/2015/2015/88213", "88213"),
        (liferay.CMS, "/web/guest/y-te/-/vcmsview/Hb7T/20/15/88213", "88213"),
        (liferay.CMS, f"/web/guest/y-te?{PORTLET}distId=40118", "40118"),
        (
            liferay.CMS,
            f"/web/guest/y-te?{PORTLET}categoryId=15&_vcmsviewcontent_INSTANCE_x_articleId=88213",
            "88213",
        ),
        (
            liferay.CMS,
            "/web/guest/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_urlTitle=le-hoi-den",
            "le-hoi-den",
        ),
        (dotnetnuke.CMS, "/giao-duc/artmid/588/articleid/3310/khai-giang", "3310"),
        (dotnetnuke.CMS, "/giao-duc/articleType/ArticleView/articleId/3310/Khai-giang", "3310"),
        (sharepoint.CMS, "/tintuc/Pages/truong-vung-doi-khai-giang.aspx", "truong-vung-doi-khai-giang"),
        (nukeviet.CMS, "/vi/news/giao-duc/khai-giang-page-2-57.html", "57"),
        (nukeviet.CMS, "/index.php?nv=news&op=giao-duc/khai-giang-57", "57"),
        (wordpress.CMS, "/archives/57", "57"),
        (wordpress.CMS, "/xa-vung-doi-khai-giang-1210/", "1210"),
        (wordpress.CMS, "/giao-duc/xa-vung-doi-khai-giang-20251.html", "20251"),
        (wordpress.CMS, "/xa-vung-doi-khai-giang-nam-2025/", "xa-vung-doi-khai-giang-nam-2025"),
        (wordpress.CMS, "/ky-niem-ngay-2-9-1945", "ky-niem-ngay-2-9-1945"),
        (wordpress.CMS, "/y-te/tiem-vac-xin-covid-19/", "tiem-vac-xin-covid-19"),
        (wordpress.CMS, "/thuc-hien-nghi-quyet-57.html", "thuc-hien-nghi-quyet-57"),
        (wordpress.CMS, "/ho-tro-ho-ngheo-500/", "ho-tro-ho-ngheo-500"),
        (wordpress.CMS, "/tong-ket-2025/", "tong-ket-2025"),
    ],
)
def test_an_article_is_recognised_with_its_id(system, path, native_id):
    assert id_of(system, path) == native_id


@pytest.mark.parametrize(
    ("system", "path"),
    [
        (liferay.CMS, "/web/guest/y-te/-/vcmsviewcontent/Hb7T/2015/2015"),
        (liferay.CMS, f"/web/guest/y-te?{PORTLET}categoryId=15"),
        (liferay.CMS, f"/web/guest/y-te?{PORTLET}cur=2"),
        (dotnetnuke.CMS, "/giao-duc/pgrid/588/pageid/2"),
        (dotnetnuke.CMS, "/giao-duc/categoryid/4"),
        (dotnetnuke.CMS, "/giao-duc/articleType/CategoryView/categoryId/4/Giao-duc"),
        (nukeviet.CMS, "/giao-duc/page-2/"),
        (nukeviet.CMS, "/vi/news/giao-duc/page-12.html"),
        (nukeviet.CMS, "/index.php?language=vi&nv=news&op=giao-duc/page-2"),
        (sharepoint.CMS, "/tintuc/Pages/default.aspx"),
        (sharepoint.CMS, "/Pages/tin-tuc-su-kien.aspx"),
    ],
)
def test_a_listing_is_not_an_article(system, path):
    assert id_of(system, path) is None


def test_a_day_or_month_in_a_folder_is_not_the_id_of_its_articles():
    ends = ("ra-quan-don-kenh-o-xa-d12.html", "khai-mac-giai-bong-chuyen-d13.html")
    for folder in ("12052026", "20260512", "202605", "202612"):
        urls = [f"https://bao.example.vn/thoi-su/{folder}/{end}" for end in ends]
        assert len({any_address(url).native_id for url in urls}) == 2
    for number in ("12345678", "202613", "712345"):
        assert any_address(f"https://bao.example.vn/thoi-su/{number}/{ends[0]}").native_id == number


@pytest.mark.parametrize(
    ("path", "native_id"),
    [("/bai/mua-gat-12345.html", "12345"), ("/muc/mua-gat-12345.html", None), ("/bai/gat", "/bai/gat")],
)
def test_only_addresses_with_the_pattern_of_an_unknown_site_are_those_of_articles(path, native_id):
    site = with_article_pattern(unknown_site("https://vidu.example.vn/"), "/bai/")
    address = read_address(f"https://vidu.example.vn{path}", site.addresses, site.hosts)
    assert (address and address.native_id) == native_id


@pytest.mark.parametrize("folder", ["/in-bai", "/print", "/vi/in-tin", "/in-bai-viet"])
def test_the_form_of_an_article_for_printers_is_no_article(folder):
    site = unknown_site("https://vidu.example.vn/")
    for path in ("mua-gat-som-12345.html", "12345/mua-gat-som-vung-cao"):
        assert read_address(f"https://vidu.example.vn{folder}/{path}", site.addresses, site.hosts) is None
        assert (
            read_address(f"https://vidu.example.vn{folder}-an/{path}", site.addresses, site.hosts) is not None
        )


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://www.vidu.example.vn/", "vidu.example.vn"),
        ("http://vidu.example.vn:8080/", "vidu.example.vn:8080"),
    ],
)
def test_two_portals_of_one_host_are_told_apart_by_their_titles(url, title):
    assert (unknown_site(url).title, unknown_site(url).name) == (title, f"portal/{title}")
