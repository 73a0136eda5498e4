"""Text of before Unicode: recognised, converted, and proper text left alone."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.encodings.charsets import decode_windows_1252
from dvcrawler.normalize.encodings.legacy_conversion import (
    TABLES,
    TCVN3_CODES,
    TCVN3_LETTERS,
    VISCII,
    VNI,
    convert,
)
from dvcrawler.normalize.encodings.legacy_fonts import choose_tables, convert_legacy, find_table, is_of
from dvcrawler.normalize.encodings.lost_letters import has_lost_letters, is_unreadable
from dvcrawler.normalize.encodings.syllables import is_syllable
from dvcrawler.normalize.text import clean_text

SENTENCES = (
    "Đảng bộ xã lãnh đạo nhân dân hoàn thành vượt mức kế hoạch được giao trong năm",
    "Ủy ban nhân dân huyện tổ chức hội nghị tổng kết phong trào thi đua yêu nước",
    "Những khó khăn về nguồn nước tưới đã được tháo gỡ kịp thời ngay từ đầu vụ",
)
TO_TCVN3 = str.maketrans(dict(zip(TCVN3_LETTERS, TCVN3_CODES, strict=True)))
TO_VNI = {letter: code for code, letter in VNI.items()}
TO_VISCII = str.maketrans({letter: chr(code) for code, letter in VISCII.items()})


def to_cp1258(text):
    """A letter with its circumflex, breve or horn, then the tone mark."""
    written = ""
    for letter in normalize("NFD", text):
        joined = normalize("NFC", written[-1:] + letter) if letter in "\u0302\u0306\u031b" else None
        written = written[:-1] + joined if joined else written + letter
    moved = re.sub("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])", r"\2\1", written)
    return _join_shapes(moved).encode("cp1258")


def _join_shapes(text):
    return re.sub(".[\u0302\u0306\u031b]", lambda found: normalize("NFC", found[0]), text)


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


@pytest.mark.parametrize("text", [*SENTENCES, "Tính đến nay, nhân dân trong xã đã đóng góp hai tỷ đồng"])
def test_viscii_is_converted(text):
    typed = text.translate(TO_VISCII)
    assert convert_legacy(typed) == (text, "VISCII")


@pytest.mark.parametrize("text", [*SENTENCES, "Tính đến nay, nhân dân trong xã đã đóng góp hai tỷ đồng"])
def test_windows_1258_is_converted(text):
    assert convert_legacy(decode_windows_1252(to_cp1258(text))) == (text, "windows-1258")


@pytest.mark.parametrize(
    "text",
    [
        # VPS, whose table is not among ours
        "Ç¶i bi‹u nhân dân ÇÜ®c Çào t¶o, b°i dÜ«ng Ç‹ làm viŒc ngày m¶t t¯t hÖn",
        "NÜ§c nhà Çã hòa bình, Ç©c lÆp, t¿ do và hånh phúc cho m†i ngÜ©i dân ViŒt",
        # symbols that Latin-1 has, and that only Windows-1252 has
        "n§c nh¢a b«ng l¥p t¿do",
        "l‰m viŒc ng‹y h™m nˆy",
    ],
)
def test_text_in_an_encoding_without_a_table_is_named_unreadable(text):
    assert is_unreadable(text)


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "Nhiệt độ 38°C–40°C, diện tích 5m² × 3m², giá 5€/kg, §12, ½ số hộ, ±2%, Müller·Café",
        "Le préfet a salué la coopération franco-vietnamienne à Hué, où l’été fut très chaud cette année",
        "El Niño, La Niña và bão số 3; TS. Đặng Văn Bé (Viện Khí tượng) ¿qué pasa?",
    ],
)
def test_proper_text_is_readable(text):
    assert not is_unreadable(text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("§Æc ®iÓm t×nh h×nh chung", "Đặc điểm tình hình chung"),
        ("X· Trùc Cêng lµ x· n»m phÝa t©y", "Xã Trực Cường là xã nằm phía tây"),
    ],
)
def test_forms_of_tcvn3_seen_on_pages_are_converted(typed, text):
    assert convert_legacy(typed) == (text, "TCVN3")


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "Café «Müller» ® 2024, naïve",
        "5 × 7 = 35; µm, §12",
        "",
        "plain ASCII",
        "El Niño và La Niña",
        "hoà bình, hoá học, thuỷ lợi",
    ],
)
def test_proper_text_is_not_changed(text):
    assert convert_legacy(text) is None


FORMULAS = (
    "S = 1/2 × a × h = 24 m²",
    "a² × b³ ÷ c",
    "¼ kg bột, ¾ thìa",
    "25 m²/hộ × 12 hộ",
    "20 × 30 × 40 cm",
    "20×30cm",
    "±2 °C",
    "5 µg/m³",
    "25 µm",
    "µ = 0,3",
    "½ lít",
    "§ 5",
    "¶ 3",
    "Ø 20",
    "ø16",
    "¥100",
    "n°5",
    "¹ và ²",
    "iPhone® 5",
)
#: Some turn into syllables in one table or another.
FOREIGN = (
    "Thaï",
    "Göt",
    "Sø",
    "Bäch",
    "Haß",
    "Ça",
    "Ñ × Ö",
    "ß",
    "Þ",
    "Höng",
    "Müller",
    "São Paulo",
    "Señor Núñez",
    "Sørensen",
    "Özil",
    "Çelik",
    "Cléopâtre",
)


@pytest.mark.parametrize("part", [*FORMULAS, *FOREIGN])
@pytest.mark.parametrize(
    "text", ["{}", "Núi {}", "{} ở Phố Hiến", "Sân rộng {} nên rất thoáng và mát", "The {} of it"]
)
def test_a_formula_or_foreign_name_is_no_evidence(part, text):
    assert convert_legacy(text.format(part)) is None
    if part in FORMULAS:
        assert [choose_tables([text.format(part)], table) for table in TABLES] == [[None]] * len(TABLES)


@pytest.mark.parametrize(
    "formula", ["1/2 × a × h = 24 m²", "±2 °C", "5 µg/m³", "10 ÷ 2 × 3", "3½ m³/s", "3m×5m, 20×30 cm"]
)
def test_a_formula_stays_in_text_that_is_converted(formula):
    typed = {
        "VNI": as_vni,
        "VISCII": lambda text: text.translate(TO_VISCII),
        "TCVN3": lambda text: text.translate(TO_TCVN3),
    }
    text = "những khó khăn về nguồn nước ({}) đã được tháo gỡ"
    for table, write in typed.items():
        assert convert_legacy(write(text).format(formula)) == (text.format(formula), table)


def test_only_many_words_of_a_font_tell_beside_letters_of_unicode():
    assert convert_legacy("Nguồn: B¸o Nam §Þnh, ngµy häp ®¶ng bé x·") is not None
    assert convert_legacy("Cầu thủ Sø và Bö đến Hà Nội, Göt ở lại nhà") is None


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=30))
def test_no_run_of_vietnamese_words_is_converted(words):
    assert convert_legacy(" ".join(words)) is None


@given(st.text(max_size=300))
def test_anything_at_all_raises_nothing(text):
    convert_legacy(text)


@pytest.mark.parametrize("word", ["nghiêng", "quyển", "giường", "khuỷu", "Ý", "an-ninh", "gì", "xoong"])
def test_a_vietnamese_syllable_is_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Æc", "®iÓm", "street", "x·", "Müller"])
def test_what_is_not_a_syllable_is_none(word):
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


@pytest.mark.parametrize("text", ["đồng chí bí thư", "chí bí", "toàn huyện", "kết quả năm mới", "tỉnh ủy"])
def test_a_text_too_short_to_tell_is_read_as_its_surroundings_are(text):
    for typed in (text.translate(TO_TCVN3), text.translate(TO_TCVN3).replace("\u00ad", "ư")):
        assert choose_tables([typed], "TCVN3") == ["TCVN3"]
        assert convert(typed, "TCVN3") == text


@pytest.mark.parametrize(
    "text",
    ["đồng chí bí thư", "Đồng Chí Bí Thư", "ĐỒNG CHÍ BÍ THƯ", "Café São Paulo", "FIFA", "Ảnh: PV", "München"],
)
def test_a_proper_text_among_legacy_ones_is_not_changed(text):
    assert choose_tables([text], "TCVN3") == [None]


@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "ascii"])
@pytest.mark.parametrize("text", [*SENTENCES, SENTENCES[0].upper(), "Hội nghị tổng kết"])
def test_letters_that_a_database_could_not_hold_are_missed(text, charset):
    assert has_lost_letters(text.encode(charset, "replace").decode(charset))


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "Ông là ai?Ông từ đâu đến?Ông làm gì?",
        "Thế à? Vậy sao? Ừ, đúng rồi? Sao lại thế??? “Ai?”, “Gì?”",
        "Xem https://vidu.vn/?trang=1&muc=2, http://vidu.vn/tin?id=5 và ?muc=3 (?)",
        "???",
    ],
)
def test_questions_and_addresses_miss_no_letters(text):
    assert not has_lost_letters(text)


@pytest.mark.parametrize("table", ["TCVN3", "VNI", "VISCII", "VPS", "windows-1258"])
@pytest.mark.parametrize(
    "text",
    [
        "88/2022/NĐ-CP",
        "Nghị định số 88/2022/NÐ-CP",
        "CĂN CỨ NGHỊ ĐỊNH SỐ 88/2022/NĐ-CP",
        "QĐ-UBND",
        "TTĐT, BCĐ, HĐND",
        *SENTENCES,
        *map(str.upper, SENTENCES),
        "Pelé, Müller, Đắk Lắk",
    ],
)
def test_proper_text_is_of_no_table_whatever_is_around_it(text, table):
    assert not is_of(text, table)


@pytest.mark.parametrize(
    "table, typed, read",
    [
        ("VISCII", "Tr¥n Mai - Lê Hùng", "Trần Mai - Lê Hùng"),
        ("VISCII", "Làng tôi có lûy tre xanh", "Làng tôi có lũy tre xanh"),
        ("VPS", "TrÀn Mai - Lê Hùng", "Trần Mai - Lê Hùng"),
        ("VPS", "Làng tôi có lÛy tre xanh", "Làng tôi có lũy tre xanh"),
    ],
)
def test_few_letters_that_differ_from_latin_1_tell_among_text_of_the_same_table(table, typed, read):
    assert is_of(typed, table)
    assert convert(typed, table) == read


@pytest.mark.parametrize(
    "text", ["Lê Hùng", "Làng tôi có tre xanh", "Café Hà Nội", "Müller và Lê Hùng", "Trần Mai"]
)
@pytest.mark.parametrize("table", ["VISCII", "VPS"])
def test_proper_lines_on_such_a_page_stay(text, table):
    assert not is_of(text, table)


@pytest.mark.parametrize(("more", "table"), [("ở ấp Bắc", "TCVN3"), ("ở Göteborg, Þjóð, Zürich, Møre", None)])
def test_text_with_letters_of_unicode_is_converted_only_where_nearly_all_words_become_syllables(more, table):
    assert find_table(f"{'đồng ruộng làng xóm đường phố'.translate(TO_TCVN3)} {more}") == table
