"""Pictures among the paragraphs that lead to another site."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

ADVERTISEMENTS = {
    "to a front page": "<div><a href='https://nhadat.vn'><img src='https://nhadat.vn/b1.jpg' alt='Bán đất nền'></a></div>",
    "that is paid for": "<p><a href='https://taxi.vn/goi-xe' rel='sponsored'><img src='/uploads/taxi.jpg'></a></p>",
    "no search engine follows": "<p><a rel='nofollow noopener' href='https://x.vn/a'><img src='/uploads/x.jpg'></a></p>",
    "that is counted": "<a href='https://shop.vn/ao?utm_source=bao&utm_medium=banner'><img src='/uploads/ao.jpg'></a>",
    "in a folder of banners": "<p><a href='https://son.vn/mau-moi'><img src='/uploads/qc/son.jpg'></a></p>",
    "with the name of a banner": "<p><a href='https://son.vn/mau-moi'><img src='/uploads/banner-he-300x250.gif'></a></p>",
}
OWN = {
    "in full size": "<p><a href='https://cdn.vidu.vn/anh/be-boi.jpg' rel='nofollow'><img src='/anh/be-boi.jpg'></a></p>",
    "to the same site": "<p><a href='https://xavidu.example.vn/'><img src='/anh/be-boi.jpg'></a></p>",
    "to a part of the site": "<p><a href='https://anh.xavidu.example.vn/?utm_source=a'><img src='/anh/be-boi.jpg'></a></p>",
    "with a caption": (
        "<figure><a href='https://nguon.vn/' rel='nofollow'><img src='/anh/be-boi.jpg'></a>"
        "<figcaption>Các em học bơi</figcaption></figure>"
    ),
    "with a caption above": (
        "<figure><figcaption>Các em học bơi</figcaption><a href='https://nguon.vn'>"
        "<img src='/anh/be-boi.jpg'></a></figure>"
    ),
    "with a line below": "<p><a href='https://nguon.vn'><img src='/anh/be-boi.jpg'></a></p><p class='caption'>Các em học bơi</p>",
    "on the host of the picture": "<a rel='nofollow' href='https://anh.vn/img/AVv'><img src='https://anh.vn/img/be-boi.jpg'></a>",
    "to a page about it": "<p><a href='https://bao.vn/tin/12.html'><img src='/anh/be-boi.jpg'></a></p>",
    "without a link": "<p><img src='/anh/be-boi.jpg'></p>",
}


@pytest.mark.parametrize("box", ADVERTISEMENTS.values(), ids=ADVERTISEMENTS)
def test_a_picture_that_leads_to_another_site_is_no_picture_of_the_article(box):
    record = among(box)
    assert (record.images, lines_of(record)) == ((), list(TEXT))


@pytest.mark.parametrize("box", OWN.values(), ids=OWN)
def test_a_picture_of_the_article_stays_one(box):
    assert [image.url.rsplit("/", 1)[1] for image in among(box).images] == ["be-boi.jpg"]
