"""Letters with combining marks are composed in the text of a page, and nowhere else."""

import unicodedata

import pytest

from dvcrawler.extract.loading.shown_text import compose_letters


def decompose(text):
    return unicodedata.normalize("NFD", text)


def test_combining_marks_in_a_text_are_composed():
    page = f"<p>{decompose('Nhà thờ đổ, lửa thử vàng')}</p>"
    assert compose_letters(page.encode()).decode() == "<p>Nhà thờ đổ, lửa thử vàng</p>"


def test_styled_letters_are_plain_ones_and_their_marks_are_composed():
    page = "<h1>🔔 𝗧𝗛𝗢̂𝗡𝗚 𝗕𝗔́𝗢: 𝑵𝒈𝒂̀𝒚 𝟭𝟮/𝟱</h1>"
    assert compose_letters(page.encode()).decode() == "<h1>🔔 THÔNG BÁO: Ngày 12/5</h1>"


@pytest.mark.parametrize(
    "page",
    [
        f"<a href='/tep/{decompose('kế hoạch')}.pdf'>Tệp</a>",
        f'<script>{{"image": "/anh/{decompose("hội nghị")}.jpg"}}</script>',
        f"<SCRIPT type='application/ld+json'>\"{decompose('hội')}\"</SCRIPT>",
    ],
)
def test_names_of_files_stay_as_they_are(page):
    assert compose_letters(page.encode()).decode() == page


@pytest.mark.parametrize(
    "data", [b"", b"<p>a</p>", b"<p>\xcc\x81", b"\xcd\xcc\xff<p>\xff\xcc</p>", b"<p>&#7;&#768</p>"]
)
def test_other_bytes_stay_as_they_are(data):
    assert compose_letters(data) == data


@pytest.mark.parametrize("around", ["<p>{}</p>", "{}>", "{}<", "<b>{}"])
def test_each_of_many_texts_is_composed_unless_it_ends_a_tag(around):
    word = "\u00e1" if not around.endswith("}>") else "a\u0301"
    page = "<body>" + around.format("a\u0301") * 1000
    assert compose_letters(page.encode()).decode() == "<body>" + around.format(word) * 1000
