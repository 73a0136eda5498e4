"""Dates of other articles above the text."""

import pytest

from dvcrawler.items import Article
from tests.extract.article_pages import TITLE, URL, paragraphs, read_page

OTHER = "/tin-tuc/khanh-thanh-cau-ben-moi-345612.html"
CARD = f"<h2><a href='{OTHER}'>Khánh thành cầu Bến Mới qua sông</a></h2><p>08:00 04/06/2025</p>"
TEXT = f"<div class='c'>{paragraphs()}</div>"


def test_the_date_below_a_linked_heading_is_not_the_articles():
    assert not isinstance(read_page(f"<h1>{TITLE}</h1>{CARD}{TEXT}"), Article)


@pytest.mark.parametrize(
    "head",
    [
        f"<p>05/06/2025</p>{CARD}",
        f"{CARD}<p>05/06/2025</p>",
        f"<h2><a href='{URL}'>{TITLE}</a></h2><p>05/06/2025</p>",
        "<h3><a href='/tin-hoat-dong-cua-xa'>Tin hoạt động của xã</a></h3><p>05/06/2025</p>",
    ],
)
def test_beside_it_the_articles_own_is_read(head):
    assert read_page(f"<h1>{TITLE}</h1>{head}{TEXT}").date == "2025-06-05"
