import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.derived.folding import fold_marks, has_marks


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("đường liên xã", "duong lien xa"),
        ("ĐƯỜNG LIÊN XÃ", "duong lien xa"),
        ("Nghĩa Hưng", "nghia hung"),
        ("ẢẬỄỘỰỲỴỸỶ", "aaeouyyyy"),
        ("QĐ-UBND 2024", "qd-ubnd 2024"),
        ("500 m², 3 km³, CO₂, 10⁻⁶", "500 m2, 3 km3, co2, 10⁻6"),
        ("ＵＢＮＤ ５００ｍ", "ubnd 500m"),
    ],
)
def test_marks_and_case_are_folded(text, folded):
    assert fold_marks(text) == folded


@given(st.text())
def test_positions_in_the_folded_text_are_those_of_the_text(text):
    text = unicodedata.normalize("NFC", text)
    assert len(fold_marks(text)) == len(text)


@given(st.text(alphabet="aáàảãạăắâấđĐêếôốơớưứyýAÁ ", max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold_marks(fold_marks(text)) == fold_marks(text)


def test_a_word_typed_without_marks_has_none():
    assert not has_marks("duong")
    assert has_marks("đường")
    assert has_marks("đi")
    assert not has_marks("DUONG")
