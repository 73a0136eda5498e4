"""Pictures that a script loads late: the picture's own address, never that of what holds its place."""

import pytest

from dvcrawler.extract.block import IMAGE
from dvcrawler.extract.blocks import read_blocks
from dvcrawler.extract.page import Page
from dvcrawler.extract.pictures.captions import take_images

URL = "https://vidu.example.vn/anh/cho-hoa-xuan-456789.html"


def sources(markup, head=""):
    data = f"<html><head>{head}</head><body><p>Chợ hoa mở từ sớm.</p>{markup}<p>Hết ngày chợ tan.</p></body></html>"
    return [block.source for block in read_blocks(Page(data.encode(), URL).body) if block.kind == IMAGE]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/images/loading.gif" data-src="/kho/hoa.jpg">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/kho/hoa.jpg">',
        '<img src="/nho/hoa-20.jpg" data-src="/kho/hoa.jpg">',
        '<img data-original="/kho/hoa.jpg" src="blank.gif">',
        '<img data-lazy-src="/kho/hoa.jpg" src="about:blank">',
        '<img data-lazyload="/kho/hoa.jpg" src="/plugins/lazy_placeholder.gif">',
        '<img data-lazy="/kho/hoa.jpg">',
        '<img data-echo="/kho/hoa.jpg" src="img/blank.gif?v=3">',
        '<img data-cfsrc="/kho/hoa.jpg" style="display:none;visibility:hidden">',
        '<img data-pagespeed-lazy-src="/kho/hoa.jpg" src="/pagespeed_static/1.JiBnMqyl6S.gif">',
        '<img data-flickity-lazyload="/kho/hoa.jpg">',
        '<img lazy-src="/kho/hoa.jpg" src="javascript:void(0)">',
        '<img data-anh-goc="/kho/hoa.jpg" src="spinner.svg">',
        '<img data-large-file="/kho/hoa.jpg?w=1024" data-thumb="/nho/hoa.jpg" src="1x1.trans.gif">',
        '<img data-lazyload="true" src="/kho/hoa.jpg">',
        '<img data-url="/anh/cho-hoa.html" src="/kho/hoa.jpg">',
        '<img data-srcset="/kho/hoa-480.jpg 480w, /kho/hoa.jpg 1200w, /kho/hoa-768.jpg 768w" src="lazy.png">',
        '<img data-lazy-srcset="/kho/hoa-1.jpg 1x,/kho/hoa.jpg 2x">',
        '<img src="/kho/hoa-400.jpg" srcset="/kho/hoa-400.jpg 400w, /kho/hoa.jpg 1600w">',
        '<img src="/kho/hoa-1x.jpg" srcset="/kho/hoa.jpg 2x">',
        '<img data-src="/kho/hoa-nho.jpg" data-srcset="/kho/hoa.jpg 1200w, /kho/hoa-nho.jpg 300w" src="lazy.png">',
        '<picture><source srcset="/kho/hoa-800.jpg 800w, /kho/hoa.jpg 1600w"><img src="/kho/hoa-400.jpg"></picture>',
        '<img src="/kho/hoa.jpg" srcset="/kho/hoa-khac.jpg 1x">',
        '<img src="/kho/hoa.jpg" srcset="/images/placeholder.png 1200w">',
        '<img srcset="/kho/hoa.jpg">',
        '<img srcset="/images/placeholder.png 2x, /kho/hoa.jpg 1x" src="">',
        '<img srcset="/kho/hoa.jpg 1.5x, /kho/hoa-nho.jpg">',
        '<picture><source srcset="/kho/hoa.jpg 1200w, /kho/hoa-nho.jpg 300w"><img src="data:image/png;base64,iVBO"></picture>',
        '<picture><source data-srcset="/kho/hoa.jpg"><img alt=""></picture>',
        '<picture><source srcset="/kho/hoa.webp"><img src="/kho/hoa.jpg"></picture>',
        '<a href="/kho/hoa.jpg"><img src="/images/dang-tai.gif"></a>',
        '<amp-img src="/kho/hoa.jpg" width="600" height="400"></amp-img>',
        '<noscript><img src="/kho/hoa.jpg"></noscript>',
        '<img class="lazy" src="grey.gif"><noscript><img src="/kho/hoa.jpg"></noscript>',
        '<noscript><img src="/kho/hoa.jpg"></noscript><img class="lazy" src="no-image.jpg">',
        '<img data-src="/kho/hoa.jpg"><noscript><img src="/kho/hoa.jpg"></noscript>',
        '<img data-src="/kho/hoa.jpg"><noscript><img src="/kho/hoa-300x200.jpg"></noscript>',
        '<div><img data-src="/kho/hoa.jpg"></div><noscript><img src="/kho/hoa.jpg"></noscript>',
        '<table><tr><td><img src="blank.gif"><noscript><img src="/kho/hoa.jpg"></noscript></td></tr></table>',
    ],
)
def test_a_late_picture_has_its_own_address_once(markup):
    assert [source.partition("?")[0] for source in sources(markup)] == ["/kho/hoa.jpg"]


