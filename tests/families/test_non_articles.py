"""Addresses that are not articles on any site."""

import pytest

from dvcrawler.families.non_articles import is_never_article, is_never_tried


@pytest.mark.parametrize(
    "text",
    [
        "/van-ban/chi-tiet-503",
        "/van-ban-quy-pham-phap-luat/12/quyet-dinh.html",
        "/vbpl/12",
        "/thu-tuc-hanh-chinh/908",
        "/thutuc/908",
        "/tthc/908.html",
        "/dich-vu-cong/muc-do-4",
        "/thu-vien-video/31",
        "/thu-vien-anh/le-hoi-dau-xuan-31",
        "/danh-muc-tthc/cap-doi-giay-phep-31.html",
        "/bo-thu-tuc-hanh-chinh/908",
        "/lich-lam-viec/tuan-39-nam-2025",
        "/lich-tiep-cong-dan/thang-10-510.html",
        "/LichCongTac.aspx?tuan=3",
        "/lich-xet-xu/12",
        "/lich-truc?id=4",
        "/?page=2",
        "/tin.aspx?trang=3",
        "/tin?page=",
        "/album/31",
        "/?q=lua",
        "/tin?q=mua-vang",
        "/tin?key=mua-vang",
        "/?key=mua+vang+tren+dong",
        "/?q=chuyen-doi-so",
        "/chuc-nang-nhiem-vu-3.html",
        "/gioi-thieu-chung/co-cau-to-chuc",
        "/so-do-to-chuc-bo-may.aspx",
        "/ban-bien-tap",
        "/bang-gia-quang-cao.htm",
        "/bao-gia-quang-cao-12",
        "/ket-qua-binh-chon-15.html",
        "/dieu-khoan-su-dung?lang=vi",
    ],
)
def test_documents_procedures_albums_and_searches_are_not_articles(text):
    assert is_never_article(text)


@pytest.mark.parametrize(
    "text",
    [
        "/?page=newsDetail&id=12",
        "/index.php?page=tin-chi-tiet&id=12",
        "/tin/lich-lam-viec-moi-cua-truong-12.html",
        "/lich-su/tran-danh-o-hai-minh-12.html",
        "/lich-su-dang-bo/12",
        "/tin-tuc/van-ban-moi-ve-dat-dai-503.html",
        "/van-ban-moi-ve-dat-dai-503.html",
        "/tin/thu-tuc-cap-so-do-908.html",
        "/chuc-nang-nhiem-vu-moi-cua-so-y-te-812.html",
        "/co-cau-to-chuc-lai-bo-may-cap-xa.html",
        "/co-cau-to-chuc/12",
        "/ban-bien-tap-bao-tinh-tham-xa-12.html",
        "/chuc-nang-nhiem-vu-20241.html",
        "/bang-gia-quang-cao-tang-812.html",
        "/?q=node/12",
        "/index.php?q=tin-tuc/12",
        "/Default.aspx?tabid=21&ndid=9000&key=mua-vang-tren-canh-dong",
        "/tin.aspx?key=mua-vang-tren&id=12",
        "/tin.aspx?id=12&key=mua-vang-",
    ],
)
def test_articles_about_documents_and_paths_in_a_query_may_be_articles(text):
    assert not is_never_article(text)


@pytest.mark.parametrize(
    ("text", "is_never"),
    [
        ("/index.html", True),
        ("/vi/index.html", True),
        ("/vi/van-hoa-xa-hoi/index.html", True),
        ("/trang-chu", True),
        ("/vi/van-hoa/xa-mo-hoi-lang-dau-xuan/index.html", False),
        ("/xa-mo-hoi-lang-dau-xuan/default.aspx", False),
        ("/tabid/87/ArticleID/123/Default.aspx", False),
        ("/tabid/62/id/123/language/vi-VN/Default.aspx", False),
        ("/vi-VN/Default.aspx", True),
        ("/Default.aspx", True),
    ],
)
def test_the_index_of_a_folder_is_an_article_where_the_folder_is_a_headline(text, is_never):
    assert is_never_article(text) is is_never


@pytest.mark.parametrize(
    "text", ["/video/841", "/clip/le-hoi.html", "/album/31", "/van-ban/503", "/su-kien/le-hoi"]
)
def test_a_trial_shows_whether_videos_albums_documents_and_topics_are_articles(text):
    assert is_never_article(text)
    assert not is_never_tried(text)
    assert is_never_tried(f"/tim-kiem{text}")


@pytest.mark.parametrize(
    ("text", "is_never"),
    [
        ("/hai-nguoi-bi-thuong-o-nha-trang-4567890.html", False),
        ("/du-lich-nha-trang-12345", False),
        ("/kinh-te/lua-chin-mau-trang-84512.htm", False),
        ("/xa/dan-khong-con-tinh-trang-20240315.aspx", False),
        ("/xa-hai-minh-ra-quan-chinh-trang-712.html", False),
        ("/tin/dem-ram-day-trang/12345", False),
        ("/lat-tung-page-123456.html", False),
        ("/tin-tuc-trang-2.html", True),
        ("/tin-tuc-su-kien-trong-tinh-trang-12", True),
        ("/tin-tuc/trang-123456", True),
        ("/tin-tuc-trang-150.html", True),
        ("/tin/page/12", True),
        ("/kinh-te-page-7.html", True),
        ("/tin-tuc-trang-2?x=1", True),
    ],
)
def test_a_headline_may_end_in_the_word_of_pagers(text, is_never):
    assert is_never_article(text) is is_never


@pytest.mark.parametrize(
    ("text", "is_never"),
    [
        ("/dem-trang-886.html", False),
        ("/tin/hoi-hoa-dem-trang-1886", False),
        ("/le-hoi-o-nha-trang-886.htm", False),
        ("/don-nghia-trang-712.html", False),
        ("/tuan-thoi-trang-120.html", False),
        ("/lua-mau-trang-441", False),
        ("/mot-khoang-trang-902/", False),
        ("/luc-luong-vu-trang-311.html", False),
        ("/van-hoa/nha-trang-912.html", False),
        ("/bien-nha-trang/812", False),
        ("/thoi-su-trang-120.html", True),
        ("/van-hoa-trang-886.html", True),
        ("/dich-vu-trang-120", True),
        ("/an-dem-trang-2.html", True),
        ("/page-120", True),
        ("/canha-trang-120", True),
    ],
)
def test_a_headline_may_end_in_a_word_with_the_syllable_of_a_page(text, is_never):
    assert is_never_article(text) is is_never
