"""Links that every portal has and that lead to no list of articles."""

from dataclasses import replace

import pytest

from dvcrawler.discovery.links import named_sections, section_links
from dvcrawler.discovery.sections.section_argument import known_sections
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import unknown_site
from dvcrawler.families.non_sections import (
    holds_other_contents,
    is_front_page,
    is_never_section,
    names_no_section,
)
from dvcrawler.storage.ledgers.sections import SectionLink

HOME = "https://xatanhoa.example.vn/"
SITE = unknown_site(HOME)
NEVER = [
    "login",
    "dang-nhap.html",
    "vi/users/login/",
    "account/signin",
    "tabid/36/ctl/Register/Default.aspx",
    "dang-xuat",
    "lien-he-12.html",
    "contact",
    "contact-us.html",
    "lienhe.aspx",
    "tag/lua-mua",
    "tags/de-dieu/",
    "tag",
    "tu-khoa/de",
    "rss",
    "rss.html",
    "vi/feeds/",
    "feed",
    "kinh-te/feed/",
    "author/btv-3",
    "tac-gia/le-thi-na",
    "kinh-te/page/2",
    "kinh-te/trang-3.html",
    "kinh-te/p2",
    "tin-tuc/page-4/",
    "vi/statistics/",
    "vi/seek/",
    "vi/voting",
    "wp-login.php",
    "quen-mat-khau",
    "privacy-policy",
    "dieu-khoan-su-dung.html",
    "chinh-sach-bao-mat",
    "about-us",
    "sitemap",
    "cart",
    "faq",
    "print/123",
    "cong-van.pdf",
]
SECTIONS = [
    "kinh-te",
    "kinh-te/nong-nghiep.html",
    "vi/news/Tin-tuc/",
    "the-thao",
    "chinh-sach",
    "van-hoa/du-lich",
    "videos",
    "tin-tuc-su-kien",
    "chuyen-muc/12",
    "tin-trong-tinh.aspx",
    "xay-dung-dang",
    "research",
    "p2p",
    "trang-tin-xa",
    "chuyen-trang/1",
    "chuyen-trang-5.html",
    "vi/chuyen-trang/12/du-lich",
    "landing-page/4",
    "fan-page-2",
    "phan-trang",
    "home-garden",
    "tagore",
    "the-gioi",
    "feedback-cua-dan",
]


@pytest.mark.parametrize("path", NEVER)
def test_a_form_account_feed_tag_or_pager_is_not_a_section(path):
    assert is_never_section(HOME + path)


@pytest.mark.parametrize("path", SECTIONS)
def test_an_address_that_only_resembles_one_may_be_a_section(path):
    assert not is_never_section(HOME + path)


CONTENTS = [
    "van-ban",
    "van-ban-chi-dao.html",
    "hoi-dap",
    "vi/hoi-dap-phap-luat/",
    "thu-vien",
    "tin/thu-vien-so",
]


@pytest.mark.parametrize("path", CONTENTS)
def test_a_section_of_documents_questions_or_media_is_read_where_nobody_has_named_the_sections(path):
    known = replace(SITE, family="gov")
    linked = page([(path, "Một mục nào đó")])
    assert holds_other_contents(HOME + path)
    assert section_links(linked, SITE) == [HOME + path]
    assert section_links(linked, known) == []
    assert known_sections(known, [SectionLink("a", HOME + path, "Mục")]) == []


@pytest.mark.parametrize(
    ("query", "is_section"),
    [
        ("?chuyenmuc=3", True),
        ("?cat_id=3&lang=vi", True),
        ("?loaitin=2", True),
        ("", False),
        ("?q=lua", False),
        ("?cat=3&keyword=lua", False),
        ("?cat=", False),
        ("?page=2", False),
        ("?tukhoa=lua&nhom=1", False),
    ],
)
@pytest.mark.parametrize("path", ["tim-kiem", "search.aspx"])
def test_a_search_that_chooses_a_section_may_be_its_list(path, query, is_section):
    assert is_never_section(HOME + path + query) is not is_section


