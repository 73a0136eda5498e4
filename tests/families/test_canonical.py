"""Two addresses of one article, of which its pages name one."""

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import unknown_site, with_rule
from dvcrawler.families.canonical import settle_address
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.normalize.urls import read_address

HOST = "https://xathuhai.example.vn"
TITLE = "Xã Thư Hải khánh thành đường liên thôn"
SITE = with_rule(
    unknown_site(HOST + "/"),
    AddressRule((r"\?p=[0-9]+", r"/node/[0-9]+", r"/tin/[^/?]+", r"/the-thao/[^/?]+-[0-9]+")),
)


def settled(asked, head, title=TITLE):
    page = Page(f"<html><head>{head}</head><body><h1>{title}</h1></body></html>".encode(), HOST + asked)
    address = read_address(HOST + asked, SITE.addresses, SITE.hosts)
    return settle_address(page, SITE, address, title).url.removeprefix(HOST)


def canonical(path):
    return f'<link rel="canonical" href="{path}">'


@pytest.mark.parametrize(
    ("asked", "head", "url"),
    [
        (
            "/?p=41",
            canonical("/tin/xa-thu-hai-khanh-thanh-duong-lien-thon"),
            "/tin/xa-thu-hai-khanh-thanh-duong-lien-thon",
        ),
        (
            "/node/41",
            canonical(HOST + "/tin/xa-thu-hai-khanh-thanh-duong.html"),
            "/tin/xa-thu-hai-khanh-thanh-duong.html",
        ),
        (
            "/?p=41",
            '<meta property="og:url" content="/tin/xa-thu-hai-khanh-thanh-duong">',
            "/tin/xa-thu-hai-khanh-thanh-duong",
        ),
        ("/the-thao/giai-chay-4107", canonical("/tin/giai-chay-4107"), "/tin/giai-chay-4107"),
    ],
)
def test_the_address_that_the_page_gives_is_that_of_the_article(asked, head, url):
    assert settled(asked, head) == url


@pytest.mark.parametrize(
    ("asked", "head"),
    [
        ("/node/41", canonical("/")),
        ("/node/41", canonical("/node/7")),
        ("/node/41", canonical("/gioi-thieu")),
        ("/node/41", canonical("/tin/le-hoi-dau-xuan-o-lang-ben")),
        ("/node/41", canonical("https://khac.vn/node/41")),
        ("/node/41", canonical("")),
        ("/node/41", '<meta property="og:url" content="/">'),
        ("/node/41", ""),
        ("/node/41", canonical("/tin/xa-thu-hai")),
    ],
)
def test_an_address_that_does_not_name_the_article_is_not_believed(asked, head):
    assert settled(asked, head) == asked


@pytest.mark.parametrize(
    ("asked", "stated", "is_believed"),
    [
        ("/tin/giu-lua-lang-nghe-ben-bai-2", "/tin/giu-lua-lang-nghe-ben-bai-1", False),
        ("/tin/giu-lua-lang-nghe-ben-bai-2", "/tin/giu-lua-lang-nghe-ben", True),
        ("/tin/giu-lua-lang-nghe-ben-bai-2-98", "/tin/giu-lua-lang-nghe-ben-bai-02-98", True),
        ("/tin/giu-lua-lang-nghe-ben", "/tin/giu-lua-lang-nghe-ben-2023", False),
        ("/?p=41", "/tin/giu-lua-lang-nghe-ben-bai-2-2", True),
        ("/?p=41", "/tin/giu-lua-lang-nghe-ben-5", True),
    ],
)
def test_a_part_of_a_series_does_not_take_the_address_of_another_part(asked, stated, is_believed):
    title = "Giữ lửa làng nghề Bến - Bài 2: Nỗi lo đầu ra"
    assert settled(asked, canonical(stated), title) == (stated if is_believed else asked)
