"""Tags and sections that only a statement for machines gives."""

import json

import pytest

from tests.extract.article_pages import AUTHOR, HEAD, TITLE, paragraphs, read_page


def linked(**stated):
    article = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **stated}
    return f"<script type='application/ld+json'>{json.dumps(article, ensure_ascii=False)}</script>"


def crumbs(*names):
    items = [{"@type": "ListItem", "item": {"@id": f"/{n}", "name": name}} for n, name in enumerate(names)]
    stated = {"@type": "BreadcrumbList", "itemListElement": items}
    return f"<script type='application/ld+json'>{json.dumps(stated)}</script>"


def read_stated(head, below=""):
    return read_page(
        f"<div class='detail'>{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div>{below}</div>", head
    )


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:tag' content='bể bơi'><meta property='article:tag' content='trẻ em'>",
        "<meta property='article:tag' content='bể bơi, trẻ em'>",
        "<meta name='news_keywords' content='bể bơi, trẻ em'>",
        linked(keywords=["bể bơi", "trẻ em"]),
        linked(keywords="bể bơi, trẻ em"),
        linked(keywords="bể bơi;trẻ em"),
        linked(keywords=[{"@type": "DefinedTerm", "name": "bể bơi"}, "trẻ em"]),
        linked(keywords=["bể bơi", "trẻ em", "tin tức", "Báo điện tử", "Báo Ví Dụ", TITLE])
        + "<meta property='og:site_name' content='Báo Ví Dụ'>",
    ],
)
def test_all_stated_tags_are_read(head):
    assert read_stated(head).tags == ("bể bơi", "trẻ em")


def test_printed_tags_come_before_keywords():
    record = read_stated(linked(keywords=["thôn Đông"]), "<p>Từ khóa: bể bơi, trẻ em</p>")
    assert record.tags == ("bể bơi", "trẻ em")


@pytest.mark.parametrize("keywords", [TITLE, ["tin tức", "tin nhanh"], 5, None, {"name": 5}])
def test_the_headline_and_words_of_every_page_are_no_tags(keywords):
    assert read_stated(linked(keywords=keywords)).tags == ()


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (linked(articleSection="Đời sống"), "Đời sống"),
        (crumbs("Trang chủ", "Xã hội", "Đời sống"), "Đời sống"),
        (crumbs("Home", "Đời sống", TITLE), "Đời sống"),
        (linked(articleSection=["Đời sống", "Xã hội"]), "Đời sống"),
        (linked(articleSection=[[]]), None),
        (linked(**{"@type": "BreadcrumbList", "itemListElement": ["Trang chủ", "Đời sống"]}), None),
        (crumbs("Trang chủ", TITLE), None),
        (crumbs("Trang chủ"), None),
    ],
)
def test_the_stated_section_is_the_last_step_above_the_article(head, section):
    assert read_stated(head).section == section


MICRODATA = (
    "<meta itemprop='{name}' content='{value}'>",
    "<div itemscope itemtype='https://schema.org/NewsArticle'><meta itemprop='{name}' content='{value}'></div>",
    "<span itemprop='{name}'>{value}</span>",
    "<p itemprop='{name}'><a href='/x'>{value}</a></p>",
    "<div vocab='http://schema.org/' typeof='NewsArticle'><span property='{name}'>{value}</span></div>",
    "<span property='schema:{name}' content='{value}'></span>",
)
OF_OTHER = (
    "<div itemscope itemtype='https://schema.org/NewsArticle'><h3><a itemprop='headline' href='/hoi'>Hội làng mở sớm hơn năm ngoái</a></h3>"
    "<meta itemprop='{name}' content='{value}'></div>"
)


@pytest.mark.parametrize("form", MICRODATA)
def test_the_section_and_the_keywords_of_microdata_are_read(form):
    stated = form.format(name="articleSection", value="Đời sống") + form.format(
        name="keywords", value="bể bơi"
    )
    record = read_page(f"{HEAD}{stated}<div class='c'>{paragraphs()}{AUTHOR}</div>")
    assert (record.section, record.tags) == ("Đời sống", ("bể bơi",))


def test_the_microdata_of_another_article_is_not_read():
    stated = OF_OTHER.format(name="articleSection", value="Lễ hội") + OF_OTHER.format(
        name="keywords", value="làng"
    )
    record = read_page(f"{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div>{stated}")
    assert (record.section, record.tags) == (None, ())


@pytest.mark.parametrize("name", ["DC.subject", "dcterms.subject", "citation_keywords"])
def test_the_subjects_of_dublin_core_are_keywords(name):
    assert read_stated(f"<meta name='{name}' content='bể bơi; trẻ em'>").tags == ("bể bơi", "trẻ em")


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><a href='/kt'>Kinh tế</a><a href='/ds'>Đời sống</a></nav>",
        "<div class='header'><a href='/kt'>Kinh tế</a><a href='/ds'>Đời sống</a></div>",
        "<header><ul><li><a href='/kt'>Kinh tế</a></li><li><a href='/ds'>Đời sống</a></li></ul></header>",
        "<ul id='main-menu'><li><a href='/kt'>Kinh tế</a></li><li><a href='/ds'>Đời sống</a></li></ul>",
    ],
)
def test_sections_of_the_menu_are_no_keywords(menu):
    head = linked(keywords=["Kinh tế", "bể bơi", "Đời sống", "Thể thao"], articleSection="Thể thao")
    record = read_page(f"{menu}{HEAD}<div class='c'>{paragraphs()}{AUTHOR}</div>", head)
    assert (record.section, record.tags) == ("Thể thao", ("bể bơi",))


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='DC.creator' content='Lê Thu Hà'><meta name='DC.date' content='2025-06-05'>",
        "<meta name='dcterms.creator' content='Lê Thu Hà'><meta name='dcterms.issued' content='2025-06-05'>",
        "<meta property='dc:creator' content='Lê Thu Hà'><meta property='dcterms:date' content='2025-06-05'>",
        "<meta name='citation_author' content='Lê Thu Hà'><meta name='citation_online_date' content='2025/6/5'>",
        "<meta name='author' content='Lê Thu Hà'><meta name='prism.publicationDate' content='2025-06-05'>",
        "<meta name='author' content='Lê Thu Hà'><meta name='publish-date' content='2025-06-05'>",
    ],
)
def test_author_and_day_of_a_page_that_prints_none_are_those_that_it_states(head):
    record = read_page(f"<h1>{TITLE}</h1><div class='c'>{paragraphs()}</div>", head)
    assert (record.author, record.date) == ("Lê Thu Hà", "2025-06-05")


@pytest.mark.parametrize(
    "line",
    [
        "<span itemprop='datePublished' content='2025-06-05T07:20:00+07:00'>Thứ Năm</span>",
        "<span property='schema:datePublished' content='2025-06-05T07:20:00+07:00'></span>",
        "<div typeof='NewsArticle'><span property='datePublished' content='2025-06-05T07:20:00+07:00'>5/6/2025</span></div>",
    ],
)
def test_the_time_in_microdata_is_that_of_the_publication(line):
    record = read_page(f"<h1>{TITLE}</h1>{line}<div class='c'>{paragraphs()}{AUTHOR}</div>")
    assert record.published_at == "2025-06-05T07:20:00+07:00"
