import unicodedata

import pytest

from dvcrawler.normalize.dates import find_update

CHANGED = "Cập nhật lần cuối: 15/03/2024 10:05"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("around", ["{}", "Đăng ngày 14/03/2024 08:00. {}", "{} | Lượt xem: 120"])
def test_the_part_that_says_when_the_article_was_changed_is_found(form, around):
    text = unicodedata.normalize(form, around.format(CHANGED))
    assert find_update(text) == unicodedata.normalize(form, CHANGED)


@pytest.mark.parametrize("text", ["", "Đăng ngày 14/03/2024 08:00", "Cập nhật thông tin về bão"])
def test_a_text_without_such_a_part_has_none(text):
    assert find_update(text) is None
