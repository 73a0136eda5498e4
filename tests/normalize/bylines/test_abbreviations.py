"""Offices and bodies in short, which are in capitals as initials are."""

import pytest

from dvcrawler.items import Author
from dvcrawler.normalize.bylines import read_byline
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.bylines.titles import is_abbreviation
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


@pytest.mark.parametrize(
    "text",
    ["MQ", "NTH", "H.T", "C.B.T", "V.H.T.", "X.Q.T", "Đ.V.K", "KIÊN", "TUAN", "THANH HÀ", "JOHN SMITH"],
)
def test_initials_and_names_in_capitals_are_names(text):
    assert not any(map(is_abbreviation, text.split())) and is_possible_name(text)


@pytest.mark.parametrize("text", ["CCVHXH", "BCHQS xã", "PGD&ĐT", "Công chức Văn hóa - Xã hội"])
def test_an_office_in_short_below_the_text_may_be_the_author(text):
    record = read(paragraphs(), author=f"<p style='text-align:right'><b>{text}</b></p>")
    assert (record.author, lines_of(record)[-1]) == (None, text)
    assert [each.code for each in record.problems] == ["name_below_text"]


@pytest.mark.parametrize("body", ["BTG", "VPTU", "BDV", "UBKT", "HND", "LHPN", "ĐTN", "BCHQS", "TT-TH"])
def test_a_body_in_short_behind_one_name_is_where_the_author_works(body):
    byline = read_byline(f"Thái Thanh - {body}")
    assert byline is not None and byline.authors == (Author("Thái Thanh", office=body),)


@pytest.mark.parametrize("text", ["Thái Thanh - PTT", "Thái Thanh - M.H", "Thái Thanh - Hà Lan"])
def test_initials_and_names_behind_a_name_are_another_author(text):
    byline = read_byline(text)
    assert byline is not None and [author.office for author in byline.authors] == [None, None]
