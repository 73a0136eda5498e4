"""Elements that browsers do not know are lines where no text is beside them."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, TITLE, lines_of, read_page


def elements(tag, *, inner="{}", between=""):
    return between.join(f"<{tag}>{inner.format(text)}</{tag.split()[0]}>" for text in TEXT)


COLUMNS = (
    *(f"<div class='c'>{elements(tag)}</div>" for tag in ("news-p", "x-para", "para", "app-text class='t'")),
    f"<x-body>{elements('x-p')}</x-body>",
    f"<div class='c'>{elements('label')}</div>",
    f"<x-body><div slot='body'>{elements('x-p', inner='<span>{}</span>')}</div></x-body>",
    f"<div class='c'>{elements('x-p style=text-align:justify', between=chr(10))}</div>",
    f"<div class='c'>{elements('x-p', between='<i></i>')}</div>",
)


@pytest.mark.parametrize("column", COLUMNS)
def test_paragraphs_in_elements_of_the_sites_own_are_paragraphs(column):
    assert lines_of(read_page(f"<div class='detail'>{HEAD}{column}</div>")) == [*TEXT]


@pytest.mark.parametrize("tag", ["x-term", "st1:place", "o:p", "label"])
@pytest.mark.parametrize("form", ["<p><{0}>{1}</{0}> {2}</p>", "<div><{0}>{1}</{0}> {2}</div>"])
def test_a_marked_word_is_of_its_line(form, tag):
    column = "".join(form.format(tag, *text.split(" ", 1)) for text in TEXT)
    assert lines_of(read_page(f"<div class='detail'>{HEAD}<div class='c'>{column}</div></div>")) == [*TEXT]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sáng {}, ba xóm về dự lễ.",
        "Từ {} đến {} bà con về dự lễ.",
        "Lễ khởi công vào {}.",
        "{}: bà con về dự.",
    ],
)
def test_a_time_within_a_sentence_is_neither_a_line_nor_the_day_of_the_article(sentence):
    marked = sentence.format(*["<time datetime='2025-06-01'>ngày 1-6</time>"] * 2)
    record = read_page(
        f"<div class='detail'>{HEAD}<div class='c'><p>{TEXT[0]}</p><p>{marked}</p></div></div>"
    )
    assert lines_of(record) == [TEXT[0], sentence.format(*["ngày 1-6"] * 2)]
    assert (record.date, record.problems) == ("2025-06-05", ())


def test_headline_date_and_byline_may_be_in_such_elements():
    record = read_page(
        f"<x-title>{TITLE}</x-title><x-date>05/06/2025 07:20</x-date>"
        f"<x-body>{elements('x-p')}<x-author>Bùi Thanh Sơn</x-author></x-body>"
    )
    assert (record.title, record.published_at, record.author) == (
        TITLE,
        "2025-06-05T07:20:00+07:00",
        "Bùi Thanh Sơn",
    )
    assert lines_of(record) == [*TEXT]
