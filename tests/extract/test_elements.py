"""What is asked of elements: their names, the length of their text, those with the same tag."""

import pytest
from lxml import etree

from dvcrawler.extract.elements import is_longer, names_of, select_like


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
