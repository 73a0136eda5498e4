"""Addresses with the same number: of one article, or of two."""

import pytest

from dvcrawler.families import party
from dvcrawler.families.any_site import unknown_site
from dvcrawler.families.cms import cms_site
from dvcrawler.families.gov import PORTAL_PAGE, TENANT_PAGE
from dvcrawler.families.vnpt import VNPT_CHANNEL, VNPT_SECTION
from dvcrawler.normalize.identity import base_of, number_of, own_id, settle, with_id
from dvcrawler.normalize.same_article import contradicts
from dvcrawler.normalize.urls import AddressPattern, read_address

HOSTS = {"bao.vn": "bao.vn"}
OLD = "/channel/5083/202009/bai-cu-ve-mua-mang-2540012/"
TWO_ARTICLES = {
    "an old number and a new one of digits": (OLD, "/kinh-te/202402/le-hoi-dau-xuan-2540012/"),
    "two new ones": ("/kinh-te/202301/gia-lua-tang-8830dd4/", "/van-hoa/202402/le-hoi-dau-xuan-8830dd4/"),
    "capitals in one of them": ("/kinh-te/202301/gia-lua-8830dd4/", "/kinh-te/202402/le-hoi-8830DD4/"),
    "a slug of one word": ("/channel/5083/201107/2540012/", "/kinh-te/202402/le-hoi-2540012/"),
    "two of a series": ("/kinh-te/202301/bai-viet-so-1-2540012/", "/kinh-te/202402/bai-viet-so-2-2540012/"),
    "months a decade apart": ("/channel/1001/201001/tin-van-2540012/", "/kinh-te/202401/le-hoi-2540012/"),
}
ONE_ARTICLE = {
    "the address after the change-over": (OLD, "/kinh-te/202009/bai-cu-ve-mua-mang-2540012/"),
    "a retitled one in the same month": (OLD, "/kinh-te/202009/mot-ten-khac-hoan-toan-2540012/"),
    "one that was dated anew": ("/kinh-te/202401/gia-lua-8830dd4/", "/kinh-te/202402/gia-lua-8830dd4/"),
    "a slip of the pen": (OLD, "/kinh-te/202010/bai-cu-ve-mua-mamg-2540012/"),
    "a slug that was cut": (OLD, "/kinh-te/202010/bai-cu-ve-mua-2540012/"),
    "another section": ("/kinh-te/202401/gia-lua-8830dd4/", "/xa-hoi/202401/gia-lua-8830dd4/"),
}


def vnpt(path):
    return read_address("https://bao.vn" + path, (VNPT_CHANNEL, VNPT_SECTION), HOSTS)


@pytest.mark.parametrize("name", TWO_ARTICLES)
def test_addresses_of_two_articles_contradict_each_other_in_either_order(name):
    one, other = map(vnpt, TWO_ARTICLES[name])
    assert one.native_id == other.native_id
    assert contradicts(one, other)
    assert contradicts(other, one)
    assert own_id(one) != own_id(other)


@pytest.mark.parametrize("name", ONE_ARTICLE)
def test_addresses_of_one_article_do_not_contradict_each_other(name):
    one, other = map(vnpt, ONE_ARTICLE[name])
    assert not contradicts(one, other)
    assert not contradicts(other, one)


def test_whichever_is_known_keeps_the_number_and_the_other_always_gets_the_same_id():
    old, new = map(vnpt, TWO_ARTICLES["an old number and a new one of digits"])
    first = settle(new, {"2540012": old.url}.get, lambda url: vnpt(url[len("https://bao.vn") :]))
    assert (first.native_id, first.shared) == ("2540012-202402", "2540012")
    again = settle(new, {"2540012-202402": new.url}.get, lambda url: None)  # the ledger knows no other
    assert again == first
    assert settle(first, {}.get, lambda url: None) == first
    assert settle(old, {"2540012-202402": new.url}.get, lambda url: None) == old
    assert with_id(new, "2540012-202402") == first
    assert with_id(new, "2540012") == new


def other(pattern, path):
    return read_address("https://bao.vn" + path, (pattern,), HOSTS)


