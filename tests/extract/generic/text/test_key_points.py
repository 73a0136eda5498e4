"""Lists of key points between the headline and the box of the text."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

POINTS = [
    "Bể bơi dài 25 mét mở cửa mỗi ngày ba ca.",
    "Các em hộ nghèo được miễn phí.",
    "Hai người cứu hộ trực thường xuyên",
]
LEAD = "Bể bơi của thôn Đông mở cửa cho học sinh suốt ba tháng hè, mỗi ngày ba ca, có người cứu hộ."


def items(tag="ul", points=POINTS):
    return f"<{tag}>" + "".join(f"<li>{point}</li>" for point in points) + f"</{tag}>"


def read_below_title(above):
    return read_page(f"<div>{HEAD}{above}<div class='c'>{paragraphs()}</div></div>")


@pytest.mark.parametrize(
    "points", [items(), items("ol"), f"<div class='k'><h4>Điểm chính</h4>{items()}</div>"]
)
@pytest.mark.parametrize("lead", ["", LEAD])
def test_all_points_open_the_text_and_none_is_the_lead(points, lead):
    record = read_below_title(points + (f"<p class='sapo'>{lead}</p>" if lead else ""))
    assert (record.summary or "", lines_of(record)) == (lead, [*POINTS, *TEXT])


def test_lines_with_bullets_are_points_too():
    record = read_below_title("<div>" + "<br>".join(f"- {point}" for point in POINTS) + "</div>")
    assert lines_of(record) == [*(f"- {point}" for point in POINTS), *TEXT]


def test_a_point_may_hold_a_link():
    linked = POINTS[0].replace("25 mét", "<a href='/the-duc/chieu-dai-12.html'>25 mét</a>")
    assert lines_of(read_below_title(items(points=[linked, *POINTS[1:]]))) == [*POINTS, *TEXT]


@pytest.mark.parametrize(
    "above",
    [
        items(points=[f"<a href='/x-{n}.html'>{point}</a>" for n, point in enumerate(POINTS)]),
        items(points=["Bùi Thanh Sơn", "05/06/2025 07:20", "1.503 lượt xem"]),
        items(points=[f"<img src='/{n}.jpg'>{point}" for n, point in enumerate(POINTS)]),
    ],
)
def test_links_facts_and_slides_are_no_points(above):
    assert "miễn phí" not in read_below_title(above).body
