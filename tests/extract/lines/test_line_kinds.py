"""Lines of a text that are only a date with its time."""

import pytest

from dvcrawler.extract.lines.line_kinds import is_link_line, name_dated_line
from dvcrawler.extract.page import Page
from tests.extract.article_pages import TEXT

HEADLINE, MOMENT = "Hợp tác xã Liên Bảo thu hoạch xong lạc xuân", "04/06/2025 16:45"


def test_a_dated_headline_within_the_text_is_named():
    found = name_dated_line([*TEXT[:2], HEADLINE, MOMENT, *TEXT[2:]])
    assert [problem.code for problem in found] == ["may_be_excerpts"]


@pytest.mark.parametrize(
    "lines",
    [
        (HEADLINE, "Ngày 04/06/2025"),
        (HEADLINE, "16:45"),
        ("Tập trung lúc:", MOMENT),
        (HEADLINE, MOMENT) * 3,
        ("Bà con thu hoạch xong lạc xuân.", MOMENT),
        (HEADLINE, f"{MOMENT}: khai mạc hội thi tại sân đình"),
    ],
)
def test_a_day_a_time_or_several_dated_lines_are_not_a_dated_headline(lines):
    assert name_dated_line([*TEXT[:2], *lines, *TEXT[2:]]) == ()


@pytest.mark.parametrize("text", [(), (HEADLINE, MOMENT, *TEXT), (*TEXT, HEADLINE, MOMENT)])
def test_a_date_at_an_end_of_the_text_is_not_a_dated_headline(text):
    assert name_dated_line(text) == ()


@pytest.mark.parametrize(
    ("line", "is_links"),
    [
        ("<a>Bến Đò</a> – <a>Bến Đò</a>, <a>Bến Đò mới</a>", True),
        ("<a style='display:none'>Chợ Lụa</a><a>Bến Đò</a> – <a>Chợ Lụa</a>", True),
        ("<a>Bến Đò</a> – nơi có phiên chợ sớm nhất của vùng này", False),
    ],
)
def test_the_links_of_a_line_are_measured_wherever_they_stand_in_it(line, is_links):
    page = Page(
        f"<body><p>{line}</p></body>".encode(),
        "https://vidu.vn/tin/ben-do-77.html",
        "text/html; charset=utf-8",
    )
    assert is_link_line(page.blocks[0]) is is_links
