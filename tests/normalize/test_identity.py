"""Addresses with the same number: of one article, or of two."""

import pytest

from dvcrawler.families import party
from dvcrawler.families.any_site import unknown_site
from dvcrawler.families.cms import cms_site
from dvcrawler.families.gov import PORTAL_PAGE, TENANT_PAGE
from dvcrawler.families.vnpt import VNPT_CHANNEL, VNPT_SECTION
from dvcrawler.normalize.identity import contradicts, is_alike, own_id, settle, with_id
from dvcrawler.normalize.urls import read_address

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
def test_addresses_of_one_article_do_not(name):
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
        (TENANT_PAGE, "/gt/1/2/3/154505/kinh-te/gia-lua.aspx", "/gt/1/2/4/154505/van-hoa/le-hoi-xuan.aspx",
         "154505-gt_1_2_4_van_hoa"),
    ],
)  # fmt: skip
def test_a_portal_that_counts_in_each_section(pattern, one, two, own):
    first, second = other(pattern, one), other(pattern, two)
    assert contradicts(first, second)
    assert own_id(second) == own
    assert not contradicts(first, other(pattern, one.replace("kinh-te", "xa-hoi")))


def test_any_portal_that_counts_in_each_section():
    site = unknown_site("https://bao.vn/")
    first, second, same = (
        read_address(f"https://bao.vn/{path}", site.addresses, site.hosts)
        for path in ("kinh-te/gia-lua-tang-cao-712345.html", "van-hoa/le-hoi-dau-xuan-712345.html",
                     "tin-moi/gia-lua-tang-cao-712345.html")
    )  # fmt: skip
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
    assert own_id(first) is None


def test_texts_that_differ_in_a_number_are_not_alike():
    assert not is_alike("Bài viết số 1 về mùa màng", "Bài viết số 2 về mùa màng")
    assert is_alike("Giá lúa tăng", "Giá  lúa tăng!")
    assert is_alike("Giá lúa tăng mạnh ở các huyện", "Giá lúa tăng mạnh ở cac huyện")
