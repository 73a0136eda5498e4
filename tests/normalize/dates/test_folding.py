import itertools
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.dates.folding import MAX_LENGTH, fold, fold_with_spans

_LETTERS = st.text(st.sampled_from("Thứ Sáu,Ngày đ06/2\u00a0\u200b\u0301\u031b６\n"), max_size=60)


def test_the_spellings_of_one_date_fold_into_one():
    plain = "thứ sáu, ngày 06/01/2023"
    for text in (
        "THỨ SÁU, NGÀY 06/01/2023",
        unicodedata.normalize("NFD", "Thứ Sáu, ngày 06/01/2023"),
        "  Thứ\u00a0Sáu,\n\t ngày\u200b 06/01/2023 ",
        "Thứ Sáu, ngày ０６/０１/２０２３",
        "Thứ Sáu,&nbsp;ngày 06&#x2F;01/2023",
    ):
        assert fold(text) == plain


@given(text=_LETTERS)
def test_spans_belong_to_the_text_they_came_from(text):
    folded, spans = fold_with_spans(text)
    assert " ".join(folded.split()) == fold(text)
    if spans is None:
        assert len(folded) == len(text)
        return
    assert len(spans) == len(folded)
    assert all(a <= b for (a, _), (b, _) in itertools.pairwise(spans))
    for letter, (start, end) in zip(folded, spans, strict=True):
        assert letter in fold(text[start:end]) or letter == " "


def test_a_long_text_is_cut_between_words_so_that_no_year_is_halved():
    text = "a" * (MAX_LENGTH - 9) + " 06/01/2023"
    assert fold(text) == "a" * (MAX_LENGTH - 9)


def test_blanks_before_a_date_do_not_count():
    assert fold("\n" * 5000 + "06/01/2023") == "06/01/2023"


@pytest.mark.parametrize(
    "letter", ["\u2044", "\u2215", "年", "月", "日", "\u00ad", "\u200b", "\u2060", "\ufeff", "\u00a0", "\t"]
)
def test_a_character_that_is_replaced_or_dropped_keeps_its_place_in_the_text(letter):
    text = f"đăng 06{letter}01/2023"
    folded, spans = fold_with_spans(text)
    assert spans is not None
    assert folded == fold(text)
    assert spans[-1] == (len(text) - 1, len(text))


@pytest.mark.parametrize("text", ["06/01/2023", "Thứ Sáu, 06/01/2023", " 06/01/2023", "06–01–2023 “Lê Thử”"])
def test_text_that_folding_leaves_in_its_places_has_no_spans(text):
    assert fold_with_spans(text) == (text.lower(), None)


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2012", "\u2212", "–"])
def test_hyphens_of_any_kind_part_the_numbers_of_a_date(hyphen):
    assert read_date(f"06{hyphen}01{hyphen}2023 08:15").day == date(2023, 1, 6)


@pytest.mark.parametrize("text", ["1 2/06/2023", "12/06/20223", "112/06/2023", "12/066/2023", "12/06/203"])
def test_a_date_with_a_number_torn_or_too_long_is_unreadable(text):
    assert read_date(text).day is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12.6.2023 | 07.40", "07:40"),
        ("12.6.2023 | 7.05", "07:05"),
        ("07.40 | 12.6.2023", "07:40"),
        ("Thứ Hai, 12.6.2023, 19.30", "19:30"),
        ("12/06/2023 lúc 07.05", "07:05"),
        ("12.6.2023 | 07.40 GMT+7", "07:40"),
        ("12.6.2023|07.00", "07:00"),
        ("12.6.2023 | 1.250", None),
        ("12.6.2023 | 1.25K", None),
        ("10.12 - 12.12.2023", None),
        ("12/06/2023 - 07.05", "07:05"),
        ("12/06/2023 07.05", "07:05"),
        ("12/6/2023, 23.05", "23:05"),
        ("12.6.2023 | 45.40", None),
        ("12.6.2023 - 15.06", None),
        ("12.6.2023 | 4.50/5", None),
    ],
)
def test_a_time_of_day_may_have_a_dot_where_it_is_no_day_nor_count(text, clock):
    at = read_date(text).at
    assert (at and f"{at:%H:%M}") == clock
    assert read_date(text).day is not None


@pytest.mark.parametrize("clock", ["[08:15]", "| [08:15]", "(08:15)", "lúc (08:15)", "[08:15:00]"])
def test_a_time_of_day_behind_the_date_may_be_in_brackets(clock):
    assert str(read_date(f"Thứ Hai, 12/06/2023 {clock}").at) == "2023-06-12 08:15:00+07:00"
