"""A date that a template prints in the element of the headline is the article's, and not part of the title."""

import pytest

from tests.extract.notice_pages import PROSE, TITLE, make_page, read


@pytest.mark.parametrize("tag", ["span", "small", "i", "em", "time", "font"])
@pytest.mark.parametrize(
    "line",
    [
        "Ngày đăng: 12/06/2023 07:40:00",
        "Thứ hai, 12/06/2023, 07:40 (GMT+7)",
        "Cập nhật lúc 07:40 ngày 12/06/2023",
        "Jun 12, 2023 7:40 AM",
        "12/06/2023 7:40 SA",
    ],
)
def test_in_an_element_of_its_own_it_may_have_any_label(line, tag):
    page = make_page(PROSE, title=TITLE, date="").replace(
        f"{TITLE}</h1>".encode(), f"{TITLE} <{tag}>{line}</{tag}></h1>".encode()
    )
    record = read(page)
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-12T07:40:00+07:00")


@pytest.mark.parametrize("line", ["12/06/2023 - 07:40 AM", "Jun 12, 2023 7:40 AM", "12/06/2023 7:40 SA"])
def test_a_clock_of_twelve_hours_ends_a_date_behind_a_mark(line):
    page = make_page(PROSE, title=TITLE, date="").replace(
        f"{TITLE}</h1>".encode(), f"{TITLE} | {line}</h1>".encode()
    )
    record = read(page)
    assert (record["title"], record["published_at"]) == (TITLE, "2023-06-12T07:40:00+07:00")