def test_a_picture_without_scripts_beside_another_one_is_kept():
    markup = '<img src="/kho/a.jpg"><noscript><img src="/kho/b.jpg"></noscript><img class="lazy" src="loading.gif">'
    assert sources(markup) == ["/kho/a.jpg", "/kho/b.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/images/loading.gif">',
        '<img src="/images/ajax-loader.gif">',
        '<img src="/img/blank_16x9.png">',
        '<img src="/placeholder-300x200.jpg">',
        '<img src="/themes/lazyload-fallback.gif">',
        '<img src="/images/no_image.jpg">',
        '<img src="/images/image-not-found.png">',
        '<img src="/images/khong-co-anh.png">',
        '<img src="/cleardot.gif">',
        '<img src="/s.gif">',
        '<img src="data:image/svg+xml,%3Csvg%3E">',
        '<img src="blob:https://vidu.example.vn/1">',
        '<img src="{{ item.image }}">',
        '<img src="https://dem.example.com/p.jpg" width="1" height="1">',
        '<noscript><img src="https://www.facebook.com/tr?id=1&ev=PageView" height="1" width="1"></noscript>',
        '<noscript><img src="https://dem.example.com/count?site=7"></noscript>',
        '<img src="/kho/hoa.jpg" style="display:none">',
    ],
)
def test_a_placeholder_is_not_a_picture(markup):
    assert sources(markup) == []


@pytest.mark.parametrize(
    "source",
    [
        "/kho/loading-dock-cang-hai-phong.jpg",
        "/kho/blanket-cho-nguoi-ngheo.jpg",
        "/kho/lazy-river.jpg",
        "/kho/white.jpg",
        "/kho/p1.jpg",
        "/kho/x.jpg",
        "/kho/dot-kich.png",
        "/kho/no-imagery.jpg",
        "/anh.ashx?id=12",
        "/kho/ảnh chợ hoa.jpg",
    ],
)
def test_a_picture_whose_name_resembles_a_placeholder_is_kept(source):
    assert sources(f'<img src="{source}">') == [source]


def test_pictures_are_relative_to_the_base():
    data = b'<html><head><base href="/goc/"></head><body><p>.</p><img data-src="hoa.jpg"></body></html>'
    page = Page(data, URL)
    _, images = take_images(read_blocks(page.body), page.base, "", bare_captions=False)
    assert [image.url for image in images] == ["https://vidu.example.vn/goc/hoa.jpg"]


@pytest.mark.parametrize(
    "icon",
    ["/theme/images/document_library/doc.png", "/img/pdf.gif", "/img/word-icon.png", "/img/xls_32.png"],
)
def test_the_icon_of_a_type_of_file_is_not_a_picture_of_the_article(icon):
    blocks = Page(
        f'<body><p><img src="{icon}"></p><p><img src="/anh/le-hoi-pdf.jpg"></p></body>'.encode(), URL
    ).blocks
    _, images = take_images(blocks, URL, "Lễ hội", bare_captions=False)
    assert [image.url.rpartition("/")[2] for image in images] == ["le-hoi-pdf.jpg"]


