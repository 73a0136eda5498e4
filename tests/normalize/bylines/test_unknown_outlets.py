"""Persons, a slash, and an outlet that no list has."""

import pytest

from dvcrawler.normalize.bylines import is_byline, read_byline


@pytest.mark.parametrize(
    "outlet, source",
    [
        ("Bnews/vnanet.vn", "vnanet.vn"),
        ("BNEWS/TTXVN", "TTXVN"),
        ("HNMO", "HNMO"),
        ("MẪU", "MẪU"),
        ("Vietnam+", "Vietnam+"),
        ("VnTimes", "VnTimes"),
        ("DNVN", "DNVN"),
        ("Kinhtenews", "Kinhtenews"),
        ("SGGPO", "SGGPO"),
    ],
)
@pytest.mark.parametrize(
    "names, authors",
    [
        ("Phạm Thu Lụa", ["Phạm Thu Lụa"]),
        ("Thu Lụa, Đỗ Minh", ["Thu Lụa", "Đỗ Minh"]),
        ("Thu Lụa - Đỗ Minh", ["Thu Lụa", "Đỗ Minh"]),
    ],
)
@pytest.mark.parametrize("slash", ["/", " / "])
def test_the_word_behind_the_slash_is_the_source(outlet, source, names, authors, slash):
    read = read_byline(names + slash + outlet)
    assert ([author.name for author in read.authors], read.source) == (authors, source)
    assert is_byline(names + slash + outlet)


@pytest.mark.parametrize(
    "line, authors",
    [
        ("Thu Lụa/Minh Đức", ["Thu Lụa", "Minh Đức"]),
        ("THU LỤA/MINH ĐỨC", ["Thu Lụa", "Minh Đức"]),
        ("PHẠM THU LỤA/MINH", ["Phạm Thu Lụa", "Minh"]),
        ("Thu Lụa/A.Dũng", ["Thu Lụa", "A.Dũng"]),
        ("Phạm Thu Lụa/H'Hen Niê", ["Phạm Thu Lụa", "H'Hen Niê"]),
    ],
)
def test_another_person_behind_the_slash_is_an_author(line, authors):
    read = read_byline(line)
    assert ([author.name for author in read.authors], read.source) == (authors, None)


@pytest.mark.parametrize("line", ["Nam Định/HNMO", "Kinh tế/VnTimes", "Xem thêm/Bnews"])
def test_what_is_no_name_before_the_slash_stays_unread(line):
    assert not is_byline(line)