@pytest.mark.parametrize(
    ("pattern", "one", "two", "own"),
    [
        (PORTAL_PAGE, "/kinh-te/gia-lua-tang-344588", "/van-hoa/le-hoi-dau-xuan-344588", "344588-van_hoa"),
        (
            TENANT_PAGE,
            "/gt/1/2/3/154505/kinh-te/gia-lua.aspx",
            "/gt/1/2/4/154505/van-hoa/le-hoi-xuan.aspx",
            "154505-gt_1_2_4_van_hoa",
        ),
    ],
)
def test_a_portal_that_counts_in_each_section(pattern, one, two, own):
    first, second = other(pattern, one), other(pattern, two)
    assert contradicts(first, second)
    assert own_id(second) == own
    assert not contradicts(first, other(pattern, one.replace("kinh-te", "xa-hoi")))


def test_any_portal_that_counts_in_each_section():
    site = unknown_site("https://bao.vn/")
    first, second, same = (
        read_address(f"https://bao.vn/{path}", site.addresses, site.hosts)
        for path in (
            "kinh-te/gia-lua-tang-cao-712345.html",
            "van-hoa/le-hoi-dau-xuan-712345.html",
            "tin-moi/gia-lua-tang-cao-712345.html",
        )
    )
    assert contradicts(first, second)
    assert own_id(second) == "712345-van_hoa"
    assert not contradicts(first, same)


def test_where_addresses_have_no_section_only_the_number_counts():
    site = cms_site(party.CMS, "thu", "Thử", "bao.vn")
    first, second = (
        read_address(f"https://bao.vn/tin-tuc-{slug}-218.html", site.addresses, site.hosts)
        for slug in ("gia-lua-tang", "le-hoi-dau-xuan")
    )
    assert not contradicts(first, second)
    assert own_id(first) == "218-vi"  # for a translation that was found first


@pytest.mark.parametrize(
    ("known", "listed", "own"),
    [
        ("kinh-te/{}-712345.html", "kinh-te/{}-712345.html", "712345-kinh_te"),
        ("{}-post712345.html", "{}-post712345.html", "712345-vi"),
        ("kinh-te/{}-712345.html", "tin-tuc/kinh-te/{}-712345.html", "712345-tin_tuc_kinh_te"),
    ],
)
def test_a_number_that_is_known_under_another_title_may_have_begun_again(known, listed, own):
    site = unknown_site("https://bao.vn/")

    def read(path):
        return read_address(f"https://bao.vn/{path}", site.addresses, site.hosts)

    def settled(slug):
        before = read(known.format("gia-lua-tang-cao-o-mien-tay"))
        return settle(read(listed.format(slug)), {"712345": before.url}.get, lambda _: before).native_id

    assert settled("le-hoi-dau-xuan-tren-song") == own
    for same in ("gia-lua-tang-cao-o-mien", "gia-lua-tang-cao-o-mien-tay", "chi-tiet", "in-bai-viet"):
        assert settled(same) == "712345" or known != listed


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/en/{}", "en"),
        ("/km/{}", "km"),
        ("/zh-hans/{}", "zh_hans"),
        ("/web/en/{}", "web_en"),
        ("/index.php/cn/{}", "index_php_cn"),
        ("/en-US/{}", "en_us"),
        ("/english/{}", "english"),
        ("/tieng-khmer/{}", "tieng_khmer"),
        ("/fr/{}", "fr"),
        ("/lo/{}", "lo"),
        ("/{}?lang=en", "en"),
        ("/{}?from=home&Language=km", "km"),
        ("/{}?locale=zh_CN&page=1", "zh_cn"),
    ],
)
@pytest.mark.parametrize("slug", ["gia-lua-tang-712345.html", "gia-lua-tang-cao-o-mien-tay"])
def test_an_edition_in_another_language_is_an_article_of_its_own(path, own, slug):
    site = unknown_site("https://bao.vn/")

    def read(url):
        return read_address(url, site.addresses, site.hosts)

    for vietnamese in (f"/{slug}", f"/vi/{slug}", f"/vi-VN/{slug}?lang=vi", f"/kinh-te/{slug}?from=home"):
        one, other = read("https://bao.vn" + vietnamese), read("https://bao.vn" + path.format(slug))
        assert one.native_id == other.native_id
        assert contradicts(one, other) and contradicts(other, one)
        assert own_id(one) != own_id(other)
        second = settle(other, {one.native_id: one.url}.get, read)
        assert (second.native_id, second.shared) == (own_id(other), one.native_id)
        assert settle(one, {one.native_id: other.url}.get, read).native_id == own_id(one)
        assert own_id(other).rpartition("-")[2].endswith(own.rpartition("_")[2])
    assert not contradicts(one, read(f"https://bao.vn/vi/{slug}"))
    assert not contradicts(one, read(f"https://bao.vn/amp/{slug}?print=1"))


