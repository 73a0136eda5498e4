import pytest
from lxml import etree

from dvcrawler.extract.lines import link_texts


@pytest.mark.parametrize("number", [0, 1, 29, 30, 100])
def test_the_links_of_a_box_are_given_with_their_texts_and_lengths(number):
    box = etree.fromstring("<p>" + "".join(f"<a> Tin  <b>{i}</b> </a>, " for i in range(number)) + "</p>")
    assert list(link_texts.read_links(box)) == [(each, f"Tin {i}") for i, each in enumerate(box)]
    assert link_texts.measure_links(box) == sum(len(f"Tin{i}") for i in range(number))


def test_a_link_is_among_its_own_links():
    link = etree.fromstring("<a>Tin</a>")
    assert list(link_texts.read_links(link)) == [(link, "Tin")]


def test_the_links_of_a_large_box_are_read_once_for_all_of_its_lines(monkeypatch):
    read = []
    monkeypatch.setattr(link_texts, "text_of", lambda link: read.append(link) or "Tin")
    box = etree.fromstring("<p>" + "<a>Tin</a><br/>" * 100 + "</p>")
    for _ in range(3):
        link_texts.read_links(box)
    assert len(read) == 100
