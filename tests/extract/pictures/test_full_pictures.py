"""A thumbnail that leads to its full picture stands for it."""

import pytest
from lxml import html

from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.captions import take_images
from dvcrawler.extract.pictures.full_pictures import is_picture_file
from dvcrawler.extract.pictures.picture_addresses import find_source

URL = "https://xa.example.vn/trong-lua-1.html"


def source(markup):
    (image,) = html.fromstring(f"<div>{markup}</div>").xpath(".//img[not(ancestor::noscript)]")
    return find_source(image)


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/kho/hoa.jpg"><img src="/kho/hoa-300x200.jpg"></a>',
        '<a href="/kho/hoa.jpg"><img src="/cache/8f2a.jpg"></a>',
        '<a href="/kho/hoa.jpg"><img src="/thumb.ashx?file=hoa.jpg&w=200"></a>',
        '<a href=" /kho/hoa.jpg "><span><img src="/nho/hoa.jpg"></span></a>',
        '<a href="/kho/hoa.jpg" rel="lightbox"><picture><img src="/nho/hoa.webp"></picture></a>',
        '<a href="/kho/hoa.jpg"><img src="/nho/hoa.jpg" srcset="/nho/hoa-2.jpg 600w, /nho/hoa-3.jpg 900w"></a>',
        '<a href="/kho/hoa.jpg"><img data-src="/nho/hoa.jpg"><noscript><img src="/nho/hoa.jpg"></noscript></a>',
        '<a href="#" data-src="/kho/hoa.jpg" data-fancybox><img src="/nho/hoa.jpg"></a>',
        '<a href="/bai-1.html" data-pswp-src="/kho/hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        """<a href="javascript:phongTo('/kho/hoa.jpg')"><img src="/nho/hoa.jpg"></a>""",
        """<a href="#" onclick="return xem(this, '/kho/hoa.jpg', 'Hoa');"><img src="/nho/hoa.jpg"></a>""",
        """<img src="/nho/hoa.jpg" onclick="window.open('/kho/hoa.jpg','_blank')">""",
        '<img src="/nho/hoa.jpg" data-full-url="/kho/hoa.jpg">',
        '<img src="/nho/hoa.jpg" data-orig-file="/kho/hoa.jpg" data-large-file="/kho/hoa-1024.jpg">',
        '<img src="/nho/hoa.jpg" data-zoom-image="/kho/hoa.jpg">',
        '<img src="/nho/hoa.jpg" data-large_image="/kho/hoa.jpg">',
        '<a href="/kho/hoa.jpg"><img src="/assets/news/hoa.jpg"></a>',
        '<a href="/kho/hoa.jpg"><img src="/images/dang-tai.gif"></a>',
    ],
)
def test_the_full_picture_is_the_image(markup):
    assert source(markup) == "/kho/hoa.jpg"


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/bai-2.html"><img src="/nho/hoa.jpg"></a>',
        '<a href="/anh/hoa.jpg.html"><img src="/nho/hoa.jpg"></a>',
        '<a href="/xem?anh=/kho/hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="https://vi.wikipedia.org/wiki/File:Hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="https://vi.wikipedia.org/wiki/T%E1%BA%ADp_tin%3AHoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="https://1.bp.blogspot.com/-a/s1600-h/hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="https://www.facebook.com/sharer.php?u=/kho/hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="file:///C:/Users/an/hoa.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="{{ anh }}.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="/kho/.jpg"><img src="/nho/hoa.jpg"></a>',
        '<a href="/"><img src="/nho/hoa.jpg"></a>',
        "<a><img src='/nho/hoa.jpg'></a>",
        '<a href="/van-ban/scan.pdf"><img src="/nho/hoa.jpg"></a>',
        """<a href="javascript:xem('/xem.aspx?f=hoa.jpg')"><img src="/nho/hoa.jpg"></a>""",
        '<img src="/nho/hoa.jpg" data-zoom="2" data-full="true">',
    ],
)
def test_a_picture_that_leads_to_no_picture_is_itself(markup):
    assert source(markup) == "/nho/hoa.jpg"


def test_a_button_that_leads_to_a_picture_stays_a_button():
    assert source('<a href="/kho/hoa.jpg"><img src="/icons/zoom.png"></a>') == "/icons/zoom.png"


def test_a_link_around_two_pictures_is_of_neither():
    images = html.fromstring('<a href="/kho/c.jpg"><img src="/a.jpg"><img src="/b.jpg"></a>').xpath(".//img")
    assert [find_source(image) for image in images] == ["/a.jpg", "/b.jpg"]


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("/a/hoa.JPG", True),
        ("hoa.webp?v=2#x", True),
        ("https://a.vn/hoa.tiff", True),
        ("", False),
        ("/documents/1/hoa.jpg/0f8fad5b-d9cb-469f-a165-70867728950e?t=17", True),
        ("/documents/hoa.jpg/ban-do", False),
        ("data:image/png;base64,a/b.jpg", False),
        ("mailto:a.jpg", False),
        ("/hoa.mp4", False),
        ("/hoa.jpgx", False),
        ("https://a.vn/hoa.WEBP#x", True),
        ("hoa.png", True),
        ("/xem?anh=hoa.jpg", False),
        ("https://a.vn/hoa.jpg/xem", False),
    ],
)
def test_an_image_file_is_known_by_its_name(address, is_one):
    assert is_picture_file(address) is is_one


def test_a_strip_of_thumbnails_adds_no_picture_twice():
    markup = (
        '<p><a href="/kho/a.jpg"><img src="/vua/a.jpg" alt="Cánh đồng mùa gặt"></a></p>'
        "<p>Vụ mùa năm nay được mùa hơn.</p>"
        '<p><a href="/kho/a.jpg"><img src="/nho/a.jpg"></a> <a href="/kho/b.jpg"><img src="/nho/b.jpg"></a></p>'
        "<p>Hết mùa, bà con phơi rơm.</p>"
    )
    page = Page(f"<html><body>{markup}</body></html>".encode(), URL)
    _, images = take_images(read_blocks(page.body), URL, "Trồng lúa", bare_captions=False)
    assert [(image.url, image.caption) for image in images] == [
        ("https://xa.example.vn/kho/a.jpg", "Cánh đồng mùa gặt"),
        ("https://xa.example.vn/kho/b.jpg", None),
    ]
