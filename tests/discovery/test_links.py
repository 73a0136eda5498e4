import html
from dataclasses import replace

import pytest

from dvcrawler.discovery.feed_files.feed_links import feed_links
from dvcrawler.discovery.links import article_links, section_key, section_links, unlinked_articles
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import unknown_site
from dvcrawler.normalize.urls import AddressPattern
from dvcrawler.spiders.baonamdinh import BaoNamDinh

SITE = BaoNamDinh.site
HOME = "https://baonamdinh.vn/"
ARTICLE = "/channel/5085/202009/mot-bai-2540012/"


def page(*links, head=""):
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return Page(f"<html><head>{head}</head><body>{anchors}</body></html>".encode(), HOME)


def test_one_article_under_all_its_addresses_is_found_once():
    links = (ARTICLE, "http://www.baonamdinh.vn" + ARTICLE[:-1], "http://baonamdinh.com.vn" + ARTICLE)
    (found,) = article_links(page(*links), SITE)
    assert (found.address.native_id, found.link) == ("2540012", "https://baonamdinh.vn" + ARTICLE)


def test_links_with_one_number_and_other_headlines_are_all_found():
    site = replace(SITE, addresses=(AddressPattern(r"/[^/]+-(?P<id>[0-9]+)"),))
    slugs = ("ba-con-nong-dan-vao-vu-moi", "le-hoi-den-tran-khai-hoi-som", "xa-ven-bien-don-bang-nong-thon")
    links = [f"/{slug}-57" for slug in slugs]
    assert [each.link for each in article_links(page(*links, links[1]), site)] == [
        f"https://baonamdinh.vn{link}" for link in links
    ]


def test_an_address_read_for_one_site_is_read_again_for_another():
    other = replace(SITE, hosts={"example.org": "example.org"})
    link = "https://example.org" + ARTICLE
    assert [len(article_links(page(link), site)) for site in (SITE, other, SITE)] == [0, 1, 0]


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org" + ARTICLE,
        "https://baonamdinh.vn.example.org" + ARTICLE,
        "/channel/@PAGE_URL@",
        "javascript:void(0)",
        "mailto:a@b.vn",
        "#top",
        "",
        "http://[::1",
    ],
)
def test_a_link_that_is_not_an_article_of_the_site_is_none(link):
    assert article_links(page(link), SITE) == []


@pytest.mark.parametrize(
    ("listing", "links"),
    [
        ("/thoi-su-c17.html", "<a href='/thoi-su-c17-p{n}.html'>{n}</a>"),
        ("/thoi-su-c17", "<a href='/thoi-su-c17/{n}.html'>{n}</a>"),
        ("/thoi-su-c17.html", "<a href='/thoi-su-c17_{n}.html'>Trang {n}</a>"),
        ("/thoi-su-c17-p2.html", "<a href='/thoi-su-c17-p{n}.html'>»</a>"),
        ("/thoi-su-c17", "<a href='/thoi-su-c17-{n}.html'> <i>{n}</i> </a>"),
        ("/thoi-su-c17.html", "<a href='/thoi-su-c17-t{n}.html'>Next</a>"),
    ],
)
def test_the_links_of_a_pager_are_not_articles_of_a_site_whose_addresses_were_learned(listing, links):
    site = replace(
        unknown_site("https://bao.vn/"),
        addresses=(AddressPattern("(?P<id>/(?:[^/?]+/)?[^/?]*[0-9]+[.]html)"),),
    )
    html = (
        "".join(links.format(n=n) for n in (2, 3))
        + "<a href='/xa-minh-lam-duong-d3.html'>Xã Minh làm đường</a>"
    )
    found = article_links(
        Page(f"<html><body>{html}</body></html>".encode(), f"https://bao.vn{listing}"), site
    )
    assert [each.link for each in found] == ["https://bao.vn/xa-minh-lam-duong-d3.html"]


def test_sections_are_links_of_the_site_that_are_neither_article_file_nor_form():
    links = (
        "/kinh-te/",
        "http://www.baonamdinh.vn/kinh-te",
        "/a.pdf",
        "/tim-kiem/",
        "/",
        "/x/?q=1",
        ARTICLE,
        "https://example.org/xa-hoi/",
        "/multimedia/Emagazine/",
        "/van-hoa/?utm_source=home",
    )
    found = [HOME + "kinh-te/", HOME + "multimedia/Emagazine/", HOME + "van-hoa/?utm_source=home"]
    assert section_links(page(*links), SITE) == found


def test_a_section_is_the_same_over_http_and_https_with_and_without_www_and_slash():
    addresses = ("https://baonamdinh.vn/kinh-te/", "http://www.baonamdinh.vn/kinh-te")
    assert len({section_key(url) for url in addresses}) == 1


def test_feeds_are_taken_from_the_head():
    head = '<link rel="alternate" type="application/rss+xml" href="/rss/home.rss"><link rel="icon" href="/i.ico">'
    assert feed_links(page(head=head)) == [HOME + "rss/home.rss"]


