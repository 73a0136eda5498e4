"""Cards set into the text whose picture and headline lead to the same other page."""

import pytest

from tests.extract.article_pages import TEXT, among, lines_of

HEADLINE = "Xã bên khai trương thư viện thiếu nhi"
PICTURE = "<img src='/u/thu-vien.jpg'>"


@pytest.mark.parametrize("card", [
    "<table><tr><td><a href='{0}'>{1}</a></td><td><a href='{0}'>{2}</a></td></tr></table>",
    "<table><tr><td><a href='{0}'>{1}</a></td><td><b><a href='{0}'>{2}</a></b><br>Ba nghìn cuốn sách do bà con góp."
    "</td></tr></table>",
    "<a href='{0}'>{1}<span>{2}</span><small>xavidu.example.vn</small></a>",
    "<div><a href='{0}'>{1}</a><p><em><a href='{0}'>{2}</a></em></p></div>",
    "<p><a href='{0}'>{1}</a></p><p><a href=' {0} '><strong>{2}</strong></a></p>",
    "<p><a href='{0}'>{2}</a></p><p><a href='{0}'>{1}</a></p>",
])  # fmt: skip
@pytest.mark.parametrize("address", ["/tin/thu-vien-99.html", "https://bao.example.vn/thu-vien.html"])
def test_picture_and_headline_that_lead_to_another_page_are_not_of_the_article(card, address):
    record = among(card.format(address, PICTURE, HEADLINE))
    assert (lines_of(record), record.images) == (list(TEXT), ())


@pytest.mark.parametrize("content", [
    "<p><a href='/u/thu-vien-lon.jpg'>{0}</a></p><p><a href='/u/thu-vien-lon.jpg'>{1}</a></p>",
    "<p><a href='/tin/a-1.html'>{0}</a></p><p>{1}</p>",
    "<p><a href='#anh'>{0}</a></p><p><a href='#anh'>{1}</a></p>",
])  # fmt: skip
def test_a_picture_that_leads_to_a_file_or_alone_is_of_the_article(content):
    assert len(among(content.format(PICTURE, HEADLINE)).images) == 1


def test_a_sentence_that_leads_to_the_same_page_as_the_picture_stays():
    sentence = "Năm ngoái, xã bên đã khai trương thư viện thiếu nhi ở ngay nhà văn hóa."
    record = among(
        f"<p><a href='/tin/a-1.html'>{PICTURE}</a></p><p><a href='/tin/a-1.html'>{sentence}</a></p>"
    )
    assert sentence in record.body
