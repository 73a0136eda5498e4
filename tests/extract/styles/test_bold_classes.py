"""Classes of frameworks by which a lead is bold."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, paragraphs, read_page

LEAD = "Bể bơi của thôn Đông mở cửa đón học sinh từ đầu tháng sáu sau chín tháng thi công liên tục."


@pytest.mark.parametrize(
    "names", ["font-semibold", "mb-4 font-bold", "fw-bold", "fw-semibold", "font-weight-bold text-dark"]
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_first_line_of_such_a_class_is_the_lead(tag, names):
    text = f"<div class='prose'><{tag} class='{names}'>{LEAD}</{tag}>{paragraphs()}</div>"
    record = read_page(f"<div class='bai'>{HEAD}{text}</div>")
    assert (record.summary, lines_of(record)) == (LEAD, [*TEXT])


def test_another_class_does_not_make_it_bold():
    text = f"<div class='prose'><p class='font-boldly text-lg'>{LEAD}</p>{paragraphs()}</div>"
    assert lines_of(read_page(f"<div class='bai'>{HEAD}{text}</div>")) == [LEAD, *TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "<p class='fw-bold'>{}</p>",
        "<p><b>{}</b></p>",
        "<div class='font-semibold'>{}</div>",
        "<p style='font-weight:bold'>{}</p>",
    ],
)
def test_a_bold_line_below_a_first_paragraph_is_text(line):
    text = f"<p>{TEXT[0]}</p>{line.format(LEAD)}{paragraphs(TEXT[1:])}"
    record = read_page(f"<div class='bai'>{HEAD}<div class='c'>{text}</div></div>")
    assert (record.summary, lines_of(record)) == (None, [TEXT[0], LEAD, *TEXT[1:]])
