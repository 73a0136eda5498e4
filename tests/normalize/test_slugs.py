"""Titles that are alike."""

from dvcrawler.normalize.slugs import is_alike


def test_texts_that_differ_in_a_number_are_not_alike():
    assert not is_alike("Bài viết số 1 về mùa màng", "Bài viết số 2 về mùa màng")
    assert is_alike("Giá lúa tăng", "Giá  lúa tăng!")
    assert is_alike("Giá lúa tăng mạnh ở các huyện", "Giá lúa tăng mạnh ở cac huyện")
