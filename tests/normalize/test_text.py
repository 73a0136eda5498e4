"""Cleaning and comparing text."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.text import clean_block, clean_text, fold, is_blank_mark, same_text

#: Text made of what the cleaning looks for, so that remains of remains come up.
SCRAPS = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "?xml",
            "<?xml",
            ":namespace",
            "<o:p>",
            "</o:p>",
            "o:p",
            "mso-",
            "mso-fareast:",
            "x;",
            "<br>",
            "<br />",
            " ",
            "\n",
            "\xa0",
            "\u200b",
            "\u0301",
            "a",
            "Ð",
            "ð",
            "\uf0b7",
            "\ufeff",
            "\x07",
            "<!--[if",
            "<![endif]-->",
            "table.Mso",
            "{",
            "}",
            "\u2028",
            "\x85",
        ]
    ),
    max_size=14,
).map("".join)
TEXTS = st.one_of(st.text(), SCRAPS)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("  Nông thôn \t mới\r\n kiểu mẫu ", "Nông thôn mới kiểu mẫu"),
        ("xã\xa0Trực\u2009Hùng\u3000mới", "xã Trực Hùng mới"),
        ("nông\u200b thôn\ufeff m\xadới\u200f", "nông thôn mới"),
        ("a\x00b\x07c\x9f", "abc"),
        ("2020\x962025, \x93tốt\x94", "2020–2025, “tốt”"),
        ("a\ud800b", "ab"),
        (normalize("NFD", "Nghị quyết đường"), "Nghị quyết đường"),
        ("\uf0b7 Mục một \uf0d8 mục hai", "- Mục một - mục hai"),
        ('Mở đầu<?xml:namespace prefix = o ns = "urn:x" /> bài', "Mở đầu bài"),
        ("Ba xã <o:p></o:p> đạt chuẩn", "Ba xã đạt chuẩn"),
        ("mso-bidi-font-size: 14.0pt; Ba xã", "Ba xã"),
        ("Đại hội lần thứ IV<br>Nhiệm kỳ mới", "Đại hội lần thứ IV Nhiệm kỳ mới"),
    ],
)
def test_what_sites_leave_in_text_is_cleaned(printed, clean):
    assert clean_text(printed) == clean


def test_an_eth_is_read_as_the_vietnamese_letter():
    assert clean_text("Số 12/QÐ-UBND, tỉnh Nam Ðịnh, ðồng chí") == "Số 12/QĐ-UBND, tỉnh Nam Định, đồng chí"
    assert clean_text("Ngƣời dân đƣợc ƢU TIÊN, Ɖảng, nhƣ\u0303ng") == "Người dân được ƯU TIÊN, Đảng, những"


def test_letters_that_only_look_different_are_the_plain_ones():
    assert clean_text("𝗧𝗛𝗢̂𝗡𝗚 𝗧𝗜𝗡, 𝑁ℎ𝑎̣̂𝑡 𝑘𝑦́, 𝟐𝟎𝟐𝟓, ﬁlm oﬃce") == "THÔNG TIN, Nhật ký, 2025, film office"
    assert clean_text("𝗧𝗜𝗡") == "TIN"
    other = "500 m², ½ ngày, 25 ℃, № 3, ① Ａ４…"
    assert clean_text(other) == other


def test_a_real_eth_inside_a_word_stays():
    assert clean_text("Guðni Bergþórsson") == "Guðni Bergþórsson"


@pytest.mark.parametrize("word", ["hoà", "hòa", "thuỷ", "thủy", "Uỷ ban", "Ủy ban"])
def test_the_place_of_the_tone_mark_is_never_changed(word):
    assert clean_text(word) == word


@pytest.mark.parametrize("text", ["a < b", "5 < 6 > 4", "Tỷ lệ <1%", "table.Mới", "so:pha"])
def test_signs_that_are_not_markup_stay(text):
    assert clean_text(text) == text


@given(TEXTS)
def test_cleaning_is_idempotent(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_block(clean_block(text)) == clean_block(text)


@given(TEXTS)
def test_clean_text_is_one_stripped_line_that_can_be_written(text):
    clean = clean_text(text)
    assert clean == " ".join(clean.split())
    assert is_normalized("NFC", clean)
    clean.encode("utf-8")


@given(TEXTS)
def test_no_line_of_a_clean_block_is_empty(text):
    assert all(line and line == line.strip() for line in clean_block(text).splitlines())


@given(st.text(alphabet="abc đườngỘ.,\n\xa0-()"))
def test_cleaning_loses_no_letter(text):
    assert "".join(clean_text(text).split()) == "".join(text.split())


def test_a_block_keeps_its_lines():
    assert clean_block(" Trần Văn An, \r\n\n\xa0\nBí thư  xã ") == "Trần Văn An,\nBí thư xã"
    assert clean_block("Một<br/>hai") == "Một\nhai"


def test_folding_strips_marks_case_and_punctuation():
    assert fold("  ĐẢNG bộ – Xã “Trực Hùng”!") == "dang bo xa truc hung"


def test_any_number_of_words_is_folded():
    assert fold(" ".join(f"Ẫ{n}" for n in range(20_010))) == " ".join(f"a{n}" for n in range(20_010))


@given(st.text())
def test_folding_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Xưởng đúc đồng\nthuộc thị trấn", "Xưởng đúc đồngthuộc thị trấn"),
        ("Chung tay xây dựng quê hương.", "CHUNG TAY XÂY DỰNG QUÊ HƯƠNG"),
        (normalize("NFD", "Đổi mới"), "Đổi mới"),
    ],
)
def test_texts_are_the_same_but_for_space_case_and_punctuation(a, b):
    assert same_text(a, b)
    assert same_text(b, a)


@pytest.mark.parametrize(("a", "b"), [("Làng", "Lang"), ("Bài 1", "Bài 2"), ("", "."), ("…", "*")])
def test_texts_that_differ_in_letters_or_hold_none_are_not_the_same(a, b):
    assert not same_text(a, b)


@pytest.mark.parametrize("text", ["", " ", ".", ",", "./.", "|", "* * *", "-----", "\xa0", "…"])
def test_lone_separators_are_blank_marks(text):
    assert is_blank_mark(text)


@pytest.mark.parametrize("text", ["a", "1.", "* Đ", "- 5%"])
def test_letters_and_digits_are_not_blank_marks(text):
    assert not is_blank_mark(text)


@pytest.mark.parametrize("tone", ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"])
@pytest.mark.parametrize(
    "shape", ["a\u0302", "e\u0302", "o\u0302", "a\u0306", "O\u0302", "A\u0306", "u\u031b", "O\u031b"]
)
def test_a_tone_may_be_typed_before_the_shape_of_its_letter(tone, shape):
    letter = normalize("NFC", shape + tone)
    assert len(letter) == 1
    for typed in (shape[0] + tone + shape[1], normalize("NFC", shape[0] + tone) + shape[1]):
        assert clean_text(f"x{typed}y") == f"x{letter}y"
        assert clean_block(f"x{typed}y\nz") == f"x{letter}y\nz"


@pytest.mark.parametrize(
    "text", ["ĭ ơ̆ ư̆ ô̆ ê̆ của Ê Đê", "ñ̂ ḿ̂", "Chúc mừng 👩\u200d🌾 và ❤️\u200d🔥", "👨\u200d👩\u200d👧\u200d👦"]
)
def test_letters_of_other_languages_and_joined_pictures_stay(text):
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["a\u200db", "\u200d", "👩\u200d.", "a\u200d🌾", "👩\u200d"])
def test_a_joiner_that_joins_no_pictures_is_removed(text):
    assert "\u200d" not in clean_text(text)
