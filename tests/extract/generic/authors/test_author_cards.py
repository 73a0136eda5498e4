"""Cards about the author, with a biography."""

import pytest

from tests.extract.article_pages import paragraphs, read

NAME = "<h4><a href='/tac-gia/lich'>Hồ Quang Lịch</a></h4>"
LIFE = "<p>Sinh năm 1960, nguyên cán bộ Sở Nông nghiệp, nhiều năm viết về làng quê Bắc Bộ.</p>"
OTHER = "<div class='author-box'><h4><a href='/tac-gia/ha'>Lê Thu Hà</a></h4><p>Viết về trẻ em.</p></div>"


@pytest.mark.parametrize(
    ("card", "author"),
    [
        (f"<div class='author-info'><img src='/a.jpg'>{NAME}{LIFE}</div>", "Hồ Quang Lịch"),
        (f"<div class='tac-gia'><h3>Về tác giả</h3>{NAME}{LIFE}</div>", "Hồ Quang Lịch"),
        (f"<div class='author-box'>{LIFE}{NAME}</div>", None),
        (f"<div class='author-box'>{NAME}{LIFE}</div>{OTHER}", None),
    ],
)
def test_a_card_below_the_text_names_its_author_in_its_heading(card, author):
    assert read(paragraphs(), below=card, author="").author == author