@pytest.mark.parametrize(
    "path", ["", "index.php", "Default.aspx", "trang-chu", "trang-chu.html", "home/", "index.html"]
)
def test_the_front_page_is_not_a_section(path):
    assert is_front_page(HOME + path)


@pytest.mark.parametrize(
    "text",
    [
        "Đăng nhập",
        "Đăng ký",
        "Log in",
        "Liên hệ",
        "RSS",
        "Sơ đồ trang",
        "Trang chủ",
        "Trang sau",
        "2",
        "15",
        "»",
        "›",
        "Trang 3",
        "Next",
        "Cuối",
        "Quên mật khẩu",
        "Tìm kiếm nâng cao",
        "Góp ý",
        "Contact us",
        "…",
    ],
)
def test_a_link_may_say_that_it_leads_to_no_section(text):
    assert names_no_section(text)


@pytest.mark.parametrize(
    "text", ["", "Kinh tế", "360 độ", "Trang địa phương", "24h qua", "Liên hệ với làng nghề xưa", "Tin 3"]
)
def test_other_texts_may_name_a_section(text):
    assert not names_no_section(text)


def page(links):
    anchors = "".join(f'<a href="/{path}">{text}</a>' for path, text in links)
    return Page(f"<html><body>{anchors}</body></html>".encode(), HOME)


def test_a_crawl_neither_reads_nor_names_such_links():
    both = page([(path, "Một mục nào đó") for path in (*NEVER, *SECTIONS)])
    assert {url.removeprefix(HOME) for url in section_links(both, SITE)} <= set(SECTIONS)
    assert {link.url.removeprefix(HOME) for link in named_sections(both, SITE)} <= set(SECTIONS)


def test_links_are_recognised_by_their_text_where_the_address_says_nothing():
    menu = [
        ("muc-1", "Kinh tế"),
        ("muc-2", "Đăng nhập"),
        ("muc-3", "2"),
        ("muc-4", "Liên hệ"),
        ("muc-5", "»"),
    ]
    assert [link.name for link in named_sections(page(menu), SITE)] == ["Kinh tế"]


def test_what_an_earlier_version_noted_is_not_listed():
    noted = [SectionLink(HOME + path, HOME + path, None) for path in (*NEVER, "", *SECTIONS)]
    noted.append(SectionLink(HOME + "muc-9", HOME + "muc-9", "Đăng nhập"))
    assert [link.url.removeprefix(HOME) for link in known_sections(SITE, noted)] == SECTIONS


@pytest.mark.parametrize(
    "query",
    [
        "option=com_content&view=article&format=pdf&id=7",
        "id=7&print=1",
        "id=7&tmpl=component",
        "view=featured&format=feed&type=rss",
    ],
)
def test_other_forms_of_a_page_are_not_sections(query):
    assert is_never_section(f"https://bao.vn/index.php?{query}")
    assert not is_never_section("https://bao.vn/index.php?option=com_content&view=category&id=34&format=html")


@pytest.mark.parametrize(
    "path",
    (
        "/tin-co-so-doan",
        "/toa-soan-ban-doc",
        "/toa-soan-va-ban-doc/",
        "/thong-bao-internet",
        "/gop-y-van-kien-dai-hoi",
        "/co-so-doi-ngu",
        "/moi-lien-hen",
    ),
)
def test_syllables_of_other_words_do_not_make_a_form(path):
    assert not is_never_section(f"https://bao.vn{path}")


@pytest.mark.parametrize(
    "path",
    (
        "/so-do-trang",
        "/toa-soan",
        "/bao-in/so-12",
        "/gop-y.html",
        "/lien-he-quang-cao",
        "/userlogin.aspx",
        "/getrss",
        "/gioi-thieu-chung",
        "/vi/dang-ky/",
    ),
)
def test_forms_are_never_sections(path):
    assert is_never_section(f"https://bao.vn{path}")
