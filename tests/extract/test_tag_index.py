"""The elements of a page by tag and by attribute."""

from dvcrawler.extract.generic.other_scopes import find_properties
from dvcrawler.extract.page import Page
from dvcrawler.patterns import occurs


def read(markup: str) -> Page:
    return Page(markup.encode(), "https://vidu.example.vn/bai-viet.html")


def test_elements_are_listed_by_attribute_in_document_order():
    page = read("<p id=a class=x>1</p><div class='y'><b id=a>2</b></div><i>3</i>")
    assert [each.text for each in page.with_attribute["id"]] == ["1", "2"]
    assert [each.tag for each in page.with_attribute["class"]] == ["p", "div"]
    assert not page.with_attribute["rel"]


def test_an_id_that_is_repeated_gives_each_element_and_the_name_of_a_link_none():
    page = read("<a name=top>0</a><p id=top>1</p><p id=top>2</p>")
    assert [each.text for each in page.class_index.find("#top")] == ["1", "2"]


def test_microdata_and_rdfa_of_one_property_are_in_document_order():
    page = read(
        "<body itemprop=author><a property=author>1</a><a itemprop=author>2</a><a property='schema:author'>3</a>"
        "<meta itemprop=author content=4><time itemprop=author>5</time>"
    )
    assert [each.text for each in find_properties(page, "author")] == ["1", "2", "3"]


def test_what_hides_the_whole_page_until_a_script_runs_hides_no_box():
    page = read("<html class=hidden><head><style class=hidden></style><body><p class=hidden>1</p><p>2</p>")
    assert [each.text for each in page.named_boxes.hidden] == ["1"]


def test_headings_and_boxes_named_as_such_are_in_document_order():
    page = read("<h2>1</h2><p class=title>2</p><h1 class=x>3</h1><p>4</p><h4 class=title>5</h4>")
    assert [each.text for each in page.named_boxes.headings] == ["1", "2", "3", "5"]


def test_boxes_of_authors_are_found_by_each_attribute():
    page = read(
        "<p id=author>1</p><p class=author>2</p><a rel=author>3</a><b itemprop=author>4</b><u class=author>5</u>"
    )
    assert [each.text for each in page.authors] == ["1", "2", "3", "4"]


def test_a_style_sheet_hides_the_first_box_with_an_id():
    page = read("<style>#x {display: none}</style><a name=x>0</a><p id=x>1</p><p id=x>2</p>")
    assert [each.text for each in page.named_boxes.styled] == ["1"]


def test_a_mark_is_found_anywhere():
    assert [occurs(b"ab", text) for text in (b"abc", b"cab", b"a b", b"")] == [True, True, False, False]
