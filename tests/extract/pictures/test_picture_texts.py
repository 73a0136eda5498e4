"""Captions that only attributes tell, and lines that are captions by the way they are set."""

import pytest

from dvcrawler.extract.block import TEXT as TEXT_KIND
from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.captions import take_images
from tests.extract import article_pages

URL = "https://vidu.example.vn/anh/mua-gat-123456.html"
TITLE = "Mùa gặt trên cánh đồng Đông Bình"
CAPTIONS = [
    "Bà con thôn Thượng ra đồng từ sớm để gặt lúa khi trời còn mát.",
    "Máy gặt chạy dọc con đường mới mở giữa cánh đồng làng.",
    "Những bao thóc được xếp ngay ngắn bên bờ mương chờ xe chở về.",
    "Buổi chiều, rơm được cuộn thành từng cuộn tròn trên ruộng.",
]
FILES = [f"/anh/{number}.jpg" for number in range(4)]
BESIDE = (
    "<div><h3>Tin mới</h3><ul><li><a href='/b-1.html'>Hội Phụ nữ xã sơ kết công tác năm</a></li></ul></div>"
)
TEXT = "".join(
    f"<p>{'Bà con ra đồng từ sớm, người gặt người gánh, tiếng cười nói rộn cả cánh đồng. ' * 2}</p>"
    for _ in "12"
)


def read(pictures):
    head = f"<title>{TITLE}</title>"
    body = f"<h1>{TITLE}</h1><div class='date'>30/05/2024 09:05</div><div>{pictures}</div>{BESIDE}"
    return read_landmarks(Page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL))


def images_of(html, title=TITLE):
    return take_images(Page(f"<body>{html}</body>".encode(), URL).blocks, URL, title, bare_captions=False)


@pytest.mark.parametrize(
    "markup",
    [
        '<p><img src="{file}" alt="{caption}"></p>',
        '<p><img src="{file}" title="{caption}"></p>',
        '<p><img src="{file}" aria-label="{caption}"></p>',
        '<img src="{file}" data-caption="{caption}">',
        '<a href="{file}" data-fancybox="a" data-caption="{caption}"><img src="{file}" alt="mua gat"></a>',
        '<a href="{file}" data-lightbox="a" data-title="{caption}"><img src="{file}"></a>',
        '<a href="{file}" rel="lightbox" title="{caption}"><img src="{file}"></a>',
        '<a href="{file}" data-sub-html="<h4>{caption}</h4>"><img src="{file}" alt="0.jpg"></a>',
        '<div data-src="{file}" data-sub-html="&lt;p&gt;{caption}&lt;/p&gt;"><img src="{file}"></div>',
        '<a href="{file}" data-description="{caption}"><img src="{file}"></a>',
        '<a href="{file}" data-glightbox="title: {caption}"><img src="{file}"></a>',
        '<img src="{file}" data-image-caption="&lt;p&gt;{caption}&lt;/p&gt;">',
        "<table><tr><td><img src='{file}'></td></tr><tr><td>{caption}</td></tr></table>",
        "<p><img src='{file}'></p><p><em>{caption}</em></p>",
        "<p><img src='{file}'></p><p style='text-align:center'>{caption}</p>",
        "<div><img src='{file}'><br><small>{caption}</small></div>",
        "<p><img src='{file}'></p><small>{caption}</small>",
    ],
)
def test_a_photo_essay_is_read_with_its_captions_whatever_tells_them(markup):
    pairs = zip(FILES, CAPTIONS, strict=True)
    found = read("".join(markup.format(file=file, caption=caption) for file, caption in pairs))
    assert [image.caption for image in found.images] == CAPTIONS
    assert [image.url.removeprefix("https://vidu.example.vn") for image in found.images] == FILES
    assert (found.kind, found.body) == ("photo", ())


@pytest.mark.parametrize(
    "told",
    [
        'data-sub-html="#caption-1"',
        'data-caption=".chu-thich"',
        'data-title="/anh/lon.jpg"',
        'data-analytics-title="Bà con ra đồng từ sớm"',
        'data-description=\'{{"a": "b c"}}\'',
        'title="Xem ảnh lớn"',
    ],
)
def test_other_attributes_are_not_captions(told):
    _, images = images_of(f'<p><img src="/anh/1.jpg" {told}></p>')
    assert [image.caption for image in images] == [None]


