"""Photo albums of article shape: pictures with a title and a date, and no text or captions."""

import pytest

from dvcrawler.items import PageCode
from tests.extract.article_pages import HEAD, TITLE, read_page

SOURCES = [f"/u/anh-{n}.jpg" for n in range(1, 6)]
CAPTIONS = ["Khởi động", "Xuống bể", "Giờ nghỉ", "Phát thưởng", "Ra về"]
SHAPES = [
    "<div class='item'><a href='{u}'><img src='{u}'></a></div>",
    "<a href='{u}' data-fancybox='g'><img src='{u}'></a>",
    "<a href='{u}' rel='lightbox'><img data-src='{u}' src='/lazy.gif'></a>",
    "<div class='swiper-slide'><img src='{u}'></div>",
    "<figure class='gallery-item'><img src='{u}'></figure>",
    "<div class='photo'><img src='{u}'></div>",
]
SIDE = "<div class='sidebar'><h3>Tin mới</h3><ul><li><a href='/a-1.html'>Một bài khác của xã bên</a></li></ul></div>"


def pictures(shape):
    return "".join(
        shape.format(u=source, c=caption) for source, caption in zip(SOURCES, CAPTIONS, strict=True)
    )


def album(content, head=HEAD):
    return read_page(f"<div class='detail'>{head}<div class='c'>{content}</div></div>{SIDE}")


@pytest.mark.parametrize("shape", SHAPES)
def test_an_album_without_captions_is_read_as_its_pictures(shape):
    record = album(pictures(shape))
    assert (record.title, record.published_at, record.kind) == (TITLE, "2025-06-05T07:20:00+07:00", "photo")
    assert [image.url.partition(".vn")[2] for image in record.images] == SOURCES
    assert record.body == ""


@pytest.mark.parametrize(
    "shape",
    [
        "<figure class='gallery-item'><img src='{u}'><figcaption>{c}</figcaption></figure>",
        "<li class='photo'><a href='{u}'><img src='{u}'></a><p>{c}</p></li>",
    ],
)
def test_short_captions_are_kept_with_their_pictures(shape):
    record = album(f"<ul class='album'>{pictures(shape)}</ul>")
    assert [image.caption for image in record.images] == CAPTIONS
    assert record.kind == "photo"


@pytest.mark.parametrize("shape", SHAPES)
def test_an_album_without_a_date_is_refused_by_name(shape):
    refused = album(pictures(shape), f"<h1>{TITLE}</h1>")
    assert refused.code == PageCode.NO_LAYOUT
    assert "it shows 5 pictures of an album, but no headline with a date" in refused.reason


@pytest.mark.parametrize(
    "shape",
    [
        "<div class='item'><a href='/bai-{c}-9.html'><img src='{u}'></a></div>",
        "<p><img src='{u}'></p>",
        "<div class='item'><a href='{u}'><img src='{u}' width='20' height='20'></a></div>",
    ],
)
def test_pictures_of_cards_buttons_and_of_a_text_that_is_missing_are_no_album(shape):
    assert album(pictures(shape)).reason == "no layout reads this page"


def test_two_pictures_are_no_album():
    assert (
        album("".join(SHAPES[0].format(u=source) for source in SOURCES[:2])).reason
        == "no layout reads this page"
    )
