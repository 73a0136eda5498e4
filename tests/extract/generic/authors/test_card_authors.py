"""Cards of other articles, whose boxes name their authors."""

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
