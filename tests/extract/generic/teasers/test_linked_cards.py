"""Cards set into the text whose picture and headline lead to the same other page."""

import pytest

from tests.extract.article_pages import TEXT, TITLE, among, lines_of, paragraphs, read_page

HEADLINE = "Xã bên khai trương thư viện thiếu nhi"
PICTURE = "<img src='/u/thu-vien.jpg'>"


@pytest.mark.parametrize(
    "card",
    [
        "<table><tr><td><a href='{0}'>{1}</a></td><td><a href='{0}'>{2}</a></td></tr></table>",
        "<table><tr><td><a href='{0}'>{1}</a></td><td><b><a href='{0}'>{2}</a></b><br>Ba nghìn cuốn sách do bà con góp."
        "</td></tr></table>",
        "<a href='{0}'>{1}<span>{2}</span><small>xavidu.example.vn</small></a>",
        "<div><a href='{0}'>{1}</a><p><em><a href='{0}'>{2}</a></em></p></div>",
        "<p><a href='{0}'>{1}</a></p><p><a href=' {0} '><strong>{2}</strong></a></p>",
        "<p><a href='{0}'>{2}</a></p><p><a href='{0}'>{1}</a></p>",
    ],
)
@pytest.mark.parametrize("address", ["/tin/thu-vien-99.html", "https://bao.example.vn/thu-vien.html"])
def test_picture_and_headline_that_lead_to_another_page_are_not_of_the_article(card, address):
    record = among(card.format(address, PICTURE, HEADLINE))
    assert (lines_of(record), record.images) == (list(TEXT), ())


@pytest.mark.parametrize(
    "content",
    [
        "<p><a href='/u/thu-vien-lon.jpg'>{0}</a></p><p><a href='/u/thu-vien-lon.jpg'>{1}</a></p>",
        "<p><a href='/tin/a-1.html'>{0}</a></p><p>{1}</p>",
        "<p><a href='#anh'>{0}</a></p><p><a href='#anh'>{1}</a></p>",
    ],
)
def test_a_picture_that_leads_to_a_file_or_alone_is_of_the_article(content):
    assert len(among(content.format(PICTURE, HEADLINE)).images) == 1


def test_a_sentence_that_leads_to_the_same_page_as_the_picture_stays():
    sentence = "Năm ngoái, xã bên đã khai trương thư viện thiếu nhi ở ngay nhà văn hóa."
    record = among(
        f"<p><a href='/tin/a-1.html'>{PICTURE}</a></p><p><a href='/tin/a-1.html'>{sentence}</a></p>"
    )
    assert sentence in record.body


@pytest.mark.parametrize(
    "author", ["Theo Lê Thị Mai", "Bùi Thị Lan Hương", "Trần Quang Huy - Lê Thị Mai", "Bài, ảnh: Lê Thử"]
)
def test_the_linked_author_beside_the_date_is_no_card(author):
    row = f"<div class='row'><a href='/tac-gia/9'>{author}</a> <span>05/06/2025 07:20</span></div>"
    record = read_page(f"<div class='d'><h1>{TITLE}</h1>{row}<div class='b'>{paragraphs()}</div></div>")
    assert (record.published_at, record.source) == ("2025-06-05T07:20:00+07:00", None)
    assert record.author.split(", ")[0] in author
    assert lines_of(record) == [*TEXT]


def test_a_line_of_several_links_is_not_the_headline_of_a_card():
    links = " và ".join(f"<a href='/{name}.html'>bể bơi thôn {name}</a>" for name in ("Bắc", "Nam", "Trung"))
    told = "mở cửa ba ca mỗi ngày trong dịp hè."
    assert told in lines_of(among(f"<div><p>{links}</p><p>{told}</p></div>"))