@pytest.mark.parametrize(("names", "caption"), [("caption", "Lễ rước nước"), ("img-fluid", None)])
def test_the_title_of_a_picture_is_its_caption_where_a_script_of_joomla_prints_it(names, caption):
    page = f'<body><p><img class="{names}" title="Lễ rước nước" src="/images/le.jpg" alt=""></p></body>'
    _, images = take_images(Page(page.encode(), URL).blocks, URL, "Lễ hội", bare_captions=False)
    assert [image.caption for image in images] == [caption]


@pytest.mark.parametrize(
    "box",
    [
        '<figure><div style="background-image: url(/kho/hoa.jpg)"></div><figcaption>Chợ hoa</figcaption></figure>',
        "<figure><a href='#'><span style=\"background:#eee url('/kho/hoa.jpg') center\"></span></a></figure>",
        "<figure><div class=lazy data-bg='/kho/hoa.jpg'></div></figure>",
        "<figure><div data-background-image=\"url('/kho/hoa.jpg')\"></div></figure>",
        "<figure><div data-bgset='/kho/hoa-300.jpg 300w, /kho/hoa.jpg 900w'></div></figure>",
        "<div style='background-image:url(/kho/hoa.jpg)'></div><p class=caption>Chợ hoa</p>",
        "<div class=anh><div data-bg='/kho/hoa.jpg'></div></div><div class='chu-thich-anh'>Chợ hoa</div>",
        "<div class=anh><span data-background='/kho/hoa.jpg'></span><span class=img-desc>Chợ hoa</span></div>",
        "<figure><img src='/kho/hoa.jpg' style='background:url(/kho/cho.gif)'></figure>",
        "<div class='entry-cover' style='background-image:url(/kho/hoa.jpg)'></div>",
        "<header class=hero style='background:url(/kho/hoa.jpg)'><h1>Chợ hoa</h1></header>",
    ],
)
def test_the_background_of_an_empty_box_in_a_figure_is_its_picture(box):
    assert sources(box) == ["/kho/hoa.jpg"]


@pytest.mark.parametrize(
    "box",
    [
        '<div style="background-image: url(/kho/hoa.jpg)"></div>',
        "<div data-bg='/kho/nen.jpg'></div><p>Chợ hoa họp từ hai giờ sáng.</p>",
        "<div data-bg='/kho/nen.jpg'><p>Chợ hoa</p></div><p class=caption>Chợ hoa</p>",
        "<figure><div data-bg='data:image/gif;base64,R0lGOD'></div></figure>",
        '<figure><div style="background: url(/kho/nen.png)"><p>Chợ hoa</p></div></figure>',
        '<figure><div style="background-color: #fff"></div></figure>',
    ],
)
def test_a_background_that_decorates_a_box_is_not_a_picture(box):
    assert sources(box) == []


@pytest.mark.parametrize("size", ["width=20", "width='16px' height='16px'", "height=32", "width=1 height=1"])
def test_an_icon_by_its_size_is_not_a_picture_of_the_article(size):
    assert sources(f"<p><img {size} src='/kho/moi.gif'></p>") == []


@pytest.mark.parametrize("size", ["width=33", "width='20%'", "width=20 height=300", "width=auto", ""])
def test_a_picture_of_another_size_is_the_articles(size):
    assert sources(f"<p><img {size} src='/kho/moi.gif'></p>") == ["/kho/moi.gif"]


