"""Texts that page builders set in rows, with cards, lists and boxes among the paragraphs of a row."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, lines_of, read_page

LINK = "<a href='/b-2.html'>Xã bên khai trương thư viện thiếu nhi</a>"
FACTS = "Bể bơi của xã bên rộng 300 m2 và sâu tới 1,2 mét."


def rows(*contents):
    made = (f"<div class='row-{n}'><div class='txt'>{each}</div></div>" for n, each in enumerate(contents))
    return f"<div class='detail'>{HEAD}<div class='c'>{''.join(made)}</div></div>"


def paragraph(number):
    return f"<p>{TEXT[number]}</p>"


@pytest.mark.parametrize(
    "card",
    [
        f"<p><b>&gt;&gt; Xem thêm:</b> {LINK}</p>",
        f"<div class='VC' type='RelatedOneNews'><h2>{LINK}</h2></div>",
        f"<h4>{LINK}</h4>",
        f"<div class='k'>{LINK}</div>",
    ],
)
@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_a_paragraph_in_one_row_with_a_card_is_text(card, order):
    texts = (paragraph(0), paragraph(1), order.format(card, paragraph(2)), paragraph(3))
    nested = (f"<div><div><div>{each}</div></div></div>" for each in texts)
    assert lines_of(read_page(rows(*texts))) == lines_of(read_page(rows(*nested))) == list(TEXT)


@pytest.mark.parametrize("card", [f"<p>{LINK}</p>", f"<p>Xem thêm: {LINK}</p>", f"<p><b>{LINK}</b></p>"])
def test_a_link_above_the_paragraphs_of_a_row_does_not_drop_them(card):
    texts = (paragraph(0) + paragraph(1), card + paragraph(2) + paragraph(3))
    made = "".join(f"<div class='vc_row'><div class='wpb_wrapper'>{each}</div></div>" for each in texts)
    assert lines_of(read_page(f"<div class='detail'>{HEAD}<div class='c'>{made}</div></div>")) == list(TEXT)


def test_a_card_in_a_row_of_its_own_is_not_text():
    card = (
        f"<h4>{LINK}</h4><p>Ba nghìn cuốn sách do bà con trong xã và con em xa quê góp lại trong một năm.</p>"
    )
    body = f"<div class='detail'>{HEAD}<div class='c'>{''.join(map(paragraph, range(4)))}<div class='k'>{card}</div></div></div>"
    assert lines_of(read_page(body)) == list(TEXT)


def test_a_list_of_documents_in_a_row_of_its_own_is_text():
    items = "<ul><li><a href='/vb/1.pdf'>Quyết định số 15/QĐ</a> về mở bể bơi</li><li><a href='/vb/2.pdf'>Công văn số 7</a> về an toàn</li></ul>"
    found = lines_of(read_page(rows(paragraph(0), paragraph(1), items, paragraph(2) + paragraph(3))))
    assert [line for line in found if line in TEXT] == list(TEXT)
    assert any("về mở bể bơi" in line for line in found)
    assert any("về an toàn" in line for line in found)


def test_a_list_of_links_to_articles_in_a_row_is_not_text():
    items = f"<ul><li>{LINK}</li><li><a href='/c-3.html'>Huyện tổ chức giải bơi mùa hè</a></li></ul>"
    assert lines_of(read_page(rows(paragraph(0), paragraph(1), items, paragraph(2) + paragraph(3)))) == list(
        TEXT
    )


@pytest.mark.parametrize("name", ["box-right lienquan", "sidebar-box", "widget"])
@pytest.mark.parametrize("order", ["{0}{1}", "{1}{0}"])
def test_facts_in_one_row_with_a_paragraph_are_text(name, order):
    box = f"<div class='{name}'><p>{FACTS}</p><p>Mỗi năm có chừng bốn trăm em học bơi ở đó.</p></div>"
    record = read_page(rows(paragraph(0), paragraph(1), order.format(box, paragraph(2)), paragraph(3)))
    assert FACTS in lines_of(record)
