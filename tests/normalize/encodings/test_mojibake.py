"""UTF-8 read as Windows-1252, and its repair."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.encodings.mojibake import has_mojibake, repair_mojibake, undo_further

VIETNAMESE = st.text(alphabet=" abchnAĐđĂăÂâÊêÔôƠơƯưáàảãạấầẩẫậớờởỡợứừửữựýỳỷỹỵÁÀẢÃẠỈỊ,.–“”", max_size=60)


def read_as_latin1(text):
    return text.encode().decode("latin-1")


def read_as_windows_1252(text):
    """As browsers do: the five bytes that the code page lacks become controls."""
    return "".join(
        bytes([b]).decode("latin-1" if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")
        for b in text.encode()
    )


@pytest.mark.parametrize("damage", [read_as_latin1, read_as_windows_1252])
@pytest.mark.parametrize(
    "text", ["Tiếp tục đổi mới – “tinh gọn”", "BÀI VÀ ẢNH: xã đã đạt 5°", "ĐÃ", "ở ừ ữ ặ À Ý"]
)
def test_damaged_text_is_repaired(text, damage):
    assert has_mojibake(damage(text))
    assert repair_mojibake(damage(text)) == text


@given(VIETNAMESE)
def test_proper_text_is_never_called_damaged(text):
    assert not has_mojibake(text)
    assert repair_mojibake(text) is None


@given(VIETNAMESE, st.sampled_from([read_as_latin1, read_as_windows_1252]))
def test_what_is_seen_as_damaged_is_repaired_exactly(text, damage):
    damaged = damage(text)
    if has_mojibake(damaged):
        assert repair_mojibake(damaged) == text


def test_capitals_before_a_closing_quote_are_not_damage():
    assert not has_mojibake("Bài “ĐỔI MỚI Ở XÔ, “NÔNG THÔN XÃ” và XÃ\xa0NAM")


def test_a_damaged_sentence_does_not_spoil_the_proper_one_beside_it():
    mixed = "Chuyện ở “XÃ” mới: " + read_as_windows_1252("đường làng")
    assert repair_mojibake(mixed) == "Chuyện ở “XÃ” mới: đường làng"


def test_damage_that_lost_bytes_is_not_half_repaired():
    assert repair_mojibake("Tiáº¿p tá» nÃ y") is None


@given(st.text())
def test_no_text_makes_the_repair_raise(text):
    repaired = repair_mojibake(text)
    assert repaired is None or has_mojibake(text)


def read_as_windows_1258(text):
    """As browsers do: the bytes that the code page lacks become controls."""
    found = text.encode().decode("cp1258", "surrogateescape")
    return "".join(chr(ord(c) - 0xDC00) if 0xDC80 <= ord(c) <= 0xDCFF else c for c in found)


SENTENCES = (
    "Đội tuyển bóng chuyền nữ thắng ngược ở ván đấu nghẹt thở",
    "Ông Trần Văn Tĩnh, Phó Chủ tịch: “Giá lúa ở châu Âu vẫn chậm”",
    "Nhiệt độ xuống dưới 10°C, đề phòng băng giá – sương muối",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("damage", [read_as_latin1, read_as_windows_1252])
@pytest.mark.parametrize("times", [2, 3, 4])
def test_text_damaged_several_times_is_repaired(text, damage, times):
    damaged = text
    for _ in range(times):
        damaged = damage(damaged)
    assert has_mojibake(damaged)
    assert repair_mojibake(damaged) == text


@pytest.mark.parametrize("text", SENTENCES)
def test_text_read_as_windows_1258_is_repaired(text):
    assert repair_mojibake(read_as_windows_1258(text)) == text


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("damage", [read_as_latin1, read_as_windows_1252])
def test_decomposed_text_is_repaired(text, damage):
    assert repair_mojibake(damage(normalize("NFD", text))) == normalize("NFC", text)


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "XÃ”, ĐÃ… và CHÌ£ không phải là lỗi",
        "CĂ¡ và Ă“ đứng cạnh nhau",
        "Ã¡ là hai chữ",
        "São Paulo, Curaçao: “É assim…”",
        "VÌ\xa0NƯỚC, VÌ “DÂN”",
    ],
)
def test_proper_text_is_not_undone(text):
    assert undo_further(text) == text
    assert not has_mojibake(text)
