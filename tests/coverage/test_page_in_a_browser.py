"""The coverage page in a real browser, offline."""

import re
import shutil
import subprocess

import pytest

from dvcrawler.coverage.count import Coverage, as_gap, count_articles
from dvcrawler.coverage.page import format_page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def page(tmp_path):
    coverage = Coverage("thu")
    days = [f"2024-02-{day:02}" for day in range(1, 29)] + ["2023-05-05", None]
    count_articles(coverage, ({"date": day, "section": "Kinh tế <b>"} for day in days))
    coverage.gaps.append(as_gap("https://thu.example/<script>alert(1)</script>", "blocked", "403", None))
    path = tmp_path / "coverage.html"
    path.write_text(format_page([coverage], "now"), "utf-8")
    return path


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
def test_a_browser_draws_every_day_and_bar_and_runs_nothing_of_a_site(page, tmp_path):
    shown = subprocess.run(
        [BROWSER, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stdout
    assert shown.count("<rect") == 29 + 2
    assert sorted(path.count("M") for path in re.findall(r'<path[^>]* d="([^"]*)"', shown)) == [365, 366]
    assert shown.count("<use") == 2
    assert "2024-02-01: 1" in shown
    assert "30 articles held; 1 without a date; 1 known and not held." in re.sub(r"\s+", " ", shown)
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script" not in shown


def test_the_page_loads_nothing_from_elsewhere(page):
    text = page.read_text("utf-8")
    assert not re.findall(r"""(?:src|href|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//""", text)


def test_a_page_of_many_sites_and_years_is_small():
    """The empty calendars are drawn once, whatever the number of sites."""
    coverages = [Coverage(f"thu{number}") for number in range(30)]
    for coverage in coverages:
        count_articles(
            coverage, ({"date": f"{year}-02-01", "section": "Kinh tế"} for year in range(2000, 2026))
        )
    assert len(format_page(coverages, "now")) < 500_000
