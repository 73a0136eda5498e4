"""Headlines of one word, as poems and stories have them."""

import pytest

from dvcrawler.extract import RecordRefused
from tests.extract.article_pages import paragraphs, read_page


def read(heading, title):
    return read_page(
        f"<div>{heading}<p>05/06/2025 07:20</p><div class='c'>{paragraphs()}</div></div>", title=title
    )


@pytest.mark.parametrize("word", ["Mẹ", "Bão", "Xuân", "MƯA"])
@pytest.mark.parametrize(
    "site", [" - Báo Ví Dụ", " | Trang tin xã Ví Dụ", " » Văn nghệ", "  –  Báo Ví Dụ điện tử"]
)
def test_a_heading_of_one_word_counts_where_the_title_begins_with_it(word, site):
    assert read(f"<h1>{word}</h1>", word + site).title == word


@pytest.mark.parametrize("title", ["Báo Ví Dụ", "Mẹ kể chuyện đời xưa - Báo Ví Dụ", "Mẹ", "Báo Ví Dụ - Mẹ"])
def test_no_other_title_confirms_it(title):
    record = read("<h1>Mẹ</h1>", title)
    assert isinstance(record, RecordRefused) or record.title != "Mẹ"


def test_a_lower_heading_of_one_word_does_not_count():
    assert isinstance(read("<h3>Mẹ</h3>", "Mẹ - Báo Ví Dụ"), RecordRefused)
