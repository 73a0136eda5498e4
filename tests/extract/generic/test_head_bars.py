"""Dates in bars of buttons between headline and text, whatever the bars are called."""

import pytest

from tests.extract.generic.test_printed_dates import LINE, PROSE, read, when


@pytest.mark.parametrize(
    "name",
    ["social", "share-bar", "article-share", "print-share", "box-comment", "toolbar", "rating-vote",
     "follow google-news", "audio-player", "fontsize", "printer", "tags-date-none"],
)  # fmt: skip
@pytest.mark.parametrize(
    "inner",
    [
        "{} <i class='fa fa-share'></i>",
        "<p>{} <a href='javascript:print()'>In</a></p>",
        "<ul><li>{}</li><li><a href='#bl'>2 bình luận</a></li></ul>",
        "<p class='date'>{}</p>",
    ],
)
def test_a_date_in_a_bar_of_buttons_below_the_headline_counts(name, inner):
    at = when("", f'<div class="{name}">{inner.format(LINE)}</div>')
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("tag", ["aside", "form", "menu"])
def test_a_bar_may_be_an_element_that_is_beside_the_article_elsewhere(tag):
    at = when("", f"<{tag}><span>{LINE}</span> <a href='#bl'>2 bình luận</a></{tag}>")
    assert f"{at:%d %H:%M}" == "12 08:15"


def test_the_wrong_machine_date_is_a_problem_of_a_date_in_a_bar():
    problem = read("", f'<div class="social">{LINE} <a href="#">Chia sẻ</a></div>').problems[-1]
    assert (problem.field, problem.code) == ("date", "dates_disagree")


def test_a_box_with_the_headline_of_another_article_gives_no_date():
    box = f'<div class="related-news"><a href="/b-2.html">Huyện ven biển mở thêm hai bến cá mới</a> {LINE}</div>'
    assert f"{when('', box):%d %H:%M}" == "12 07:15"


def test_a_bar_below_the_text_gives_no_date():
    bar = f'<div class="social">{LINE} <a href="#">Chia sẻ</a></div>'
    assert f"{when('', f'<div>{PROSE}{PROSE}{bar}</div>'):%d %H:%M}" == "12 07:15"


def test_relative_times_in_bars_are_read():
    assert (
        read("", '<div class="social"><i></i>Hôm qua lúc 14:20</div>', head="").date_raw
        == "Hôm qua lúc 14:20"
    )


@pytest.mark.parametrize(
    "date", ["Tháng Một 6, 2023", "06 tháng 01, 2023", "Thứ Sáu, 6 Tháng Một, 2023", "6 Tháng Mười Hai, 2022"]
)
@pytest.mark.parametrize("address", ["/2023/", "/2023/01/", "/2023/01/06/"])
def test_a_linked_date_of_several_words_is_not_the_headline_of_another_article(date, address):
    line = f'<div class="entry-meta"><span><a href="{address}"><time class="published">{date}</time></a></span></div>'
    assert read("", line, head="").date_raw == date


@pytest.mark.parametrize(
    "today", ["Hôm nay: Thứ Tư, 20/03/2024", "Hôm nay, ngày 20-3-2024", "Today: 20/03/2024"]
)
def test_the_day_of_the_visit_below_the_headline_is_not_that_of_the_article(today):
    assert read("", f"<div class='meta'><p>{today}</p><p>{LINE}</p></div>", head="").date_raw == LINE


@pytest.mark.parametrize(
    "name", ["citation_date", "citation_publication_date", "dcterms.issued", "DCTERMS.date"]
)
def test_statements_of_repositories_and_dublin_core_terms_give_the_day(name):
    assert read("", "", head=f'<meta name="{name}" content="2021/03/12">').date_raw == "2021/03/12"


@pytest.mark.parametrize("line", ["(12/03/2021 8:15 AM)", "13/03/2021 8:15 AM", "12-03-2021 08:15:00 AM"])
def test_a_statement_of_another_hour_does_not_make_a_date_month_first(line):
    at = when("", f"<p>{line}</p>", head='<meta name="pubdate" content="2021-03-31T15:15:00+07:00">')
    assert (at.month, f"{at:%H:%M}") == (3, "08:15")
