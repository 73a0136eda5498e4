"""Layouts that know the boxes of a system's themes: what else such boxes hold, and where else they are."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dvcrawler.extract.page import Page
from dvcrawler.extract.record import read_record
from dvcrawler.families.any_site import any_address, unknown_site
from dvcrawler.families.drupal import CMS as DRUPAL
from dvcrawler.families.gov import CMS as GOV
from dvcrawler.families.joomla import CMS as JOOMLA
from dvcrawler.families.nukeviet import CMS as NUKEVIET
from dvcrawler.families.party import CMS as PARTY
from dvcrawler.families.vnpt import CMS as VNPT
from dvcrawler.families.wordpress import CMS as WORDPRESS
from dvcrawler.items import Provenance
from tests.extract.article_pages import TEXT, TITLE, lines_of, paragraphs, read_page

URL = "https://xavidu.example.vn/tin-tuc/be-boi-thon-dong-345701.html"
OTHER = "Cầu phao mới nối hai bờ sông Đáy"
THEMES = {
    "nukeviet": (
        NUKEVIET,
        "<div class='news_column'><h1 class='title'>{title}</h1><span class='h5'>05/06/2025 07:20</span>"
        "<div id='news-bodyhtml' class='bodytext'>{text}</div></div>",
    ),
    "wordpress": (
        WORDPRESS,
        "<article><h1 class='entry-title'>{title}</h1>"
        "<time class='published' datetime='2025-06-05T07:20:00+07:00'>05/06/2025</time>"
        "<div class='entry-content'>{text}</div></article>",
    ),
    "joomla": (
        JOOMLA,
        "<div class='item-page'><h2>{title}</h2><dl><dd class='published'><time>05/06/2025 07:20</time></dd></dl>"
        "<div itemprop='articleBody'>{text}</div></div>",
    ),
    "drupal": (
        DRUPAL,
        "<h1 class='page-title'>{title}</h1><div class='submitted'>05/06/2025 07:20</div>"
        "<div class='field-name-body'>{text}</div>",
    ),
    "vnpt-detail": (
        VNPT,
        "<div class='content-detail'><h1 class='head_title'>{title}</h1><div class='group-time'>07:20, 05/06/2025</div>"
        "<div class='td-post-content'>{text}</div></div>",
    ),
    "vnpt-portal": (
        VNPT,
        "<input type='hidden' id='page_info'><h1 id='article_title'>{title}</h1><div class='date'><span>07:20, "
        "05/06/2025</span></div><div class='content-reply'></div><div id='content'>{text}</div>",
    ),
    "vnpt-legacy": (
        VNPT,
        "<div class='article_content'><h1>{title}</h1><div class='date'>Cập nhật lúc 07:20, Thứ Năm, 05/06/2025 "
        "(GMT+7)</div><div id='content'>{text}</div></div>",
    ),
}
PRINTED = {
    "party": (PARTY, "<div class='td'>{title}</div><div>Thứ 5, Ngày 05 / 06 / 2025</div><div>{text}</div>"),
    "gov": (
        GOV,
        "<img src='/b.png' alt='image banner'><p>Tất cả: 329</p><div class='t'>{title}</div><p>Lượt xem: 98</p>"
        "<div>{text}</div>",
    ),
}
TITLES = [f"{TITLE} - Báo Ví Dụ", TITLE, "Cổng thông tin điện tử"]


def read(theme, heading=TITLE, text=None, *, above="", below="", title=TITLES[0], between=""):
    """`between`: what is right above the box of the text."""
    cms, frame = (THEMES | PRINTED)[theme]
    frame = between.join(re.split(r"(?=<div[^<>]*>\{text\})", frame))
    shown = frame.format(title=heading, text=paragraphs() if text is None else text)
    html = f"<title>{title}</title><body>{above}<div class='bai'>{shown}</div>{below}</body>"
    site = replace(unknown_site(URL), layouts=cms.layouts)
    given = Provenance("live", URL, datetime(2025, 8, 16, tzinfo=UTC))
    return read_record(Page(html.encode(), URL), site, any_address(URL), given)


HEADINGS = [
    "Thôn Đông mở cửa bể bơi<br>cho học sinh dịp hè",
    "Thôn Đông mở cửa bể bơi<br />\ncho học sinh dịp hè",
    "<div>Thôn Đông mở cửa bể bơi</div><div>cho học sinh dịp hè</div>",
    f"{TITLE}<sup class='moi'>NEW</sup>",
    f"{TITLE} <span class='badge'>Mới</span>",
    f"{TITLE} <small>(214 lượt xem)</small>",
    f"<span class='label'>HOT</span> {TITLE}",
    f"<span class='loai'>Video</span> {TITLE}",
    f"{TITLE} <a href='/sua/345701'>[Sửa]</a>",
    f"<a href='#'><span class='tin'>Tin</span> {TITLE}</a>",
    f"{TITLE} <em>(Ảnh)</em>",
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("heading", HEADINGS)
def test_the_lines_of_a_headline_are_parted_and_its_labels_left_out(heading, theme):
    record = read(theme, heading)
    assert (record.title, lines_of(record)) == (TITLE, [*TEXT])


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("theme", PRINTED)
@pytest.mark.parametrize("heading", HEADINGS[:2])
def test_a_printed_headline_set_in_two_lines_is_one(heading, theme, title):
    record = read(theme, heading, title=title)
    assert (record.title, (record.summary or "") + record.body) == (
        TITLE,
        "".join(TEXT[:1]) * (theme == "party") + "\n\n".join(TEXT[theme == "party" :]),
    )


@pytest.mark.parametrize("title", TITLES[:2])
@pytest.mark.parametrize("theme", PRINTED)
@pytest.mark.parametrize("heading", HEADINGS[3:])
def test_a_label_beside_a_printed_headline_is_left_out(heading, theme, title):
    assert read(theme, heading, title=title).title == TITLE


@pytest.mark.parametrize("theme", PRINTED)
def test_a_date_or_a_counter_in_the_box_of_the_headline_is_no_part_of_it(theme):
    assert read(theme, f"{TITLE}<br>Lượt xem: 98", title=TITLES[2]).title == TITLE


CARD = (
    "<article><h2 class='entry-title'><a href='/a-1.html'>{0}</a></h2><a rel='category tag' href='/bao'>Thể thao</a>"
    "<div class='submitted'>02/06/2025 05:00 <span class='username'>Lê Thu Hà</span></div>"
    "<time class='published' datetime='2025-06-02T05:00:00+07:00'>02/06/2025</time>"
    "<p class='author vcard'><a class='fn' href='/nguoi/ha'>Lê Thu Hà</a></p><dl><dd class='category-name'>"
    "<a href='/bao'>Thể thao</a></dd></dl><div class='entry-content bodytext field-name-body'><p>Cầu dài 90 mét.</p>"
    "</div><div class='td-tags itemTags'><a rel='tag' href='/tag/cau'>cầu phao</a></div></article>"
)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("place", ["above", "below"])
def test_the_boxes_of_cards_are_those_of_other_articles(theme, place):
    record = read(theme, **{place: f"<div class='khac'>{CARD.format(OTHER)}</div>"})
    assert (record.title, record.date, lines_of(record)) == (TITLE, "2025-06-05", [*TEXT])
    assert (record.author, record.section, record.tags) == (None, None, ())


@pytest.mark.parametrize("theme", [each for each in THEMES if each.startswith("vnpt")])
@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize("lead", ["", "<div class='sapo'>Bể bơi của thôn mở cửa đúng dịp hè.</div>"])
def test_lead_and_kicker_of_a_card_are_those_of_its_article(theme, place, lead):
    card = (
        f"<div class='muc'><h3><a href='/xa-hoi/202505/cau-phao-8830de1/'>{OTHER}</a></h3><div class='sub-title'>"
        "Giao thông</div><div class='sapo'>Cầu dài 90 mét.</div><div class='after-author'><span class='author'>Lê Thu Hà"
        "</span></div><div class='tag_list'><a href='/t/1'>cầu phao</a></div></div>"
    )
    record = read(theme, **{place: card}, text=lead + paragraphs())
    assert (record.kicker, record.author, record.tags, record.summary) == (
        None,
        None,
        (),
        "Bể bơi của thôn mở cửa đúng dịp hè." if lead else None,
    )


@pytest.mark.parametrize("theme", ["vnpt-detail", "vnpt-legacy", "party"])
@pytest.mark.parametrize("name", ["menu", "main-menu", "nav", "navbar-nav"])
def test_a_short_menu_is_not_the_path_to_the_article(theme, name):
    steps = "".join(
        f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(("Trang chủ", "Tin", "Liên hệ"))
    )
    assert read(theme, above=f"<ul class='{name}'>{steps}</ul>").section is None
    assert read(theme, above=f"<ul class='duong-dan'>{steps}</ul>").section == "Liên hệ"


@pytest.mark.parametrize("theme", THEMES)
def test_the_tags_of_the_whole_site_are_not_those_of_an_article(theme):
    cloud = "<div class='widget'><div class='tagcloud'><a href='/tag/a'>bóng đá</a> <a href='/tag/b'>lễ hội</a></div></div>"
    assert read(theme, above=cloud).tags == read(theme, below=cloud).tags == ()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["time", "published", "submitted", "h5", "entry-date", "node__date"])
def test_a_day_in_the_text_is_not_that_of_its_publication(theme, name):
    told = f"<div><span class='{name}'>08/2024</span><p>Đào móng và đổ bê tông đáy bể, có 60 người dân giúp sức.</p></div>"
    record = read(theme, text=paragraphs(TEXT[:2]) + told + paragraphs(TEXT[2:]))
    assert record.published_at == "2025-06-05T07:20:00+07:00"
    assert TEXT[3] in record.body


LEADS = (
    "Bể bơi của thôn mở cửa đúng dịp hè cho học sinh cả ba xóm.",
    "Mỗi ngày có ba ca, mỗi ca hai người cứu hộ.",
)
LEAD_BOXES = {
    "nukeviet": "<div class='hometext'>{}</div>",
    "wordpress": "<div class='entry-sub-title'>{}</div>",
    "vnpt-detail": "<div class='sapo'>{}</div>",
    "vnpt-portal": "<div class='content-reply'><div class='reply'>{}</div></div>",
    "vnpt-legacy": "<div class='sapo'>{}</div>",
}


@pytest.mark.parametrize("theme", LEAD_BOXES)
@pytest.mark.parametrize(
    "lines",
    [
        "{}<br>{}",
        "{}<br><br>{}",
        "<p>{}</p><p>{}</p>",
        "<div>{}</div><div>{}</div>",
        "<ul><li>{}</li><li>{}</li></ul>",
        "<span style='display:block'>{}</span><span style='display:block'>{}</span>",
        "<p><b>{}<br />{}</b></p>",
    ],
)
def test_the_lines_of_a_lead_are_parted_and_not_in_the_text(theme, lines):
    record = read(theme, between=LEAD_BOXES[theme].format(lines.format(*LEADS)))
    assert (record.summary, lines_of(record)) == (" ".join(LEADS), [*TEXT])


@pytest.mark.parametrize("theme", LEAD_BOXES)
def test_a_heading_whose_words_the_lead_has_stays(theme):
    box = LEAD_BOXES[theme].format(LEADS[0])
    record = read(theme, text=f"<h3>Bể bơi của thôn</h3>{paragraphs()}", between=box)
    assert (record.summary, lines_of(record)) == (LEADS[0], ["Bể bơi của thôn", *TEXT])


BESIDE = [
    "Lê Thu Hà",
    "Tác giả: Lê Thu Hà",
    "Nguồn: Báo Ví Dụ",
    "Số lượt xem: 12",
    "Bể bơi do dân góp tiền xây.",
]


@pytest.mark.parametrize(
    "heading",
    [*(f"{TITLE}<br>{line}" for line in BESIDE), f"XÃ HỘI<br>{TITLE}", f"Tin trong tỉnh<br>{TITLE}"],
)
def test_what_else_is_in_the_box_of_a_headline_is_no_line_of_it(heading):
    assert {read(theme, heading).title for theme in THEMES} == {TITLE}
    assert {read(theme, heading, title=TITLES[2]).title for theme in PRINTED} == {TITLE}


def test_a_headline_of_several_lines_is_whole_where_the_page_states_it_so():
    whole = "Hội làng Đông mở trong ba ngày, Ban quản lý cấm xe vào chợ"
    heading = "<br>".join(whole.split(", "))
    stated = f"{whole.replace(',', '')} | Hội làng Đông mở trong ba ngày"
    assert {read(theme, heading, title=stated).title for theme in THEMES} == {whole.replace(",", "")}


MORE = f"<h4><a href='/tin/cau-8830.html'>{OTHER}</a></h4>"
FACTS = "<div class='{}'><a rel='tag' href='/tag/be'>bể bơi</a></div><div class='author vcard'><a class='fn'>Lê Thu Hà</a></div>"


@pytest.mark.parametrize("theme", ["wordpress", "joomla", "vnpt-legacy"])
@pytest.mark.parametrize(
    "more",
    [
        MORE,
        MORE + MORE.replace("8830", "8831"),
        f"<div>Tin khác</div>{MORE}",
        f"<h3>Tin khác</h3>{MORE}",
        f"<p>Bài sau: <a href='/tin/cau-8830.html'>{OTHER}</a></p>",
    ],
)
def test_tags_and_author_above_the_links_to_others_are_the_articles(theme, more):
    names = {"wordpress": "td-tags", "joomla": "itemTags", "vnpt-legacy": "tag_list"}
    record = read(theme, below=f"<div class='chan'>{FACTS.format(names[theme])}{more}</div>")
    assert record.tags == ("bể bơi",)
    assert theme != "wordpress" or record.author == "Lê Thu Hà"


@pytest.mark.parametrize("tag", ["div", "span", "h3", "h4", "h6"])
@pytest.mark.parametrize("name", ["Tin tức", "Tin tức sự kiện nổi bật", "Học tập và làm theo lời Bác"])
def test_a_section_with_a_long_name_heads_no_card(tag, name):
    above = f"<div><{tag} class='muc'><a rel='category tag' href='/category/a/'>{name}</a></{tag}></div>"
    assert read("wordpress", above=above).section == name


@pytest.mark.parametrize("name", ["navigator", "nav-title", "navi", "site-nav", "menu-path"])
@pytest.mark.parametrize("mark", [" » ", " / ", " &gt; ", "<span>›</span>"])
def test_a_path_may_be_called_navigation(name, mark):
    links = [f"<a href='{url}'>{text}</a>" for url, text in (("/", "Trang chủ"), ("/xa-hoi", "Xã hội"))]
    assert read("vnpt-legacy", above=f"<div class='{name}'>{mark.join(links)}</div>").section == "Xã hội"


@pytest.mark.parametrize(
    "byline", ["Ghi chép của Lê Thu Hà", "Tác giả: Lê Thu Hà", "<small>Bài, ảnh: Lê Thu Hà</small>"]
)
@pytest.mark.parametrize("theme", ["wordpress", "nukeviet"])
def test_a_byline_in_the_box_of_a_headline_is_read_whatever_the_page_states(theme, byline):
    assert read(theme, f"{TITLE}<br>{byline}", title=TITLES[2]).author == "Lê Thu Hà"


@pytest.mark.parametrize("label", ["Chuyên mục: ", "Danh mục: ", ""])
def test_a_section_right_in_the_box_of_a_short_article_is_its_own_whatever_card_is_below(label):
    muc = f"<span class='muc'>{label}<a rel='category tag' href='/doi-song'>Đời sống</a></span>"
    card = f"<div class='o'><h3><a href='/a-1.html'>{OTHER}</a></h3></div>"
    text = f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p>{paragraphs(TEXT[:2])}"
    record = read_page(f"<div class='bai'>{muc}{text}{card}</div>")
    assert record.section == "Đời sống"


LINES = [
    "<p>Thôn Đông mở cửa bể bơi</p><p>cho học sinh dịp hè</p>",
    "<div>Thôn Đông mở cửa bể bơi</div><div>cho học sinh dịp hè</div>",
    "<span style='display:block'>Thôn Đông mở cửa bể bơi</span><span style='display:block'>cho học sinh dịp hè</span>",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("theme", PRINTED)
@pytest.mark.parametrize("heading", LINES)
def test_a_printed_headline_in_boxes_alike_is_one(heading, theme, title):
    record = read(theme, heading, title=title)
    assert record.title == TITLE
    assert [line for line in (record.summary, *lines_of(record)) if line] == [*TEXT]


@pytest.mark.parametrize("theme", PRINTED)
def test_a_line_over_the_headline_is_not_joined_with_it(theme):
    record = read(theme, f"<p>Chuyện làng quê</p><p>{TITLE}</p>")
    assert record.title == TITLE
