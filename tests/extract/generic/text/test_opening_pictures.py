"""Pictures between the headline and the box of the text belong to the article; buttons and cards do not."""

import pytest

from dvcrawler.extract.generic.landmarks import read_landmarks
from dvcrawler.extract.page import Page
from dvcrawler.items import Image
from tests.extract.article_pages import HEAD, paragraphs, read_page
from tests.extract.article_pages import URL as OWN

TITLE = "Bến đò cũ thành điểm hẹn của người câu cá"
SENTENCES = (
    "Mỗi chiều, hàng chục người trong xã lại mang cần ra bến đò cũ, ngồi dọc bờ kè mới xây để đợi con nước lên cao.",
    "Chính quyền xã đã lắp thêm ghế đá, thùng rác và đèn chiếu sáng để nơi này sạch sẽ và an toàn hơn trước đây nhiều.",
    "Ông lái đò năm xưa nay mở quán nước, kể cho khách nghe chuyện những chuyến đò đêm chở lúa qua sông mùa nước nổi.",
)
PROSE = "".join(f"<p>{text}</p>" for text in SENTENCES)
CAPTION = "Bến đò cũ nhìn từ bờ kè"
SOURCE = "/upload/2024/ben-do.jpg"
URL = f"https://vidu.vn{SOURCE}"
IMG = f'<img src="{SOURCE}">'
LAZY = (
    "<img src='/trong.gif' data-lazy-src='/upload/2024/ben-do-300x200.jpg'>"
    "<noscript><img src='/upload/2024/ben-do-300x200.jpg'></noscript>"
)


def read(between, text=PROSE):
    html = (
        f"<html><head><title>{TITLE}</title></head><body><ul class=menu><li><a href='/'>Trang chủ</a></li></ul>"
        f"<div class=cot><h1>{TITLE}</h1><p class=ngay>05/03/2024 08:15</p>{between}"
        f"<div class=noi-dung>{text}</div></div></body></html>"
    )
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    assert reading.body == SENTENCES
    return reading.images


@pytest.mark.parametrize(
    "between",
    [
        IMG,
        f"<p>{IMG}</p>",
        f"<div class=anh-dai-dien>{IMG}</div>",
        f"<figure><div style='background-image:url({SOURCE})'></div></figure>",
        f"<figure><span data-bg='{SOURCE}'></span></figure>",
        f'<figure><img data-src="{SOURCE}" src="/blank.gif"></figure>',
        f'<div class=main-img><a href="{SOURCE}">{IMG}</a></div>',
        f'<div><a href="#" class=zoom>{IMG}</a></div>',
        f'<picture><source srcset="{SOURCE} 1200w, /upload/2024/nho.jpg 300w">{IMG}</picture>',
        f'<div class=dau><img width=640 height=360 src="{SOURCE}"></div>',
        f"<table><tr><td>{IMG}</td></tr></table>",
        f"<noscript>{IMG}</noscript>",
        f"<center>{IMG}</center><p></p>",
    ],
)
def test_a_picture_above_the_text_is_kept(between):
    assert read(between) == (Image(URL, None, None),)


@pytest.mark.parametrize(
    "between",
    [
        f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>",
        f"<div class=anh>{IMG}<p>{CAPTION}</p></div>",
        f"<div>{IMG}<br>{CAPTION}</div>",
        f"<div>{IMG}</div><p class=image-caption>{CAPTION}</p>",
        f"<table><tr><td>{IMG}</td></tr><tr><td>{CAPTION}</td></tr></table>",
        f'<div><img src="{SOURCE}" alt="{CAPTION}"></div>',
        f'<div><img src="{SOURCE}" alt="{CAPTION}"></div><p>{CAPTION}</p>',
        f"<div><div class=khung>{IMG}<em>{CAPTION}</em></div></div>",
        f'<div class="wp-caption">{IMG}<p class="wp-caption-text">{CAPTION}</p></div>',
        f'<a href="{SOURCE}">{IMG}</a><div class="PhotoCMS_Caption">{CAPTION}</div>',
        f"<div><p>{IMG}</p><div>{CAPTION}</div></div>",
        f"<div><div>{IMG}</div><div><p><i>{CAPTION}</i></p></div></div>",
        f"<section><a href='{SOURCE}'>{IMG}</a><div class=x><p>{CAPTION}</p></div></section>",
        f"<div><span>{IMG}</span><span>{CAPTION}</span></div>",
        f"<a href='{SOURCE}'><div><img src='/upload/2024/ben-do-300x200.jpg'></div><p>{CAPTION}</p></a>",
        f"<figure><a href='{SOURCE}'>{LAZY}</a><figcaption>{CAPTION}</figcaption></figure>",
        f"<div class=anh><a href='{SOURCE}'>{LAZY}</a><p>{CAPTION}</p></div>",
    ],
)
def test_the_caption_of_a_picture_above_the_text_is_kept(between):
    assert read(between) == (Image(URL, CAPTION, None),)


