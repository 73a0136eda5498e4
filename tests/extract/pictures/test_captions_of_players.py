"""Captions below a picture that belong to something else: a player, or a gallery's next picture."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of, paragraphs, read

OTHER = "Các em nhỏ thôn Đông tập bơi dưới bể."
FIGURE = "<figure><img src='/anh/be.jpg'><figcaption>Bể bơi thôn Đông</figcaption></figure>"
PLAYERS = {
    "VCCorp's": f"<div type='VideoStream'><div class='VideoCMS_Caption'><p>{OTHER}</p></div></div>",
    "a box": f"<div class='video'><video src='/v/a.mp4'></video><p class='caption'>{OTHER}</p></div>",
    "a figure": f"<figure><audio src='/v/a.mp3'></audio><figcaption>{OTHER}</figcaption></figure>",
}


@pytest.mark.parametrize("player", PLAYERS.values(), ids=PLAYERS)
@pytest.mark.parametrize("picture", [FIGURE, "<p><img src='/anh/be.jpg' alt='Bể bơi thôn Đông'></p>"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_caption_of_a_player_is_not_that_of_the_picture_above(player, picture, is_first):
    record = read(picture + player + paragraphs()) if is_first else among(picture + player)
    assert [(each.caption, each.credit) for each in record.images] == [("Bể bơi thôn Đông", None)]
    assert lines_of(record) == list(TEXT)


def test_a_credit_below_a_figure_is_of_its_picture():
    record = among(f"{FIGURE}<p class='caption'>Ảnh: Văn Hải</p>")
    assert [(each.caption, each.credit) for each in record.images] == [("Bể bơi thôn Đông", "Văn Hải")]


def test_the_caption_of_a_picture_in_a_page_of_videos_stays():
    picture = f"<div class='video-item'><img src='/anh/be.jpg'><p class='caption'>{OTHER}</p></div>"
    assert [each.caption for each in among(picture).images] == [OTHER]


def test_a_line_in_a_paragraph_with_a_picture_is_not_the_caption_of_the_player_above():
    picture = f"<p align='center'><img src='/anh/be.jpg'><br><em>{OTHER}</em></p>"
    record = among(f"<iframe src='https://www.youtube.com/embed/x'></iframe>{picture}")
    assert [each.caption for each in record.images] == [OTHER]


@pytest.mark.parametrize("gallery", ["slick-slider", "swiper-wrapper"])
def test_the_caption_in_an_opening_gallery_is_no_lead(gallery):
    slide = f"<div class='item'><img src='/anh/be.jpg'><p class='desc'>{OTHER}</p></div>"
    record = read(f"<div class='{gallery}'>{slide}</div>{paragraphs()}")
    assert (record.summary, [each.caption for each in record.images]) == (None, [OTHER])


@pytest.mark.parametrize("name", ["caption", "PhotoCMS_Caption", "Image"])
@pytest.mark.parametrize("box", ["<p class='{}'>{}</p>", "<div class='{}'><p>{}</p></div>"])
def test_a_paragraph_with_the_name_of_a_caption_is_text_where_no_picture_is(box, name):
    added = "Hai cụ cao tuổi nhất thôn được mời cắt băng, rồi ở lại xem lũ trẻ xuống nước lượt đầu tiên."
    assert lines_of(among(box.format(name, added))) == [*TEXT[:2], added, *TEXT[2:]]
    assert lines_of(among(f"<iframe src='/v/1'></iframe>{box.format(name, added)}")) == list(TEXT)
