"""Sections that differ in their query have short names."""

import pytest

from dvcrawler.probe.findings import Section
from dvcrawler.probe.menus.section_names import name_apart, name_section
from dvcrawler.storage.ledgers.sections import SectionLink

ROOT = "https://bao.vn"


def names(*paths):
    sections = [Section(name_section(ROOT + path), ROOT + path) for path in paths]
    return [each.name for each in name_apart(sections)]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("/Default.aspx?sname=xa&sid=1263&catid={0}&catname={1}", ["thoi-su", "kinh-te", "van-hoa"]),
        ("/index.php?nv=news&op={1}", ["thoi-su", "kinh-te", "van-hoa"]),
    ],
)
def test_what_all_sections_have_in_common_is_left_out(form, expected):
    found = ((11, "thoi-su"), (12, "kinh-te"), (13, "van-hoa"))
    assert names("/", *(form.format(*each) for each in found), "/video") == ["front", *expected, "video"]


@pytest.mark.parametrize(
    "paths",
    [
        ("/ds.aspx?id=11", "/ds.aspx?id=12", "/ds.aspx?id=13"),
        ("/index.php?mod=ds&cat=1", "/index.php?mod=ds&cat=2", "/index.php?mod=ds&cat=3"),
        ("/ds.aspx?x=1&id=11", "/ds.aspx?x=1&id=12"),
        ("/ds.aspx?x=1&t=tin&id=1", "/ds.aspx?x=1&t=tin&id=2", "/ds.aspx?x=1&t=bai&id=3"),
        ("/a.aspx?x=1&id=1", "/b.aspx?x=1&id=2", "/c.aspx?x=1&id=3"),
    ],
)
def test_names_that_would_not_be_told_apart_stay(paths):
    assert names(*paths) == [name_section(ROOT + path) for path in paths]


@pytest.mark.parametrize("form", ["/taxonomy/term/{}", "/ds.aspx?id={}", "/tin/danh-sach-{}.html"])
def test_sections_that_differ_by_a_number_are_named_as_in_the_links_to_them(form):
    words = {11: "Thời sự", 12: "Văn hóa - Xã hội", 13: None}
    sections = [Section(name_section(ROOT + form.format(n)), ROOT + form.format(n)) for n in words]
    links = [
        SectionLink(each.url, each.url, text) for each, text in zip(sections, words.values(), strict=True)
    ]
    *named, unnamed = name_apart(sections, links)
    assert [each.name for each in named] == ["thoi-su", "van-hoa-xa-hoi"]
    assert unnamed == sections[2]