@pytest.mark.parametrize(
    "between",
    [
        f'<a href="/bai-khac-12.html">{IMG}</a>',
        '<img src="/images/print.png">',
        '<div class=share><img src="/images/a.png"></div>',
        f'<img width=16 height=16 src="{SOURCE}">',
        f'<img width=60 height=60 src="{SOURCE}">',
        '<div class=avatar><img src="/upload/nguoi-viet.jpg"></div>',
        '<div class=author-box><img src="/upload/nguoi-viet.jpg"></div>',
        f"<div class=tin-lien-quan>{IMG}</div>",
        f"<div class=quang-cao>{IMG}</div>",
        '<img src="/banner/tet-2024.gif">',
        '<span class=d-none><img src="/upload/an.jpg"></span>',
        '<img width=1 height=1 src="https://dem.example.vn/c.gif">',
        '<p><img src="/skins/icon-lich.png"> Chuyên mục</p>',
    ],
)
def test_a_button_portrait_or_card_is_not_a_picture_of_the_article(between):
    assert read(between) == ()


def test_a_picture_that_the_text_shows_too_counts_once():
    assert read(f"<div>{IMG}</div>", f"<p>{IMG}</p>{PROSE}") == (Image(URL, None, None),)


def test_pictures_keep_their_order():
    images = read(
        f'<div>{IMG}</div><div><img src="/upload/hai.jpg"></div>', f'{PROSE}<img src="/upload/ba.jpg">'
    )
    assert [image.url.rpartition("/")[2] for image in images] == ["ben-do.jpg", "hai.jpg", "ba.jpg"]


@pytest.mark.parametrize("badge", ["<span>09</span><br><span>Th11</span>", "09 Tháng 11", "Th11"])
def test_the_day_printed_over_a_picture_is_not_its_caption(badge):
    images = read(f"<div class='anh'><img src='{SOURCE}' width=800><div>{badge}</div></div>")
    assert [(image.url, image.caption) for image in images] == [(URL, None)]


def below_the_lead(below):
    html = (
        f"<html><head><title>{TITLE}</title></head><body><div class=cot><h1>{TITLE}</h1><p class=ngay>05/03/2024</p>"
        f"<div class=tom-tat>{' '.join(SENTENCES)}</div><div class=than>{below}</div></div></body></html>"
    )
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    assert reading.body == (" ".join(SENTENCES),)
    return reading.images