@pytest.mark.parametrize(
    ("kind", "path", "is_feed"),
    [
        ("application/feed+json", "/tin.json", True),
        ("application/json", "/feed.json", True),
        ("application/json", "/feed/json", True),
        ("application/json", "/wp-json/wp/v2/pages/2", False),
        ("application/json+oembed", "/wp-json/oembed/1.0/embed?url=feed", False),
        ("application/ld+json", "/feed", False),
    ],
)
def test_a_json_feed_is_told_from_other_json(kind, path, is_feed):
    head = f'<link rel="alternate" type="{kind}" href="{path}">'
    assert feed_links(page(head=head)) == ([HOME + path[1:]] if is_feed else [])


@pytest.mark.parametrize("name", ["ke-hoach.pdf", "danh-sach.DOCX", "so-lieu.xls", "van-ban.zip"])
def test_a_file_in_a_dated_folder_is_not_an_article(name):
    site = unknown_site("https://xathanhloi.example.vn/")
    listing = Page(f'<html><body><a href="/2024-3-15/{name}">x</a></body></html>'.encode(), site.start[0])
    assert article_links(listing, site) == []


def ids_on_unknown_site(*links):
    site = unknown_site("https://xathanhloi.example.vn/")
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    listing = Page(f"<html><body>{anchors}</body></html>".encode(), site.start[0])
    return [each.address.native_id for each in article_links(listing, site)]


@pytest.mark.parametrize(
    "link",
    [
        "/van-hoa/ngay-hoi-doc-sach-o-truong/59502.bcb",
        "/tin/van-hoa/20150318/ngay-hoi-doc-sach-o-truong/722129.html",
        "/su-kien/ngay-hoi-doc-sach-o-truong-20170812053436733.htm",
        "/chu-de/ngay-hoi-doc-sach-o-truong-202403150805123.html",
        "/topic/ngay-hoi-doc-sach-o-truong_202403150805123",
    ],
)
def test_the_number_alone_behind_a_slug_and_a_moment_name_an_article(link):
    assert ids_on_unknown_site(link) == [link]


@pytest.mark.parametrize(
    "link",
    [
        "/van-hoa/101.bcb",
        "/tin-trong-tinh/59502.bcb",
        "/tin-tuc-su-kien-trong-tinh/722129",
        "/su-kien/ngay-hoi-doc-sach-o-truong-20179912053436733.htm",
        "/su-kien/ngay-hoi-doc-sach-o-truong-12345.htm",
        "/tag/ngay-hoi-doc-sach-o-truong/722129.html",
    ],
)
def test_a_number_behind_a_section_or_a_topic_names_no_article(link):
    assert ids_on_unknown_site(link) == []


@pytest.mark.parametrize(("layouts", "found"), [((), ["9", "12"]), ((object(),), ["9"])])
def test_a_site_read_by_landmarks_has_links_of_scripts_beside_others(layouts, found):
    written = replace(SITE, layouts=layouts, addresses=(AddressPattern(r"/bai/(?P<id>[0-9]+)"),))
    shown = page("/bai/9").data.replace(b"</body>", b"<a href='#!/bai/12' data-href='/bai/12'>Tin</a></body>")
    listed = article_links(Page(shown, "https://baonamdinh.vn/"), written)
    assert [each.address.native_id for each in listed] == found


LINK = f"<a href='{ARTICLE}'>Một bài</a>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<news-card href='{ARTICLE}' heading='Một bài'></news-card>",
        f"<x-tin url={ARTICLE}></x-tin>",
        f"<my-link to='{ARTICLE}'>Một bài</my-link>",
        f"<!-- {LINK} -->",
        f"<code><!-- <ul><li>{LINK}</ul> --></code>",
        f'<iframe srcdoc="{html.escape(LINK)}"></iframe>',
        f"<textarea class=lazy>{html.escape(LINK)}</textarea>",
        f"<textarea>{LINK}</textarea>",
        f"<xmp>{LINK}</xmp>",
        f"<bai-viet link='https://www.baonamdinh.vn{ARTICLE}'></bai-viet>",
    ],
)
def test_an_article_may_be_named_outside_of_links(markup):
    found = unlinked_articles(Page(f"<html><body><p>Tin</p>{markup}</body></html>".encode(), HOME), SITE)
    assert [each.address.native_id for each in found] == ["2540012"]


@pytest.mark.parametrize(
    "markup",
    [
        "<x-tin url=/kinh-te/></x-tin>",
        "<!-- <a href='/lien-he'>Liên hệ</a> -->",
        f"<x-tin url='https://example.org{ARTICLE}'></x-tin>",
        f"<p>{ARTICLE}</p>",
        f"<img src='{ARTICLE}'>",
    ],
)
def test_other_addresses_are_not_those_of_articles(markup):
    assert unlinked_articles(Page(f"<html><body><p>Tin</p>{markup}</body></html>".encode(), HOME), SITE) == []
