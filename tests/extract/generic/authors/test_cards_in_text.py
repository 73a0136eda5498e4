"""Cards about the author below a text that do not call themselves so."""

import pytest

from tests.extract.article_pages import TEXT, lines_of, paragraphs, read

NAME = "Hồ Quang Lịch"
LINK = f"<a href='/tac-gia/lich'>{NAME}</a>"
LIFE = "<p>Sinh năm 1960, nguyên cán bộ Sở Nông nghiệp, nhiều năm viết về làng quê Bắc Bộ.</p>"
CARDS = (
    f"<div class='m-a-box'><div class='m-a-box-data'><div class='m-a-box-name'><h5>{LINK}</h5></div>"
    f"<div class='m-a-box-bio'>{LIFE}</div></div></div>",
    f"<div class='abh_box'><ul><li><a href='#a'>About</a></li><li><a href='#b'>Latest Posts</a></li></ul>"
    f"<div class='abh_tab'><div class='abh_name'>{LINK}</div><div class='abh_description'>{LIFE}</div></div></div>",
    f"<div class='ts-fab-wrapper'><div class='ts-fab-tab'><div class='ts-fab-header'><h4>{LINK}</h4></div>"
    f"{LIFE}</div></div>",
    f"<div><h4>{LINK}</h4>{LIFE}</div>",
    f"<div><h3>Về tác giả</h3><div><h5>{NAME}</h5>{LIFE}</div></div>",
)


@pytest.mark.parametrize("card", CARDS)
def test_the_card_names_the_author_within_the_text_and_below_it(card):
    for record in (read(paragraphs() + card, author=""), read(paragraphs(), card, author="")):
        assert (record.author, lines_of(record), record.problems) == (NAME, list(TEXT), ())


def test_several_authors_of_one_card_are_all_named():
    two = (
        f"<ul><li class='author'>{LINK}</li><li class='author'><a href='/tac-gia/ha'>Lê Thu Hà</a></li></ul>"
    )
    assert read(paragraphs(), two, author="").author == f"{NAME}, Lê Thu Hà"


@pytest.mark.parametrize(
    "below",
    [
        f"<div><h4>Tác giả nổi bật</h4><ul><li>{LINK}</li><li><a href='/tac-gia/ha'>Lê Thu Hà</a></li></ul></div>",
        f"<div><div>{LINK}<a href='/x-1.html'><h3>Ngư dân được mùa sứa đầu năm</h3></a></div></div>",
        f"<div><a href='/x-1.html'><h3>Ngư dân được mùa sứa đầu năm</h3></a>{LINK}</div>",
    ],
)
def test_links_to_other_authors_are_not_the_author(below):
    assert read(paragraphs(), below, author="").author is None


def test_a_name_above_a_last_paragraph_may_be_the_author():
    record = read(f"{paragraphs()}<div><img src='/a.jpg'><b>{NAME}</b>{LIFE}</div>", author="")
    assert (record.author, [each.code for each in record.problems]) == (None, ["name_below_text"])
    assert len(lines_of(record)) == len(TEXT) + 2


def test_the_facts_of_a_book_are_part_of_the_text():
    facts = f"<dl><dt>Tác giả</dt><dd>{NAME}</dd><dt>Số trang</dt><dd>212</dd></dl>"
    assert read(paragraphs() + facts, author="").body.endswith(f"Tác giả\n\n{NAME}\n\nSố trang\n\n212")
