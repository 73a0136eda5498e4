"""Captions that are printed above their pictures."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

SHAPES = [
    "<figure><figcaption>{caption}</figcaption><img src='{url}'></figure>",
    "<figure><figcaption><p>{caption}</p></figcaption><a href='{url}'><img src='{url}'></a></figure>",
    "<figure><figcaption><em>{caption}</em></figcaption><picture><img src='{url}'></picture></figure>",
    "<figure><div class='figcaption'><p>{caption}</p></div><div><img src='{url}'></div></figure>",
    "<div class='img'><p class='caption'>{caption}</p><img src='{url}'></div>",
    "<div class='img'><div class='caption'>{caption}</div><p><img src='{url}'></p></div>",
    "<table><tr><td class='caption'>{caption}</td></tr><tr><td><img src='{url}'></td></tr></table>",
    "<p class='caption'>{caption}</p><p><img src='{url}'></p>",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_caption_above_a_picture_is_its_own_and_not_that_of_the_one_before(shape):
    first = shape.format(caption="Ca bơi sáng sớm", url="/u/1.jpg")
    second = shape.format(caption="Bể bơi nhìn từ trên cao", url="/u/2.jpg")
    record = among(first + second if "figure" in shape else first + f"<p>{TEXT[0]}!</p>" + second)
    assert [image.caption for image in record.images] == ["Ca bơi sáng sớm", "Bể bơi nhìn từ trên cao"]


@pytest.mark.parametrize(
    "player", ["<video src='/v.mp4'></video>", "<iframe src='/e/1'></iframe>", "<audio></audio>"]
)
@pytest.mark.parametrize(
    "shape", ["<figure>{}<figcaption>{}</figcaption></figure>", "{}<p class='caption'>{}</p>"]
)
def test_the_caption_of_a_player_is_not_that_of_the_picture_below(player, shape):
    record = among(shape.format(player, "Toàn cảnh buổi khai trương") + "<p><img src='/u/1.jpg'></p>")
    assert [image.caption for image in record.images] == [None]


def test_the_caption_below_a_picture_is_preferred():
    record = among(
        "<figure><img src='/u/1.jpg'><figcaption>Ca bơi sáng sớm</figcaption></figure><img src='/u/2.jpg'>"
    )
    assert [image.caption for image in record.images] == ["Ca bơi sáng sớm", None]
    assert lines_of(record) == list(TEXT)


PICTURE = "<img src='/u/1.jpg'>"
SAYS = "Các em học sinh tập bơi ca sáng"


@pytest.mark.parametrize(
    "box",
    [
        "<div><p>{line}</p><p>{picture}</p></div>",
        "<div><div>{line}</div><div>{picture}</div></div>",
        "<section><p>{line}</p><a href='/u/1.jpg'>{picture}</a></section>",
        "<table><tr><td><p>{line}</p><p>{picture}</p></td></tr></table>",
        "<div><p class='cap'>{line}.</p>{picture}</div>",
        "<div class='photo'><div>{line}.</div>{picture}</div>",
        "<center><p>{line}.</p>{picture}</center>",
    ],
)
def test_a_line_that_is_alone_with_the_picture_below_it_is_its_caption(box):
    record = among(box.format(line=SAYS, picture=PICTURE))
    assert (lines_of(record), [image.caption.rstrip(".") for image in record.images]) == ([*TEXT], [SAYS])


@pytest.mark.parametrize(
    "above",
    [
        f"<div><p>{SAYS}.</p>{PICTURE}</div>",
        f"<div><h3>{SAYS}</h3>{PICTURE}</div>",
        f"<div class='content-img'><p>{SAYS} dưới sự hướng dẫn của hai thầy giáo dạy thể dục đã về hưu.</p>{PICTURE}</div>",
        f"<center><p>{SAYS} dưới sự hướng dẫn của hai thầy giáo dạy thể dục đã về hưu.</p>{PICTURE}</center>",
        f"<div><p>Một số hình ảnh: {SAYS}</p>{PICTURE}</div>",
        f"<div><p>Dưới đây là hình ảnh {SAYS}</p>{PICTURE}</div>",
        f"<div><p><b>{SAYS}</b></p>{PICTURE}</div>",
        f"<div><p>{SAYS}:</p>{PICTURE}</div>",
        f"<div><p>{SAYS}</p>{PICTURE}<p>{TEXT[0]}!</p></div>",
        f"<div><p>{SAYS}</p>{PICTURE}<img src='/u/2.jpg'></div>",
    ],
)
def test_a_sentence_or_a_heading_above_a_picture_is_text(above):
    record = among(above)
    assert record.images[0].caption is None
    assert SAYS in record.body


def test_a_line_in_capitals_above_a_picture_is_text():
    line = "CÁC TIẾT MỤC VĂN NGHỆ"
    assert line in lines_of(among(f"<center><p>{line}</p>{PICTURE}</center>"))
