"""Pictures that an empty box of the text shows as its background."""

import pytest

from tests.extract.article_pages import among

SAYS = "Các em học sinh tập bơi ca sáng"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="photo" style="background-image:url(/u/1.jpg)"></div>',
        '<div class="photo" style="background:url(/u/1.jpg) center/cover no-repeat"></div>',
        '<p><span class="img-full" style="display:block;background-image:url(\'/u/1.jpg\')"></span></p>',
        '<div style="height:400px;background:url(/u/1.jpg)"></div>',
        '<div style="min-height: 60vh; background: url(/u/1.jpg)"></div>',
        '<div style="padding-bottom:56.25%;background:url(/u/1.jpg)"></div>',
    ],
)
def test_a_box_named_after_a_picture_or_as_high_as_one_shows_a_picture(box):
    assert [image.url.rsplit("/", 1)[-1] for image in among(box).images] == ["1.jpg"]


@pytest.mark.parametrize(
    "box",
    [
        '<div style="height:3px;background:url(/u/1.jpg)"></div>',
        '<div style="line-height:300px;background:url(/u/1.jpg)"></div>',
        '<div class="banner" style="height:250px;background:url(/u/1.jpg)"></div>',
        '<div class="qc" style="height:300px;background:url(/u/1.jpg)"></div>',
        '<div style="height:120px;background:url(/u/nen-hoa-sen.jpg)"></div>',
        '<div style="height:120px;background:url(/themes/xa/hoa.jpg)"></div>',
        '<div style="height:120px;background:url(/u/1.jpg) repeat-x"></div>',
        '<div class="avatar-img" style="background:url(/u/1.jpg)"></div>',
        '<div class="user-photo" style="background:url(/u/1.jpg)"></div>',
        '<span class="icon-img" style="background:url(/u/1.jpg)"></span>',
        '<span class="img" style="background:url(/u/1.png)"></span>',
        '<div><a class="img" style="background:url(/u/1.jpg)" href="/tin-khac-99.html"></a></div>',
        f'<div class="photo" style="background:url(/u/1.jpg)"><p>{SAYS}.</p></div>',
    ],
)
def test_ornaments_and_links_to_other_articles_show_none(box):
    assert among(box).images == ()
