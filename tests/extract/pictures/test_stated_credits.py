"""Who took a picture, where only the markup tells it from the caption."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

CAPTION = "Các em nhỏ thôn Đông tập bơi dưới bể."


@pytest.mark.parametrize(
    "credit",
    [
        "<span class='author'>Văn Hải</span>",
        "<cite>Văn Hải</cite>",
        "<span class='photo-credit'>Văn Hải</span>",
    ],
)
@pytest.mark.parametrize("caption", ["<figcaption>{}</figcaption>", "<p class='caption'>{}</p>"])
def test_the_photographer_is_in_the_credit_and_no_author(caption, credit):
    picture = f"<figure><img src='/anh/be.jpg'>{caption.format(f'{CAPTION} {credit}')}</figure>"
    record = among(picture, author="")
    assert [(each.caption, each.credit) for each in record.images] == [(CAPTION, "Văn Hải")]
    assert (record.author, lines_of(record)) == (None, list(TEXT))


def test_other_words_of_a_caption_stay_in_it():
    caption = f"<figcaption>{CAPTION} <span class='source'>chụp từ trên cao</span></figcaption>"
    record = among(f"<figure><img src='/anh/be.jpg'>{caption}</figure>")
    assert [each.caption for each in record.images] == [f"{CAPTION} chụp từ trên cao"]


def test_an_author_below_a_portrait_is_read():
    caption = "<figcaption>Phóng viên <span class='author'>Bùi Thanh Sơn</span></figcaption>"
    assert among(f"<figure><img src='/anh/son.jpg'>{caption}</figure>", author="").author == "Bùi Thanh Sơn"
