"""Verses set apart between the headline and the text."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, paragraphs, read_page

VERSES = ("Gió đưa cành trúc la đà", "Tiếng chuông đầu xóm, canh gà cuối thôn")


@pytest.mark.parametrize(
    "stanza",
    [
        "<p style='text-align:center'><em>{}<br>{}</em></p>",
        "<div style='text-align:center'>{}<br>{}</div>",
        "<p align='center'><i>{}</i></p><p align='center'><i>{}</i></p>",
        "<blockquote>{}<br>{}</blockquote>",
    ],
)
def test_verses_between_the_lead_and_the_box_of_the_text_are_kept(stanza):
    record = read_page(f"{HEAD}{stanza.format(*VERSES)}<div class='c'>{paragraphs()}</div>")
    assert record.body.split("\n\n")[0].split("\n")[0] == VERSES[0] and VERSES[1] in record.body


@pytest.mark.parametrize(
    "line",
    [
        "<p style='text-align:center'>Bùi Thanh Sơn<br>Báo Ví Dụ</p>",
        "<p align='center'>HỘI NÔNG DÂN<br>XÃ THANH LỢI</p>",
        "<div style='text-align:center'>Tin trong tỉnh</div><div style='text-align:center'>Tin trong xã</div>",
    ],
)
def test_names_between_the_headline_and_the_text_are_no_verses(line):
    record = read_page(f"{HEAD}{line}<div class='c'>{paragraphs()}</div>")
    assert record.body.startswith(TEXT[0])


@pytest.mark.parametrize(
    "line",
    [
        "<p style='text-align:right'><em>Tặng những người giữ biển</em></p>",
        "<p align='right'>Kính tặng mẹ</p>",
        "<div style='text-align:center'>Nhớ đồng đội năm xưa</div>",
    ],
)
def test_a_dedication_above_the_box_of_the_text_is_kept_and_no_lead(line):
    record = read_page(f"{HEAD}{line}<div class='c'>{paragraphs()}</div>")
    assert record.body.split("\n\n")[1:] == [*TEXT] and record.summary is None


@pytest.mark.parametrize(
    "line",
    [
        "<p align='center'>Tặng quà cho hộ nghèo ở xã</p>",
        "<p><i>Chuyên mục: Nông thôn mới</i></p>",
        "<p align='right'><i>Báo Ví Dụ điện tử</i></p>",
    ],
)
def test_lines_set_apart_above_the_box_of_the_text_that_are_no_verses_are_not_text(line):
    record = read_page(f"{HEAD}{line}<div class='c'>{paragraphs()}</div>")
    assert record.body.startswith(TEXT[0])


@pytest.mark.parametrize(
    "lines, are_text",
    [
        (VERSES, True),
        (("Trên đồng cạn, dưới đồng sâu", "Chồng cày, vợ cấy, con trâu đi bừa"), True),
        (("Quang cảnh lễ hội đầu xuân", "Ảnh do ban tổ chức gửi về báo"), False),
        (("Các đại biểu dự hội nghị", "Ảnh tư liệu của xã Thanh Lợi"), False),
    ],
)
def test_a_couplet_below_a_picture_is_no_caption(lines, are_text):
    couplet = "<p style='text-align:center'><img src='/a.jpg'></p><p style='text-align:center'><em>{}<br>{}</em></p>"
    record = read_page(
        f"{HEAD}<div class='c'>{paragraphs(TEXT[:2])}{couplet.format(*lines)}{paragraphs(TEXT[2:])}</div>"
    )
    assert (lines[1] in record.body) is are_text


def test_a_couplet_below_the_caption_of_a_picture_is_text():
    line = "<p style='text-align:center'><em>{}</em></p>"
    shown = "<p><img src='/a.jpg'></p>" + "".join(map(line.format, ("Quang cảnh lễ hội", *VERSES)))
    record = read_page(f"{HEAD}<div class='c'>{paragraphs(TEXT[:2])}{shown}{paragraphs(TEXT[2:])}</div>")
    assert [image.caption for image in record.images] == ["Quang cảnh lễ hội"]
    assert all(verse in record.body for verse in VERSES)


def test_the_lead_below_verses_is_the_lead():
    verses = f"<p style='text-align:center'><i>{'<br>'.join(VERSES)}</i></p>"
    record = read_page(f"{HEAD}{verses}<p>{TEXT[0]}</p><div class='content'>{paragraphs(TEXT[1:])}</div>")
    assert record.summary == TEXT[0]
