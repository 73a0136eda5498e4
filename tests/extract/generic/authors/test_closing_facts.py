"""Author and source in a table, a list of terms, buttons or microdata at the end of an article."""

import pytest

from tests.extract.article_pages import HEAD, TEXT, TITLE, lines_of, paragraphs, read, read_page

NAME, OUTLET = "Bùi Thanh Sơn", "Báo Nhân Dân"
BOTH = [
    "<table><tr><td>Tác giả:</td><td>{}</td></tr><tr><td>Nguồn:</td><td>{}</td></tr></table>",
    "<table class=x><tr><th>Người viết</th><td>{}</td></tr><tr><th>Nguồn tin</th><td>{}</td></tr></table>",
    "<dl><dt>Tác giả</dt><dd>{}</dd><dt>Nguồn tin</dt><dd>{}</dd></dl>",
    "<dl><dt>Tác giả bài viết:</dt><dd><a href='/tg/1'>{}</a></dd><dt>Nguồn:</dt><dd>{}</dd></dl>",
    "<ul><li>Tác giả: {}</li><li>Nguồn: {}</li></ul>",
    "<dl><dt>Lượt xem</dt><dd>12</dd><dt>Viết bởi</dt><dd>{}</dd><dt>Nguồn</dt><dd>{}</dd></dl>",
]
AUTHOR_ALONE = [
    "<table><tr><td>Viết bởi</td><td>{}</td></tr></table>",
    "<table><tr><th>Tác giả</th><td>{}</td></tr><tr><th>Lượt xem</th><td>12</td></tr></table>",
    "<dl><dt>Ngày đăng</dt><dd>05/06/2025</dd><dt>Tác giả</dt><dd>{}</dd></dl>",
    "<div>Bài viết được tạo bởi {}</div><a href='#'>In</a> <a href='#'>Gửi</a>",
    "Bài viết được tạo bởi {}<br><a href='#'>Facebook</a><a href='javascript:z()'>Zalo</a>",
    "<p>Bài viết được tạo bởi {}</p><a>In</a> <a href='https://www.facebook.com/sharer/?u=1'>Facebook</a>",
]


@pytest.mark.parametrize("facts", BOTH)
@pytest.mark.parametrize("is_inside", [False, True])
def test_the_facts_below_the_text_name_author_and_source_and_are_not_text(facts, is_inside):
    facts = facts.format(NAME, OUTLET)
    record = read(paragraphs() + facts, author="") if is_inside else read(paragraphs(), facts, author="")
    assert (record.author, record.source, lines_of(record)) == (NAME, OUTLET, list(TEXT))


@pytest.mark.parametrize("facts", AUTHOR_ALONE)
def test_the_author_alone_is_read_from_facts_and_above_buttons(facts):
    record = read(paragraphs() + facts.format(NAME), author="")
    assert (record.author, lines_of(record)) == (NAME, list(TEXT))


@pytest.mark.parametrize(
    "facts",
    [
        "<table><tr><td>Tên sách</td><td>Sóng nước</td></tr><tr><td>Tác giả</td><td>Lê Thu Hà</td></tr></table>",
        "<dl><dt>Nhà xuất bản</dt><dd>Trẻ</dd><dt>Tác giả</dt><dd>Lê Thu Hà</dd></dl>",
        "<dl><dt>Tác giả</dt><dd>Lê Thu Hà</dd><dt>Số trang</dt><dd>212</dd></dl>",
        "<table><tr><td>Tác giả</td><td>Tác phẩm</td></tr><tr><td>Lê Thu Hà</td><td>Sóng nước</td></tr></table>",
        "<table><tr><td>Giải nhất</td><td>Lê Thu Hà</td></tr><tr><td>Giải nhì</td><td>Lý Gia Bảo</td></tr></table>",
    ],
)
def test_facts_about_a_work_are_text_and_its_author_is_not_that_of_the_article(facts):
    record = read(paragraphs() + facts, author="")
    assert record.author is None
    assert "Lê Thu Hà" in record.body


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        (f"<div itemprop='author' itemscope><meta itemprop='name' content='{NAME}'></div>", NAME),
        (
            f"<span itemprop='author'><meta itemprop='name' content='{NAME}'><link itemprop='url' href='/'></span>",
            NAME,
        ),
        (f"<div itemprop='author'><span><meta content='{NAME}' itemprop='name'></span></div>", NAME),
        (
            f"<div property='schema:author' typeof='Person'><meta property='schema:name' content='{NAME}'></div>",
            NAME,
        ),
        ("<div itemprop='author'><meta itemprop='name' content='admin'></div>", None),
        (f"<div itemprop='publisher'><meta itemprop='name' content='{NAME}'></div>", None),
        (
            f"<div itemprop='author' itemtype='http://schema.org/Organization'><meta itemprop='name' content='{NAME}'></div>",
            None,
        ),
        ("<div itemprop='author'><meta itemprop='name' content='Báo Ví Dụ'></div>", None),
    ],
)
def test_a_person_in_the_microdata_of_the_author_is_the_author(markup, author):
    assert (
        read_page(f"<div class='detail'>{HEAD}{markup}<div class='c'>{paragraphs()}</div></div>").author
        == author
    )


def test_the_printed_byline_wins_over_microdata():
    markup = "<div itemprop='author'><meta itemprop='name' content='Lê Thu Hà'></div>"
    assert read(markup + paragraphs()).author == NAME


def of_site(heading):
    html = f"<div class='detail'>{heading}<div class='c'>{paragraphs()}</div></div>"
    return read_page(html, "<meta name='generator' content='x'>", title="Cổng thông tin xã Hải Minh")


@pytest.mark.parametrize(
    "date", ["(05/06/2025)", "[05/06/2025]", "(05-06-2025) -", "(Ngày 05/06/2025)", "(05/6/2025 07:20)"]
)
@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "b", "strong"])
def test_the_date_in_brackets_before_the_headline_is_the_articles(date, tag):
    record = of_site(f"<{tag}>{date} {TITLE}</{tag}>")
    assert (record.title, record.date) == (TITLE, "2025-06-05")


def test_the_date_of_an_event_in_a_headline_is_not_that_of_the_article():
    record = of_site(f"<h1>(30/4/1975) {TITLE}</h1><p>07/08/2025 09:10</p>")
    assert (record.title, record.date) == (f"(30/4/1975) {TITLE}", "2025-08-07")
