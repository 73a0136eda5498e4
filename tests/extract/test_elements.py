"""What is asked of elements: their names, the length of their text, those with the same tag."""

import pytest
from lxml import etree

from dvcrawler.extract.elements import (
    direct_text,
    find_common_box,
    has_at_least,
    is_longer,
    names_of,
    select_like,
)


def parse(markup):
    return etree.fromstring(markup.encode(), etree.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("tag", ["div", "o:p", "d\x10iv", "d\ufffd\x10\x01iv", "d{iv", "thẻ"])
def test_elements_are_selected_by_any_tag_that_is_read(tag):
    box = parse(f"<section><x{tag}>một</x{tag}><p>hai</p><x{tag}>ba</x{tag}></section>").find(".//section")
    first, other = next(iter(box)), next(box.iter("p"))
    assert [each.text for each in select_like(box, first)] == ["một", "ba"]
    assert [each.text for each in select_like(box, other)] == ["hai"]


def test_lxml_refuses_to_search_for_some_of_them():
    with pytest.raises(ValueError, match="XML compatible"):
        next(parse("<p></p>").iterchildren("d\x10iv"))


def test_class_and_id_are_one_text():
    assert names_of(parse('<p class="a b" id="c"></p>').find(".//p")) == "a b c"
    assert names_of(parse("<p></p>").find(".//p")) == " "


@pytest.mark.parametrize(("most", "longer"), [(5, True), (6, False), (0, True)])
def test_the_text_of_an_element_is_longer_than_a_number_of_characters(most, longer):
    assert is_longer(parse("<p> một <b>hai</b> </p>").find(".//p"), most) is longer


def test_the_text_of_the_elements_in_it_is_not_its_own():
    assert direct_text(parse("<p><span>Ngày <i>lịch</i>1/2</span></p>").find(".//p")) == "Ngày 1/2"


COLUMN = '<div id="page"><div id="column"><p id="one"><b id="bold">một</b></p><p id="two"></p></div><p id="far"></p></div>'


@pytest.mark.parametrize(
    ("one", "other", "box"),
    [("one", "two", "column"), ("bold", "two", "column"), ("far", "bold", "page"), ("one", "one", "one")],
)
def test_the_common_box_of_two_elements_is_the_innermost_that_holds_both(one, other, box):
    elements = {each.get("id"): each for each in parse(COLUMN).iter()}
    assert find_common_box(elements[one], elements[other]) is elements[box]
    assert find_common_box(elements[other], elements[one]) is elements[box]


@pytest.mark.parametrize(("one", "other"), [("column", "bold"), ("bold", "column")])
def test_the_common_box_may_be_one_of_the_two(one, other):
    elements = {each.get("id"): each for each in parse(COLUMN).iter()}
    assert find_common_box(elements[one], elements[other]) is elements["column"]


def test_elements_of_two_pages_have_no_common_box():
    assert find_common_box(parse("<p></p>"), parse("<p></p>")) is None


def test_items_are_counted_no_further_than_is_asked():
    items = iter(range(9))
    assert has_at_least(items, 2)
    assert next(items) == 2
    assert not has_at_least([0], 2)
