"""Author lines whose pieces only a style parts, as pages of applications print them."""

import pytest
from lxml import html

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import text_of
from dvcrawler.extract.styles.glued_lines import separate_line, separate_pieces
from dvcrawler.normalize.bylines import is_byline, read_byline
from dvcrawler.normalize.bylines.names import is_possible_name
from dvcrawler.normalize.text import clean_text
from tests.extract.article_pages import HEAD, lines_of, paragraphs, read, read_page
from tests.extract.article_pages import TEXT as PARAGRAPHS

NAME = "Bùi Thanh Sơn"


def names(record):
    return [author.name for author in record.authors]


@pytest.mark.parametrize("box", ["author", "info", "post-author", "c-byline"])
@pytest.mark.parametrize(
    "beside",
    [
        "<span>son@vidu.vn</span>",
        "<a href='mailto:x'>thanhson@vidu.vn</a>",
        "<span>Phóng viên</span>",
        "<em>Nữ phóng viên</em>",
        "<a href='#'>Theo dõi</a>",
        "<span>12 bài viết</span>",
        "<span>0 bình luận</span>",
    ],
)
def test_what_is_beside_a_name_is_not_part_of_it(box, beside):
    line = f"<div class='{box}'><span class='n'>{NAME}</span>{beside}</div>"
    assert names(read_page(f"<div>{HEAD}{line}<div class='c'>{paragraphs()}</div></div>")) == [NAME]


@pytest.mark.parametrize(
    "line",
    [
        "<div class='author'><span>{}</span><span>{}</span></div>",
        "<div class='author'><a>{}</a><a>{}</a></div>",
        "<p class='author'><b><i>{}</i></b><b>{}</b></p>",
    ],
)
def test_two_names_are_two_authors(line):
    assert names(read(paragraphs(), line.format(NAME, "Vũ Thị Hà"), author="")) == [NAME, "Vũ Thị Hà"]


def test_labels_and_values_in_pieces_are_read():
    line = f"<div><span>Tác giả:</span><span>{NAME}</span><span>Nguồn:</span><span>Báo Lao Động</span></div>"
    record = read(paragraphs(), line, author="")
    assert (record.author, record.source) == (NAME, "Báo Lao Động")


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<b>Bùi</b>Thanh", "BùiThanh"),
        ("<b>Bùi Th</b><b>anh Sơn</b>", "Bùi Thanh Sơn"),
        ("<b>BÙI TH</b><b>ANH SƠN</b>", "BÙI THANH SƠN"),
        ("<b>Bùi </b><b>Thanh</b>", "Bùi Thanh"),
        ("<b>B</b><b>Ùi</b>", "BÙi"),
        ("Bùi <!-- x --><b>Thanh</b>", "Bùi Thanh"),
        ("<i>Bùi Sơn</i><i>Vũ Hà</i>", "Bùi Sơn | Vũ Hà"),
        ("<i>BÙI SƠN</i><i>Phóng viên</i>", "BÙI SƠN | Phóng viên"),
        ("<i>Bùi Sơn</i><i>05/06</i>", "Bùi Sơn | 05/06"),
        ("<i>Tác giả:</i><i>Vũ Hà</i>", "Tác giả: Vũ Hà"),
    ],
)
def test_a_mark_parts_words_and_not_pieces_of_words(markup, text):
    element = html.fromstring(f"<p>{markup}</p>")
    assert separate_pieces(element) == text


def test_a_line_that_is_only_a_part_of_its_element_stays():
    element = html.fromstring("<p><b>Bùi Sơn</b><b>Vũ Hà</b><br>Dòng hai</p>")
    assert separate_line(Block(TEXT, "Bùi SơnVũ Hà", element)) == "Bùi SơnVũ Hà"
    assert separate_line(Block(TEXT, clean_text(text_of(element)), element)) == "Bùi Sơn | Vũ Hà | Dòng hai"


@pytest.mark.parametrize("office", ["Phóng viên", "Biên tập viên", "Nhà báo", "nữ phóng viên"])
@pytest.mark.parametrize("mark", [", ", " - ", " – ", " | "])
def test_an_occupation_behind_a_name_is_not_a_second_author(office, mark):
    assert [author.name for author in read_byline(f"{NAME}{mark}{office}").authors] == [NAME]


@pytest.mark.parametrize(
    "text", ["Văn Hóa Xã Hội", "KINH TẾ XÃ HỘI", "Đồng Hành Cùng Nông Dân", "Nhớ Về Quê Mẹ", "Lời Của Gió"]
)
def test_a_section_or_a_motto_at_the_end_is_not_an_author(text):
    assert not is_possible_name(text)
    line = f"<p style='text-align:right'><b>{text}</b></p>"
    assert read(paragraphs() + line, author="").author is None


def test_who_is_quoted_in_a_block_is_not_the_author():
    quote = f"<blockquote><p>“Các em bơi được cả rồi.”</p><p><strong>{NAME}</strong></p></blockquote>"
    record = read(paragraphs() + quote, author="")
    assert record.author is None
    assert lines_of(record)[: len(PARAGRAPHS)] == list(PARAGRAPHS)


def test_a_byline_below_a_block_of_quotations_is_the_author():
    quote = "<blockquote><p>“Các em bơi được cả rồi.”</p></blockquote>"
    assert read(paragraphs() + quote, author=f"<p style='text-align:right'><b>{NAME}</b></p>").author == NAME
    assert is_byline(NAME)
