import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import SelectorError
from dvcrawler.families.cms import boxed_layout, late_layout
from dvcrawler.families.files.known_sites import known_sites
from dvcrawler.families.recognise import SYSTEMS

PAGE = Page(b"<title>Trang</title><h1>Gia gao</h1>", "https://thu.example/bai-1.html")
#: By name; a layout of several sites is the same one everywhere.
LAYOUTS = {layout.name: layout for each in (*SYSTEMS, *known_sites().values()) for layout in each.layouts}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_of_a_system_or_a_site_can_be_loaded(name):
    assert LAYOUTS[name].matches(PAGE) in (True, False)
    assert LAYOUTS[name].read(PAGE) is None


def test_layouts_of_one_name_are_one_layout():
    for site in (*SYSTEMS, *known_sites().values()):
        assert all(LAYOUTS[layout.name] is layout for layout in site.layouts)


def test_an_unusable_selector_is_refused_with_its_field_when_the_first_page_is_read():
    layout = boxed_layout("own", title=("h1",), body=("div[",))
    with pytest.raises(SelectorError, match="body"):
        layout.matches(PAGE)


def test_a_layout_that_its_module_does_not_have_is_refused_by_name():
    with pytest.raises(KeyError, match="vnpt-portl"):
        late_layout("vnpt-portl", "vnpt").matches(PAGE)