@pytest.mark.parametrize(
    ("below", "caption"),
    [
        (f"<p>{IMG}</p>", None),
        (f"<p>{IMG}</p><p>Trình bày: Thế Vinh</p>", None),
        (f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>", CAPTION),
    ],
)
def test_a_picture_in_a_box_below_a_text_that_is_only_a_lead_is_kept(below, caption):
    assert below_the_lead(below) == (Image(URL, caption, None),)


@pytest.mark.parametrize(
    "below",
    [
        f'<p><a href="/bai-khac-12.html">{IMG}</a></p>',
        f"<h4>Tin cùng chuyên mục</h4><p>{IMG}</p>",
        f"<div class=related>{IMG}</div>",
        '<p><img src="/images/zalo-icon.png"></p>',
    ],
)
def test_buttons_and_pictures_of_other_articles_below_a_lead_are_not(below):
    assert below_the_lead(below) == ()


@pytest.mark.parametrize(
    ("gallery", "item"),
    [
        ("<ul>{}</ul>", '<li><img src="{}"><span>{}</span></li>'),
        ("<ul class=anh>{}</ul>", '<li><a href="{0}"><img src="{0}"></a><p>{1}</p></li>'),
        ("<div>{}</div>", '<div class="swiper-slide"><img src="{}"><p>{}</p></div>'),
        ("<div>{}</div>", '<div class="gallery-item"><img src="{}"><div>{}</div></div>'),
    ],
)
def test_the_line_of_an_item_of_a_gallery_is_the_caption_of_its_picture(gallery, item):
    items = "".join(item.format(f"/a-{n}.jpg", text) for n, text in enumerate((CAPTION, "Quán nước ven bờ")))
    images = read("", PROSE.replace("</p><p>", f"</p>{gallery.format(items)}<p>", 1))
    assert [(image.url[-7:], image.caption) for image in images] == [
        ("a-0.jpg", CAPTION),
        ("a-1.jpg", "Quán nước ven bờ"),
    ]


@pytest.mark.parametrize("name", ["article__avatar", "detail-avatar", "post-avatar"])
def test_the_picture_that_a_system_calls_the_avatar_of_the_article_is_kept(name):
    box = f"<div class={name}>{IMG}<p class=caption>{CAPTION}</p></div>"
    assert read(box) == (Image(URL, CAPTION, None),)
    assert read(f"<div class=author-avatar>{IMG}</div>") == ()
    assert read(f"<div class=avatar>{IMG}</div>") == ()


@pytest.mark.parametrize("name", ["avatar", "avatar-img", "news__avatar"])
@pytest.mark.parametrize("box", ["<figure>{}<figcaption>{}</figcaption></figure>", "{}<p>{}</p>"])
def test_a_picture_named_as_a_portrait_is_kept_with_a_caption_that_is_no_name(name, box):
    captioned = f"<div class={name}>{box.format(IMG, CAPTION)}</div>"
    assert read(captioned) == (Image(URL, CAPTION, None),)
    assert read("", PROSE.replace("</p><p>", f"</p>{captioned}<p>", 1)) == (Image(URL, CAPTION, None),)
    assert read(f"<div class={name}>{box.format(IMG, 'Lê Thu Hằng')}</div>") == ()


@pytest.mark.parametrize(
    "box",
    [
        "<p>{}<br><span class=image-caption>{}</span></p>",
        "<span class=khung>{}<em class='photo-caption'>{}</em></span>",
        "<div>{}<br><span><i class=caption>{}</i></span></div>",
    ],
)
def test_a_caption_named_in_a_piece_of_the_line_below_a_picture_is_taken(box):
    images = read("", PROSE.replace("</p><p>", f"</p>{box.format(IMG, CAPTION)}<p>", 1))
    assert images == (Image(URL, CAPTION, None),)


def test_a_gallery_below_the_box_of_the_text_is_kept_with_its_caption():
    caption = "Bến đò cũ trong một buổi chiều cuối năm, khi nước ròng và thuyền câu đã về đủ trên bãi cát."
    items = f"<li>{IMG}</li><li><img src='/upload/2024/kho.jpg'><p class=title-image>{caption}</p></li>"
    html = (
        f"<html><head><title>{TITLE}</title></head><body><div class=cot><h1>{TITLE}</h1><p class=ngay>05/03/2024</p>"
        f"<div class=noi-dung>{PROSE}{PROSE}</div><div class=anh><ul class=gallery>{items}</ul></div></div></body></html>"
    )
    reading = read_landmarks(Page(html.encode(), "https://vidu.vn/a-1.html"))
    assert reading.body == SENTENCES * 2
    assert [(image.url[-7:], image.caption) for image in reading.images] == [
        ("-do.jpg", None),
        ("kho.jpg", caption),
    ]


@pytest.mark.parametrize("box", ["<div><div>{}</div></div>", "<p>{}</p>", "<figure>{}</figure>", "{}"])
def test_a_picture_whose_text_is_the_headline_is_not_dropped_as_its_copy(box):
    image = f'<img src="{SOURCE}" alt="{TITLE}">'
    images = read("", box.format(image) + PROSE)
    assert [each.url for each in images] == [URL]


@pytest.mark.parametrize(
    ("address", "count"), [(OWN, 1), (OWN.replace("https:", ""), 1), ("/tin-tuc/bai-khac-9.html", 0)]
)
def test_a_picture_above_the_text_may_lead_to_its_own_page(address, count):
    picture = f"<div class='entry-image'><a href='{address}'><img src='/u/be-boi.jpg' width='1020' height='680'></a></div>"
    record = read_page(f"<article>{HEAD}{picture}<div class='c'>{paragraphs()}</div></article>")
    assert len(record.images) == count


def test_a_mark_beside_the_words_of_the_headline_is_no_picture_of_the_article():
    head = HEAD.replace("</h1>", " <img src='/images/new.gif'></h1>")
    record = read_page(f"<div class='detail'>{head}{IMG}<div class='c'>{paragraphs()}</div></div>")
    assert [image.url.rpartition("/")[2] for image in record.images] == ["ben-do.jpg"]


@pytest.mark.parametrize("name", ["mota", "thumb", ""])
def test_a_sentence_between_a_picture_and_the_text_is_the_lead_where_a_page_has_a_field_for_each(name):
    lead = "Bể bơi của thôn Đông giúp trẻ em các xóm ven sông không còn phải tập bơi ngoài bãi, nơi năm nào cũng có tai nạn."
    fields = f"<div class='x'><img src='/u/be-boi.jpg'></div><div class='{name}'>{lead}</div>"
    record = read_page(f"<div class='detail'>{HEAD}{fields}<div class='c'>{paragraphs()}</div></div>")
    assert (record.summary, len(record.images)) == (lead, 1)


@pytest.mark.parametrize(
    "picture",
    [
        "<div><img src='{0}-300x200.jpg'></div><p>{1}</p>",
        "<img src='{0}-300x200.jpg'><div><span>{1}</span></div>",
    ],
)
def test_a_picture_in_the_text_that_leads_to_its_file_with_its_caption_is_no_card(picture):
    link = f"<a href='{SOURCE}'>{picture.format(SOURCE.removesuffix('.jpg'), CAPTION)}</a>"
    first, *rest = SENTENCES
    assert read("", f"<p>{first}</p>{link}" + "".join(f"<p>{text}</p>" for text in rest)) == (
        Image(URL, CAPTION, None),
    )


def test_two_pictures_in_one_link_stay_two():
    assert len(read(f"<a href='{SOURCE}'>{LAZY}{LAZY.replace('ben-do', 'bo-ke')}</a>")) == 2
