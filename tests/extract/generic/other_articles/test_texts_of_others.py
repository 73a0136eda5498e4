"""Paragraphs that another article may have written are not taken for the article's without a sign."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, paragraphs, read_page

HEADING = "Xã bên khánh thành cây cầu mới qua sông sau ba năm thi công"
OTHERS = (
    "Chiều 4/6, Ủy ban nhân dân xã bên khánh thành cây cầu mới, nối liền hai thôn ven sông sau ba năm.",
    "Công trình có tổng vốn đầu tư hơn 20 tỷ đồng, rút ngắn thời gian đi lại của người dân hai thôn.",
    "Nhà thầu cho biết công trình hoàn thành sớm hơn kế hoạch hai tháng nhờ thời tiết thuận lợi.",
)


def are_named(record):
    return any(problem.code == "may_be_excerpts" for problem in record.problems)


def are_told(record, texts=OTHERS):
    return any(text in record.body for text in texts)


@pytest.mark.parametrize("tag", ["h2", "h3"])
@pytest.mark.parametrize(
    "box", ["<article>{}</article>", "<section>{}</section>", "<div class='news-detail'>{}</div>"]
)
@pytest.mark.parametrize("form", ["<{0}>{1}</{0}>", "<{0}><a href='/tin/cau-345.html'>{1}</a></{0}>"])
def test_a_second_box_such_as_that_of_the_headline_is_left_out_or_a_problem(box, tag, form):
    heading = form.format(tag, HEADING)
    other = box.format(heading + paragraphs(OTHERS))
    record = read_page(f"<main>{box.format(HEAD + paragraphs())}{other}</main>")
    assert are_told(record, TEXT)
    assert are_named(record) or not are_told(record)


@pytest.mark.parametrize(
    "label",
    ["Tin liên quan", "Các tin khác", "Tin mới", "Có thể bạn quan tâm", "Tin tiếp theo", "Bài kế tiếp"],
)
@pytest.mark.parametrize(
    "form", ["<div class='x'><h3>{}</h3>{}</div>", "<h3>{}</h3>{}", "<p><b>{}</b></p><h3>Cầu mới</h3>{}"]
)
@pytest.mark.parametrize("own", [1, 4])
def test_below_the_heading_of_other_articles_it_is_left_out_or_a_problem(label, form, own):
    below = form.format(label, paragraphs(OTHERS))
    record = read_page(f"<main>{HEAD}<div class='c'>{paragraphs(TEXT[:own])}{below}</div></main>")
    assert are_named(record) or not are_told(record)


@pytest.mark.parametrize(
    "column",
    [
        f"<article>{HEAD}<section>{paragraphs(TEXT[:2])}</section><section><h3>Ba ca mỗi ngày</h3>"
        f"{paragraphs(TEXT[2:])}</section></article>",
        f"<section>{HEAD}{paragraphs(TEXT[:2])}</section><section><h3>Ba ca mỗi ngày</h3>"
        f"{paragraphs(TEXT[2:])}</section>",
        f"<div>{HEAD}{paragraphs(TEXT[:2])}<h3>Tin liên quan</h3><ul><li><a href='/a-1.html'>Một trạm bơm mới"
        f" ở xã bên</a></li></ul>{paragraphs(TEXT[2:])}</div>",
        f"<div>{HEAD}{paragraphs(TEXT[:2])}<h3>Tin liên quan</h3><div><ul><li><a href='/a-1.html'>Một trạm bơm"
        f" mới ở xã bên</a></li></ul>{paragraphs(TEXT[2:])}</div></div>",
    ],
)
def test_sections_of_one_article_are_no_problem(column):
    record = read_page(f"<main>{column}</main>")
    assert are_told(record, TEXT[2:])
    assert not are_named(record)
