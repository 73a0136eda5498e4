"""An `<aside>` or `<footer>` in the `<article>` gives its date and author, wherever it is printed."""

import pytest

from tests.extract.article_pages import TITLE, lines_of, paragraphs, read_page

DATE, AUTHOR = "<span class='date'>05/06/2025 07:20</span>", "<span class='author'>Bùi Thanh Sơn</span>"
BOXES = (
    "<aside>{}{}</aside>",
    "<aside class='meta'><p>{}</p><p>{}</p></aside>",
    "<footer>{}{}</footer>",
    "<footer class='entry-footer'><ul><li>{}</li><li>{}</li></ul></footer>",
)
HEADLINE, BODY = f"<h1>{TITLE}</h1>", f"<div class='body'>{paragraphs()}</div>"
PLACES = {
    "before the headline": "<article>{}" + HEADLINE + BODY + "</article>",
    "below the headline": "<article>" + HEADLINE + "{}" + BODY + "</article>",
    "beside the text": "<article>" + HEADLINE + "<div class='flex'>{}" + BODY + "</div></article>",
    "below the text": "<article>" + HEADLINE + BODY + "{}</article>",
}
OTHERS = (
    "<aside class='sidebar'>{}{}</aside>",
    "<aside>{}<a href='/tin/9.html'>Phiên chợ quê ngày cuối năm</a>{}</aside>",
)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("box", BOXES)
def test_a_box_of_facts_gives_date_and_author(box, place):
    record = read_page(place.format(box.format(DATE, AUTHOR)))
    assert (record.published_at, record.author) == ("2025-06-05T07:20:00+07:00", "Bùi Thanh Sơn")
    assert len(lines_of(record)) == 4


@pytest.mark.parametrize("box", OTHERS)
def test_the_boxes_of_other_articles_give_neither(box):
    page = f"<article>{HEADLINE}<p>04/03/2025 08:15</p>{BODY}{box.format(DATE, AUTHOR)}</article>"
    record = read_page(page)
    assert (record.published_at, record.author) == ("2025-03-04T08:15:00+07:00", None)
    page = f"<article>{HEADLINE}{BODY}{box.format(DATE, AUTHOR)}</article>"
    assert not hasattr(read_page(page), "date")
