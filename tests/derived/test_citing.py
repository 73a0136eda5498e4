import json
import re

import pytest

from dvcrawler.derived.citing import FORMATS, as_bibtex, as_csl, as_reference, as_ris, as_text
from tests.derived.store import article

RECORD = article(
    "2540012",
    "Tăng 5% & 100_000 {ha}\nlúa",
    "…",
    site="baonamdinh",
    date="2024-03-01",
    author="Hoa Quyên, Thu Lan",
    captured_at="2026-01-31T20:00:00Z",
    capture="a.warc.gz#<urn:uuid:1>",
)


@pytest.fixture
def reference():
    return as_reference(RECORD, "Báo Nam Định")


def test_the_day_of_capture_is_vietnams(reference):
    assert reference.seen == "2026-02-01"


def test_csl_json_holds_what_a_citation_needs(reference):
    (item,) = json.loads(as_csl(reference))
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "Hoa Quyên"}, {"literal": "Thu Lan"}]
    assert item["issued"] == {"date-parts": [[2024, 3, 1]]}
    assert item["accessed"] == {"date-parts": [[2026, 2, 1]]}
    assert item["archive_location"] == "a.warc.gz#<urn:uuid:1>"
    assert item["container-title"] == "Báo Nam Định"


def test_bibtex_escapes_its_special_characters_and_keeps_names_whole(reference):
    entry = as_bibtex(reference)
    assert r"title = {{Tăng 5\% \& 100\_000 \textbraceleft{}ha\textbraceright{} lúa}}" in entry
    assert "author = {{Hoa Quyên} and {Thu Lan}}" in entry
    assert "urldate = {2026-02-01}" in entry
    assert entry.startswith("@article{baonamdinh-2540012,")


def test_ris_is_one_tag_a_line_and_ends(reference):
    lines = as_ris(reference).splitlines()
    assert lines[0] == "TY  - NEWS"
    assert lines[-1] == "ER  - "
    assert "DA  - 2024/03/01" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  -", line) for line in lines)


def test_the_plain_line_is_in_vietnamese_form(reference):
    assert as_text(reference) == (
        "Hoa Quyên, Thu Lan (2024), “Tăng 5% & 100_000 {ha} lúa”, Báo Nam Định, ngày 01/03/2024, "
        "https://baonamdinh.example/2540012, truy cập ngày 01/02/2026, bản chụp a.warc.gz#<urn:uuid:1>."
    )


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_without_author_day_and_capture_is_cited_all_the_same(form):
    bare = as_reference(article(1, "Bài", "…"), "Báo Thử")
    text = FORMATS[form](bare)
    assert "Bài" in text
    assert "None" not in text


@pytest.mark.parametrize("title", ["Một { lẻ", "Một } lẻ", "}{", "{{{", "\\", "\\{", "a\\}b%", "@article{x,"])
def test_braces_of_an_entry_balance_for_any_title_and_authors(title):
    """As BibTeX counts them: those behind a backslash too."""
    record = article(1, title, "…", authors=[{"name": title, "role": None, "office": None}])
    entry = as_bibtex(as_reference(record, title))
    depth = [0]
    for sign in re.findall("[{}]", entry):
        depth.append(depth[-1] + (1 if sign == "{" else -1))
    assert min(depth) == depth[-1] == depth.count(0) - 2 == 0


def test_several_references_are_one_json_array_and_an_entry_each_otherwise(reference):
    other = as_reference(article(1, "Bài", "…"), "Báo Thử")
    assert [item["id"] for item in json.loads(as_csl(reference, other))] == [reference.key, other.key]
    assert as_bibtex(reference, other) == f"{as_bibtex(reference)}\n{as_bibtex(other)}"
    assert as_ris(reference, other).count("ER  - ") == as_text(reference, other).count("\n") + 1 == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("thu:đẹp/a", "thu:đẹp-a"),
        ("portal/a-b.vn:1", "portal/a.b.vn:1"),
        ("thu:a_b", "thu:a-b"),
        ("thu:ả", "thu:a"),
        ("thu:日", "thu:本"),
        ("portal/a.vn:x", "portal/a.vn:X"),
    ],
)
def test_no_two_articles_have_the_same_key(first, second):
    keys = {as_reference(article(1, "Bài", "…", id=each), "Báo Thử").key for each in (first, second)}
    assert len(keys) == 2
    assert all(re.fullmatch("[A-Za-z0-9-]+", key) for key in keys)
