"""Cards of other articles: their authors and dates, printed or stated, are not the page's."""

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TITLE, paragraphs, read_page

OTHER, NAME = "Cầu phao mới nối hai bờ sông Đáy", "Lê Thu Hà"
CARDS = [
    "<div class='muc'><h3><a href='/a-1.html'>{}</a></h3><p class='byline'>{}</p></div>",
    "<div class='o'><div><h4><a href='/a-1.html'>{}</a></h4></div><div><span class='author'>{}</span></div></div>",
    "<div class='o'><a href='/a-1.html'>{}</a><div><p class='tac-gia'>{}</p></div></div>",
    "<article class='o'><a href='/a-1.html'><h2>{}</h2></a><span class='author-name'>{}</span></article>",
    "<section><h5><a href='/a-1.html'>{}</a></h5><div class='by-author'><b>{}</b></div></section>",
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("place", ["{card}{column}", "{column}{card}", "<div>{card}{card}</div>{column}"])
def test_the_author_in_a_card_is_that_of_another_article(card, place):
    shown = card.format(OTHER, NAME)
    column = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div></div>"
    assert read_page(place.format(card=shown, column=column)).author is None
    column = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div></div>"
    assert read_page(place.format(card=shown, column=column)).author == "Bùi Thanh Sơn"


@pytest.mark.parametrize(
    "head",
    [
        f"<h1><a href='/be-boi.html'>{TITLE}</a></h1><p class='byline'>{NAME}</p><p>05/06/2025 07:20</p>",
        f"<h1>{TITLE}</h1><p>05/06/2025 07:20</p><div><a href='/vh'>Văn hóa</a><span class='author'>{NAME}</span></div>",
        f"<header><h1><a href='https://m.xavidu.example.vn/b'>{TITLE}</a></h1><i class='author'>{NAME}</i></header>"
        "<p>05/06/2025 07:20</p>",
    ],
)
def test_the_author_beside_the_headline_of_the_page_is_its_own(head):
    assert read_page(f"<div class='bai'>{head}<div class='c'>{paragraphs()}</div></div>").author == NAME


@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
@pytest.mark.parametrize("address", ["/khac.html", "?in=1"])
def test_the_headline_of_the_page_is_no_card_wherever_it_leads(tag, address):
    head = f"<div class='dau'><div class='author'>{NAME}</div><{tag}><a href='{address}'>{TITLE}</a></{tag}></div>"
    body = f"<div class='bai'>{head}<p>05/06/2025 07:20</p><div class='c'>{paragraphs()}</div></div>"
    assert read_page(body).author == NAME


DAY = "2011-03-04T05:06:07+07:00"
DATED = [
    "<div class='o'><a href='/a-1.html'>{}</a> <time datetime='{day}'>04/03/2011</time></div>",
    "<div class='o'><a href='/a-1.html'><img src='/a.jpg'></a><a href='/a-1.html'>{}</a><time>04/03/2011</time></div>",
    "<article><h3><a href='/a-1.html'>{}</a></h3><time datetime='{day}'>04/03/2011</time></article>",
    "<div class='hentry'><h2 class='entry-title'><a href='/a-1.html'>{}</a></h2>"
    "<abbr class='published' title='{day}'>04/03/2011</abbr> <span class='vcard author'>Lê Thu Hà</span></div>",
    "<div class='o'><meta itemprop='datePublished' content='{day}'><meta itemprop='author' content='Lê Thu Hà'>"
    "<a href='/a-1.html'>{}</a></div>",
    "<div typeof='NewsArticle'><meta property='datePublished' content='{day}'>"
    "<span property='author'>Lê Thu Hà</span><a href='/a-1.html' property='headline'>{}</a></div>",
    "<div itemscope itemtype='https://schema.org/CreativeWork'><b itemprop='headline'><a href='/a-1.html'>{}</a></b>"
    "<span itemprop='author'>Lê Thu Hà</span><time itemprop='datePublished' datetime='{day}'>04/03/2011</time></div>",
    "<div itemscope><a href='/a-1.html'>{}</a><meta itemprop='datePublished' content='{day}'></div>",
    "<div itemscope itemtype='https://schema.org/VideoObject'><b>{}</b><time datetime='{day}'>04/03/2011</time></div>",
    "<div style='display:none'><a href='/a-1.html'>{}</a><time datetime='{day}'>04/03/2011</time></div>",
    "<div><a href='/a.pdf'>Công văn số 12/UBND-VX về việc mở bể bơi</a> <time datetime='{day}'>04/03/2011</time></div>",
]


@pytest.mark.parametrize("card", DATED)
@pytest.mark.parametrize("place", ["{card}{column}", "{column}{card}"])
def test_the_day_of_a_card_is_that_of_another_article(card, place):
    shown = card.format(OTHER, day=DAY)
    column = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div></div>"
    found = read_page(place.format(card=shown, column=column))
    assert (found.date, found.author) == ("2025-06-05", None)
    undated = f"<div class='bai'><h1>{TITLE}</h1><div class='c'>{paragraphs()}</div></div>"
    found = read_page(place.format(card=shown, column=undated), "<meta property='og:type' content='article'>")
    assert (found.date, found.author) == (None, None)


SECTION = "Hoạt động của Đoàn đại biểu Quốc hội tỉnh"


@pytest.mark.parametrize(
    "facts",
    [
        f"<div><a href='/hoat-dong-doan'>{SECTION}</a> <time datetime='2025-06-05T07:20:00+07:00'>05/06/2025</time></div>",
        f"<div><a href='/nguoi-viet/12'>{NAME}</a><time datetime='2025-06-05T07:20:00+07:00'>05/06/2025</time></div>",
        f"<div><h4><a href='/nguoi-viet/12'>Trần Thị {NAME}</a></h4><span class='date'>05/06/2025 07:20</span></div>",
        "<p><span class='date'>05/06/2025 07:20</span> <a href='/in/345701'>In bài viết này ra giấy A4</a></p>",
        "<div><time datetime='2025-06-05T07:20:00+07:00'>05/06/2025</time> "
        "<a href='https://news.example.com/xa'>Theo dõi Báo Ví Dụ trên Google News</a></div>",
    ],
)
def test_links_to_a_section_or_an_author_beside_the_date_make_no_card(facts):
    body = f"<div class='bai'><h1>{TITLE}</h1>{facts}<div class='c'>{paragraphs()}</div></div>"
    assert read_page(body).date == "2025-06-05"


OLD = "<time datetime='2011-03-04T05:06:07+07:00'>04/03/2011</time>"


@pytest.mark.parametrize(
    "card",
    [
        "<article>{}</article>",
        "<figure>{}</figure>",
        "<div class='hentry'>{}</div>",
        "<div typeof='x'>{}</div>",
    ],
)
def test_the_day_of_an_item_right_below_the_headline_is_that_of_another_article(card):
    shown = card.format(f"<a href='/a-1.html'>{OTHER}</a> {OLD}")
    body = f"<div class='bai'><h1>{TITLE}</h1>{shown}<div class='c'>{paragraphs()}</div></div>"
    assert read_page(body, "<meta property='og:type' content='article'>").date is None


@pytest.mark.parametrize(
    ("address", "menu"),
    [
        ("/tin-tuc", ""),
        ("/hoat-dong-doan", "<nav>{}</nav>"),
        ("/hoat-dong-doan", "<ul class='menu'><li>{}</li></ul>"),
    ],
)
def test_the_day_beside_the_name_of_the_section_is_the_articles_wherever_the_headline_is(address, menu):
    link = f"<a href='{address}'>{SECTION}</a>"
    facts = f"<div class='tren'><div><div>{link} <time>05/06/2025 07:20</time></div></div></div>"
    body = f"{menu.format(link)}<div class='bai'>{facts}<div><div><h1>{TITLE}</h1></div></div><div class='c'>{paragraphs()}</div></div>"
    assert read_page(body, "<meta property='og:type' content='article'>").date == "2025-06-05"


NAMED = "<div><h2><a href='{}'>{}</a></h2><span>05/06/2025 07:20</span></div>"


@pytest.mark.parametrize("facts", [NAMED, NAMED.replace("h2>", "h4>"), NAMED.replace("div>", "section>")])
@pytest.mark.parametrize(
    ("name", "address", "menu"),
    [
        ("Xây dựng nông thôn mới", "/nong-thon-moi", ""),
        ("Văn hóa - Xã hội", "/chuyen-muc/van-hoa-xa-hoi.html", ""),
        (SECTION, "/hoat-dong-doan", f"<nav><a href='/hoat-dong-doan'>{SECTION}</a></nav>"),
    ],
)
def test_a_section_as_a_heading_below_the_headline_makes_no_card_of_the_day(facts, name, address, menu):
    body = (
        f"{menu}<div class='bai'><h1>{TITLE}</h1>{facts.format(address, name)}<div>{paragraphs()}</div></div>"
    )
    assert read_page(body).date == "2025-06-05"


@pytest.mark.parametrize("section", ["", "<h4><a href='/vh'>Văn hóa</a></h4>"])
@pytest.mark.parametrize("site", ["", "https://khac.example.com"])
def test_a_card_that_names_its_section_keeps_its_day(section, site):
    card = f"<div>{section}<h3><a href='{site}/a-1.html'>{OTHER}</a></h3><time>04/03/2011</time></div>"
    body = f"<div class='bai'><h1>{TITLE}</h1><div>{paragraphs()}</div></div>{card}"
    assert read_page(body, "<meta property='og:type' content='article'>").date is None


@pytest.mark.parametrize(
    "title", [f"<div class='news-title'>{TITLE}</div>", f"<div class='tieude'><b>{TITLE}</b></div>"]
)
@pytest.mark.parametrize(
    "others",
    [
        f"<div><b>Các tin khác</b><br><a href='/a-1.html'>{OTHER}</a> (01/01/2020)</div>",
        f"<ul><li><a href='/a-1.html'>{OTHER}</a></li></ul>",
        f"<p>Xem thêm: <a href='/a-1.html'>{OTHER}</a></p>",
    ],
)
def test_a_short_article_in_one_box_with_links_to_others_is_no_card(others, title):
    short = "Bể bơi dài 25 mét của thôn Đông mở cửa mỗi ngày ba ca, có hai người cứu hộ trực thường xuyên."
    text = "".join(f"<p>{line} {n}.</p>" for n, line in enumerate([short] * 3))
    record = read_page(
        f"<div class='bai'>{title}<div class='date'>05/06/2025 07:20</div><div class='c'>{text}{AUTHOR}</div>{others}</div>"
    )
    assert (record.date, record.author) == ("2025-06-05", "Bùi Thanh Sơn")


FACTS = [
    ("section", "<a rel='category tag' href='/the-thao'>Thể thao</a>"),
    ("section", "<span class='cate'><a href='/the-thao'>Thể thao</a></span>"),
    ("section", "<p>Chuyên mục: <a href='/the-thao'>Thể thao</a></p>"),
    (
        "section",
        "<div class='meta'><ul><li class='category'><a href='/the-thao'>Thể thao</a></li></ul></div>",
    ),
    ("section", "<dl><dd class='category-name'><a href='/the-thao'>Thể thao</a></dd></dl>"),
    ("tags", "<div class='tags'><a rel='tag' href='/tag/cau'>cầu phao</a></div>"),
    ("tags", "<p>Từ khóa: <a href='/tag/cau'>cầu phao</a></p>"),
    ("author", f"<p>Tác giả: {NAME}</p>"),
    ("author", f"<div><p>Bởi {NAME}</p></div>"),
    ("source", "<p>Nguồn: Báo Làng</p>"),
]


@pytest.mark.parametrize(("field", "fact"), FACTS)
@pytest.mark.parametrize("place", ["{cards}{column}", "{column}{cards}"])
def test_what_a_card_says_of_its_article_is_not_of_the_pages(field, fact, place):
    card = "<div class='o'><a href='/a-{0}.html'><img src='/a.jpg'></a><h3><a href='/a-{0}.html'>{1}</a></h3>{2}</div>"
    cards = "".join(card.format(n, OTHER, fact) for n in range(3))
    column = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div></div>"
    record = read_page(place.format(cards=f"<div class='khac'>{cards}</div>", column=column))
    assert not getattr(record, field)
    assert record.title == TITLE


@pytest.mark.parametrize(("field", "fact"), [each for each in FACTS if "<ul>" not in each[1]])
def test_the_same_line_about_the_article_itself_counts(field, fact):
    column = f"<div class='bai'>{HEAD}<div class='c'>{paragraphs()}</div>{fact}</div>"
    assert getattr(read_page(column), field)
