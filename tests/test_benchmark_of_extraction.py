"""The benchmark of extraction accepts both forms of a file of hand-checked values."""

import json

import pytest

from benchmarks.extraction import read_gold

ARTICLE = {
    "title": "Chợ nổi ngày giáp Tết",
    "date": "2021-02-09",
    "author": None,
    "sapo": None,
    "body": "Chợ họp sớm.",
}


@pytest.mark.parametrize(
    "form",
    [
        lambda articles: articles,
        lambda articles: {"articles": articles},
        lambda articles: {
            "articles": articles,
            "listings": {"home.html": {"url": "https://vidu.vn/", "article": "-[0-9]+"}},
        },
    ],
)
def test_the_articles_are_found_in_either_form(form, tmp_path):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(form({"a.html": ARTICLE})), "utf-8")
    assert read_gold(path) == {"a.html": ARTICLE}
