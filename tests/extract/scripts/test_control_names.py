"""The words by which controls that turn no page are told from names that only contain the same letters."""

import re

import pytest

from dvcrawler.extract.scripts.control_names import ACCOUNTS, CALENDARS, DAYS


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (CALENDARS, "boxLich"),
        (CALENDARS, "lich-cong-tac"),
        (CALENDARS, "calendar"),
        (CALENDARS, "DatePicker"),
        (DAYS, "txtFromDate"),
        (DAYS, "chonNgay"),
        (ACCOUNTS, "formLogin"),
        (ACCOUNTS, "dang-nhap"),
    ],
)
def test_a_word_is_found_in_a_longer_name(words, name):
    assert re.search(words, name, re.I)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (CALENDARS, "ctl00_PublicHolder"),
        (CALENDARS, "lich-su-dia-phuong"),
        (DAYS, "ctl00_UpdatePanel1"),
        (DAYS, "lastUpdated"),
        (DAYS, "btnValidate"),
        (ACCOUNTS, "loadBlogIndex"),
    ],
)
def test_the_same_letters_in_another_word_do_not_count(words, name):
    assert not re.search(words, name, re.I)
