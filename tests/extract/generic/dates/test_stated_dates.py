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


@pytest.mark.parametrize("zone", ["+08:00", "+00:00", "Z", "+0800", "-05:00"])
@pytest.mark.parametrize("printed", ["05/06/2025 12:40", "Thứ năm, 05/06/2025, 12:40 (GMT+7)"])
def test_a_change_is_local_time_too_where_the_printed_time_shows_the_zone_to_be_wrong(zone, printed):
    head = (
        f"<meta property='article:published_time' content='2025-06-05T12:40:25{zone}'>"
        f"<meta property='article:modified_time' content='2025-06-05T13:18:50{zone}'>"
    )
    record = read_page(f"<div class='bai'><h1>{TITLE}</h1><p>{printed}</p>{paragraphs()}</div>", head)
    assert (record.published_at, record.modified_at) == (
        "2025-06-05T12:40:00+07:00",
        "2025-06-05T13:18:50+07:00",
    )


def test_the_zone_of_a_change_counts_where_that_of_the_publication_is_right_or_another():
    for published, changed in (("05:40:25Z", "06:18:50Z"), ("12:40:25+08:00", "06:18:50Z")):
        head = (
            f"<meta property='article:published_time' content='2025-06-05T{published}'>"
            f"<meta property='article:modified_time' content='2025-06-05T{changed}'>"
        )
        record = read_page(f"<h1>{TITLE}</h1><p>05/06/2025 12:40</p>{paragraphs()}", head)
        assert record.modified_at == "2025-06-05T13:18:50+07:00"
