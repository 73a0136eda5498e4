"""Which tables hold pictures with their captions, and which lay out a page that has little text."""

import pytest

from tests.extract.article_pages import TITLE, among, lines_of, read_page

SENTENCES = (
    "Thời gian ngừng cấp nước từ 8 giờ đến 16 giờ ngày 7 tháng 6.",
    "Đề nghị các hộ dân trong xóm chủ động trữ nước để dùng.",
)
TEXT = "<br><br>".join(SENTENCES)

ICONS = {
    "a link with a text": "<a href='/'><img src='/anh/lui.gif'> Về mục tin tức</a>",
    "an arrow": "<img src='/images/back_arrow.gif'>",
    "a dot": "<img src='images/dot.gif'> Tin xóm",
    "a small picture": "<img src='/anh/moi.gif' width='16' height='16'>",
    "an icon before the date": "<img src='/skins/icon-lich.png'>",
    "a clock": "<img src='/img/clock.png'>",
}


@pytest.mark.parametrize("icon", ICONS.values(), ids=ICONS)
@pytest.mark.parametrize("headline", ["<b>{}</b>", "<h2>{}</h2>", "<a href='#' class='link'>{}</a>"])
def test_a_table_with_an_icon_lays_out_the_page(icon, headline):
    record = read_page(
        f"<table><tr><td><div>{headline.format(TITLE)} <span class='date'>05/06/2025</span>"
        f"<div>{icon}</div></div><div class='nd'>{TEXT}</div></td></tr></table>"
    )
    assert (record.title, record.date, record.images) == (TITLE, "2025-06-05", ())
    assert lines_of(record)[-2:] == list(SENTENCES)


@pytest.mark.parametrize(
    "icon", ["<img src='/images/zoom_icon.gif'>", "<img src='/i/dau-cham.gif' width='8' height='8'>"]
)
def test_a_picture_beside_an_icon_keeps_its_caption(icon):
    table = (
        f"<table><tr><td><img src='/anh/ao.jpg'>{icon}</td></tr><tr><td>Ao đình thôn Đông</td></tr></table>"
    )
    paragraphs = "".join(f"<p>{text} {text.lower()}</p>" for text in SENTENCES * 2)
    record = read_page(f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p><div>{paragraphs}{table}{paragraphs}</div>")
    told = [(image.url.rsplit("/", 1)[1], image.caption) for image in record.images]
    assert ("ao.jpg", "Ao đình thôn Đông") in told


def test_a_button_in_a_table_is_no_picture_with_a_caption():
    button = "<a href='/in-12'><img src='/img/pdf_button.png'></a>"
    row = f"<tr><td><img src='/upload/be-boi-1.jpg'><br>Bể bơi của thôn</td><td>{button}</td></tr>"
    images = among(f"<table>{row}</table>").images
    assert [(image.url.rpartition("/")[2], image.caption) for image in images] == [
        ("be-boi-1.jpg", "Bể bơi của thôn")
    ]


def test_a_table_with_a_column_of_pictures_keeps_its_texts():
    rows = "".join(
        f"<tr><td>Áo {each}</td><td><img src='/anh/{each}.jpg'></td></tr>" for each in ("ao", "quan")
    )
    record = among(f"<table><tr><td>Sản phẩm</td><td>Ảnh</td></tr>{rows}</table>")
    assert {"Sản phẩm", "Áo ao", "Áo quan"} < set(lines_of(record))
    assert [image.caption for image in record.images] == [None, None]


def test_a_picture_that_the_editor_wrapped_is_one_of_the_article():
    figure = (
        "<figure class='image'><img src='/anh/ao.jpg'><figcaption>Ao đình thôn Đông</figcaption></figure>"
    )
    record = among(f"<div class='cke_widget_wrapper cke_widget_block'>{figure}</div>")
    assert [image.caption for image in record.images] == ["Ao đình thôn Đông"]


@pytest.mark.parametrize("picture", ["<img src='/anh/ao.jpg'>", "<amp-img src='/anh/ao.jpg'></amp-img>"])
@pytest.mark.parametrize(
    "cells", ["<td><figure>{}<figcaption>{}</figcaption></figure></td>", "<td>{}</td></tr><tr><td>{}</td>"]
)
def test_a_picture_in_a_table_has_its_caption_in_or_without_a_figure(picture, cells):
    caption = "Ao đình thôn Đông sau khi nạo vét"
    (image,) = among(f"<table><tr>{cells.format(picture, caption)}</tr></table>").images
    assert image.caption == caption


def test_the_caption_of_a_table_with_nothing_but_a_picture_is_that_of_the_picture():
    caption = "Ao đình thôn Đông sau khi nạo vét"
    table = f"<table><caption>{caption}</caption><tr><td><img src='/anh/ao.jpg'></td></tr></table>"
    assert [image.caption for image in among(table).images] == [caption]


def test_above_pictures_with_captions_of_their_own_it_is_text():
    cells = "".join(
        f"<tr><td><img src='/anh/ao-{n}.jpg'></td></tr><tr><td>Ao số {n}</td></tr>" for n in (1, 2)
    )
    record = among(f"<table><caption>Hai ao đình thôn Đông</caption>{cells}</table>")
    assert [image.caption for image in record.images] == ["Ao số 1", "Ao số 2"]
    assert "Hai ao đình thôn Đông" in lines_of(record)


def test_a_table_of_the_picture_and_the_headline_of_another_article_is_left_out():
    link = "<a href='/tin-tuc/be-boi-thon-doai-99.html'>{}</a>"
    cells = "".join(
        f"<td>{link.format(each)}</td>" for each in ("<img src='/anh/ao.jpg'>", "Bể bơi thôn Đoài")
    )
    table = f"<table><tr>{cells}</tr></table>"
    assert (among(table).images, among(table).body) == ((), among("").body)
