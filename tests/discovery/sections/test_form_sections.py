"""Sections that a form offers."""

import pytest

from dvcrawler.discovery.sections.form_sections import form_sections
from dvcrawler.extract.page import Page
from tests.spiders.test_unknown_listings import HOST, all_of, crawl, links, site, stored

SITE = f"https://{HOST}"
OPTIONS = (
    "<option value=''>-- Tất cả --</option><option value=1>Thời sự</option><option value=2>Kinh tế</option>"
)
TYPED = "<input name=q placeholder='Từ khóa'>"


def form(name, attributes="action=/ds", fields="", options=OPTIONS):
    return f"<form {attributes}>{fields}<select name={name}>{options}</select><button>Xem</button></form>"


def sections(markup):
    found = form_sections(Page(f"<html><body>{markup}</body></html>".encode(), f"{SITE}/tin"))
    return [each.removeprefix(SITE) for each in found]


@pytest.mark.parametrize(
    "markup",
    [
        form("c", fields="<label>Chuyên mục</label>"),
        form("c", fields="Danh mục: "),
        form("chuyenMuc"),
        form("cat_id"),
        form("category", "action=/ds method=GET"),
        form("ctl00$the-loai"),
        form("idlinhvuc"),
        form("loaitin"),
    ],
)
def test_the_sections_of_a_form_are_found(markup):
    found = sections(markup)
    assert [each.partition("?")[0] for each in found] == ["/ds", "/ds"]
    assert [each[-2:] for each in found] == ["=1", "=2"]


COMMUNES = "<option value=''>-- Chọn đơn vị --</option>" + "".join(
    f"<option value={number}>{name}</option>"
    for number, name in enumerate(("Xã Hải Minh", "Phường Nam Định", "Đặc khu Bạch Long", "UBND xã Ý Yên"), 1)
)
NAMES = "<option value=0>Tất cả</option><option value=hai-minh>Hải Minh</option><option value=y-yen>Ý Yên</option>"


@pytest.mark.parametrize(
    "markup",
    [
        form("donvi", options=COMMUNES),
        form("dv", options=COMMUNES),
        form("site", "action=/tin method=get", options=COMMUNES),
        form("xa", options=NAMES),
        form("diaPhuong", options=NAMES),
        form("d", fields="<label>Địa bàn</label>", options=NAMES),
        form("xa-phuong", options=NAMES),
        form("maHuyen", options=NAMES),
        form("commune_id", options=NAMES),
        form("ma_xa", options=NAMES),
        form(
            "w",
            options="".join(f"<option value={number}>Phường {number}</option>" for number in range(1, 130)),
        ),
    ],
)
def test_the_communes_of_a_form_are_sections(markup):
    assert len(sections(markup)) == markup.count("<option") - markup.count("-- Chọn") - markup.count("Tất cả")


@pytest.mark.parametrize(
    "markup",
    [
        form("xa", "action=/thoi-tiet", options=NAMES),
        form("donvi", options=NAMES),
        form("xa", fields=TYPED, options=COMMUNES),
        form("dv", "action=/van-ban", options=COMMUNES),
        form("phuong-an", options=NAMES),
        form("xay-dung", options=NAMES),
        form("xa-hoi", options=NAMES),
        form("phuongThuc", options=NAMES),
    ],
)
def test_other_lists_are_not_those_of_communes(markup):
    assert sections(markup) == []


def test_a_list_with_an_option_of_more_than_eight_words_is_not_one_of_sections():
    longer = "<option value=3>Học tập và làm theo tư tưởng của Bác</option>"
    shorter = "<option value=4>Học tập và làm theo tư tưởng Bác</option>"
    assert len(sections(form("category", options=OPTIONS + shorter))) == 3
    assert sections(form("category", options=OPTIONS + shorter + longer)) == []


@pytest.mark.parametrize(
    "markup",
    [
        form("category", fields=TYPED),
        form("category", "action=/ds method=post"),
        form("lang"),
        form("donvi"),
        form("linhvuc", "action=/van-ban-chi-dao"),
        form("category", options="<option value=1>12</option><option value=2>24</option>"),
        form("category", options="<option value=1>Thời sự</option>"),
        form("category", "action=https://khac.example.vn/ds"),
        form("category", options="".join(f"<option value={n}>Mục {'x' * n}</option>" for n in range(1, 80))),
    ],
)
def test_other_forms_offer_no_sections(markup):
    assert sections(markup) == []


def test_an_archive_on_another_page_is_a_section():
    months = "<option value=202401>1/2024</option><option value=202312>12/2023</option>"
    assert sections(form("t", "action=/theo-thang", options=months)) == ["/theo-thang?t=202401"]
    assert sections(form("t", "action=/tin", options=months)) == []


def test_sections_in_a_form_of_a_section_are_read(tmp_path):
    choice = form("c", "action=/tin", "Chuyên mục ")
    pages = {"/": "<nav><a href='/tin'>Tin tức</a></nav>" + links(0, 1, 2), "/tin": choice + links(0, 1, 2)}
    pages |= {"/tin?c=1": choice + links(3, 4, 5), "/tin?c=2": choice + links(6, 7, 8)}
    crawl(site(9, **pages), tmp_path)
    assert stored(tmp_path) == all_of(9)
