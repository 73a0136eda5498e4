"""Themes print the article's picture above its headline; banners, portraits and ornaments are there too."""

import pytest

from dvcrawler.extract import Page
from dvcrawler.extract.block import IMAGE, TEXT
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.text.opening_pictures import find_blocks_above_title
from tests.extract.article_pages import TITLE, paragraphs, read_page

FILE = "/uploads/2025/06/be-boi.jpg"
PICTURE = f"<img src='{FILE}' alt=''>"
CAPTION = "Giờ tập của lớp bơi xã Hải Thanh"
MENU = "<div class='menu'><a href='/'>Trang chủ</a> <a href='/tin'>Tin tức</a></div>"


BELOW = f"<p class='d'>05/06/2025 07:20</p>{paragraphs()}"


def article(above, below=BELOW):
    return f"{MENU}<div class='khung'><div class='cot'>{above}<h1>{TITLE}</h1>{below}</div></div>"


def pictures(body):
    return [
        (each.url.removeprefix("https://xavidu.example.vn"), each.caption) for each in read_page(body).images
    ]


ABOVE = {
    "bare": PICTURE,
    "in a figure": f"<figure class='post-thumbnail'>{PICTURE}</figure>",
    "in a box of its own": f"<div class='featured-area'><div class='inner'>{PICTURE}</div></div>",
    "a link to its larger copy": f"<a href='{FILE}'>{PICTURE}</a>",
    "above the section": f"<div class='hero'>{PICTURE}</div><span class='cat'><a href='/c'>Đời sống</a></span>",
    "above section and date": f"<div>{PICTURE}</div><div><a href='/c'>Đời sống</a> <span>05/06/2025</span></div>",
    "below the section": f"<a class='cat' href='/c'>Đời sống</a><div>{PICTURE}</div>",
    "loaded late": f"<div class='thumb'><img src='data:image/gif;base64,R0lGOD' data-src='{FILE}'></div>",
    "above the path": f"<div>{PICTURE}</div><nav class='breadcrumb'><a href='/'>Trang chủ</a> / <a href='/c'>Tin</a></nav>",
    "in the header of the article": f"<header><div class='img-wrap'>{PICTURE}</div></header>",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_the_picture_above_the_headline_is_the_articles(above):
    assert pictures(article(above)) == [(FILE, None)]


@pytest.mark.parametrize("tag", ["figcaption", "p class='caption'", "div class='wp-caption-text'"])
def test_the_caption_of_a_picture_above_the_headline_is_kept(tag):
    caption = f"<{tag}>{CAPTION}</{tag.split()[0]}>"
    assert pictures(article(f"<figure>{PICTURE}{caption}</figure>")) == [(FILE, CAPTION)]


def test_a_picture_that_the_text_shows_again_is_kept_once():
    below = f"<p class='d'>05/06/2025 07:20</p><p>{PICTURE}</p>{paragraphs()}"
    assert pictures(article(f"<div class='hero'>{PICTURE}</div>", below)) == [(FILE, None)]


def test_a_headline_that_is_a_link_to_the_page_has_its_picture_above():
    body = f"<div class='k'><div class='tin'>{PICTURE}<a href=''>{TITLE}</a><div>05/06/2025 07:20</div>{paragraphs()}</div>"
    assert pictures(f"{MENU}{body}</div>") == [(FILE, None)]


OTHERS = {
    "an advertisement": f"<a href='https://quangcao.example.com/'>{PICTURE}</a>",
    "a portrait": "<div class='author-avatar'><img src='/uploads/son.jpg'></div>",
    "an ornament of the theme": "<img src='/templates/bao/images/tieu-de.png'>",
    "a button": "<img src='/uploads/in.png' width='16' height='16'>",
    "a banner by its name": "<div class='banner-top'><img src='/uploads/tet.jpg'></div>",
    "another article's": f"<div class='tin-khac'>{PICTURE}<p>Hợp tác xã Giao Tiến thu hoạch xong hai trăm héc-ta lúa xuân, "
    "năng suất hơn bảy tấn.</p></div>",
}


@pytest.mark.parametrize("above", OTHERS.values(), ids=OTHERS)
def test_a_banner_a_portrait_or_an_ornament_above_the_headline_is_not_the_articles(above):
    assert pictures(article(above)) == []


@pytest.mark.parametrize("tag", ["body", "main", "form"])
def test_a_picture_above_the_column_is_the_pages(tag):
    column = article("").removeprefix(MENU)
    page = f"<div class='dau-trang'>{PICTURE}</div>{column}"
    assert pictures(page if tag == "body" else f"<{tag}>{page}</{tag}>") == []


def test_a_headline_at_the_end_of_the_page_has_no_text_to_share_a_box_with():
    page = Page(f"<body><div>{PICTURE}<h1>{TITLE}</h1></div></body>".encode(), "https://xavidu.example.vn/1")
    assert [block.kind for block in page.blocks] == [IMAGE, TEXT]
    assert find_blocks_above_title(page.blocks, 1, 2, Furniture(page)) == []