@pytest.mark.parametrize(
    "address",
    [
        "/assets/uploads/2024/cho-hoa.jpg",
        "/assets/images/tin-tuc/1.jpg",
        "/assets/news/2020_01/hoa.png",
        "/assets/ab12f/1.jpg",
        "assets/media/nguoi-dan-di-cho.jpg",
        "/uploads/images/new.png",
        "/images/stories/2011/hot.png",
        "/images/con-duong-new.png",
        "/Portals/0/Images/zalo.png",
        "/images/print.jpg",
        "/public/assets/img/cho-hoa-xuan.jpeg",
        "/assets/eye-hospital/mo-mat/anh.jpg",
    ],
)
def test_a_picture_among_the_files_of_the_theme_is_kept(address):
    page = Page(f"<body><p>Chợ hoa.</p><img src='{address}'><p>Hết.</p></body>".encode(), URL)
    _, images = take_images(read_blocks(page.body), URL, "Tin", bare_captions=False)
    assert [image.url.endswith(address) for image in images] == [True]


@pytest.mark.parametrize(
    "address",
    [
        "/assets/images/icon.png",
        "/assets/img/btn-share.png",
        "/assets/frontend/images/facebook.svg",
        "/assets/arrow-right.gif",
        "/assets/images/logo.png",
        "/assets/icons/hoa.png",
        "/assets/print2.png",
        "/images/in.gif",
        "/Content/images/loa.png",
        "/images/fonttang.png",
        "images/a_cong.png",
        "/img/icon-dongho.png",
        "/themes/xa/images/gplus.png",
        "/Portals/_default/Skins/xa/images/mail.gif",
        "/images/line_hr.png",
        "/assets/theme/images/no-avatar.jpg",
    ],
)
def test_buttons_among_the_files_of_the_theme_are_no_pictures(address):
    page = Page(f"<body><p>Chợ hoa.</p><img src='{address}'><p>Hết.</p></body>".encode(), URL)
    assert take_images(read_blocks(page.body), URL, "Tin", bare_captions=False)[1] == ()


@pytest.mark.parametrize(
    "markup",
    [
        "&lt;img src=&quot;/kho/hoa.jpg&quot;&gt;",
        "&lt;p&gt;&lt;img alt=&quot;Chợ hoa&quot; src='/kho/hoa.jpg' /&gt;&lt;/p&gt;",
        "&lt;img class=lazy data-src=/kho/hoa.jpg src=/kho/blank.gif&gt;",
    ],
)
def test_a_picture_in_a_noscript_that_is_escaped_once_too_often_is_shown(markup):
    assert sources(f"<figure><noscript>{markup}</noscript></figure>") == ["/kho/hoa.jpg"]


def test_a_counter_in_such_a_noscript_is_not_shown():
    assert sources("<noscript>&lt;img src=&quot;/dem.jpg&quot; width=1 height=1&gt;</noscript>") == []
    assert sources("<noscript>Trình duyệt &lt;img không chạy script.</noscript>") == []


@pytest.mark.parametrize(
    "markup",
    [
        "<object data='/kho/hoa.jpg' type='image/jpeg'></object>",
        "<svg width='600' height='400'><image href='/kho/hoa.jpg' width='600'></image></svg>",
        "<svg><image xlink:href='/kho/hoa.jpg'/></svg>",
        "<div role='img' style='background-image:url(/kho/hoa.jpg)'></div>",
        "<img src='/static/px.gif' data-img='/kho/hoa.jpg'>",
        "<img src='/images/avatar-default.png' data-anh='/kho/hoa.jpg'>",
    ],
)
def test_a_photograph_that_is_embedded_otherwise_is_a_picture(markup):
    assert sources(markup) == ["/kho/hoa.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        "<object data='/kho/ke-hoach.pdf' type='application/pdf'></object>",
        "<object data='/kho/nut.png'></object>",
        "<svg><path d='M0 0'/></svg>",
        "<svg><image href='data:image/png;base64,AA'/></svg>",
        "<img src='/images/default-avatar.png'>",
        "<img src='/images/no_avatar.jpg'>",
    ],
)
def test_embedded_documents_drawings_and_portraits_of_nobody_are_not(markup):
    assert sources(markup) == []
