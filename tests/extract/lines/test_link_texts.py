import pytest
from lxml import etree

from dvcrawler.extract.lines import link_texts


def parse(content):
    return etree.fromstring(f"<p>{content}</p>")


@pytest.mark.parametrize("number", [0, 1, 29, 30, 100])
def test_the_links_of_a_line_are_given_with_their_texts_and_all_of_a_box_are_measured(number):
    box = parse("".join(f"<a> Tin  <b>x{i}</b> </a>, " for i in range(number)))
    for i, each in enumerate(box):
        assert (each, f"Tin x{i}") in link_texts.read_links(box, f"- Tin x{i}, 5/6")
    assert link_texts.read_links(box, "Không có") == []
    assert link_texts.measure_links(box) == sum(len(f"Tinx{i}") for i in range(number))


@pytest.mark.parametrize("more", [0, 50])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("tại đây", "Xem kế hoạch tại đây (bản PDF)"),
        ("Quyết định số 12/QĐ-UBND", "12. Quyết định số 12/QĐ-UBND;"),
        ("Một dòng dài mà một dấu ngắt chia đôi", "một dấu ngắt chia đôi"),
        ("»", "Trang sau »"),
        ("", "Dòng của một bức ảnh"),
        ("TẠI ĐÂY", "TẠI ĐÂY"),
    ],
)
def test_a_link_within_the_line_and_one_around_it_are_its_links_in_small_and_large_boxes(text, line, more):
    others = "".join(f"<a>Tin khác {i}</a><br/>" for i in range(more))
    box = parse(f"{others}<a>{text}</a>")
    assert [each.text for each in link_texts.read_links(box, line)] == [text]


@pytest.mark.parametrize("number", [3, 40, 200])
def test_a_line_of_the_same_link_many_times_has_all_of_them(number):
    box = parse("<a>Trang chủ</a> " * number)
    assert len(link_texts.read_links(box, "Trang chủ " * number)) == number


def test_a_link_is_among_its_own_links():
    link = etree.fromstring("<a>Tin</a>")
    assert list(link_texts.read_links(link, "Tin")) == [(link, "Tin")]


def test_the_links_of_a_large_box_are_read_once_for_all_of_its_lines(monkeypatch):
    read = []
    monkeypatch.setattr(link_texts, "text_of", lambda link: read.append(link) or "Tin")
    box = parse("<a>Tin</a><br/>" * 100)
    for _ in range(3):
        link_texts.read_links(box, "Tin")
    assert len(read) == 100
