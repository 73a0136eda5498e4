"""Quotation marks and raised digits, which browsers print for elements."""

import pytest

from dvcrawler.extract import Page


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<q>Đê vững</q>", "“Đê vững”"),
        ("<q> Đê vững </q>", "“Đê vững”"),
        ("<q>Đê <b>vững</b></q>", "“Đê vững”"),
        ("<q>Đê <b>rất</b> vững</q>", "“Đê rất vững”"),
        ("<q>“Đê vững”</q>", "“Đê vững”"),
        ('<q>"Đê vững"</q>', '"Đê vững"'),
        ("<q></q>", ""),
        ("<q>Đê&#11;vững&#1;</q>", "“Đê vững”"),
        ("<q>Đê <b>vững</b>\x02&#xFFFE;</q>", "“Đê vững”"),
        ("10<sup>6&#8;</sup>", "106\x08"),
    ],
)
def test_the_marks_of_a_quotation_are_part_of_the_text(markup, text):
    page = Page(f"<body><p>{markup}</p></body>".encode(), "https://a.vn/1")
    assert "".join(page.body.itertext()) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> con, 10<sup>-3</sup> g", "10⁶ con, 10⁻³ g"),
        ("<b>8</b><sup>00</sup>", "8⁰⁰"),
        ("năm 2022<sup><a href='#1'>1</a></sup>", "năm 2022¹"),
        ("<b>5</b> của m<sup>2</sup>, <sup>1</sup>/<sub>2</sub>", "5 của m2, 1/2"),
        ("1<sup>st</sup>", "1st"),
    ],
)
def test_a_raised_number_behind_a_digit_is_not_part_of_it(markup, text):
    page = Page(f"<body><p>{markup}</p></body>".encode(), "https://a.vn/1")
    assert "".join(page.body.itertext()) == text
