"""Text of before Unicode: recognised, converted, and proper text left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.legacy_fonts import _TCVN3_CODES, _TCVN3_LETTERS, _VNI, convert_legacy, keep_horned_u
from dvcrawler.normalize.syllables import is_syllable
from dvcrawler.normalize.text import clean_text

SENTENCES = (
    "Đảng bộ xã lãnh đạo nhân dân hoàn thành vượt mức kế hoạch được giao trong năm",
    "Ủy ban nhân dân huyện tổ chức hội nghị tổng kết phong trào thi đua yêu nước",
    "Những khó khăn về nguồn nước tưới đã được tháo gỡ kịp thời ngay từ đầu vụ",
)
TO_TCVN3 = str.maketrans(dict(zip(_TCVN3_LETTERS, _TCVN3_CODES, strict=True)))
TO_VNI = {letter: code for code, letter in _VNI.items()}


def as_vni(text):
    return "".join(TO_VNI.get(letter, letter) for letter in text)


@pytest.mark.parametrize("text", SENTENCES)
def test_tcvn3_is_converted(text):
    typed = text.replace("Đ", "§").translate(TO_TCVN3)
    small = "".join(letter for letter in text)
    got, table = convert_legacy(typed)
    assert table == "TCVN3"
    assert got.lower() == small.lower()


@pytest.mark.parametrize("text", SENTENCES)
def test_vni_is_converted(text):
    assert convert_legacy(as_vni(text)) == (text, "VNI")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("§Æc ®iÓm t×nh h×nh chung", "Đặc điểm tình hình chung"),
        ("X· Trùc Cêng lµ x· n»m phÝa t©y", "Xã Trực Cường là xã nằm phía tây"),
    ],
)
def test_forms_seen_are_read(typed, text):
    assert convert_legacy(typed) == (text, "TCVN3")


@pytest.mark.parametrize("text", [*SENTENCES, "Café «Müller» ® 2024, naïve", "5 × 7 = 35; µm, §12", "", "plain ASCII",
                                  "El Niño và La Niña", "hoà bình, hoá học, thuỷ lợi"])  # fmt: skip
def test_proper_text_is_left_alone(text):
    assert convert_legacy(text) is None


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=30))
def test_no_run_of_vietnamese_words_is_converted(words):
    assert convert_legacy(" ".join(words)) is None


@given(st.text(max_size=300))
def test_anything_at_all_raises_nothing(text):
    convert_legacy(text)
    keep_horned_u(f"<p>{text}</p>")


def test_a_soft_hyphen_is_a_letter_in_tcvn3_text_alone():
    legacy, proper = "§\u00adêng lèi ®æi míi cña §¶ng t¹o ®µ cho n\u00adíc nhµ", "công nghi\u00adệp hóa"
    kept = keep_horned_u(f"<p>{legacy}</p><p>{proper}</p>")
    assert "§ưêng" in kept
    assert proper in kept


@pytest.mark.parametrize("word", ["nghiêng", "quyển", "giường", "khuỷu", "Ý", "an-ninh", "gì", "xoong"])
def test_a_syllable_is_one(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Æc", "®iÓm", "street", "x·", "Müller"])
def test_what_is_no_syllable_is_none(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    "text",
    [
        "tòa xét xử vụ lấn đất, bị cáo xin về thăm mẹ",
        "bé nhỏ kéo thuyền trên sông, mẻ cá đầy khoang",
        "khu đất ở xã bị ép giá rẻ",
    ],
)
def test_the_letter_e_acute_of_tcvn3_survives_cleaning(text):
    assert convert_legacy(clean_text(text.translate(TO_TCVN3))) == (text, "TCVN3")


@pytest.mark.parametrize("form", ["&#{};", "&#0{};", "&#x{:x};", "&#X{:X};"])
def test_tcvn3_written_as_entities_keeps_the_letter_u_with_horn(form):
    typed = "người dân mừng được mùa, thương lái về tận nơi".translate(TO_TCVN3)
    markup = "".join(form.format(ord(c)) if ord(c) > 127 else c for c in typed)
    kept = keep_horned_u(f"<p>{markup}</p>")
    assert kept.count("ư") == 3
