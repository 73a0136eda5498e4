"""Dates in bars of buttons between headline and text, whatever the bars are called."""

import pytest

from dvcrawler.extract import RecordRefused
from dvcrawler.items import ProblemCode
from tests.extract.article_pages import TITLE, paragraphs, read_page
from tests.extract.generic.test_printed_dates import LINE, PROSE, read, when


@pytest.mark.parametrize(
    "name",
    [
        "social",
        "share-bar",
        "article-share",
        "print-share",
        "box-comment",
        "toolbar",
        "rating-vote",
        "follow google-news",
        "audio-player",
        "fontsize",
        "printer",
        "tags-date-none",
    ],
)
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


@pytest.mark.parametrize("tag", ["aside", "form", "footer"])
def test_a_date_alone_in_an_element_of_furniture_counts_between_headline_and_text(tag):
    at = when("", f"<{tag} class='info'><p>{LINE}</p></{tag}>")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize(
    "other",
    [
        "Số báo ra ngày 11/03/2021",
        "Hết hạn: 30/04/2021",
        "Ngày tạo: 10/03/2021 07:00",
        "Ban hành ngày 01/02/2021",
        "Ngày ký: 01/02/2021",
        "Hiệu lực từ 01/04/2021",
        "Hạn nộp 30/03/2021",
        "Cập nhật: 18/03/2021 10:00",
    ],
)
def test_the_day_of_another_thing_comes_after_that_of_publication(other):
    for line in (LINE, "Ngày đăng: 12/03/2021 08:15"):
        at = when("", f"<div class='meta'><p>{other}</p><p>{line}</p></div>", head="")
        assert f"{at:%d/%m %H:%M}" == "12/03 08:15"


@pytest.mark.parametrize("line", ["Đăng ngày 12/03/2021 08:15", "Ngày đăng: 12/03/2021, 08:15", LINE])
def test_a_day_without_label_and_time_comes_after_a_line_with_one(line):
    at = when("", f"<p>Thứ Tư, ngày 17 tháng 3 năm 2021</p><p>{line}</p>", head="")
    assert f"{at:%d/%m %H:%M}" == "12/03 08:15"


def test_one_line_with_the_day_of_another_thing_still_counts_alone():
    assert when("", "<p>Ngày tạo: 10/03/2021 07:00</p>", head="").day == 10


@pytest.mark.parametrize(
    "issue",
    [
        "Số ra ngày 12/3/2021",
        "Số 245 ra ngày 12-3-2021",
        "(Số ra ngày 12/03/2021)",
        "Số báo: 3456 - Ngày 12/3/2021",
        "Đăng trên số báo ra ngày 12/3/2021",
        "Hết hạn: 12/03/2021",
        "<b>Số ra ngày:</b><i>12/03/2021</i>",
    ],
)
def test_the_day_of_a_printed_issue_alone_is_a_doubt(issue):
    record = read("", f"<div class='date'>{issue}</div>", head="")
    assert [(each.field, each.code) for each in record.problems] == [("date", ProblemCode.UNCLEAR_DATE)]


def test_the_date_below_a_card_of_another_article_is_not_of_the_card():
    card = "<div><a href='/b-2.html'>Huyện ven biển mở thêm hai bến cá mới</a> <span>11/03/2021 09:00</span></div>"
    at = when("", f"<div class='m'>{card}<div class='d'>{LINE}</div></div>", head="")
    assert f"{at:%d %H:%M}" == "12 08:15"


@pytest.mark.parametrize("today", ["Thứ Tư, 17/03/2021", "Thứ Tư, 17/03/2021 10:20"])
def test_a_day_in_a_bar_comes_after_one_outside_of_it(today):
    bar = f"<div class='toolbar'><span>{today}</span> <a href='#'>In</a></div>"
    for line in ("12/03/2021", LINE):
        assert read("", f"{bar}<p class='d'>{line}</p>", head="").date_raw == line


@pytest.mark.parametrize("name", ["social-share", "toolbar"])
def test_a_bar_with_the_headline_of_another_article_dates_nothing(name):
    other = "<a href='/b-2.html'>Huyện ven biển mở thêm hai bến cá mới</a>"
    body = f"<div class='bai'><h1>{TITLE}</h1><div class='{name}'><p>05/06/2025</p>{other}</div>{paragraphs()}</div>"
    assert isinstance(read_page(body), RecordRefused)


@pytest.mark.parametrize("name", ["footer", "footer news-footer", "toolbar"])
def test_a_time_element_in_a_bar_with_nothing_else_is_a_date(name):
    at = when("", f'<div class="{name}"><p><span><time>{LINE}</time></span></p></div>')
    assert f"{at:%d %H:%M}" == "12 08:15"
