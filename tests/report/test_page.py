"""The page of charts: complete, self-contained, safe, and the same for the same store."""

import re
import shutil
from collections import Counter

import pytest

from benchmarks.reposts import Writer
from dvcrawler.coverage.count import Gap, Portal
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.similarity.similar_index import open_similar
from dvcrawler.report.charts import Charts, Series, shorten
from dvcrawler.report.figures import Figures, Period, SiteFigures
from dvcrawler.report.gathering import gather
from dvcrawler.report.page import MOST_BYTES, format_report
from dvcrawler.report.phrases import find_phrases
from dvcrawler.report.words import WORDS, words_in
from tests.derived.store import article, write

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = '<script>alert(1)</script>"onload=\u202e'
PORTALS = {"thu": Portal("Báo Thử"), "khac": Portal("Trang <b>Khác</b>")}


def page_of(data, language="en", period=None):
    with open_similar(data) as similar, open_index(data) as index:
        return format_report(gather(index, similar, PORTALS, period, 100), language)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A store with its indexes."""
    folder = tmp_path_factory.mktemp("made")
    writer = Writer(3)
    text = writer.write(300, 1)
    old = [
        article(n, f"Tin {n}", writer.write(120, 0), date=f"2021-0{n % 9 + 1}-02", section=HOSTILE)
        for n in range(20)
    ]
    new = [
        article(
            n,
            f"Tin {n}",
            f"Cầu dây văng khánh thành. {writer.write(120, 0)}",
            date=f"2024-0{n % 6 + 1}-02",
            author=HOSTILE,
            source=HOSTILE,
            site="khac",
        )
        for n in range(30, 50)
    ]
    write(
        folder,
        *old,
        *new,
        article(90, "Gốc", text, date="2024-01-01"),
        article(91, "Không ngày", "Chữ."),
        article(91, "Lấy", text, date="2024-01-05", site="khac"),
    )
    page_of(folder)
    return folder


@pytest.fixture
def data(made, tmp_path):
    return shutil.copytree(made, tmp_path / "data")


def test_the_same_store_gives_the_same_bytes_also_with_new_indexes(data):
    first = page_of(data)
    shutil.rmtree(data / "derived")
    assert page_of(data) == first


def test_a_site_has_the_same_colour_in_the_charts_of_years_and_of_months(tmp_path):
    days = {"thu": ["2015-01-01"] * 5 + ["2024-05-01"], "khac": ["2024-05-01", "2024-06-01"]}
    for site, each in days.items():
        write(
            tmp_path,
            *(article(n, f"Tin {n}", f"Chữ {n}.", site=site, date=day) for n, day in enumerate(each)),
        )
    years, months, *_ = re.findall(r'<ul class="key".*?</ul>', page_of(tmp_path), re.DOTALL)
    assert years == months
    assert years.index("Báo Thử") < years.index("Trang")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_chart_has_a_title_a_description_and_a_table(data, language):
    page = page_of(data, language)
    figures = re.findall(r"<figure>.*?</figure>", page, re.S)
    assert len(figures) >= 6
    for figure in figures:
        assert re.search(
            r'role="img" aria-labelledby="t\d+ d\d+"><title id="t\d+">[^<]+</title><desc id="d\d+">[^<]+<',
            figure,
        )
        assert "<details>" in figure
        assert "<table>" in figure
    assert f'<html lang="{language}">' in page


def test_the_page_is_whole_in_itself_and_its_links_lead_somewhere(data):
    page = page_of(data)
    assert not re.search(r'src=|href="[^#]|@import|<script|<link', page)
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {f"#p{number}" for number in range(9)}
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_texts_of_sites_are_only_shown(data):
    page = page_of(data)
    assert "<script" not in page
    assert "<b>Khác" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_report_counts_articles_undated_reposts_and_phrases(data):
    page = page_of(data)
    assert "<li><b>43</b>Articles</li>" in page
    assert '<a href="#site-thu">Báo Thử</a></th><td class="n">22</td><td>2 January 2021</td>' in page
    assert "Báo Thử → Trang &lt;b&gt;Khác&lt;/b&gt;" in page
    assert "dây văng" in page


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("vi", "02/01/2021", "tháng 1/2024"), ("en", "2 January 2021", "January 2024")],
)
def test_dates_are_written_as_the_reader_writes_them(data, language, day, month):
    page = page_of(data, language)
    assert f"<td>{day}</td>" in page
    assert f'<th scope="row">{month}</th>' in page
    assert not re.search(r">[^<]*\b20\d\d-\d\d\b", page)


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(1, ["0", "1", "2"]), (2, ["0", "1", "2"]), (37, ["0", "19", "38"]), (2.6, ["0", "1.3", "2.6"])],
)
def test_an_axis_of_articles_has_whole_numbers(most, ticks):
    drawn = Charts(words_in("en")).columns("A", ["2024-01"], [Series("a", [most])], has_others=False)
    assert re.findall(r'class="end">([^<]+)<', drawn) == ticks


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Báo Nam Định", "Báo Nam Định"),
        ("Đảng ủy Khối các cơ quan tỉnh", "Đảng ủy Khối các cơ…"),
        ("Đảng ủy Khối các sở, ban ngành", "Đảng ủy Khối các sở,…"),
        ("https://x.example/abcdefghij", "https://x.example/abcd…"),
    ],
)
def test_a_long_name_is_cut_behind_a_word(name, shown):
    assert shorten(name, 23) == shown


def test_a_dark_screen_does_not_print_dark_boxes(data):
    assert "@media screen and (prefers-color-scheme:dark)" in page_of(data)
    assert page_of(data).count("prefers-color-scheme") == 1


def test_a_formula_is_shown_by_pieces_that_do_not_overlap():
    formula = "phát biểu kết luận hội nghị đồng chí đề nghị các cấp ủy"
    new = [article(n, "Tin", f"{formula}. Cầu dây văng. Cầu sắt.") for n in range(8)]
    old = [article(n, "Tin", "Mưa lớn.") for n in range(20, 28)]
    found = [phrase.text for phrase in find_phrases(iter(new), iter(old), 20)]
    assert [text for text in found if text not in formula] == ["cầu dây văng", "cầu sắt"]
    pieces = [text for text in found if text in formula]
    assert 1 <= len(pieces) <= 3
    assert len(pieces[0].split()) == 4


def test_the_period_of_the_phrases_can_be_chosen(data):
    assert "dây văng" not in page_of(data, period=Period("2021-01-01", "2021-12-31"))


def test_a_store_without_dates_or_runs_gives_a_page(tmp_path):
    write(tmp_path, article(1, "A", "Chữ."))
    assert "Nothing to show." in page_of(tmp_path)


@pytest.mark.slow
def test_many_sites_over_many_years_stay_below_a_megabyte():
    sites = []
    for number in range(40):
        months = Counter(
            {
                (f"{year}-{month:02}", f"Chuyên mục {part} của trang {number}"): 1000 + part
                for year in range(2000, 2026)
                for month in range(1, 13)
                for part in range(12)
            }
        )
        gaps = [Gap("2024-01", "unread", "https://x.example/" + "a" * 900, None)] * 3000
        sites.append(
            SiteFigures(f"trang{number}", f"Báo số {number}", months, "2000-01-01", "2025-12-31", gaps)
        )
    figures = Figures(sites, "2026-01-01T00:00:00Z", [], [], Counter(), 0, 0, None, [])
    page = format_report(figures, "vi")
    assert len(page.encode()) < MOST_BYTES
    assert "Báo số 39" in page


def test_both_languages_have_every_word():
    assert all(len(pair) == 2 and all(pair) for pair in WORDS.values())
    assert all(pair[0].count("{}") == pair[1].count("{}") for pair in WORDS.values())


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
def test_a_phone_shows_it_without_scrolling_sideways(data, tmp_path):
    from playwright.sync_api import sync_playwright

    for language in ("vi", "en"):
        (tmp_path / f"{language}.html").write_text(page_of(data, language), "utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"], timeout=300_000)
        for width, language in ((360, "vi"), (900, "en")):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.set_default_timeout(120_000)
            page.goto((tmp_path / f"{language}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(_BROKEN_WORDS) == []
        assert page.evaluate(_HIDDEN_WIDTH) == 0, "its headings wrap where the screen is not wide enough"
        browser.close()


#: The pixels of the overview's table for which one has to scroll.
_HIDDEN_WIDTH = "(box => box.scrollWidth - box.clientWidth)(document.querySelector('.short').parentElement)"
#: The words of headings that continue on a second line.
_BROKEN_WORDS = r"""[...document.querySelectorAll('thead th')].flatMap(heading => {
    const text = heading.firstChild
    return [...(text ? text.data : '').matchAll(/\S+/g)].map(word => {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        return range.getClientRects().length > 1 ? word[0] : null
    }).filter(Boolean)
})"""


def test_the_times_of_runs_are_those_of_vietnams_clock():
    figures = Figures([], "2026-01-01T20:30:59Z", [], [], Counter(), 0, 0, None, [])
    assert " 2 January 2026, 03:30 (Vietnam time)." in format_report(figures, "en")
