"""What is held and what is missing, on a terminal, for machines, and as a page."""

import json
import re
import sys
from collections import Counter

import pytest

from dvcrawler.coverage.count import Coverage, Gap
from dvcrawler.coverage.page import format_page
from dvcrawler.coverage.table import format_coverage
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.portal import crawl, environment, records
from tests.terminal import Session


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    with serve(Portal(32)) as server:
        crawl(server, folder, "baonamdinh", "phunu")
    return folder


def coverage(data, *arguments):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", "coverage", *arguments, "--data", str(data)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_every_article_and_every_gap_is_counted(data):
    ended = coverage(data, "--json")
    assert ended.returncode == 0, ended.stderr
    for site in json.loads(ended.stdout):
        held = records(data, site["site"])
        months = Counter(record["date"][:7] for record in held)
        assert {month: row["articles"] for month, row in site["months"].items() if row["articles"]} == months
        assert all(sum(row["sections"].values()) == row["articles"] for row in site["months"].values())
        assert site["missing"] == len(site["gaps"])
    reasons = Counter(gap["reason"] for site in json.loads(ended.stdout) for gap in site["gaps"])
    assert reasons["gone"] == 2
    assert reasons["unread"] == 2
    assert reasons["refused"] == 4


def test_the_table_names_months_and_reasons(data):
    ended = coverage(data, "baonamdinh")
    first = ended.stdout.splitlines()[0]
    assert first == f"baonamdinh: {len(records(data, 'baonamdinh'))} articles held, 7 known and not held"
    assert re.search(r"^  20\d\d-\d\d +\d+  █", ended.stdout, re.M)
    assert "no layout reads this page" in ended.stdout


def test_the_table_breaks_lines_between_words_only(data):
    words = [sys.executable, "-m", "dvcrawler", "coverage", "baonamdinh", "--data", str(data)]
    with Session(words, environment()) as session:
        assert session.finish() == 0
    assert "(the server says" in session.raw
    assert max(map(len, session.raw.splitlines())) <= 80


def test_the_page_needs_no_other_file(data, tmp_path):
    ended = coverage(data, "--html", str(tmp_path / "page.html"))
    assert ended.returncode == 0, ended.stderr
    page = (tmp_path / "page.html").read_text("utf-8")
    assert not re.search(r"src=|href=\"[^#]|url\(|@import|<script", page)
    assert page.count("<h1 ") == 2
    assert "<title>20" in page


def test_a_link_stays_where_the_page_is_written_to_what_it_leads_to(data, tmp_path):
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    assert coverage(data, "--html", str(tmp_path / "link.html")).returncode == 0
    assert (tmp_path / "link.html").is_symlink()
    assert {path.name for path in tmp_path.iterdir()} == {"link.html", "page.html"}


def test_the_page_begins_with_an_overview_that_leads_to_each_site_by_its_full_name(data, tmp_path):
    coverage(data, "--html", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text("utf-8")
    overview = page.partition("<h1")[0]
    assert '<a href="#site-baonamdinh">Báo Nam Định</a>' in overview
    assert '<a href="#site-phunu">Hội Liên hiệp Phụ nữ tỉnh Nam Định</a>' in overview
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r' id="([^"]+)"', page))


def test_hostile_texts_are_escaped_and_print_on_one_line():
    made = Coverage(
        "x",
        months=Counter({"2024-01": 2}),
        sections=Counter({("2024-01", "<script>alert(1)</script>"): 2}),
        days=Counter({"2024-01-05": 2}),
        gaps=[Gap("2024-01", "unread", "https://x.vn/<b>", '"><img onerror=1>')],
    )
    page = format_page([made], "now")
    assert "<script" not in page
    assert "<img" not in page
    assert "−1" in format_coverage(made)


@pytest.mark.parametrize(("width", "longest"), [(None, 40), (200, 40), (64, 40), (63, 39), (40, 16), (10, 1)])
def test_bars_fit_beside_their_month_in_a_narrow_terminal(width, longest):
    gaps = [Gap("2024-02", "unread", "https://x.vn/1", "")] * 999
    made = Coverage("x", months=Counter({"2024-01": 5, "2024-02": 500_000}), gaps=gaps)
    lines = [line for line in format_coverage(made, width).split("\n") if line.startswith("  2024-")]
    assert [line.count("█") for line in lines] == [0, longest]
    assert "▏" in lines[0]
    assert all(len(line) <= max(width or 200, 25) for line in lines)


def test_nothing_held_is_said_in_one_line(tmp_path):
    ended = coverage(tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1


def test_a_page_that_cannot_be_written_is_3(data):
    ended = coverage(data, "--html", "/no/such/folder/page.html")
    assert ended.returncode == 3
    assert "cannot be written" in ended.stderr


def test_a_page_and_json_exclude_each_other(data, tmp_path):
    ended = coverage(data, "--html", str(tmp_path / "page.html"), "--json")
    assert (ended.returncode, ended.stdout, list(tmp_path.glob("*.html"))) == (2, "", [])
