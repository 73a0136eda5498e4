"""What a page states for machines about another article is not about its own."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from weakref import ref

import pytest

from dvcrawler.extract import Article, Provenance, read_record
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.metadata import Doubts, Structured, read_structured
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import any_address, unknown_site
from tests.extract.notice_pages import PROSE, URL, make_page

ADDRESS = "https://baovidu.vn/khanh-thanh-cau-12345.html"
HEADLINE = "Khánh thành cầu bắc qua sông Ví Dụ sau hai năm thi công"
OTHER = "Khai mạc hội thi tiếng hát người cao tuổi"


def structured(head: str, title: str = HEADLINE) -> Structured:
    text = f"<title>{title}</title>{head}<body><h1>{HEADLINE}</h1><a href='/a.html'><h3>{OTHER}</h3></a>"
    return read_structured(Page(text.encode(), ADDRESS))


def article(headline: str, **more: object) -> str:
    author = {"@type": "Person", "name": "Trần Văn Bình"}
    stated = {"@type": "NewsArticle", "headline": headline, "author": author, "articleSection": "Xã hội"}
    return f'<script type="application/ld+json">{json.dumps({**stated, **more})}</script>'


def open_graph(title: str, address: str) -> str:
    names = {"og:title": title, "og:url": address, "article:author": "Trần Văn Bình"}
    return "".join(f'<meta property="{name}" content="{text}">' for name, text in names.items())


def test_the_article_of_another_headline_gives_nothing() -> None:
    stated = structured(article(OTHER, datePublished="2011-03-04", description="Một hội thi."))
    assert replace(stated, doubts=None) == structured("")
    assert stated.doubts == Doubts(OTHER, ("Trần Văn Bình",), ("2011-03-04",), is_used=False)
    elsewhere = structured(article(OTHER, url="https://baovidu.vn/hoi-thi-777.html"))
    assert elsewhere == structured("")


def test_the_own_article_is_found_behind_any_number_of_others() -> None:
    others = "".join(article(f"{OTHER} {n}") for n in range(40))
    assert structured(others + article(HEADLINE)).authors == structured(article(HEADLINE)).authors != ()


@pytest.mark.parametrize(
    "more", [{"url": "/hoi-thi-777.html"}, {"@id": "/tin/hoi-thi#a"}, {"mainEntityOfPage": "/b-1"}]
)
def test_an_article_without_a_headline_is_that_of_its_address(more: dict[str, object]) -> None:
    stated = {name: f"https://baovidu.vn{path}" for name, path in more.items()}
    assert structured(article("", **stated)) == structured("")


@pytest.mark.parametrize(
    "address",
    [
        *(f"https://baovidu.vn{path}" for path in ("", "/", "/amp/x-12345", "/index.php?id=12345")),
        "https://google.com/article",
        f"{ADDRESS}?utm_source=a",
        "https://baovidu.vn/amp/khanh-thanh-cau-12345.html",
    ],
)
def test_an_address_in_another_form_is_not_that_of_another_article(address: str) -> None:
    assert structured(article("", url=address)).authors == (("Trần Văn Bình",),)


def test_the_address_that_the_page_calls_canonical_is_its_own() -> None:
    canonical = "https://baovidu.vn/xa-hoi/thong-xe"
    link = f'<link rel="canonical" href="{canonical}">'
    assert structured(link + article(OTHER, url=canonical)).authors == (("Trần Văn Bình",),)


def test_an_edited_headline_that_shares_words_is_used_with_a_doubt() -> None:
    stated = structured(article("Thông xe cầu bắc qua sông Hoàng Long sáng nay", datePublished="2011-03-04"))
    assert (stated.authors, stated.dates) == ((("Trần Văn Bình",),), ("2011-03-04",))
    assert stated.doubts is not None
    assert stated.doubts.is_used


@pytest.mark.parametrize("title", [HEADLINE, "Báo Ví Dụ"])
@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE.upper(),
        "Khánh thành cầu bắc qua sông…",
        f"{HEADLINE} - Báo Ví Dụ",
        HEADLINE.encode("ascii", "xmlcharrefreplace").decode(),
        "Khánh thành cầu bắc qua sông Ví Dụ trước thời hạn",
        "Cầu mới",
    ],
)
def test_a_headline_may_be_cut_edited_or_written_in_another_way(headline: str, title: str) -> None:
    assert structured(article(headline), title).authors == (("Trần Văn Bình",),)


@pytest.mark.parametrize("more", [{"url": ADDRESS}, {"mainEntityOfPage": {"@id": f"{ADDRESS}#article"}}])
def test_the_address_of_the_page_is_enough(more: dict[str, object]) -> None:
    assert structured(article(OTHER, **more)).authors == (("Trần Văn Bình",),)


def test_the_own_article_is_found_below_that_of_another() -> None:
    assert structured(article(OTHER) + article(HEADLINE, articleSection="Kinh tế")).section == "Kinh tế"


def test_open_graph_of_another_headline_and_address_gives_nothing() -> None:
    assert structured(open_graph(OTHER, "https://baovidu.vn/hoi-thi-777.html")) == structured("")


@pytest.mark.parametrize(
    ("title", "address"), [(HEADLINE, "https://baovidu.vn/a-1.html"), (OTHER, ADDRESS), (OTHER, "")]
)
def test_open_graph_counts_by_headline_or_address(title: str, address: str) -> None:
    assert structured(open_graph(title, address)).authors == (("Trần Văn Bình",),)


SCOPE = '<div itemscope itemtype="https://schema.org/{}">{}<meta itemprop="author" content="Lê Thu Hà"></div>'


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("NewsArticle", f'<a href="/b.html"><h3 itemprop="headline">{OTHER}</h3></a>'),
        ("NewsArticle", f'<meta itemprop="headline" content="{OTHER}">'),
        ("Article", f"<h4><a href='/b.html'>{OTHER}</a></h4>"),
        ("VideoObject", f'<meta itemprop="name" content="{HEADLINE}">'),
        ("UserComments", ""),
    ],
)
def test_microdata_of_another_thing_gives_nothing(kind: str, inside: str) -> None:
    assert structured(f"<body>{SCOPE.format(kind, inside)}").authors == ()


def test_a_hidden_card_has_the_author_of_another_article() -> None:
    card = f'<a href="/b.html"><h3>{OTHER}</h3></a><span itemprop="author">Lê Thu Hà</span>'
    own = '<p><span itemprop="author" itemscope itemtype="https://schema.org/Person">Lê Hà</span></p>'
    scope = "<div hidden itemscope itemtype='https://schema.org/NewsArticle'>"
    page = Page(f"<title>{HEADLINE}</title>{scope}{card}</div>{own}".encode(), ADDRESS)
    assert [each.text for each in Furniture(page).authors] == ["Lê Hà"]


@pytest.mark.parametrize("inside", ["", f'<h2 itemprop="headline">{HEADLINE}</h2>', "<p>Ngày 5/6/2025</p>"])
def test_microdata_of_the_article_counts(inside: str) -> None:
    assert structured(f"<body>{SCOPE.format('NewsArticle', inside)}").authors == (("Lê Thu Hà",),)


def test_a_page_that_was_read_is_freed_without_a_search_for_garbage() -> None:
    page = Page(make_page(PROSE, head=article(OTHER)), URL)
    origin = Provenance("live", URL, datetime(2024, 1, 5, tzinfo=UTC))
    assert isinstance(read_record(page, unknown_site(URL), any_address(URL), origin), Article)
    kept = ref(page)
    del page
    assert kept() is None