def test_a_box_around_a_picture_may_have_the_title_of_the_article_for_counters():
    _, images = images_of(
        f'<div data-title="Mùa gặt ở làng"><p><img src="/a/1.jpg" alt="{CAPTIONS[0]}"></p></div>'
    )
    assert [image.caption for image in images] == [CAPTIONS[0]]


def test_a_gallery_does_not_give_its_caption_to_each_picture():
    _, images = images_of('<div data-caption="Ảnh mùa gặt"><img src="/a/1.jpg"><img src="/a/2.jpg"></div>')
    assert [image.caption for image in images] == [None, None]


def test_a_line_in_small_print_below_a_picture_is_its_caption():
    rest, images = images_of(f"{TEXT}<p><img src='/a/1.jpg'></p><p><small>{CAPTIONS[0]}</small></p>{TEXT}")
    assert [image.caption for image in images] == [CAPTIONS[0]]
    assert CAPTIONS[0] not in [block.text for block in rest]


@pytest.mark.parametrize(
    "below", [f"<p>{CAPTIONS[0]} <small>(tiếp)</small></p>", "<p><small>Nguyễn Thị Hoa</small></p>", TEXT]
)
def test_other_lines_below_a_picture_stay_text(below):
    rest, images = images_of(f"{TEXT}<p><img src='/a/1.jpg'></p>{below}")
    assert [image.caption for image in images] == [None]
    assert len(rest) > 2


def test_centred_text_between_pictures_is_not_a_caption_where_plain_text_is_beside_it():
    body = "".join(
        f"<p><img src='{file}'></p><p style='text-align:center'>{TITLE}</p>{TEXT}" for file in FILES
    )
    rest, _ = images_of(f"<div style='text-align:center'>{body}</div>")
    assert sum(block.text == TITLE for block in rest) == len(FILES)


@pytest.mark.parametrize(
    "set_as",
    [
        "<p>{0}</p><p>{0}</p><p><em>{1}</em></p>",
        "<table><tr><td>{0}<noscript>{0}</noscript></td></tr><tr><td>{1}</td></tr></table>",
    ],
)
def test_a_picture_that_is_repeated_keeps_the_caption_below_both(set_as):
    picture = f"<img src='{FILES[0]}' width='600' height='400'>"
    images = article_pages.among(set_as.format(picture, CAPTIONS[0])).images
    assert [each.caption for each in images] == [CAPTIONS[0]]


@pytest.mark.parametrize(
    ("attributes", "sign"),
    [
        ("class='emoji' alt='🎉' src='https://s.w.org/images/core/emoji/15/72x72/1f389.png'", "🎉"),
        ("alt='🎉' width=16 height=16 src='/rsrc/1f389.png'", "🎉"),
        ("alt='🇻🇳' src='/x.png'", "🇻🇳"),
        ("alt=':)' src='/images/smilies/icon_smile.gif'", ""),
        ("class='wp-smiley' alt='cười' src='/cuoi.gif'", ""),
        ("src='/editor/emoticons/3.gif'", ""),
        ("src='/anh/emoji-viet-nam.jpg' alt='Cười'", None),
        ("src='/anh/1.jpg' alt='…'", None),
        ("src='/anh/1.jpg' alt='Mùa gặt'", None),
    ],
)
def test_a_picture_in_place_of_a_sign_is_read_as_the_sign(attributes, sign):
    page = Page(f"<body><p>Chúc mừng <img {attributes}> bà con</p></body>".encode(), URL)
    texts = [(block.kind, block.text) for block in page.blocks]
    shown = " ".join(filter(None, ("Chúc mừng", sign, "bà con")))
    assert (texts == [(TEXT_KIND, shown)]) is (sign is not None)


def test_a_line_that_repeats_the_text_of_the_picture_is_its_caption_though_it_is_a_name():
    shown = "<p><img src='/anh/1.jpg' alt='Thu Hà'></p><p>Thu Hà</p>"
    record = article_pages.read(article_pages.paragraphs() + shown, author="")
    assert (record.author, [image.caption for image in record.images]) == (None, ["Thu Hà"])
