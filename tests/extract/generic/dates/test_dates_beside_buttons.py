"""The date in a row with buttons, and in the head of a long-form article."""

import pytest

from tests.extract.article_pages import AUTHOR, TEXT, TITLE, lines_of, paragraphs, read_page

TEXT_BOX = f"<div class='c'>{paragraphs()}{AUTHOR}</div>"


@pytest.mark.parametrize("link", ["#", "javascript:void(0)", ""])
def test_a_row_of_buttons_below_the_date_is_no_card_of_another_article(link):
    buttons = " ".join(f"<a href='{link}'>{name}</a>" for name in ("Cỡ chữ", "A-", "A+", "In bài"))
    row = f"<div class='info'><div>05/06/2025 | 07:20</div><div class='r'>{buttons}</div></div>"
    record = read_page(f"<div><h3>{TITLE}</h3>{row}{TEXT_BOX}</div>")
    assert (record.published_at, lines_of(record)) == ("2025-06-05T07:20:00+07:00", list(TEXT))


@pytest.mark.parametrize("title", [TITLE, "Bản tin dự báo thời tiết ngày 5/6"])
def test_the_head_of_a_long_form_article_prints_its_date_and_its_headline_is_no_byline(title):
    head = "<div class='sc-longform-header'><span class='sc-longform-header-date'>05/06/2025 07:20</span>"
    html = f"<div>{head}<h1>{title}</h1></div><div class='c'>{paragraphs()}</div></div>"
    record = read_page(html, title=f"{title} | Báo Ví Dụ")
    assert record.published_at == "2025-06-05T07:20:00+07:00"
    assert (record.title, record.source, record.byline_raw) == (title, None, None)
