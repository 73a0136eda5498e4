"""Offices and bodies in short, which are in capitals as initials are."""

import pytest

from dvcrawler.normalize.bylines.initials import is_abbreviation
from dvcrawler.normalize.bylines.names import is_possible_name
from tests.extract.article_pages import lines_of, paragraphs, read


@pytest.mark.parametrize(
    "text",
    [
        "CCVHXH",
        "VHXH",
        "VPĐU",
        "TTVHTT",
        "HNDX",
        "LĐTBXH",
        "VKSND",
        "CTTĐT",
        "TTVH-TT",
        "PV-BBT",
        "BQL",
        "TT VHTT",
    ],
)
def test_an_office_or_a_body_in_short_is_no_name(text):
    assert not is_possible_name(text)


@pytest.mark.parametrize("text", ["MQ", "NTH", "H.T", "KIÊN", "TUAN", "THANH HÀ", "JOHN SMITH"])
def test_initials_and_names_in_capitals_are_names(text):
    assert not any(map(is_abbreviation, text.split())) and is_possible_name(text)


@pytest.mark.parametrize("text", ["CCVHXH", "BCHQS xã", "PGD&ĐT", "Công chức Văn hóa - Xã hội"])
def test_such_a_line_below_the_text_may_be_the_author(text):
    record = read(paragraphs(), author=f"<p style='text-align:right'><b>{text}</b></p>")
    assert (record.author, lines_of(record)[-1]) == (None, text)
    assert [each.code for each in record.problems] == ["name_below_text"]
