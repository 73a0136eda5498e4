"""Verses set apart between the headline and the text."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, paragraphs, read_page

VERSES = ("Gió đưa cành trúc la đà", "Tiếng chuông đầu xóm, canh gà cuối thôn")


@pytest.mark.parametrize("stanza", [
    "<p style='text-align:center'><em>{}<br>{}</em></p>", "<div style='text-align:center'>{}<br>{}</div>",
    "<p align='center'><i>{}</i></p><p align='center'><i>{}</i></p>",
])  # fmt: skip
def test_verses_between_the_lead_and_the_box_of_the_text_are_kept(stanza):
    record = read_page(f"{HEAD}{stanza.format(*VERSES)}<div class='c'>{paragraphs()}</div>")
    assert record.body.split("\n\n")[0].split("\n")[0] == VERSES[0] and VERSES[1] in record.body


@pytest.mark.parametrize("line", [
    "<p style='text-align:center'>Bùi Thanh Sơn<br>Báo Ví Dụ</p>", "<p align='center'>HỘI NÔNG DÂN<br>XÃ THANH LỢI</p>",
    "<div style='text-align:center'>Tin trong tỉnh</div><div style='text-align:center'>Tin trong xã</div>",
])  # fmt: skip
def test_names_between_the_headline_and_the_text_are_no_verses(line):
    record = read_page(f"{HEAD}{line}<div class='c'>{paragraphs()}</div>")
    assert record.body.startswith(TEXT[0])
