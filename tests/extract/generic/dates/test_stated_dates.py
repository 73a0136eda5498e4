"""Dates that elements of the page state for machines."""

import pytest

from tests.extract.article_pages import TITLE, paragraphs, read_page


@pytest.mark.parametrize("name", ["itemprop='datePublished'", "pubdate"])
@pytest.mark.parametrize("below", [False, True])
def test_the_named_date_in_a_list_of_facts_is_the_articles(name, below):
    facts = f"<ul><li><time {name} datetime='2025-06-05'>x</time></li></ul>"
    head = f"<h1>{TITLE}</h1>"
    article = f"{head}{paragraphs()}{facts}" if below else f"{head}{facts}{paragraphs()}"
    record = read_page(f"<div class='bai'>{article}</div>")
    assert record.date == "2025-06-05"
