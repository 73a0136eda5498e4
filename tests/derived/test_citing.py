import json
import re

import pytest

from dvcrawler.derived.citing import FORMATS, as_bibtex, as_csl, as_reference, as_ris, as_text
from tests.derived.store import article

RECORD = article(
    "2540012", "Tăng 5% & 100_000 {ha}\nlúa", "…", site="baonamdinh", date="2024-03-01", author="Hoa Quyên, Thu Lan",
    captured_at="2026-01-31T20:00:00Z", capture="a.warc.gz#<urn:uuid:1>",
)  # fmt: skip


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
    assert r"title = {{Tăng 5\% \& 100\_000 \{ha\} lúa}}" in entry
    assert "author = {{Hoa Quyên} and {Thu Lan}}" in entry
    assert "urldate = {2026-02-01}" in entry
    assert entry.startswith("@article{baonamdinh-2540012,")


def test_ris_is_one_tag_a_line_and_ends(reference):
    lines = as_ris(reference).splitlines()
    assert lines[0] == "TY  - NEWS"
    assert lines[-1] == "ER  -"
    assert "DA  - 2024/03/01" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  -", line) for line in lines)


def test_the_plain_line_is_in_vietnamese_form(reference):
    assert as_text(reference) == (
        "Hoa Quyên, Thu Lan (2024), “Tăng 5% & 100_000 {ha} lúa”, Báo Nam Định, ngày 01/03/2024, "
        "https://baonamdinh.example/2540012, truy cập ngày 01/02/2026, bản lưu a.warc.gz#<urn:uuid:1>."
    )


@pytest.mark.parametrize("form", FORMATS)
def test_an_article_without_author_day_and_capture_is_cited_all_the_same(form):
    bare = as_reference(article(1, "Bài", "…"), "Báo Thử")
    text = FORMATS[form](bare)
    assert "Bài" in text
    assert "None" not in text
