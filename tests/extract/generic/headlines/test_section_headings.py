"""Pages whose `<title>` and first heading name the section; the headline is below them."""

import pytest

from tests.extract.article_pages import HEAD, TITLE, paragraphs, read_page

SECTION = "Tin nông nghiệp, nông thôn mới"
MENU = f"<ul class='menu'><li><a href='/muc/nn'>{SECTION}</a></li></ul>"
NUMBER = {"url": "https://xavidu.example.vn/tin/345701.html"}
HEADLINES = (f"<h3>{TITLE}</h3>", f"<div class='title'>{TITLE}</div>", f"<p><b>{TITLE}</b></p>")


def page(section, headline, above="", **more):
    inner = f"<div>{headline}<p class='d'>05/06/2025 07:20</p><div class='c'>{paragraphs()}</div></div>"
    name = section.split(">")[1].split("<")[0]
    return read_page(f"{above}<div class='x'>{section}{inner}</div>", title=f"{name} - Xã Ví Dụ", **more)


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize(
    ("section", "above", "more"),
    [
        (f"<h1>{SECTION}</h1>", MENU, NUMBER),
        (f"<h2 class='portlet-title-text'>{SECTION}</h2>", "", NUMBER),
        ("<h1>Tin tức - Sự kiện</h1>", "", NUMBER),
        (f"<h1>{SECTION}</h1>", "", {}),
    ],
)
def test_the_headline_is_the_line_beside_the_date(headline, section, above, more):
    record = page(section, headline, above, **more)
    assert (record.title, [each.code for each in record.problems]) == (TITLE, ["unconfirmed_title"])


def test_liferay_names_the_headline_a_title_of_a_component():
    headline = f"<p class='component-title h4'><span class='asset-title'>{TITLE}</span></p>"
    assert page(f"<h2>{SECTION}</h2>", headline, MENU).title == TITLE


@pytest.mark.parametrize("below", ["<h2>Bể bơi của thôn Đông</h2>", f"<p><b>{SECTION}</b></p>"])
def test_a_second_headline_is_none_where_nothing_says_so(below):
    record = read_page(f"<div>{HEAD}{below}<div class='c'>{paragraphs()}</div></div>")
    assert (record.title, record.problems) == (TITLE, ())


@pytest.mark.parametrize("tag", ["h3", "p><b"])
@pytest.mark.parametrize(
    "headline, slug",
    [
        ("Tin hoạt động của các thôn", "tin-hoat-dong-cua-cac-thon-345701.html"),
        ("Văn bản mới tháng 6", "van-ban-moi-thang-6"),
        ("Thông báo mới về bể bơi", "345701-thong-bao-moi-ve-be-boi"),
        ("Hoạt động hội", "345701/hoat-dong-hoi.aspx"),
    ],
)
def test_a_headline_that_reads_as_a_section_is_one_where_it_is_the_slug(headline, slug, tag):
    body = f"<h1>{headline}</h1><p class='d'>05/06/2025 07:20</p><{tag}>{TITLE}</{tag[0]}>{paragraphs()}"
    url = f"https://xavidu.example.vn/tin-tuc/{slug}"
    record = read_page(f"<div class='c'>{body}</div>", title=f"{headline} - Xã Ví Dụ", url=url)
    assert (record.title, [each.code for each in record.problems]) == (headline, [])


@pytest.mark.parametrize("path", ["tin-hoat-dong-cac-thon/345701.html", "tin-hoat-dong-cac-thon?id=345701"])
def test_the_slug_of_the_section_does_not_make_its_name_the_headline(path):
    url = f"https://xavidu.example.vn/{path}"
    record = page("<h1>Tin hoạt động các thôn</h1>", f"<h3>{TITLE}</h3>", url=url)
    assert record.title == TITLE


@pytest.mark.parametrize("site", ["", " - Xã Ví Dụ"])
@pytest.mark.parametrize(
    "headline, slug",
    [
        ("Đảng bộ xã Ví Dụ vững bước", "dang-bo-xa-vi-du-vung-buoc-345701.html"),
        ("UBND xã họp phiên tháng 6", "ubnd-xa-hop-phien-thang-6-post345701.html"),
        ("Báo Xuân Ất Tỵ", "bao-xuan-at-ty/"),
        ("Cổng thông tin điện tử xã đi vào hoạt động", "345701-cong-thong-tin-dien-tu-xa-di-vao-hoat-dong"),
    ],
)
def test_a_headline_that_reads_as_the_name_of_a_site_is_one_where_it_is_the_slug(headline, slug, site):
    body = f"<h1>{headline}</h1><p class='d'>05/06/2025 07:20</p><div class='c'>{paragraphs()}</div>"
    record = read_page(body, title=f"{headline}{site}", url=f"https://xavidu.example.vn/tin-tuc/{slug}")
    assert (record.title, [each.code for each in record.problems]) == (headline, [])


@pytest.mark.parametrize("title", ["Tin tức - Xã Ví Dụ", "Bể bơi thôn Đông 2025: lịch mở cửa và giá vé mới"])
@pytest.mark.parametrize(
    "slug, codes",
    [("thon-dong-mo-cua-be-boi-cho-hoc-sinh-dip-he-345701.html", []), ("tin.aspx", ["unconfirmed_title"])],
)
def test_the_address_confirms_a_headline_that_the_title_does_not_say(title, slug, codes):
    body = f"{HEAD}<div class='c'>{paragraphs()}</div>"
    record = read_page(body, title=title, url=f"https://xavidu.example.vn/{slug}")
    assert (record.title, [each.code for each in record.problems]) == (TITLE, codes)


@pytest.mark.parametrize("ranks", ["12", "23"])
@pytest.mark.parametrize(
    "below, headline", [(TITLE, TITLE), (f"{TITLE}.", "Chuyện làng"), ("Mùa hè ở thôn Đông", "Chuyện làng")]
)
def test_a_short_heading_above_one_of_some_words_is_the_section(ranks, below, headline):
    inner = f"<h{ranks[0]}>Chuyện làng</h{ranks[0]}><h{ranks[1]}>{below}</h{ranks[1]}><p>05/06/2025 07:20</p>"
    record = read_page(
        f"<div>{inner}<div>{paragraphs()}</div></div>", title="Chuyện làng - Xã Ví Dụ", **NUMBER
    )
    assert (record.title, bool(record.problems)) == (headline, headline == TITLE)
