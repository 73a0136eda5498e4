"""Photo credits at the end of captions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.bylines import split_credit
from dvcrawler.normalize.text import clean_text


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        ("Rước kiệu ở đền làng. Ảnh: Lan Anh", "Rước kiệu ở đền làng.", "Lan Anh"),
        ("Rước kiệu ở đền làng.Ảnh:Lan Anh |", "Rước kiệu ở đền làng.", "Lan Anh"),
        ("Rước kiệu. (Ảnh: TTXVN).", "Rước kiệu.", "TTXVN"),
        ("Rước kiệu [Ảnh: Báo Nam Định]", "Rước kiệu", "Báo Nam Định"),
        ("Rước kiệu - Ảnh: H.Y.T.", "Rước kiệu", "H.Y.T."),
        ("Rước kiệu, ảnh: Internet", "Rước kiệu", "Internet"),
        ("Rước kiệu. Bài và ảnh: VĂN BÌNH", "Rước kiệu.", "Văn Bình"),
        ("Rước kiệu. Tin, ảnh: Văn Bình", "Rước kiệu.", "Văn Bình"),
        ("Rước kiệu. Ảnh: Lan Anh và CTV", "Rước kiệu.", "Lan Anh và CTV"),
        ("Rước kiệu. Ảnh, clip: Lan Anh - Văn Bình", "Rước kiệu.", "Lan Anh - Văn Bình"),
        ("Rước kiệu. Ảnh: nhân vật cung cấp", "Rước kiệu.", "nhân vật cung cấp"),
        ("Rước kiệu (Ảnh Lan Anh)", "Rước kiệu", "Lan Anh"),
        ("Rước kiệu. Ảnh Lan Anh", "Rước kiệu.", "Lan Anh"),
        ("Rước kiệu. Ảnh - Lan Anh", "Rước kiệu.", "Lan Anh"),
        ("Ảnh – Lan Anh", None, "Lan Anh"),
        ("Rước kiệu. (Nguồn: VietnamPlus)", "Rước kiệu.", "VietnamPlus"),
        ("Rước kiệu (Nguồn: Internet).", "Rước kiệu", "Internet"),
        ("Rước kiệu. Nguồn: TTXVN", "Rước kiệu.", "TTXVN"),
        ("Ảnh:\nLan Anh\n|", None, "Lan Anh"),
        ("Nguồn ảnh: TTXVN", None, "TTXVN"),
        ("Đồ họa: Lan Anh", None, "Lan Anh"),
        ("Giá lúa qua các vụ. Đồ hoạ: TTXVN", "Giá lúa qua các vụ.", "TTXVN"),
        ("Ba bước nộp hồ sơ (Infographic: Văn Bình)", "Ba bước nộp hồ sơ", "Văn Bình"),
        ("Ảnh minh họa: Internet", "Ảnh minh họa", "Internet"),
        ("Cánh đồng. Ảnh tư liệu: TTXVN", "Cánh đồng. Ảnh tư liệu", "TTXVN"),
    ],
)
def test_the_credit_is_parted_from_the_caption(caption, text, credit):
    assert split_credit(caption) == (text, credit)


@pytest.mark.parametrize(
    "caption",
    [
        "Cánh đồng mẫu lớn ở xã Trực Hùng",
        "Trong ảnh: Đoàn công tác thăm xưởng may",
        "Triển lãm ảnh: Quê hương đổi mới",
        "Ảnh: Các đại biểu dự buổi gặp mặt",
        "Toàn cảnh: Lan Anh",
        "Tranh: Cá chép trông trăng của làng in",
        "Cánh đồng (ảnh minh họa)",
        "Chụp ảnh lưu niệm.",
        "Lễ hội làng. Ảnh chụp từ trên cao",
        "Triển lãm Ảnh Lan Anh",
        "Giá lúa từng vụ (Nguồn: tính toán từ số liệu của các hộ)",
        "Suối nước nóng. Nguồn: nước ngầm ở độ sâu 40 m",
    ],
)
def test_a_caption_without_credit_stays_whole(caption):
    assert split_credit(caption) == (caption, None)


@pytest.mark.parametrize("caption", ["", " \n", "|"])
def test_an_empty_caption_is_none(caption):
    assert split_credit(caption) == (None, None)


@given(st.text() | st.text(alphabet="Ảnh: ()[].|-LanVX,tin", max_size=40))
def test_what_is_split_off_is_clean_and_nothing_is_invented(caption):
    text, credit = split_credit(caption)
    whole = clean_text(caption).lower()
    for part in filter(None, (text, credit)):
        assert part == clean_text(part)
        assert set(part.lower()) <= set(whole) | set(" ảnh")
    assert credit is None or len(credit) <= 80
