"""Who took a picture, where only the markup tells it from the caption."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, among, lines_of, paragraphs, read_page

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


@pytest.mark.parametrize(
    "credit",
    [
        "<span class='credit'>Ảnh: Văn Hải</span>",
        "<em>(Ảnh: Văn Hải)</em>",
        "<cite>Nguồn ảnh: Văn Hải</cite>",
        "<span style='float:right'>Photo: Văn Hải</span>",
        "<span class='author'>Ảnh: <b>Văn Hải</b></span>",
    ],
)
def test_a_label_that_only_its_element_parts_from_the_caption_is_no_part_of_it(credit):
    caption = f"<figcaption>Từ trái sang: em Lan, em Bình{credit}</figcaption>"
    record = among(f"<figure><img src='/anh/be.jpg'>{caption}</figure>")
    assert [(each.caption, each.credit) for each in record.images] == [
        ("Từ trái sang: em Lan, em Bình", "Văn Hải")
    ]


def test_other_words_of_a_caption_stay_in_it():
    caption = f"<figcaption>{CAPTION} <span class='source'>chụp từ trên cao</span></figcaption>"
    record = among(f"<figure><img src='/anh/be.jpg'>{caption}</figure>")
    assert [each.caption for each in record.images] == [f"{CAPTION} chụp từ trên cao"]


def test_an_author_below_a_portrait_is_read():
    caption = "<figcaption>Phóng viên <span class='author'>Bùi Thanh Sơn</span></figcaption>"
    assert among(f"<figure><img src='/anh/son.jpg'>{caption}</figure>", author="").author == "Bùi Thanh Sơn"


@pytest.mark.parametrize(
    "caption",
    [
        f"{CAPTION}<span>1/3</span><a>Phóng to</a>",
        f"<span>1/3</span> {CAPTION}",
        f"Ảnh 2/12: {CAPTION}",
        f"{CAPTION}<br>1/3",
        f"<a href='/anh/be.jpg'>Xem ảnh lớn</a> {CAPTION}",
        f"{CAPTION} 1/3 Toàn màn hình",
        f"{CAPTION} <i>(Nhấn vào ảnh để phóng to)</i>",
    ],
)
def test_numbers_and_buttons_of_a_viewer_are_no_part_of_a_caption(caption):
    record = among(f"<figure><img src='/anh/be.jpg'><figcaption>{caption}</figcaption></figure>")
    assert [each.caption for each in record.images] == [CAPTION]


@pytest.mark.parametrize(
    "caption",
    [
        "1/3 số em đã bơi thành thạo.",
        "Lớp học bơi khai giảng ngày 1/6",
        "Các em lớp D1/2",
        "Cô giáo muốn phóng to ảnh",
    ],
)
def test_a_fraction_a_day_and_a_class_stay_in_the_caption(caption):
    record = among(f"<figure><img src='/anh/be.jpg'><figcaption>{caption}</figcaption></figure>")
    assert [each.caption for each in record.images] == [caption]


@pytest.mark.parametrize(
    "line",
    [
        "Ảnh: Văn Hải",
        "Ảnh trong bài: Văn Hải",
        "Đồ họa: Văn Hải",
        "Thiết kế: Văn Hải",
        "Ảnh, video: Văn Hải",
        "Minh họa: Văn Hải",
        "Kỹ thuật: Văn Hải",
        "Ảnh: TTXVN",
        "Ảnh: Văn Hải</p><p>Đồ họa: Thu Hà",
    ],
)
def test_who_took_the_pictures_or_drew_is_no_text_where_another_line_names_the_author(line):
    record = read_page(
        f"<div class='d'>{HEAD}<p class='author'>Bùi Sơn</p><div class='c'>{paragraphs()}<p>{line}</p></div></div>"
    )
    assert (record.author, lines_of(record)) == ("Bùi Sơn", list(TEXT))
