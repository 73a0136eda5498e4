"""Shingles: each five syllables have one hash, whatever letters the text has besides."""

from zlib import crc32

import pytest

from dvcrawler.derived.folding import fold_marks, words_of
from dvcrawler.derived.similarity.shared_text import hash_text, keep_some


@pytest.mark.parametrize(
    "body",
    [
        "Tuyến đường liên xã dài ba cây số, “khánh thành” sáng nay – 10:30.",
        "tệp bao_cao_2024 gửi về huyện ủy trước ngày 30/6",
        "diện tích 1.200 m² đất lúa và ½ héc-ta vườn tạp",
        "日本 và Việt Nam ký kết văn bản hợp tác Ω",
        "bốn chữ thôi nhé",
        "",
    ],
)
def test_each_five_words_have_the_hash_of_their_folded_letters(body):
    words = words_of(fold_marks(body))
    expected = [crc32(" ".join(words[place : place + 5]).encode()) for place in range(len(words) - 4)]
    assert [each & 0xFFFFFFFF for each in hash_text({"summary": None, "body": body})] == expected


def test_one_in_sixteen_is_kept_and_eight_of_a_short_text():
    assert keep_some(range(320)) == list(range(0, 320, 16))
    assert len(keep_some(range(100))) == 8
