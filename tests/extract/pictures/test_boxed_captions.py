"""Captions by the box of their picture, by what they say, and on pages laid out in aligned tables."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TEXT, among, lines_of, paragraphs, read_page

SAYS = "Các em học sinh tập bơi ca sáng."
CREDIT = "Ảnh: Bùi Thanh Sơn"
PICTURE = "<img src='/u/be-boi.jpg'>"


def shown(record):
    return [(image.caption, image.credit) for image in record.images]


@pytest.mark.parametrize(
    "name", ["picbox", "photo-item", "post-image", "imgBox", "khung-anh", "hinh-anh", "fig_wrap"]
)
@pytest.mark.parametrize(
    "lines",
    [
        "<div class='desc'>{}</div><div class='who'>{}</div>",
        "<p>{}</p><p>{}</p>",
        "<span>{}<br>{}</span>",
    ],
)
def test_the_lines_in_a_box_named_after_its_picture_are_the_caption(name, lines):
    record = among(f"<div class='{name}'>{PICTURE}{lines.format(SAYS, CREDIT)}</div>")
    assert lines_of(record) == list(TEXT)
    assert shown(record) == [(SAYS, "Bùi Thanh Sơn")]


@pytest.mark.parametrize(
    "name", ["slick", "swiper-wrapper", "carousel-inner", "owl-stage", "gallery", "album-list"]
)
def test_each_line_below_a_picture_of_a_gallery_is_its_caption(name):
    items = f"<div>{PICTURE}<p>{SAYS}</p></div><div><img src='/u/2.jpg'><p>Các em nghỉ.</p></div>"
    record = among(f"<div class='{name}'>{items}</div>")
    assert (lines_of(record), shown(record)) == (list(TEXT), [(SAYS, None), ("Các em nghỉ.", None)])


def test_a_longer_text_in_such_a_box_is_text():
    record = among(f"<div class='photo-story'>{PICTURE}<p>{SAYS} {TEXT[3]}</p><p>{TEXT[3][::-1]}</p></div>")
    assert SAYS in record.body


def test_a_box_with_two_pictures_has_no_common_caption():
    record = among(f"<div class='photos'>{PICTURE}<img src='/u/2.jpg'><p>{SAYS}</p></div>")
    assert shown(record)[0] == (None, None)


@pytest.mark.parametrize(
    "line", ["(Ảnh minh họa)", "Ảnh minh hoạ.", "Hình ảnh có tính chất minh họa", "Ảnh tư liệu"]
)
@pytest.mark.parametrize("place", ["<p>{}</p>", "<p align='right'>{}</p>", "<div><i>{}</i></div>"])
def test_a_line_that_names_the_kind_of_a_picture_is_its_caption(line, place):
    record = among(f"<p>{PICTURE}</p>{place.format(line)}")
    assert lines_of(record) == list(TEXT)
    assert shown(record)[0][0] in (line, line.strip("()"))


@pytest.mark.parametrize(
    "line", ["Nguồn: Internet", "(Nguồn: Ban quản lý)", "Source: Reuters", "Photo: Reuters"]
)
def test_a_line_between_picture_and_text_that_says_where_it_is_from_is_not_text(line):
    assert lines_of(among(f"<p>{PICTURE}</p><p>{line}</p>")) == list(TEXT)


def test_below_the_last_picture_the_source_is_the_articles():
    record = read_page(f"<div class='c'>{HEAD}{paragraphs()}<p>{PICTURE}</p><p>Nguồn: Báo Lao Động</p></div>")
    assert record.source == "Báo Lao Động"


def test_a_credit_at_the_right_ends_a_centred_caption():
    record = among(
        f"<p align='center'>{PICTURE}</p><p align='center'><em>{SAYS}</em></p><p align='right'><em>{CREDIT}</em></p>"
    )
    assert (lines_of(record), shown(record)) == (list(TEXT), [(SAYS, "Bùi Thanh Sơn")])


@pytest.mark.parametrize(
    "around",
    [
        "<table align='center'><tr><td>{}</td></tr></table>",
        "<center><table><tr><td>{}</td></tr></table></center>",
        "<div align='center'><table width='900'><tr><td align='justify'>{}</td></tr></table></div>",
        "<table align='right'><tr><td>{}</td></tr></table>",
        "<div align='center'><div align='justify'>{}</div></div>",
        "<div align='center'><div align='LEFT'>{}</div></div>",
    ],
)
def test_the_text_of_an_aligned_table_is_not_aligned(around):
    caption = f"<p align='center'>{PICTURE}<br><i>{SAYS}</i><br><i>{CREDIT}</i></p>"
    content = HEAD + paragraphs(TEXT[:2]) + caption + paragraphs(TEXT[2:]) + AUTHOR
    record = read_page(around.format(content))
    assert (lines_of(record), shown(record)) == (list(TEXT), [(SAYS, "Bùi Thanh Sơn")])
    assert record.author == "Bùi Thanh Sơn"


@pytest.mark.parametrize(
    "figure",
    [
        "<div class='item'><img src='/u/ben.jpg'><div class='num'>1 / 3</div><div class='caption'>{}</div></div>",
        "<div class='album'><div><img src='/u/ben.jpg'><span>1/3</span><p>{}</p></div></div>",
        "<h6 align='center'><img src='/u/ben.jpg'><br>{}</h6>",
        "<p align='center'><img src='/u/ben.jpg'></p><h6>{}</h6>",
    ],
)
def test_a_line_below_the_number_of_a_slide_or_in_the_lowest_heading_is_a_caption(figure):
    caption = "Các em xuống bể trong buổi học đầu tiên"
    record = among(figure.format(caption))
    assert ([each.caption for each in record.images], record.body) == ([caption], "\n\n".join(TEXT))