def test_the_third_article_with_a_number_is_named_by_its_slug():
    pattern = AddressPattern(r"/[^/]+-(?P<id>[0-9]+)")

    def read(url):
        return read_address(url, (pattern,), HOSTS)

    slugs = ("ba-con-nong-dan-vao-vu-moi", "le-hoi-den-tran-khai-hoi-som", "xa-ven-bien-don-bang-nong-thon")
    one, two, three = (read(f"https://bao.vn/{slug}-57") for slug in slugs)
    known = {}
    for each, native_id in ((one, "57"), (two, "57-vi"), (three, "57-xa_ven_bien_don_bang_nong_thon")):
        settled = settle(each, known.get, read)
        assert settled.native_id == native_id
        known[settled.native_id] = settled.url
    for each in (one, two, three):
        settled = settle(each, known.get, read)
        assert known[settled.native_id] == each.url
        assert with_id(each, settled.native_id) == settled
    assert number_of(settled.native_id) == base_of(settled.native_id) == "57"
    retitled = read(f"https://bao.vn/{slugs[1]}-hom-nay-57")
    assert settle(retitled, known.get, read).native_id == "57-vi"


@pytest.mark.parametrize(
    ("one", "two", "own"),
    [
        ("/thoi-su/2026/11/28/{}", "/thoi-su/2026/11/21/{}", "{}-2026_11_21"),
        ("/2026/11/28/{}.html", "/2026/12/05/{}.html", "{}-2026_12_05"),
        ("/2026-11-28/{}.html", "/2026-11-7/{}.html", "{}-2026_11_7"),
        ("/tin/28-11-2026/{}", "/tin/05-12-2026/{}", "{}-05_12_2026"),
        ("/tin/20261128/{}.aspx", "/tin/20261129/{}.aspx", "{}-20261129"),
        ("/2026/11/{}", "/2026/10/{}", "{}-2026_10"),
        ("/xa-hai-minh/tin-tuc/{}", "/xa-dong-tam/tin-tuc/{}", "{}-xa_dong_tam"),
        ("/phuong-nam-son/{}", "/dac-khu-con-dao/{}", "{}-dac_khu_con_dao"),
        ("/xa-hai-minh/2026/11/28/{}", "/xa-hai-minh/2026/11/21/{}", "{}-xa_hai_minh_2026_11_21"),
    ],
)
def test_one_slug_on_two_days_or_in_two_communes_is_that_of_two_articles(one, two, own):
    site = unknown_site("https://bao.vn/")
    slug = "ban-tin-thoi-tiet-dem-nay-va-ngay-mai"
    first, second = (
        read_address(f"https://bao.vn{each.format(slug)}", site.addresses, site.hosts) for each in (one, two)
    )
    assert first.native_id == second.native_id == slug
    assert contradicts(first, second) and contradicts(second, first)
    assert own_id(second) == own.format(slug)
    known = {slug: first.url}.get
    again = settle(second, known, lambda url: read_address(url, site.addresses, site.hosts))
    assert (again.native_id, again.shared) == (own.format(slug), slug)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("/thoi-su/2026/11/28/{}", "/kinh-te/2026/11/28/{}"),
        ("/xa-hoi/{}", "/phuong-tien/{}"),
        ("/xa-hai-minh/tin-tuc/{}", "/xa-hai-minh/thong-bao/{}"),
        ("/thoi-su/2026/11/28/{}-712345.html", "/thoi-su/2026/11/29/{}-712345.html"),
    ],
)
def test_one_slug_in_two_sections_is_that_of_one_article(one, two):
    site = unknown_site("https://bao.vn/")
    first, second = (
        read_address(
            f"https://bao.vn{each.format('ban-tin-thoi-tiet-dem-nay-va-ngay-mai')}",
            site.addresses,
            site.hosts,
        )
        for each in (one, two)
    )
    assert not contradicts(first, second)
